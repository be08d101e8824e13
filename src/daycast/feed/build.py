"""All pages of the show, or those that a change asks for.

`feed/.published.pages` keeps what lists tell of each episode, so that no record is read for that. It can be deleted at
any time.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.cards import card, dumped, loaded
from daycast.feed.catalogue import Catalogue, stale
from daycast.feed.lists import archive_page, month_page, show_page, topic_pages, topics_page
from daycast.feed.packed import SUFFIXES, put
from daycast.feed.pages import Site, episode_page, shared
from daycast.feed.search import FOLDER, month_file, year_file
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    import jinja2

    from daycast.episodes.model import Episode
    from daycast.feed.cards import Card
    from daycast.feed.catalogue import Stale
    from daycast.show import Show

FILE = ".published.pages"


def bring(
    environment: jinja2.Environment,
    show: Show,
    episodes: Sequence[Episode],
    cover: str | None,
    changed: Collection[date] | None = None,
) -> list[str]:
    """Brings the pages in `feed/` up to date; gives the names of those that are not what they were, or gone.

    `cover` is the artwork's name there. `changed` are the days whose episode is new, not what it was, or gone since the
    pages were made; None means that everything may be. Of other episodes no more than the date is asked for.
    """
    kept = None if changed is None else _kept(show.feed)
    before, news = Catalogue(kept or ()), None if kept is None else changed
    known = {card.date: card for card in before.cards if news is not None and card.date not in news}
    by_day = {episode.date: episode for episode in episodes}
    cards = tuple(known.get(day) or card(episode) for day, episode in by_day.items())
    site = Site(environment, show, cover, Catalogue(cards))
    every = by_day if news is None else news
    what = with_missing(show.feed, site.all, stale(before, site.all, every))
    read = partial(_read, show.feed) if news is not None else lambda name: None
    made = chain(shared(environment, show), update(site, what, every, by_day.__getitem__, read))
    touched = [name for name, data in made if put(show.feed, name, data)]
    touched += [name for name in sorted(what.gone) if _removed(show.feed / name)]
    write_bytes(show.feed / FILE, dumped(cards))
    return touched


def with_missing(feed: Path, all: Catalogue, what: Stale) -> Stale:
    """`what`, and whatever is not in the folder though it should be."""
    absent = {name for topic in all.threads.topics for name in topic.names if not _page(feed, f"topics/{name}")}
    return replace(
        what,
        episodes=what.episodes | {card.date for card in all.cards if not _page(feed, f"{card.date}")},
        months=what.months
        | {
            month
            for month in all.months
            if not (_page(feed, f"archive/{month}") and (feed / FOLDER / f"{month}.json").is_file())
            or not (feed / FOLDER / f"{month[:4]}.json").is_file()
        },
        topics=what.topics | {topic.name for topic in all.threads.topics if absent.intersection(topic.names)},
    )


def update(
    site: Site,
    what: Stale,
    changed: Collection[date],
    load: Callable[[date], Episode],
    read: Callable[[str], bytes | None],
) -> Iterator[tuple[str, bytes]]:
    """The pages that `what` names, and the short lists, which every change touches.

    `load` gives the record of a day. `read` gives a file of `feed/` by its name, None where there is none: the search
    index is brought up to date from what stands there, with the episodes that have `changed`.
    """
    for day in sorted(what.episodes):
        yield episode_page(site, load(day))
    for month in sorted(what.months.intersection(site.all.months)):
        yield month_page(site, month)
    for topic in site.all.threads.topics:
        if topic.name in what.topics:
            yield from topic_pages(site, topic)
    yield show_page(site)
    yield archive_page(site)
    yield topics_page(site)
    yield from _index(site, what, changed, load, read)


def _index(
    site: Site,
    what: Stale,
    changed: Collection[date],
    load: Callable[[date], Episode],
    read: Callable[[str], bytes | None],
) -> Iterator[tuple[str, bytes]]:
    """The search index of the months that differ, and of their years."""
    years: dict[str, dict[str, bytes]] = {}
    for month in sorted(what.months):
        name = f"{FOLDER}/{month}.json"
        days, stands = {card.date for card in site.all.months.get(month, ())}, read(name)
        news = days if stands is None else days.intersection(changed)
        years.setdefault(month[:4], {})[month] = month_file(stands, {day: load(day) for day in news}, days)
        yield name, years[month[:4]][month]
    for year, months in years.items():
        name = f"{FOLDER}/{year}.json"
        yield name, year_file(read(name), months)


def _kept(feed: Path) -> tuple[Card, ...] | None:
    try:
        return loaded((feed / FILE).read_bytes())
    except (OSError, ValueError):
        return None


def _read(feed: Path, name: str) -> bytes | None:
    """A file of the search index; one that is damaged goes, and its month or year is made anew by the next publish."""
    path = feed / name
    if not path.is_file():
        return None
    data = path.read_bytes()
    try:
        json.loads(data)
    except ValueError as error:
        path.unlink()
        raise DaycastError(f"{path}: the search index was damaged, and is taken away", hint="Publish again.") from error
    return data


def _page(feed: Path, folder: str) -> bool:
    return os.path.isfile(f"{feed}/{folder}/index.html")  # noqa: PTH113 - of thousands, pathlib takes three times as long


def _removed(path: Path) -> bool:
    """Whether there was such a file, which then is no more, nor what was packed beside it."""
    stood = path.is_file()
    for name in (path.name, *(path.name + suffix for suffix in SUFFIXES)):
        path.with_name(name).unlink(missing_ok=True)
    return stood
