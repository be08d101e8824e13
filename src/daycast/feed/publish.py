"""`daycast publish` and `daycast unpublish`: the rendered episodes as `feed/`.

`feed.xml` is written last, so that it never promises what is not there yet.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from daycast.alone import alone
from daycast.errors import DaycastError, Problem
from daycast.feed.media import README
from daycast.feed.paging import MAIN
from daycast.feed.personal.day import FOLDER as OWN
from daycast.feed.personal.day import STAMP as STAMPED
from daycast.feed.seal import Seals, around, file_seal, left_by, read_by
from daycast.feed.targets import here
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date

    from daycast.show import Show

__all__ = ["README", "STAMP", "Published", "is_published", "publish", "unpublish"]

STAMP = ".published"
_PATIENCE = 60.0  # seconds; the publish that is at work is mostly done by then
_REMEMBERED = (".published.jsonl", ".published.cache", ".published.pages")


@dataclass(frozen=True, slots=True)
class Published:
    """What `feed/` holds now: how many episodes, which files changed, what there is to tell (episodes that had to stay
    out, scripts that have changed since, text that was cut), and which files were removed."""

    episodes: int
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stamp:
    """`feed/.published`: the digests of what a publish read and of what it left, and its outcome."""

    read: str
    left: str
    episodes: int
    problems: tuple[Problem, ...]
    images: tuple[str, ...] = ()


def is_published(show: Show) -> bool:
    """Whether there is a feed to serve: one for each listener of a briefing, else everybody's."""
    return (show.feed / OWN / STAMPED if show.kind == "briefing" else show.feed / MAIN).is_file()


def publish(show: Show, *, again: date | None = None, force: bool = False) -> Published:
    """Brings `feed/` up to date with the rendered episodes; files that are right already stay untouched.

    An episode that was unpublished stays out until its date is named by `again`. Raises `DaycastError` if there is no
    episode to publish, and where an episode's guid, date or address would change, unless by `force`. When nothing was
    touched since the last time, no template, record or library is loaded to find that out.
    """
    if here.news(show).is_file():
        _take_over(show)
    read = read_by(show)
    left, last = left_by(show, read.episodes), _last(show)
    if last and not again and (last.read, last.left) == (_read(show, read, last.images), _left(show, left)):
        return Published(last.episodes, (), last.problems)
    from daycast.feed.update import update  # slow to import, and most of the time there is nothing to do

    with one_at_a_time(show) as hold:
        done = update(show, read, left, again=again, force=force, hold=hold)
    stamp = _Stamp(_read(show, read, done.images), _left(show, done.left), done.episodes, done.problems, done.images)
    write_bytes(show.feed / STAMP, TypeAdapter(_Stamp).dump_json(stamp))
    return Published(done.episodes, done.changed, (*done.broken, *done.problems), done.removed)


def _take_over(show: Show) -> None:
    from daycast.feed.targets import news

    with one_at_a_time(show) as hold:
        news.take_over(show, hold)


def unpublish(show: Show, day: date, *, again: bool = False) -> Published:
    """Takes the episode of `day` out of the feed: its item, page and media.

    Its guid, date and address are remembered: no other episode gets them, and `publish` with `again` brings it back
    with the same. Raises `DaycastError` if it is not published; `again` finishes what was begun, and it may be out.
    """
    if here.news(show).is_file():
        _take_over(show)
    from daycast.feed import ledger as published_before

    with one_at_a_time(show):
        ledger = published_before.load(show.feed)
        entry = ledger.entries.get(day) if ledger else None
        if ledger is None or entry is None or (entry.gone and not again):
            message = f"the episode of {day} is not published" + (" any more" if entry else "")
            raise DaycastError(message, hint=f"{show.feed / MAIN} names those that are.")
        published_before.save(show.feed, ledger.with_entries([replace(entry, gone=True)]))
    return publish(show)


@contextmanager
def one_at_a_time(show: Show) -> Iterator[Callable[[], None]]:
    """What one process knows of the ledger and writes, no other changes meanwhile, on whichever machine.

    The block gets a function that raises if another one has taken over all the same.
    """
    busy = DaycastError(
        f"{show.feed}: another daycast is publishing this show", hint="Wait until it is done, then publish again."
    )
    try:
        with alone(show.feed, _PATIENCE, busy) as hold:
            yield hold
    except OSError as error:
        raise DaycastError(
            f"{error.filename or show.feed}: cannot be written: {error.strerror or error}",
            hint="Check the permissions of feed/ and the free space, then publish again.",
        ) from error


def _last(show: Show) -> _Stamp | None:
    try:
        return TypeAdapter(_Stamp).validate_json((show.feed / STAMP).read_bytes())
    except (OSError, ValidationError):
        return None


def _read(show: Show, read: Seals, images: tuple[str, ...]) -> str:
    return " ".join([read.digest(), *(file_seal(show.root / name) for name in images)])


def _left(show: Show, left: Mapping[date, str]) -> str:
    return Seals(around(show, _REMEMBERED), left).digest()
