"""Brings `feed/` up to date with the rendered episodes: decides what may go out, then writes it, `feed.xml` last.

Episodes whose files are as they were are not read: what is told of them stands in the cache and the documents.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.feed import ledger as published_before
from daycast.feed import odd, promises, shelf
from daycast.feed.build import bring
from daycast.feed.candidates import candidates
from daycast.feed.documents import Texts, bind, channels, digest
from daycast.feed.item import artwork
from daycast.feed.kinds import is_text
from daycast.feed.ledger import Entry, Ledger
from daycast.feed.media import artworks, copy, fault, media
from daycast.feed.packed import SUFFIXES, pack
from daycast.feed.pages import notes, templates
from daycast.feed.review import outdated
from daycast.feed.rss import items
from daycast.feed.seal import Seals, left_by
from daycast.feed.shelf import Cache, Document, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from datetime import date

    import jinja2

    from daycast.episodes.model import Episode
    from daycast.feed.candidates import Candidates
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Updated:
    """How many episodes the feed has, which files changed and which were removed, all there is to tell while that
    stands, and the promises that were broken now.

    `images` are the pictures outside of the episodes' folders that were looked at, `left` the seals on what stands in
    `feed/` now.
    """

    episodes: int
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    broken: tuple[Problem, ...]
    images: tuple[str, ...]
    left: Mapping[date, str]


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows of all episodes, the documents, which files changed, and which pages are no more."""

    rows: dict[date, Row]
    documents: dict[str, Document]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def update(
    show: Show,
    read: Seals,
    left: Mapping[date, str],
    *,
    again: date | None,
    force: bool,
    hold: Callable[[], object] = lambda: None,
) -> Updated:
    """Does it. `read` and `left` are the seals on what is read and what stands there, taken before; `again` is a day
    that comes back after it was taken out; `hold` raises where this process is no longer the one to write.

    Raises where there is nothing to publish, or where a promise would be broken, unless by `force`.
    """
    before = published_before.load(show.feed)
    cache = shelf.load(show.feed)
    standing = cache.rows
    if cache.common != read.common:
        cache = Cache(read.common)
    load = shelf.loader(show)
    gone = {entry.date for entry in before.entries.values() if entry.gone and entry.date != again} if before else set()
    out = candidates(show, read, left, cache, gone, load)
    if not out.rows and not gone:
        message = "\n".join(["there is no rendered episode", *map(str, out.unfit)])
        raise DaycastError(message, hint=f"Run: daycast render{show.option}")
    if again and again not in read.episodes:
        raise DaycastError(
            f"there is no rendered episode of {again}", hint=f"Run: daycast render {show.options(again)}"
        )
    wanted = [Entry(row.date, row.guid, row.published.replace(microsecond=0)) for row in out.rows.values()]
    broken = tuple(promises.broken(show, before, wanted, _lacking(show, before, standing, gone | read.episodes.keys())))
    if broken and not force:
        raise ProblemsError(broken, hint=f"Mend that; or break it knowingly: daycast publish{show.option} --force")

    ledger = published_before.entered(show, before, wanted)
    written = _written(show, read, cache, out, ledger, load, hold)
    removed = _removed(show, (entry.date for entry in ledger.entries.values() if entry.gone))
    left = left_by(show, read.episodes)
    rows = {day: row if row.left == left[day] else replace(row, left=left[day]) for day, row in written.rows.items()}
    shelf.save(show.feed, Cache(read.common, rows, written.documents))
    stays_out = (_stays_out(show, day) for day in sorted(gone & read.episodes.keys()))
    told = (problem for row in rows.values() for problem in row.problems)
    return Updated(
        episodes=len(rows),
        changed=written.changed,
        removed=(*written.gone, *removed),
        problems=(*out.unfit, *odd.of_show(show), *told, *stays_out),
        broken=tuple(replace(problem, warning=True) for problem in broken),
        images=tuple(row.picture for row in rows.values() if row.picture),
        left=left,
    )


def _lacking(
    show: Show, before: Ledger | None, standing: Mapping[date, Row] | None, known: Collection[date]
) -> tuple[date, ...]:
    """The days whose episodes stand in the feed and are not `known` here; `standing` are those rows, if remembered."""
    strange = [day for day in before.entries if day not in known] if before else []
    if not strange:
        return ()
    told = published_before.recovered(show.feed) if standing is None else None
    in_feed = standing if standing is not None else told.entries if told else ()
    return tuple(day for day in strange if day in in_feed)


def _written(
    show: Show,
    read: Seals,
    cache: Cache,
    out: Candidates,
    ledger: Ledger,
    load: Callable[[date], Episode],
    hold: Callable[[], object],
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
    concerned = None if cache.rows is None else out.anew | (cache.rows.keys() - rows.keys())
    touched = bring(environment, show, shelf.listed(rows.values(), load), name, concerned)
    gone = tuple(page for page in touched if not (show.feed / page).exists())
    changed += [page for page in touched if page not in gone]
    texts = Texts(show.feed, made, lambda row: _item(show, environment, load(row.date)))
    documents = {}
    for channel, standing in channels(show, ledger, rows, name):
        hold()
        if not channel.page:
            published_before.save(show.feed, ledger)
        bound = bind(show, read.common, channel, standing, texts, cache.documents or {})
        documents[bound.name] = bound.document
        if bound.changed:
            changed.append(bound.name)
    return _Written(rows, documents, tuple(changed), gone)


def _made(show: Show, environment: jinja2.Environment, episode: Episode, row: Row) -> tuple[Row, str, list[str]]:
    """An episode's media in place: its row with all there is to tell, the XML of its item, and which files changed."""
    faults, fit = [], []
    for name, source in media(show, episode):
        if problem := fault(show, episode, name, source):
            faults.append(problem)
        else:
            fit.append((name, source))
    pack(show.feed, (), {name: source.read_bytes() for name, source in fit if is_text(name)})
    changed = [name for name, source in fit if copy(show, source, name)]
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


def _removed(show: Show, gone: Iterable[date]) -> tuple[str, ...]:
    """Removes what stands for episodes that were taken back."""
    removed = []
    for day in sorted(gone):
        folder = show.feed / day.isoformat()
        if folder.is_dir():
            files = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in SUFFIXES)
            removed += sorted(path.relative_to(show.feed).as_posix() for path in files)
            shutil.rmtree(folder)
    return tuple(removed)


def _stays_out(show: Show, day: date) -> Problem:
    hint = f"to publish it again: daycast publish {show.options(day)}"
    return Problem(show.episode(day), 0, "this episode was unpublished and stays out", hint, warning=True, note=True)
