"""What is wrong with who says a line, or with a line that says nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.model import Script
from daycast.scripts.nearest import nearest


def strangers(script: Script, path: Path, speakers: Collection[str]) -> Iterator[Problem]:
    """Names that nobody in the cast has, each once; some are the first word of a sentence that went on in a new row."""
    told = Counter(say.speaker for say in script.lines if say.speaker not in speakers)
    below = {say.rows.stop for say in script.lines}
    for say in script.lines:
        if count := told.pop(say.speaker, 0):
            more = f", and in {count - 1} more {'line' if count == 2 else 'lines'}" if count > 1 else ""
            hint = nearest(say.speaker, speakers)
            if say.line in below:
                hint += "; if this continues the line above, put it on that line"
            yield Problem(path, say.line, f"unknown speaker “{say.speaker}”{more}", hint, at=say.speaker)


def empty(script: Script, path: Path) -> Iterator[Problem]:
    """Lines without words."""
    for say in script.lines:
        if not plain(say.text).strip():
            yield Problem(path, say.line, f"{say.speaker} has an empty line", "write what is said, or delete the line")
