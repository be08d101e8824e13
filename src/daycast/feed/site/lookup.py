"""Which paths exist. Nothing hidden, nothing above the folder, nothing behind a link that leaves it, no other feed."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.feed import kinds
from daycast.feed.ledger import FILE as LEDGER
from daycast.feed.packed import SUFFIXES
from daycast.feed.personal.day import FOLDER as OWN
from daycast.feed.publish import README

if TYPE_CHECKING:
    from pathlib import Path

_UNSERVED = re.compile(r"\..*|.*[\\:\0].*|", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A file that may be served, and what its name tells."""

    file: str
    name: str
    is_text: bool
    holds_addresses: bool


def place(folder: Path, path: str) -> Place | None:
    """What stands at a decoded request path, as `find` finds it."""
    found = find(folder, path)
    if found is None:
        return None
    return Place(str(found), found.name, kinds.is_text(found.name), kinds.holds_addresses(found.name))


def find(folder: Path, path: str) -> Path | None:
    """The file in `folder` that the decoded request path names; a path with a final `/` names its page."""
    names = named(path)
    if names is None or names[-1].casefold() == README.casefold():
        return None
    if len(names) > 1 and _is_feed(folder / names[0]):  # an edition's, which may be private
        return None
    try:
        found = folder.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # missing, a name too long, a circle of links, half a character
        return None
    inside = found.is_relative_to(folder.resolve())
    readable = inside and found.is_file() and os.access(found, os.R_OK)
    return found if readable and not _is_packed_form(found) else None


def named(path: str) -> list[str] | None:
    """The folders and the file that a decoded request path names; None for what can be nobody's."""
    before, *places = path.split("/")
    names = [*places[:-1], places[-1] or "index.html"] if places else []
    if before or not names or any(_UNSERVED.fullmatch(part) for part in names):
        return None
    return names


def _is_feed(folder: Path) -> bool:
    return (folder / LEDGER).exists() or (folder / OWN).is_dir()


def _is_packed_form(file: Path) -> bool:
    return file.suffix in SUFFIXES and file.with_suffix("").is_file()
