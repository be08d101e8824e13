"""Texts that a person has read and approved: `scripts/.approved/<date>` has a line for each, its sha256 and the time.

Committed with the script, so that every text that was ever approved of a day is known.
"""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.scripts.model import Script

if TYPE_CHECKING:
    from daycast.show import Show

FOLDER = ".approved"


def digest(data: bytes) -> str:
    """What tells a script's text from every other: the sha256 of its file, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def approve(show: Show, script: Script, now: datetime) -> bool:
    """Records that the text of `script` is approved; returns whether it was not before."""
    if is_approved(show, script.date, script.sha256):
        return False
    path = _path(show, script.date)
    known = read_text(path) if path.exists() else ""
    return write_text(path, f"{known}{script.sha256} {now.isoformat(timespec='seconds')}\n")


def is_approved(show: Show, day: date, sha256: str) -> bool:
    """Whether the text with this sha256 was approved for `day`."""
    path = _path(show, day)
    return path.exists() and sha256 in [row.split(" ")[0] for row in read_text(path).split("\n") if row]


def must_be_approved(show: Show, script: Script) -> None:
    """Raises where the show wants every text read by a person and this one was not."""
    if show.review == "required" and not is_approved(show, script.date, script.sha256):
        raise DaycastError(
            f"{show.script(script.date)}: this text is not approved, and show.yaml says `review: required`",
            hint=f"Read it, then: daycast approve {show.options(script.date)}",
        )


def _path(show: Show, day: date) -> Path:
    return show.root / "scripts" / FOLDER / show.stem(day)
