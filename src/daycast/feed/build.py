"""All pages of the show, or those that a change asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.feed.cards import card
from daycast.feed.catalogue import Catalogue, stale
from daycast.feed.lists import archive_page, month_page, show_page, topic_pages, topics_page
from daycast.feed.pages import Site, episode_page, shared
from daycast.feed.search import FOLDER, month_file, year_file

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    import jinja2

    from daycast.episodes.model import Episode
    from daycast.feed.catalogue import Stale
    from daycast.show import Show


def pages(
    environment: jinja2.Environment, show: Show, episodes: Sequence[Episode], cover: str | None
) -> Iterator[tuple[str, bytes]]:
    """Every page's name in `feed/` and its bytes. `cover` is the artwork's name there."""
    site = Site(environment, show, cover, Catalogue(tuple(card(episode) for episode in episodes)))
    known = {episode.date: episode for episode in episodes}
    yield from shared(environment, show)
    yield from update(site, stale(Catalogue(()), site.all, known), known, known.__getitem__, lambda name: None)


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
    if site.all.threads.topics:
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
