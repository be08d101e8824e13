"""The archive of what aired: `feed/.archive.sqlite`. It may be deleted at any time.

A record is taken in only while it is the one that was published, so that nothing is found on the site that a person has
not let out: neither an episode that waits, nor the new text of one that does. Of an episode whose record has moved on
since, the index keeps what it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.episodes import record
from daycast.episodes.archive.index import Archive
from daycast.errors import DaycastError
from daycast.feed import ledger, shelf
from daycast.feed.seal import read_by, same

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from daycast.episodes.model import Episode
    from daycast.show import Show

FILE = ".archive.sqlite"


def archive_of(show: Show) -> Archive:
    """The index as it stands."""
    return Archive(show.feed / FILE, show.tongue)


class StoppedError(Exception):
    """Somebody wants no more of it; what was taken in stays."""


def bring(archive: Archive, show: Show, stopped: Callable[[], bool] = lambda: False) -> None:
    """Brings the index up to date with the last publish; without a memory of that, it only forgets what is gone.

    Raises `StoppedError` on the way where it is `stopped`.
    """
    known = archive.sealed()
    before = ledger.load(show.feed)
    aired = {day for day, entry in before.entries.items() if not entry.gone} if before else set()
    rows = shelf.load(show.feed).rows
    if rows is None:
        archive.bring({day: seal for day, seal in known.items() if day in aired}, lambda day: None)
        return
    published = {day: row.read for day, row in rows.items() if day in aired}
    seals = {day: known[day] if same(known.get(day, ""), seal) else seal for day, seal in published.items()}
    if seals == known:
        return
    now = read_by(show).episodes
    taken: set[date] = set()

    def load(day: date) -> Episode | None:
        if stopped():
            raise StoppedError
        if not same(now.get(day, ""), published[day]):
            return None
        taken.add(day)
        try:
            return record.load(show.episode(day))
        except DaycastError:  # publishing tells what is wrong with it
            return None

    archive.bring(seals, load)
    after = read_by(show).episodes
    if moved := {day for day in taken if after.get(day) != now[day]}:  # while we read
        archive.bring({day: seal for day, seal in seals.items() if day not in moved}, load)
