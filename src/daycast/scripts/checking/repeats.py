"""Lines that say nothing that was not said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.model import Say, Script

FEWEST = 4  # words; fewer may come again: "What happened?", "And that is it."

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def repeats(script: Script, path: Path) -> Iterator[Problem]:
    """Each line all of whose words stand, in their order, in one line before it, whatever their case and marks.

    Opinion is left alone: a host may take up the other's words. So is a question, which each story may raise.
    """
    said: list[tuple[str, int]] = []
    holding: dict[str, list[int]] = {}  # the places in `said` of the lines that have a word
    for say in script.lines:
        found = _WORD.findall(plain(say.text).casefold().replace("’", "'"))
        words = f" {' '.join(found)} "
        rarest = min((holding.get(word, []) for word in found), key=len, default=[])
        before = next((said[place][1] for place in rarest if words in said[place][0]), None)
        if before is not None and len(found) >= FEWEST and not (say.take or _asks(say)):
            yield Problem(path, say.line, f"this line only repeats line {before}",
                          "delete it, or say something new", warning=True)  # fmt: skip
        for word in set(found):
            holding.setdefault(word, []).append(len(said))
        said.append((words, say.line))


def _asks(say: Say) -> bool:
    return plain(say.text).rstrip().endswith("?")
