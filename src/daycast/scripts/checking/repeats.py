"""Lines that say nothing that was not said before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.model import Script

FEWEST = 4  # words; fewer may come again: "What happened?", "And that is it."

_WORD = re.compile(r"\w+(?:['’.,]\w+)*")


def repeats(script: Script, path: Path) -> Iterator[Problem]:
    """Each line all of whose words stand, in their order, in one line before it, whatever their case and marks.

    Opinion is left alone: a host may take up the other's words.
    """
    said: list[tuple[str, int]] = []
    for say in script.lines:
        found = _WORD.findall(plain(say.text).casefold().replace("’", "'"))
        words = f" {' '.join(found)} "
        before = next((line for earlier, line in said if words in earlier), None)
        if before is not None and len(found) >= FEWEST and not say.take:
            yield Problem(path, say.line, f"this line only repeats line {before}",
                          "delete it, or say something new", warning=True)  # fmt: skip
        said.append((words, say.line))
