"""`feed.xml`: the show as RSS 2.0 with Apple's tags, built with feedgen."""

from __future__ import annotations

from email.utils import format_datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import feedgen.entry
import feedgen.feed
from feedgen.util import xml_elem

from daycast import __version__
from daycast.feed.beside import Beside
from daycast.feed.text import clean, newest_first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daycast.episodes.model import Episode
    from daycast.show import Show

FILE = "feed.xml"

_ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"

# feedgen's own writes the same text, but switches the locale of the whole process to do so.
feedgen.feed.formatRFC2822 = feedgen.entry.formatRFC2822 = format_datetime


class _Itunes:
    """A feedgen extension with the tags that its `podcast` extension gets wrong.

    `explicit` must read true or false (Apple, PSP-1), which feedgen refuses; it also looks up a category by
    an XPath that a quotation mark in the name breaks. feedgen makes one for the channel and one an item.
    """

    def __init__(self, show: Show) -> None:
        self._show = show

    def extend_ns(self) -> dict[str, str]:
        return {}

    def extend_rss(self, element: Any) -> None:
        on_item = element.tag == "item"
        parent = element if on_item else element[0]
        xml_elem(f"{_ITUNES}explicit", parent).text = "true" if self._show.explicit else "false"
        for name in () if on_item else self._show.category.split(">"):
            parent = xml_elem(f"{_ITUNES}category", parent, text=clean(name).strip())


def rss(show: Show, episodes: Sequence[Episode], *, cover: str | None, notes: Callable[[Episode], str]) -> bytes:
    """The feed of `episodes`, newest first: the same values give the same bytes.

    `cover` is the name of the artwork in `feed/`, `notes` gives an episode's show notes as HTML. Titles and
    summaries are plain text, without the characters that XML forbids (`clean`).
    """
    ordered = newest_first(episodes)
    feed = feedgen.feed.FeedGenerator()
    feed.load_extension("podcast", atom=False)
    itunes = partial(_Itunes, show)
    feed.register_extension("daycast", itunes, itunes, atom=False)
    feed.register_extension("beside", Beside, Beside, atom=False)
    _describe(feed, show, cover)
    if ordered:
        built = ordered[0].published.astimezone(show.zone)
        feed.lastBuildDate(built)
        feed.pubDate(built)
    for episode in ordered:
        _add(feed, show, episode, notes(episode))
    return bytes(feed.rss_str(pretty=True))


def _describe(feed: Any, show: Show, cover: str | None) -> None:
    title = _line(show.title) or show.base_url  # feedgen refuses a show without these
    author = _line(show.author) or title
    feed.title(title)
    feed.description(clean(show.description) or title)
    feed.link(href=show.base_url + FILE, rel="self", type="application/rss+xml")
    feed.link(href=show.base_url, rel="alternate")  # last: feedgen makes the last link RSS's <link>
    feed.language(show.language)
    feed.generator(f"daycast {__version__}")
    feed.podcast.itunes_author(author)
    feed.podcast.itunes_owner(name=author, email=clean(show.email))
    feed.podcast.itunes_type("episodic")
    if cover:
        feed.image(url=show.base_url + cover, title=title, link=show.base_url)
        feed.podcast.itunes_image(show.base_url + cover)


def _add(feed: Any, show: Show, episode: Episode, notes: str) -> None:
    folder = f"{show.base_url}{episode.date}/"
    title, summary = _line(episode.title), clean(episode.summary)
    item = feed.add_entry(order="append")
    item.title(title)
    item.link(href=folder)
    item.description(summary)
    item.content(clean(notes))
    item.guid(episode.guid, permalink=False)
    item.enclosure(url=f"{folder}{episode.date}.mp3", length=str(episode.audio.bytes), type="audio/mpeg")
    item.beside.of(episode, folder)
    item.pubDate(episode.published.astimezone(show.zone))
    item.podcast.itunes_title(title)
    item.podcast.itunes_summary(summary)
    item.podcast.itunes_author(_line(show.author))
    item.podcast.itunes_duration(round(episode.audio.seconds))
    item.podcast.itunes_episode(episode.number)
    item.podcast.itunes_episode_type("full")


def _line(text: str) -> str:
    return " ".join(clean(text).split())
