"""What the channel tells of the show in Apple's, Podcasting 2.0's, Atom's and RFC 5005's tags.

Sources: https://podcasters.apple.com/support/823-podcast-requirements;
https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags; RFC 5005, sections 3 and 4;
WebSub, section 4.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from daycast.feed.paging import MAIN, page_name
from daycast.feed.tag import Tag, tag
from daycast.feed.text import line, short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from daycast.podcast import Location, Person, RemoteItem
    from daycast.show import Show

_NAMESPACE = UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
SYNTHETIC = "synthetic voice"  # said of a host wherever hosts are named


@dataclass(frozen=True, slots=True)
class Trailer:
    """An episode that introduces the show or a season; `url` is its audio's, `bytes` how much there is of it."""

    title: str
    url: str
    published: datetime
    bytes: int
    season: int | None


@dataclass(frozen=True, slots=True)
class Channel:
    """One document of the feed: what it tells besides the show's settings.

    `cover` is the artwork's name in `feed/`. `page` counts the archive from 1, the oldest; 0 is `feed.xml`. `archives`
    is how many pages there are besides it. `built` is when the newest episode in it was published.
    """

    guid: str
    built: datetime
    cover: str | None = None
    trailers: tuple[Trailer, ...] = ()
    page: int = 0
    archives: int = 0


def podcast_guid(feed_url: str) -> str:
    """The name of a podcast for all time: a uuid5 of the address of its feed, without scheme and final slashes."""
    return str(uuid5(_NAMESPACE, feed_url.partition("://")[2].rstrip("/")))


def links(show: Show, channel: Channel) -> Iterator[Tag]:
    """The hubs that tell of news, and the way to older episodes. What an archive page links to never changes."""
    at, page, last = show.base_url, channel.page, channel.archives
    for hub in show.podcast.hubs:
        yield tag("atom:link", rel="hub", href=hub)
    if page:
        yield tag("fh:archive")
        yield tag("atom:link", rel="current", href=at + MAIN)
    older = page - 1 if page else last
    if last:
        yield tag("atom:link", rel="first", href=at + MAIN)
        yield tag("atom:link", rel="last", href=at + page_name(1))
    if older:
        yield tag("atom:link", rel="next", href=at + page_name(older))
        yield tag("atom:link", rel="prev-archive", href=at + page_name(older))


def itunes(show: Show, channel: Channel) -> Iterator[Tag]:
    """The tags that feedgen's extension gets wrong.

    It refuses true and false for `explicit` (Apple, PSP-1), looks up a category by an XPath that a quotation mark in
    its name breaks, drops a cover whose name ends in anything but `.jpg` and `.png`, and writes Apple's `Yes` as `yes`.
    """
    yield tag("itunes:explicit", "true" if show.explicit else "false")
    inner: tuple[Tag, ...] = ()
    for name in reversed(show.category.split(" > ")):
        inner = (tag("itunes:category", "", *inner, text=line(name)),)
    yield from inner
    if channel.cover:
        yield tag("itunes:image", href=show.base_url + channel.cover)
    for name, asked in (("itunes:block", show.podcast.block), ("itunes:complete", show.podcast.complete)):
        if asked:
            yield tag(name, "Yes")


def podcast(show: Show, channel: Channel) -> Iterator[Tag]:
    """Podcasting 2.0's tags; those that the show has no data for are left out."""
    told = show.podcast
    yield tag("podcast:guid", channel.guid)
    yield tag("podcast:locked", "yes" if told.locked else "no", owner=show.email)
    yield tag("podcast:medium", told.medium)
    if told.license:
        yield tag("podcast:license", line(told.license.name), url=told.license.url)
    for funding in told.funding:
        yield tag("podcast:funding", line(funding.text), url=funding.url)
    yield from map(_location, told.locations)
    yield from persons(show, show.hosts)
    yield tag("podcast:txt", "true", purpose="ai-content")
    for txt in told.txt:
        yield tag("podcast:txt", txt.text, purpose=txt.purpose)
    if often := told.update_frequency:
        start = often.start.isoformat() if often.start else None
        complete = "true" if told.complete else None
        yield tag("podcast:updateFrequency", line(often.text), complete=complete, dtstart=start, rrule=often.rule)
    for trailer in channel.trailers:
        yield tag(
            "podcast:trailer",
            short(trailer.title),
            url=trailer.url,
            pubdate=format_datetime(trailer.published),
            length=str(trailer.bytes),
            type="audio/mpeg",
            season=str(trailer.season) if trailer.season else None,
        )
    if told.podroll:
        yield tag("podcast:podroll", "", *map(_remote, told.podroll))
    yield from map(_remote, told.remote_items)
    if channel.cover:
        yield image(show.base_url + channel.cover, line(show.title))


def persons(show: Show, hosts: Iterable[str]) -> Iterator[Tag]:
    """Those who speak, the first as host and the others as co-hosts, and everybody else who works on the show.

    A listener is told that voices are synthetic where a person is named.
    """
    for place, name in enumerate(hosts):
        yield tag("podcast:person", _synthetic(name), role="co-host" if place else "host", group="cast")
    yield from map(_person, show.podcast.people)


def image(url: str, alt: str) -> Tag:
    """Square artwork."""
    kind = "image/png" if urlsplit(url).path.endswith(".png") else "image/jpeg"
    return tag("podcast:image", href=url, alt=alt, aspect_ratio="1/1", type=kind, purpose="artwork")


def _synthetic(name: str) -> str:
    return f"{line(name)[: 128 - len(SYNTHETIC) - 3]} ({SYNTHETIC})"


def _person(person: Person) -> Tag:
    return tag(
        "podcast:person", line(person.name), role=person.role, group=person.group, img=person.image, href=person.url
    )


def _location(place: Location) -> Tag:
    return tag(
        "podcast:location", line(place.name), rel=place.rel, geo=place.geo, osm=place.osm,
        country=place.country and place.country.lower(),
    )  # fmt: skip


def _remote(item: RemoteItem) -> Tag:
    return tag(
        "podcast:remoteItem",
        feedGuid=item.guid,
        feedUrl=item.feed,
        itemGuid=item.item,
        medium=item.medium,
        title=item.title and line(item.title),
    )
