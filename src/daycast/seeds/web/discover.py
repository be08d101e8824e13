"""What an address is as a source: a feed, a page that names its feed, or an article."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from daycast.errors import DaycastError
from daycast.seeds.clean import word_count
from daycast.seeds.web.charset import decode
from daycast.seeds.web.feeds import outlet_of, read_feed
from daycast.seeds.web.fetch import STANDARD, Answer, Limits, Web
from daycast.seeds.web.page import ENOUGH, read_page
from daycast.seeds.web.reach import Home, joined
from daycast.show import Source

_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Discovered:
    """A source, the name of who reports there, and how many items it holds now."""

    source: Source
    name: str
    items: int


def discover(url: str, *, as_page: bool = False, limits: Limits = STANDARD) -> Discovered:
    """Fetches `url` to find out what it is; `as_page` takes the page itself even where it names a feed."""
    return asyncio.run(_discover(url, as_page, limits))


async def _discover(url: str, as_page: bool, limits: Limits) -> Discovered:
    async with Web(limits) as web:
        try:
            answer = await web.get(url, Home.of(url))
            if not as_page:
                if feed := _feed(answer, url):
                    return feed
                for named in feeds_of(decode(answer.body or b"", answer.content_type), answer.url):
                    if feed := _feed(await web.get(named, Home.of(url)), named):
                        return feed
        except DaycastError as error:
            raise DaycastError(f"{url}: {error}") from error
    page = read_page(decode(answer.body or b"", answer.content_type), answer.url)
    if word_count(page.markdown) < ENOUGH:
        raise DaycastError(
            f"{url}: neither a feed nor a page with an article",
            hint="Look for the site's RSS link and add that address.",
        )
    return Discovered(Source(page=url), page.outlet or outlet_of("", url), 1)


def _feed(answer: Answer, url: str) -> Discovered | None:
    try:
        feed = read_feed(answer.body or b"", answer.url, answer.content_type)
    except DaycastError:
        return None
    return Discovered(Source(feed=url), outlet_of(feed.title, url), len(feed.entries))


def feeds_of(html: str, url: str) -> tuple[str, ...]:
    """The feeds that a page names in its head (`<link rel=alternate>`); those of comments come last."""
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring

    try:
        links = document_fromstring(html.encode()).iter("link") if html.strip() else ()
    except (ValueError, LxmlError):
        return ()
    named = [
        (joined(url, link.get("href")), "comment" in (link.get("title") or "").lower())
        for link in links
        if "alternate" in (link.get("rel") or "").lower().split()
        and (link.get("type") or "").lower().strip() in _FEED_TYPES
        and link.get("href")
    ]
    return tuple(dict.fromkeys(feed for feed, _ in sorted(named, key=lambda pair: pair[1])))
