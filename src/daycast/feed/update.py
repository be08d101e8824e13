"""Brings `feed/` up to date with the rendered episodes: decides what may go out, then writes it, `feed.xml` last.

Episodes whose files are as they were are not read: what is told of them stands in the cache and the documents.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daycast.episodes.record import FILE as RECORD
from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.feed import build, odd, promises, shelf
from daycast.feed import ledger as published_before
from daycast.feed.cards import stories
from daycast.feed.catalogue import Catalogue, stale
from daycast.feed.channel import Channel, Trailer, podcast_guid
from daycast.feed.documents import Texts, bind, digest
from daycast.feed.item import artwork
from daycast.feed.kinds import is_text
from daycast.feed.ledger import Entry, Ledger
from daycast.feed.loopback import is_loopback
from daycast.feed.media import artworks, copy, fault, media
from daycast.feed.packed import SUFFIXES, pack, put
from daycast.feed.pages import Site, notes, shared, templates
from daycast.feed.paging import MAIN, paged
from daycast.feed.review import outdated, unapproved
from daycast.feed.rss import items
from daycast.feed.seal import Seals, file_seal, left_by
from daycast.feed.shelf import Cache, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    import jinja2

    from daycast.episodes.model import Episode
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
class _Sorted:
    """The episodes that may go out, which of them are to be made anew, and why others stay out."""

    rows: dict[date, Row]
    anew: frozenset[date]
    unfit: tuple[Problem, ...]


def update(show: Show, read: Seals, *, again: date | None, force: bool) -> Updated:
    """Does it. `read` are the seals on what is read, taken before; `again` is a day that comes back after it was taken
    out. Raises where there is nothing to publish, or where a promise would be broken, unless by `force`."""
    before = published_before.load(show.feed)
    cache = shelf.load(show.feed)
    if cache.common != read.common:
        cache = Cache(read.common)
    load = shelf.loader(show)
    gone = {entry.date for entry in before.entries.values() if entry.gone and entry.date != again} if before else set()
    sorted_ = _sorted(show, read, cache, gone, load)
    rows = sorted_.rows
    if not rows and not gone:
        message = "\n".join(["there is no rendered episode", *map(str, sorted_.unfit)])
        raise DaycastError(message, hint="Run: daycast render")
    if again and again not in read.episodes:
        raise DaycastError(f"there is no rendered episode of {again}", hint=f"Run: daycast render --date {again}")
    wanted = [Entry(row.date, row.guid, row.published.replace(microsecond=0)) for row in rows.values()]
    broken = tuple(promises.broken(show, before, wanted))
    if broken and not force:
        raise ProblemsError(broken, hint="Mend that; or break it knowingly: daycast publish --force")

    ledger = _entered(show, before, wanted)
    environment, cover = templates(show), next(iter(artworks(show)), None)
    cover_name = f"cover{cover.suffix}" if cover else None
    changed = [name for name in ([cover_name] if cover_name else []) if cover and copy(show, cover, name)]
    made: dict[str, str] = {}
    for day in sorted(sorted_.anew):
        row, item, copied = _made(show, environment, load(day), rows[day])
        rows[day], made[row.item] = row, item
        changed += copied
    site = Site(environment, show, cover_name, Catalogue(tuple(row.card for row in rows.values())))
    stood = Catalogue(tuple(row.card for row in (cache.rows or {}).values()))
    what = stale(stood, site.all, sorted_.anew)
    for name, data in (
        *shared(environment, show),
        *build.update(site, what, sorted_.anew, load, lambda name: _standing(show.feed / name)),
    ):
        if put(show.feed, name, data):
            changed.append(name)

    texts = Texts(show.feed, made, lambda row: _item(show, environment, load(row.date)))
    documents = {}
    for channel, standing in _channels(show, ledger, rows, cover_name):
        if not channel.page:
            published_before.save(show.feed, ledger)
        bound = bind(show, read.common, channel, standing, texts, cache.documents or {})
        documents[bound.name] = bound.document
        changed += [bound.name] if bound.changed else []
    removed = _removed(show, {day for day, entry in ledger.entries.items() if entry.gone}, what.gone)

    left = left_by(show, read.episodes)
    rows = {day: replace(row, left=left[day]) for day, row in rows.items()}
    shelf.save(show.feed, Cache(read.common, rows, documents))
    notes_ = [_taken_back(show, day) for day in sorted(gone & read.episodes.keys())]
    forced = tuple(replace(problem, warning=True) for problem in broken)
    told = [problem for row in rows.values() for problem in row.problems]
    problems = (*sorted_.unfit, *odd.of_show(show), *told, *notes_)
    images = tuple(row.picture for row in rows.values() if row.picture)
    return Updated(len(rows), tuple(changed), removed, problems, forced, images)


def _sorted(show: Show, read: Seals, cache: Cache, gone: set[date], load: Callable[[date], Episode]) -> _Sorted:
    left = left_by(show, read.episodes)
    known = cache.rows or {}
    rows, anew, unfit = {}, set(), []
    for day, seal in read.episodes.items():
        if day in gone:
            continue
        row = known.get(day)
        if row and (row.read, row.left, row.image) == (seal, left[day], _picture_seal(show, row.picture)):
            rows[day] = row
            continue
        episode = load(day)
        published = show.feed / str(day) / f"{day}.mp3"
        if problem := _unfit(show, episode) or unapproved(show, episode, published):
            unfit.append(problem)
        else:
            rows[day] = _row(show, episode, seal)
            anew.add(day)
    return _Sorted(rows, frozenset(anew), tuple(unfit))


def _row(show: Show, episode: Episode, seal: str) -> Row:
    picture = episode.wishes.image
    return Row(
        date=episode.date,
        guid=episode.guid,
        number=episode.number,
        published=episode.published,
        title=episode.title,
        summary=episode.summary,
        seconds=episode.audio.seconds,
        bytes=episode.audio.bytes,
        type=episode.wishes.type,
        season=episode.wishes.season,
        stories=stories(episode),
        read=seal,
        picture=picture,
        image=_picture_seal(show, picture),
    )


def _picture_seal(show: Show, picture: str) -> str:
    return file_seal(show.root / picture) if picture else ""


def _unfit(show: Show, episode: Episode) -> Problem | None:
    """Why the episode cannot be published, if so: a feed must not promise audio that is not there."""
    if episode.published.tzinfo is None:
        record = show.episode(episode.date) / RECORD
        message = "`published` has no time zone, so the episode is not published"
        return Problem(record, 0, message, f"write it as {episode.published.isoformat()}+00:00, with its own offset")
    found = (fault(show, episode, name, source) for name, source in media(show, episode))
    return next((problem for problem in found if problem and not problem.warning), None)


def _made(show: Show, environment: jinja2.Environment, episode: Episode, row: Row) -> tuple[Row, str, list[str]]:
    """An episode's media in place: its row with all there is to tell, the XML of its item, and which files changed."""
    faults, fit, changed = [], [], []
    for name, source in media(show, episode):
        if problem := fault(show, episode, name, source):
            faults.append(problem)
        else:
            fit.append((name, source))
    pack(show.feed, (), {name: source.read_bytes() for name, source in fit if is_text(name)})
    changed += [name for name, source in fit if copy(show, source, name)]
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


def _entered(show: Show, before: Ledger | None, wanted: Iterable[Entry]) -> Ledger:
    """The ledger with what is published now. A page that an episode has stays, also after it was taken back."""
    own = podcast_guid(show.base_url + MAIN)
    if before is None:
        before = Ledger(show.base_url, own, {})
    elif not is_loopback(urlsplit(before.base_url).hostname or ""):
        own = before.guid  # it stays when the feed moves, says the namespace's specification
    known = before.entries
    now = [replace(entry, page=known[entry.date].page if entry.date in known else 0) for entry in wanted]
    here = {entry.date for entry in now}
    ledger = Ledger(show.base_url, show.podcast.guid or own, before.entries).with_entries(now)
    return ledger.with_entries(paged(ledger.entries.values(), show.podcast.episodes, here))


def _channels(
    show: Show, ledger: Ledger, rows: dict[date, Row], cover: str | None
) -> Iterator[tuple[Channel, Sequence[Row]]]:
    """The documents, the oldest page first and `feed.xml` last, each with its rows, newest first."""
    entries = ledger.entries.values()
    last = max((entry.page for entry in entries), default=0)
    standing: dict[int, list[Row]] = {page: [] for page in range(last + 1)}
    for row in rows.values():
        standing[ledger.entries[row.date].page].append(row)
    newest = max(entry.published for entry in entries)
    for page in (*range(1, last + 1), 0):
        listed = sorted(standing[page], key=lambda row: (row.published, row.number), reverse=True)
        yield (
            Channel(
                ledger.guid,
                built=listed[0].published if listed else newest,
                cover=cover,
                trailers=() if page else _trailers(show, rows.values()),
                page=page,
                archives=page or last,
            ),
            listed,
        )


def _trailers(show: Show, rows: Iterable[Row]) -> tuple[Trailer, ...]:
    return tuple(
        Trailer(row.title, f"{show.base_url}{row.date}/{row.date}.mp3", row.published, row.bytes, row.season)
        for row in sorted(rows, key=lambda row: row.published, reverse=True)
        if row.type == "trailer"
    )


def _standing(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _removed(show: Show, gone: set[date], pages: Iterable[str]) -> tuple[str, ...]:
    """Removes what stands for episodes that were taken back, and those `pages`."""
    removed = []
    for name in sorted(pages):
        removed += [name] if (show.feed / name).is_file() else []
        for path in (show.feed / name, *(show.feed / (name + suffix) for suffix in SUFFIXES)):
            path.unlink(missing_ok=True)
    for day in sorted(gone):
        folder = show.feed / day.isoformat()
        if folder.is_dir():
            files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in SUFFIXES)
            removed += sorted(path.relative_to(show.feed).as_posix() for path in files)
            shutil.rmtree(folder)
    return tuple(removed)


def _taken_back(show: Show, day: date) -> Problem:
    hint = f"to publish it again: daycast publish --date {day}"
    return Problem(show.episode(day), 0, "this episode was unpublished and stays out", hint, warning=True, note=True)
