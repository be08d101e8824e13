"""The archive of everything that was rendered, published or not: what `daycast ask` looks through.

`episodes/.archive.sqlite` (`.archive.weekly.sqlite` of an edition of that name) holds nothing that is not in the
records: deleting it changes nothing but the time taken.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from daycast.episodes import record
from daycast.episodes.archive.index import Archive

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from daycast.episodes.model import Episode
    from daycast.errors import DaycastError
    from daycast.show import Show


def archive_of(show: Show) -> Archive:
    """The index as it stands."""
    return Archive(path(show), show.tongue)


def path(show: Show) -> Path:
    name = f".archive.{show.name}.sqlite" if show.name else ".archive.sqlite"
    return show.root / "episodes" / name


def bring(
    archive: Archive, show: Show, on_progress: Callable[[int, int], object] = lambda done, total: None
) -> tuple[DaycastError, ...]:
    """Brings the index up to date with the records; gives why some cannot be read. Those are left out."""
    from daycast.errors import DaycastError

    wrong: list[DaycastError] = []

    def load(day: date) -> Episode | None:
        try:
            return record.load(show.episode(day))
        except DaycastError as error:
            wrong.append(error)
            return None

    seals = {day: seal for day in show.days("episodes") if (seal := _seal(show.episode(day) / record.FILE))}
    archive.bring(seals, load, on_progress=on_progress)
    return tuple(wrong)


def _seal(path: Path) -> str:
    """What tells a record from what it was: another file, size or time of change. "" where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116, a tenth of the time: there are many
    except OSError:
        return ""
    told = repr((found.st_ino, found.st_size, found.st_mtime_ns))
    return hashlib.blake2b(told.encode(), digest_size=12).hexdigest()
