"""Which paths exist. Nothing hidden, nothing above the folder, nothing behind a link that leaves it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from daycast.feed.packed import SUFFIXES
from daycast.feed.publish import README

if TYPE_CHECKING:
    from pathlib import Path

_UNSERVED = re.compile(r"\..*|.*[\\:\0].*|", re.DOTALL)


def find(folder: Path, path: str) -> Path | None:
    """The file in `folder` that the decoded request path names; a path with a final `/` names its page."""
    before, *places = path.split("/")
    names = [*places[:-1], places[-1] or "index.html"] if places else []
    if before or not names:
        return None
    if any(_UNSERVED.fullmatch(part) for part in names) or names[-1].casefold() == README.casefold():
        return None
    try:
        found = folder.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # missing, a name too long, a circle of links, half a character
        return None
    inside = found.is_relative_to(folder.resolve())
    readable = inside and found.is_file() and os.access(found, os.R_OK)
    return found if readable and not _is_packed_form(found) else None


def _is_packed_form(file: Path) -> bool:
    return file.suffix in SUFFIXES and file.with_suffix("").is_file()
