"""Every listener's feed as files, for a host that only hands out files."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.reading import chunks
from daycast.errors import DaycastError
from daycast.feed.deliver import must_be_apart
from daycast.feed.listeners import welcome
from daycast.feed.packed import put
from daycast.feed.paging import MAIN
from daycast.feed.personal import day as days
from daycast.feed.personal.source import Personal
from daycast.files import sha256, write_bytes, writing
from daycast.places import named_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from daycast.feed.personal.told import Told
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Materialised:
    """How many listeners have a folder now, how many files changed, how many folders went, and how many bytes all
    episodes take."""

    listeners: int
    changed: int
    removed: int
    bytes: int


def materialise(
    show: Show,
    into: Path,
    base_url: str,
    listeners: Iterable[str] | None = None,
    on_done: Callable[[int, int], object] = lambda done, total: None,
) -> Materialised:
    """Writes `into/<listener>/` for each of the listeners, by default all who have an address and an episode.

    `base_url` is the address that `into` is served under. Files that are right already stay untouched; days that were
    taken back go, and so do the folders of those whose address has ended. The bytes are those that the server sends,
    where its address is the same. Raises `DaycastError` for a folder of the show's own: below `feed/`, everybody would
    find what is one listener's. So it does for a name that has no address.
    """
    must_be_apart(show, into)
    personal = Personal(show)
    every = sorted({name for day in days.days(show) if (found := personal.day(day)) for name in found.rows})
    here = set(welcome(show))
    listeners = None if listeners is None else tuple(listeners)
    if unknown := [name for name in listeners or () if name not in here]:
        message = f"there is no listener {unknown[0]!r} with an address"
        raise DaycastError(message, hint="See who there is: daycast listeners list")
    wanted = [name for name in every if name in here and (listeners is None or name in set(listeners))]
    removed = sum(_removed(into / name) for name in every if name not in here and (into / name / MAIN).is_file())
    changed = size = 0
    everybodys = [path for path in sorted(show.feed.iterdir()) if path.is_file() and not path.name.startswith(".")]
    for done, name in enumerate(wanted):
        on_done(done, len(wanted))
        folder = personal.folder(name, f"{base_url}{name}/")
        for path in everybodys:
            changed += write_bytes(into / name / path.name, path.read_bytes())
        listed = {f"{card.date}" for card in folder.listed}
        stale = [path for path in (into / name).iterdir() if named_day(path.name) and path.name not in listed]
        removed += sum(map(_removed, stale))
        for card in folder.listed:
            told = folder.told(card.date)
            assert told is not None
            changed += _media(personal, told, into / name / f"{card.date}")
            size += told.reel.length
        for file in folder.names():
            data = folder.file(file)
            assert data is not None
            changed += put(into / name, file, data)
    on_done(len(wanted), len(wanted))
    return Materialised(len(wanted), changed, removed, size)


def _removed(folder: Path) -> bool:
    shutil.rmtree(folder)
    return True


def _media(personal: Personal, told: Told, folder: Path) -> int:
    """An episode's audio and pictures; gives how many changed."""
    audio = folder / f"{told.day.date}.mp3"
    before = sha256(audio)
    with writing(audio, chunks(told.reel, personal.reader.part)) as draft:
        changed = draft.written.result().sha256 != before
    return changed + sum(write_bytes(folder / name, personal.reader.part(part)) for name, part in told.pictures.items())
