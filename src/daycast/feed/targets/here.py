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


_PATIENCE = 0.2  # seconds: time to look whether the holder is alive


@contextmanager
def one_at_a_time(root: Path) -> Iterator[Path]:
    """The folder, to this process alone. Raises `DaycastError` where another one is publishing this copy."""
    folder = root / FOLDER
    write_text(folder / ".gitignore", "*\n")
    busy = DaycastError(
        f"{root}: another daycast is publishing this show", hint="Wait until it is done, then publish again."
    )
    with alone(folder, _PATIENCE, busy):
        yield folder


def me(folder: Path) -> str:
    """The name of this copy of the show; it is made once and stays, also where the copy moves to another machine."""
    path = folder / "id"
    known = path.read_text("ascii").strip() if path.is_file() else ""
    if not re.fullmatch(r"[0-9a-f]{8}", known):
        known = secrets.token_hex(4)
        write_text(path, known + "\n")
    return known
