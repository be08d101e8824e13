"""What a script is like for the ear, in figures: `uv run python -m tests.bench.script [SCRIPT…]`.

A sentence repeats another where seven tenths of its words of meaning stand in one before it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from daycast.files import read_text
from daycast.inline import plain
from daycast.scripts import supports
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import words

SAME = 0.7
LONG = 30  # words


def repeated(script: Script) -> list[tuple[str, str]]:
    """Sentences of five words of meaning or more, each with the one before that it repeats."""
    found: list[tuple[str, str]] = []
    said: list[tuple[str, frozenset[str]]] = []
    for text in spoken(script):
        terms = frozenset(words(text))
        if len(terms) >= 5:
            same = next((before for before, known in said if len(terms & known) >= SAME * len(terms)), None)
            found += [(text, same)] if same else []
            said.append((text, terms))
    return found


def spoken(script: Script) -> list[str]:
    return [sentence for say in script.lines for sentence in sentences(plain(say.text))]


def measure(path: Path) -> dict[str, object]:
    script, _ = parse(read_text(path), path)
    quotes = {evidence.label: evidence.quote for evidence in script.evidence}
    cited = [say for say in script.lines if say.citations]
    outlets = {evidence.outlet for evidence in script.evidence}
    held = [
        supports(plain(say.text), [quotes[label] for label in say.citations], known=outlets).supported for say in cited
    ]
    texts = spoken(script)
    return {
        "lines": len(script.lines),
        "sentences": len(texts),
        "words": sum(len(text.split()) for text in texts),
        "longest sentence": max(len(text.split()) for text in texts),
        f"over {LONG} words": sum(len(text.split()) > LONG for text in texts),
        "repeated": len(repeated(script)),
        "cited": len(cited),
        "supported": sum(held),
        "according to, reports, adds": sum(
            any(mark in say.text for mark in ("According to", " reports ", " adds that ", "From ", " reports: "))
            for say in script.lines
        ),
    }


if __name__ == "__main__":
    for name in sys.argv[1:] or [str(path) for path in sorted(Path("scripts").glob("*-*-*.md"))]:
        print(name)
        for what, value in measure(Path(name)).items():
            print(f"  {what:30} {value}")
        for text, same in repeated(parse(read_text(Path(name)), Path(name))[0]):
            print(f"  again: {text}\n    was: {same}")
