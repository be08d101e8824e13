"""What a listener's folder would hold, made when somebody asks: by the same code that makes everybody's feed and pages.

The same rows and settings give the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from daycast.episodes.sidecars import CHAPTERS, chapters_json
from daycast.episodes.transcript import srt, transcript_json, webvtt
from daycast.feed import lists, rss
from daycast.feed.cards import Card
from daycast.feed.catalogue import Catalogue
from daycast.feed.channel import Channel, podcast_guid
from daycast.feed.pages import Site, episode_page, notes
from daycast.feed.paging import MAIN
from daycast.feed.search import FOLDER as SEARCH
from daycast.feed.search import month_file, year_file
from daycast.feed.text import clean
from daycast.places import named_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    import jinja2

    from daycast.episodes.model import Episode
    from daycast.feed.personal.told import Told
    from daycast.show import Show

NEWEST = 30  # episodes in a listener's feed: a briefing is of its day; older ones keep their addresses

_OF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})/([^/]+)")
_MONTH = re.compile(r"archive/(\d{4}-\d{2})/index\.html")
_INDEX = re.compile(rf"{SEARCH}/(\d{{4}})(-\d{{2}})?\.json")
_LISTS = ("index.html", "archive/index.html", "topics/index.html", MAIN)
_TRANSCRIPTS = {"transcript.vtt": webvtt, "transcript.srt": srt, "transcript.json": transcript_json}


@dataclass(frozen=True)
class Folder:
    """A listener's folder. `show` has the address that the folder stands under; `days` are all that were published,
    newest first, and `told` is the listener's episode of one, if they have any."""

    show: Show
    listener: str
    environment: jinja2.Environment
    cover: str | None
    began: datetime
    days: tuple[date, ...]
    told: Callable[[date], Told | None]

    def file(self, name: str) -> bytes | None:
        """A text by its name, such as `feed.xml` or `2026-06-23/chapters.json`; None where there is none."""
        if not is_ours(name):
            return None
        if match := _OF_DAY.fullmatch(name):
            told = self.told(date.fromisoformat(match[1]))
            return self._of_day(told, match[2]) if told else None
        if match := _MONTH.fullmatch(name):
            return lists.month_page(self._site, match[1])[1] if match[1] in self._site.all.months else None
        if match := _INDEX.fullmatch(name):
            return self._index(match[1], match[2])
        match name:
            case "feed.xml":
                return self._feed()
            case "index.html":
                return lists.show_page(self._site_around())[1]
            case "archive/index.html":
                return lists.archive_page(self._site)[1]
            case "topics/index.html":
                return lists.topics_page(self._site)[1]
        return None

    def names(self) -> Iterator[str]:
        """The names of all texts, the feed last."""
        for card in self.listed:
            yield from (f"{card.date}/{name}" for name in ("index.html", CHAPTERS, *_TRANSCRIPTS))
        for month in self._site.all.months:
            yield from (f"archive/{month}/index.html", f"{SEARCH}/{month}.json")
        yield from (f"{SEARCH}/{year}.json" for year in sorted({month[:4] for month in self._site.all.months}))
        yield from _LISTS

    @cached_property
    def listed(self) -> tuple[Card, ...]:
        """The cards of all their episodes, newest first."""
        return tuple(self._cards())

    @cached_property
    def _lately(self) -> tuple[Card, ...]:
        """Those of the newest, and of one more, as the page of the last of them names its neighbour."""
        return tuple(islice(self._cards(), NEWEST + 1))

    def _cards(self) -> Iterator[Card]:
        return (_card(told) for told in map(self.told, self.days) if told)

    @cached_property
    def _site(self) -> Site:
        return Site(self.environment, self.show, self.cover, Catalogue(self.listed))

    def _site_around(self, day: date | None = None) -> Site:
        """The site as far as the pages of late know of it: what was long ago is read for an old page alone."""
        if day and day not in {card.date for card in self._lately[:NEWEST]}:
            return self._site
        return Site(self.environment, self.show, self.cover, Catalogue(self._lately))

    def _of_day(self, told: Told, name: str) -> bytes | None:
        if name == "index.html":
            return episode_page(self._site_around(told.day.date), told.episode, told.row.reasons)[1]
        if name == CHAPTERS:
            return chapters_json(told.chapters, f"{self.show.base_url}{told.day.date}/").encode()
        return _TRANSCRIPTS[name](told.captions).encode() if name in _TRANSCRIPTS else None

    def _feed(self) -> bytes:
        found = (self.told(card.date) for card in self._lately[:NEWEST])
        episodes = [told.episode for told in found if told]
        items = rss.items(self.show, episodes, self._notes, lambda _: False)
        built = episodes[0].published if episodes else self.began
        return rss.document(self.show, Channel(self._guid, built, self.cover), items)

    def _notes(self, episode: Episode) -> str:
        return notes(self.environment, self.show, episode)

    @property
    def _guid(self) -> str:
        """The name of the listener's podcast for all time; it stays when their address is another."""
        whole = self.show.podcast.guid or podcast_guid(f"{self.show.main.base_url}{self.show.feed_name}/{MAIN}")
        return str(uuid5(UUID(whole), self.listener))

    def _index(self, year: str, month: str | None) -> bytes | None:
        months = [f"{year}{month}"] if month else [name for name in self._site.all.months if name[:4] == year]
        found = {name: self._month(name) for name in months if name in self._site.all.months}
        if month:
            return found.get(f"{year}{month}")
        return year_file(None, found) if found else None

    def _month(self, month: str) -> bytes:
        told = {card.date: self.told(card.date) for card in self._site.all.months[month]}
        episodes = {day: one.episode for day, one in told.items() if one}
        return month_file(None, episodes, episodes.keys())


def _card(told: Told) -> Card:
    """What lists tell of an episode. Stories that go on over days have no pages of their own here."""
    row, day = told.row, told.day
    return Card(day.date, day.number, day.published, clean(row.title), clean(row.summary), told.seconds)


def is_ours(name: str) -> bool:
    """Whether a name may be a listener's own: all others are everybody's."""
    if match := _OF_DAY.fullmatch(name):
        day, file = match.groups()
        own = file in ("index.html", CHAPTERS, f"{day}.mp3", *_TRANSCRIPTS) or file.startswith("picture-")
        return own and named_day(day) is not None
    return name in _LISTS or bool(_MONTH.fullmatch(name) or _INDEX.fullmatch(name))
