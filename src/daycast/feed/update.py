"""Brings `feed/` up to date with the rendered episodes: decides what may go out, then writes it, `feed.xml` last.

Episodes whose files are as they were are not read: what is told of them stands in the cache and the documents.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.feed import ledger as published_before
from daycast.feed import odd, promises, shelf
from daycast.feed.build import update as rebuilt
from daycast.feed.candidates import candidates
from daycast.feed.cards import card
from daycast.feed.catalogue import Catalogue, stale
from daycast.feed.documents import Texts, bind, channels, digest
from daycast.feed.item import artwork
from daycast.feed.ledger import Entry, Ledger
from daycast.feed.media import artworks, copy, fault, media
from daycast.feed.pages import Site, notes, shared, templates
from daycast.feed.review import outdated
from daycast.feed.rss import items
from daycast.feed.seal import Seals, around, left_by
from daycast.feed.shelf import Cache, Document, Row
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    import jinja2

    from daycast.episodes.model import Episode
    from daycast.feed.candidates import Candidates
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Updated:
    """How many episodes the feed has, which files changed and which were removed, all there is to tell while that
    stands, the promises that were broken now, and the pictures outside of the episodes' folders that were looked at."""

    episodes: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    broken: tuple[Problem, ...]
    images: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows and cards of all episodes, the documents, which files changed, and which pages are no more."""

    rows: dict[date, Row]
    cards: Catalogue
    documents: dict[str, Document]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def update(show: Show, read: Seals, *, again: date | None, force: bool) -> Updated:
    """Does it. `read` are the seals on what is read, taken before; `again` is a day that comes back after it was taken
    out. Raises where there is nothing to publish, or where a promise would be broken, unless by `force`."""
    before = published_before.load(show.feed)
    cache = shelf.load(show.feed)
    if cache.common != read.common:
        cache = Cache(read.common, cache.around)
    load = shelf.loader(show)
    gone = {entry.date for entry in before.entries.values() if entry.gone and entry.date != again} if before else set()
    out = candidates(show, read, cache, gone, load)
    if not out.rows and not gone:
        message = "\n".join(["there is no rendered episode", *map(str, out.unfit)])
        raise DaycastError(message, hint="Run: daycast render")
    if again and again not in read.episodes:
        raise DaycastError(f"there is no rendered episode of {again}", hint=f"Run: daycast render --date {again}")
    wanted = [Entry(row.date, row.guid, row.published.replace(microsecond=0)) for row in out.rows.values()]
    broken = tuple(promises.broken(show, before, wanted))
    if broken and not force:
        raise ProblemsError(broken, hint="Mend that; or break it knowingly: daycast publish --force")

    ledger = published_before.entered(show, before, wanted)
    written = _written(show, read, cache, out, ledger, load)
    removed = _removed(show, (entry.date for entry in ledger.entries.values() if entry.gone), written.gone)
    left = left_by(show, read.episodes)
    rows = {day: replace(row, left=left[day]) for day, row in written.rows.items()}
    shelf.save(show.feed, Cache(read.common, around(show), rows, written.documents), written.cards.cards)
    stays_out = (_stays_out(show, day) for day in sorted(gone & read.episodes.keys()))
    told = (problem for row in rows.values() for problem in row.problems)
    return Updated(
        episodes=len(rows),
        changed=written.changed,
        removed=removed,
        problems=(*out.unfit, *odd.of_show(show), *told, *stays_out),
        broken=tuple(replace(problem, warning=True) for problem in broken),
        images=tuple(row.picture for row in rows.values() if row.picture),
    )


def _written(
    show: Show, read: Seals, cache: Cache, out: Candidates, ledger: Ledger, load: Callable[[date], Episode]
) -> _Written:
    """Everything in its place: media, pages, the archive, the ledger, and last of all `feed.xml`."""
    environment, rows = templates(show), dict(out.rows)
    changed, made = [], {}
    cover = next(((f"cover{path.suffix}", path) for path in artworks(show)), None)
    name = cover[0] if cover else None
    if cover and copy(show, cover[1], cover[0]):
        changed.append(cover[0])
    for day in sorted(out.anew):
        row, item, copied = _made(show, environment, load(day), rows[day])
        rows[day], made[row.item] = row, item
        changed += copied
    before = Catalogue(shelf.cards(show.feed))
    known = {card.date: card for card in before.cards}
    after = Catalogue(tuple(card(load(day)) if day in out.anew or day not in known else known[day] for day in rows))
    what = stale(Catalogue(()) if cache.rows is None else before, after, out.anew)
    if cache.around != around(show):  # somebody was at the lists
        topics = frozenset(topic.name for topic in after.threads.topics)
        what = replace(what, months=frozenset(after.months), topics=topics)
    site = Site(environment, show, name, after)
    made_anew = rebuilt(site, what, out.anew, load, partial(_standing, show))
    for page, data in chain(shared(environment, show), made_anew):
        if write_bytes(show.feed / page, data):
            changed.append(page)
    texts = Texts(show.feed, made, lambda row: _item(show, environment, load(row.date)))
    documents = {}
    for channel, standing in channels(show, ledger, rows, name):
        if not channel.page:
            published_before.save(show.feed, ledger)
        bound = bind(show, read.common, channel, standing, texts, cache.documents or {})
        documents[bound.name] = bound.document
        if bound.changed:
            changed.append(bound.name)
    return _Written(rows, after, documents, tuple(changed), tuple(stale(before, after, ()).gone))


def _standing(show: Show, name: str) -> bytes | None:
    """A file of `feed/`; None where there is none."""
    try:
        return (show.feed / name).read_bytes()
    except OSError:
        return None


def _made(show: Show, environment: jinja2.Environment, episode: Episode, row: Row) -> tuple[Row, str, list[str]]:
    """An episode's media in place: its row with all there is to tell, the XML of its item, and which files changed."""
    faults, changed = [], []
    for name, source in media(show, episode):
        if problem := fault(show, episode, name, source):
            faults.append(problem)
        elif copy(show, source, name):
            changed.append(name)
    picture = show.root / episode.wishes.image
    if beside := artwork(episode):
        if not picture.is_file():
            faults.append(Problem(picture, 0, "there is no such picture, so the episode has none", warning=True))
        elif copy(show, picture, f"{episode.date}/{beside}"):
            changed.append(f"{episode.date}/{beside}")
    item = _item(show, environment, episode)
    moved_on = outdated(show, episode)
    told = (*faults, *((moved_on,) if moved_on else ()), *odd.of_episode(show, episode))
    return replace(row, item=digest(item), problems=told), item, changed


def _item(show: Show, environment: jinja2.Environment, episode: Episode) -> str:
    pictured = bool(episode.wishes.image) and (show.root / episode.wishes.image).is_file()
    (item,) = items(
        show, [episode], notes=lambda episode: notes(environment, show, episode), pictured=lambda _: pictured
    )
    return item


def _removed(show: Show, gone: Iterable[date], pages: Iterable[str]) -> tuple[str, ...]:
    """Removes what stands for episodes that were taken back, and pages of topics and months that are no more.

    The page of an episode whose record is gone stays: somebody may have linked to it.
    """
    removed = []
    for name in sorted(pages):
        path = show.feed / name
        if path.is_file() and not path.parent.parent.samefile(show.feed):
            path.unlink()
            removed.append(name)
    for day in sorted(gone):
        folder = show.feed / day.isoformat()
        if folder.is_dir():
            removed += sorted(path.relative_to(show.feed).as_posix() for path in folder.rglob("*") if path.is_file())
            shutil.rmtree(folder)
    return tuple(removed)


def _stays_out(show: Show, day: date) -> Problem:
    hint = f"to publish it again: daycast publish --date {day}"
    return Problem(show.episode(day), 0, "this episode was unpublished and stays out", hint, warning=True, note=True)
