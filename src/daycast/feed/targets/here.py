"""What this copy of the show remembers about publishing: `.daycast/` at its root, which git overlooks."""

from __future__ import annotations

import re
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from daycast.alone import alone
from daycast.errors import DaycastError
from daycast.feed.targets.record import FOLDER
from daycast.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daycast.show import Show


_PATIENCE = 0.2  # seconds: time to look whether the holder is alive


@contextmanager
def one_at_a_time(root: Path) -> Iterator[Path]:
    """The folder, to this process alone. Raises `DaycastError` where another one is publishing this copy."""
    place = folder(root)
    write_text(place / ".gitignore", "*\n")
    busy = DaycastError(
        f"{root}: another daycast is publishing this show", hint="Wait until it is done, then publish again."
    )
    with alone(place, _PATIENCE, busy):
        yield place


def folder(root: Path) -> Path:
    """Where the folder is."""
    return root / FOLDER


def own(show: Show) -> Path:
    """Where in that folder the show, or one of its editions, remembers its own."""
    return folder(show.root) / "editions" / show.name if show.name else folder(show.root)


def news(show: Show) -> Path:
    """A file with the ledger of another copy, while that is yet to be taken over."""
    return own(show) / "ledger.news"


def me(folder: Path) -> str:
    """The name of this copy of the show; it is made once and stays, also where the copy moves to another machine."""
    path = folder / "id"
    known = path.read_text("ascii").strip() if path.is_file() else ""
    if not re.fullmatch(r"[0-9a-f]{8}", known):
        known = secrets.token_hex(4)
        write_text(path, known + "\n")
    return known
