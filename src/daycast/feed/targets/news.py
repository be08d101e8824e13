"""What other copies of the show have published, learned from the target before this copy publishes there itself.

A copy remembers in `.daycast/` which ledger it last knew there, and what it was about to send: so it tells news of
others from what came of its own. What it learns is written down before anything is made of it, and taken over anew
after a death in the middle.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daycast.episodes import record
from daycast.errors import DaycastError
from daycast.feed import ledger as published_before
from daycast.feed.ledger import FILE
from daycast.feed.targets import here
from daycast.feed.targets.record import Promised
from daycast.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from pathlib import Path

    from daycast.feed.ledger import Entry, Ledger
    from daycast.show import Show

_KNOWN, _SENDING = "ledger.known", "ledger.sending"


def promised(show: Show) -> Promised:
    """What to send along: this copy's ledger; it is written down first, to be known again at the target."""
    text, state = _read(show.feed / FILE), here.own(show)
    known = frozenset(filter(None, (_read(state / _KNOWN), _read(state / _SENDING))))
    if text:
        write_text(state / _SENDING, text)
    return Promised(text, known)


def kept(show: Show, sent: Promised) -> None:
    """The target has that ledger now."""
    if sent.ledger:
        write_text(here.own(show) / _KNOWN, sent.ledger)


def hear(show: Show, text: str, where: str) -> None:
    """Writes down a ledger that was found at the target. Raises `DaycastError` where it is none, or another show's."""
    theirs, ours = _parsed(text, where), published_before.load(show.feed)
    if ours and theirs.guid != ours.guid and theirs.base_url != ours.base_url:
        raise DaycastError(
            f"{where}: another show is published there, as {theirs.base_url}",
            hint="Give this show a place of its own: `publish` in show.yaml.",
        )
    with here.one_at_a_time(show.root):
        write_text(here.news(show), text)


def take_over(show: Show, alone: Callable[[], object]) -> tuple[date, ...]:
    """Takes over what was heard, if anything was: the days that this copy learned of.

    An episode of a day that another copy published first gets the guid and the date that it has there: apps know it
    by them. `alone` raises where this process is no longer the one to write.
    """
    path, last = here.news(show), here.own(show) / _KNOWN
    news, known = _read(path), _read(last)
    if not news:
        return ()
    theirs, base = _parsed(news, str(path)), _parsed(known, str(last)) if known else None
    ours = published_before.load(show.feed)
    alone()
    learned = tuple(sorted(theirs.entries.keys() - (base.entries.keys() if base else set())))
    for day in learned:
        _adopt(show, theirs.entries[day])
    published_before.save(show.feed, published_before.merged(base, ours, theirs))
    write_text(last, news)
    path.unlink()
    return learned


def _adopt(show: Show, entry: Entry) -> None:
    folder = show.episode(entry.date)
    if not (folder / record.FILE).is_file():
        return
    episode = record.load(folder)
    if (episode.guid, episode.published.replace(microsecond=0)) != (entry.guid, entry.published):
        record.save(folder, replace(episode, guid=entry.guid, published=entry.published))


def _parsed(text: str, where: str) -> Ledger:
    try:
        return published_before.parse(text)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DaycastError(
            f"{where}: this is not a record of what was published: {error}",
            hint="Another version of daycast may have written it: bring this one up to date.",
        ) from error


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
