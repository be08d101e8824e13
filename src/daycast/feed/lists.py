"""The pages that list: the show's own, the archive by month, and the stories that go on over days."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from daycast.feed.paging import MAIN
from daycast.feed.siblings import siblings
from daycast.feed.subscribe import apps, qr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daycast.feed.pages import Site
    from daycast.feed.threads import Topic

LATEST = 30  # episodes on the show's page
TOPICS = 100  # stories on the page of all of them, those with the latest news; an old one is found from its episodes


def show_page(site: Site) -> tuple[str, bytes]:
    """The show's page: how to subscribe, the latest episodes, the stories that are going on."""
    feed = site.show.base_url + MAIN
    private = site.show.access == "token"  # each listener's address is their own: the server puts it in as text alone
    page = site.filled(
        "index.html.j2",
        root="",
        feed=feed,
        apps=() if private else apps(feed),
        qr="" if private else qr(feed),
        episodes=site.all.listed[:LATEST],
        topics=site.all.threads.topics[:5],
        siblings=siblings(site.show),
    )
    return "index.html", page


def archive_page(site: Site) -> tuple[str, bytes]:
    """The archive: search, and every month with how many episodes it has."""
    months = [(cards[0].date.replace(day=1), len(cards)) for cards in site.all.months.values()]
    years = [(year, tuple(found)) for year, found in groupby(months, key=lambda month: month[0].year)]
    return "archive/index.html", site.filled("archive.html.j2", root="../", years=years)


def month_page(site: Site, month: str) -> tuple[str, bytes]:
    """The episodes of one month, such as `2026-06`."""
    cards = site.all.months[month]
    page = site.filled("month.html.j2", root="../../", month=cards[0].date.replace(day=1), episodes=cards)
    return f"archive/{month}/index.html", page


def topic_pages(site: Site, topic: Topic) -> Iterator[tuple[str, bytes]]:
    """A story's page under each of its addresses."""
    page = site.filled("topic.html.j2", root="../../", topic=topic)
    for name in topic.names:
        yield f"topics/{name}/index.html", page


def topics_page(site: Site) -> tuple[str, bytes]:
    """The stories that go on, the latest news first."""
    return "topics/index.html", site.filled("topics.html.j2", root="../", topics=site.all.threads.topics[:TOPICS])
