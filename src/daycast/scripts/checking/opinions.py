"""Facts among opinion: what a line that is marked as somebody's view tells all the same, without a source."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.evidence.asserts import asserted
from daycast.scripts.evidence.rests import spoken
from daycast.scripts.model import Script
from daycast.scripts.writing.names import said_outlet

HINT = "move it into a line of fact that cites its source, cite a source here with [^n], or take it out"


def smuggled(script: Script, path: Path, names: Collection[str], tongue: str = "en") -> Iterator[Problem]:
    """Each factual claim in a line of opinion that no footnote of the script holds; see `asserted` for what is one.

    `names` may be said without evidence. Warnings all: what is a fact is told by rule of thumb.
    """
    quotes = [evidence.quote for evidence in script.evidence]
    known = {*names, *(form for e in script.evidence for form in (e.outlet, said_outlet(e.outlet)))}
    known |= set(spoken(script.date))
    for say in script.lines:
        if say.take:
            for claim in asserted(plain(say.text), quotes, known, tongue):
                message = f"a statement of fact in a line of opinion: {claim.lacks}"
                yield Problem(path, say.line, message, HINT, warning=True, at=claim.excerpt)
