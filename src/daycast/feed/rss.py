"""The feed as RSS 2.0, built with feedgen: its items one by one, and documents made of them.

An item's text depends on nothing but its episode and the show's settings, so it can be kept from one build to the next.
"""

from __future__ import annotations

import re
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import feedgen.entry
import feedgen.feed

from daycast import __version__
from daycast.feed import channel as told_of_show
from daycast.feed import item as told_of_episode
from daycast.feed.paging import page_name
from daycast.feed.tag import Tags
from daycast.feed.text import clean, fitted, line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from daycast.episodes.model import Episode
    from daycast.feed.channel import Channel
    from daycast.show import Show

_END = "  </channel>\n</rss>\n"
_ITEM = re.compile(r"^    <item>\n.*?^    </item>\n", re.DOTALL | re.MULTILINE)  # text in it has no `<`
_STYLED = '<?xml-stylesheet type="text/xsl" href="feed.xsl"?>\n<?xml-stylesheet type="text/css" href="feed.css"?>\n'

# feedgen's own writes the same text, but switches the locale of the whole process to do so.
feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = format_datetime


def document(show: Show, channel: Channel, items: Iterable[str]) -> bytes:
    """The feed, or a page of its archive, with these items, newest first: the same values give the same bytes."""
    declaration, rest = _written(_described(show, channel)).split("\n", 1)
    return "".join([declaration, "\n", _STYLED, rest.removesuffix(_END), *items, _END]).encode()


def items(
    show: Show, episodes: Sequence[Episode], notes: Callable[[Episode], str], pictured: Callable[[Episode], bool]
) -> tuple[str, ...]:
    """The XML of each episode's item.

    `notes` gives an episode's show notes as HTML, `pictured` tells whether the picture that it wishes for is there.
    Titles and summaries are plain text, without the characters that XML forbids (`clean`).
    """
    feed = _generator()
    feed.title("-")
    feed.description("-")
    feed.link(href=show.base_url)
    feed.language(show.language)
    for episode in episodes:
        _add(feed, show, episode, notes(episode), pictured=pictured(episode))
    return split(_written(feed))


def split(document: str) -> tuple[str, ...]:
    """The items of a document as `document` writes it, each as a text of its own."""
    return tuple(_ITEM.findall(document))


def _generator() -> Any:
    feed = feedgen.feed.FeedGenerator()
    feed.load_extension("podcast", atom=False)
    feed.register_extension("tags", Tags, Tags, atom=False)
    return feed


def _written(feed: Any) -> str:
    text: str = feed.rss_str(pretty=True).decode()
    return text


def _described(show: Show, channel: Channel) -> Any:
    told = show.podcast
    title = line(show.title) or show.base_url  # feedgen refuses a show without these
    author = line(show.author) or title
    feed = _generator()
    feed.title(title)
    feed.description(fitted(clean(show.description)) or title)
    feed.link(href=show.base_url + page_name(channel.page), rel="self", type="application/rss+xml")
    feed.link(href=show.base_url, rel="alternate")  # last: feedgen makes the last link RSS's <link>
    feed.language(show.language)
    feed.generator(f"daycast {__version__}")
    feed.ttl(told.ttl)
    if told.copyright:
        feed.copyright(line(told.copyright))
    if channel.cover:
        feed.image(url=show.base_url + channel.cover, title=title, link=show.base_url)
    built = channel.built.astimezone(show.zone)
    feed.lastBuildDate(built)
    feed.pubDate(built)
    feed.podcast.itunes_author(author)
    feed.podcast.itunes_owner(name=author, email=clean(show.email))
    feed.podcast.itunes_type(told.type)
    if told.new_feed_url:
        feed.podcast.itunes_new_feed_url(told.new_feed_url)
    for tags in (told_of_show.links, told_of_show.itunes, told_of_show.podcast):
        feed.tags.add(tags(show, channel))
    return feed


def _add(feed: Any, show: Show, episode: Episode, notes: str, *, pictured: bool) -> None:
    folder = f"{show.base_url}{episode.date}/"
    title, summary = line(episode.title) or episode.date.isoformat(), fitted(clean(episode.summary))
    item = feed.add_entry(order="append")
    item.title(title)
    item.link(href=folder)
    item.description(summary)
    item.content(clean(notes))
    item.guid(episode.guid, permalink=False)
    item.enclosure(url=f"{folder}{episode.date}.mp3", length=str(episode.audio.bytes), type="audio/mpeg")
    item.pubDate(episode.published.astimezone(show.zone))
    item.podcast.itunes_title(title)
    item.podcast.itunes_summary(summary)
    item.podcast.itunes_author(line(show.author))
    item.podcast.itunes_duration(round(episode.audio.seconds))
    if episode.wishes.season:
        item.podcast.itunes_season(episode.wishes.season)
    item.podcast.itunes_episode(episode.number)
    item.podcast.itunes_episode_type(episode.wishes.type)
    item.tags.add(told_of_episode.itunes(show, episode, folder, pictured=pictured))
    item.tags.add(told_of_episode.podcast(show, episode, folder, pictured=pictured))
    item.tags.add(told_of_episode.simple_chapters(episode))
