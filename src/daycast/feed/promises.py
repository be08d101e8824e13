"""What a published episode has promised to apps: its guid, its date, its address. Decides what would break them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.episodes.record import FILE as RECORD
from daycast.errors import Problem
from daycast.feed.loopback import is_local
from daycast.feed.paging import MAIN
from daycast.find import FILE as SETTINGS
from daycast.report import several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from daycast.feed.ledger import Entry, Ledger
    from daycast.show import Show

_MOST_NAMED = 5
_AGAIN = "every app takes it for a new episode and downloads it again"


def broken(
    show: Show, ledger: Ledger | None, wanted: Iterable[Entry], lacking: Collection[date] = ()
) -> Iterator[Problem]:
    """Each promise that publishing the `wanted` entries under the show's address would break, and what comes of it.

    `lacking` are days whose episodes stand in the feed and not in `episodes/`.
    """
    wanted = tuple(wanted)
    if ledger and (problem := _moved(show, ledger.base_url)):
        yield problem
    entries = ledger.entries if ledger else {}
    for entry in wanted:
        if before := entries.get(entry.date):
            yield from _changed(show, before, entry)
    yield from _taken(show, entries, wanted)
    if lacking:
        yield _lost(show, lacking)


def _lost(show: Show, days: Collection[date]) -> Problem:
    first = ", ".join(map(str, sorted(days)[:_MOST_NAMED])) + (" …" if len(days) > _MOST_NAMED else "")
    are = "is" if len(days) == 1 else "are"
    message = f"{several(len(days), 'episode')} that the feed has {are} not here ({first}), and would leave it"
    out = f"daycast unpublish {min(days)}{show.option}"
    hint = f"bring it over from the machine that made it; to take one out for good: {out}"
    return Problem(show.root / "episodes", 0, message, hint)


def _moved(show: Show, before: str) -> Problem | None:
    """An address that only this machine knew may be left, and one that tells the new one of itself."""
    now = show.base_url
    if now == before or is_local(before) or show.podcast.new_feed_url == now + MAIN:
        return None
    message = (
        f"`base_url`: the show was published as {before} and would move to {now}: apps go on asking the old address, "
        "and get no more episodes"
    )
    hint = f"let the old address redirect to the new one (301), and write under podcast: `new_feed_url: {now}{MAIN}`"
    return Problem(show.root / SETTINGS, 0, message, hint)


def _changed(show: Show, before: Entry, now: Entry) -> Iterator[Problem]:
    if now.guid != before.guid:
        path = show.episode(now.date) / RECORD
        message = f"`guid`: it was published as {before.guid}, and would become {now.guid}: {_AGAIN}"
        yield Problem(path, 0, message, f"write `guid: {before.guid}` there again")
    if now.published.replace(microsecond=0) != before.published:
        path = show.episode(now.date) / RECORD
        old, new = before.published.isoformat(), now.published.isoformat()
        message = f"`published`: it was published at {old}, and would become {new}: apps sort and announce it anew"
        yield Problem(path, 0, message, f"write `published: {old}` there again")


def _taken(show: Show, entries: Mapping[date, Entry], wanted: tuple[Entry, ...]) -> Iterator[Problem]:
    """A guid belongs to one episode, also after that was taken back."""
    owners = {entry.guid: entry.date for entry in entries.values()}
    for entry in wanted:
        owner = owners.setdefault(entry.guid, entry.date)
        before = entries.get(entry.date)
        if owner != entry.date and not (before and before.guid == entry.guid):
            message = f"`guid`: {entry.guid} is that of the episode of {owner}: apps that know that one skip this one"
            hint = "give it one of its own"
            yield Problem(show.episode(entry.date) / RECORD, 0, message, hint)
