"""Rows of a turn that were meant to begin something of their own: as they stand, the wrong host says them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.scripts.blocks import TURN, blocks

_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"(?P<marks>#{1,6})(?P<word>[^\W\d]\w*)")


def begun(text: str, path: Path, speakers: Collection[str]) -> Iterator[Problem]:
    """Each row within a turn that begins like a turn of one of `speakers`, in any case, or like a heading."""
    name = re.compile(rf"[*_]*(?P<name>{'|'.join(map(re.escape, speakers))})[*_]*\s*:", re.IGNORECASE)
    known = {speaker.lower(): speaker for speaker in speakers}
    for block in blocks(text):
        if block.kind != "turn":
            continue
        for number, row in enumerate(_NOTE.sub(_blank, block.text).split("\n")):
            words = row.strip() if number else _behind_speaker(row.strip())
            column = row.rfind(words) + 1
            if found := name.match(words):
                speaker = known.get(found["name"].lower(), found["name"])
                yield Problem(path, block.line + number, f"{block.content.partition(':')[0]} says “{found[0]}” here",
                              f"begin a row with `{speaker}: `, colon and space", column=column)  # fmt: skip
            elif number and (found := _HEADING.match(words)):
                hint = f"write `{found['marks']} {found['word']}` for a heading, `\\{found[0]}` to have it said"
                yield Problem(path, block.line + number, f"“{found[0]}” is no heading without a space", hint,
                              column=column)  # fmt: skip


def _behind_speaker(row: str) -> str:
    found = TURN.match(row)
    return found["text"] or "" if found else ""


def _blank(note: re.Match[str]) -> str:
    """As many characters and rows as a note has, and nothing in them."""
    return re.sub(r"[^\n]", " ", note[0])
