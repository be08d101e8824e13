"""Stories that go on from episode to episode: where each was told before and after, and its topic page's address."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daycast.feed.cards import Card, Item

_LONGEST = 60  # characters of a heading in an address


@dataclass(frozen=True, slots=True)
class Place:
    """One telling of a story: an episode, and where in it."""

    card: Card
    item: Item


@dataclass(frozen=True, slots=True)
class Topic:
    """A story over days: its tellings, newest first, in at least two episodes.

    `names` are the last parts of its addresses: the one of its first telling, and those of stories that turned out to
    be the same one later. What was published under any of them stays there.
    """

    names: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        return self.names[0]

    @property
    def days(self) -> Set[date]:
        return {place.card.date for place in self.places}

    @property
    def heading(self) -> str:
        """What the story is called now."""
        return self.places[0].item.heading


@dataclass(frozen=True, slots=True)
class Threads:
    """All topics, the latest news first, and the topic of each telling by its day and heading."""

    topics: tuple[Topic, ...]
    by_place: Mapping[tuple[date, str], Topic]

    def topic(self, day: date, heading: str) -> Topic | None:
        return self.by_place.get((day, heading))


def threads(cards: Sequence[Card]) -> Threads:
    """What the cards tell of stories that go on. What follows something that is not among them begins anew."""
    told = {(told.day, told.heading) for card in cards for item in card.stories for told in item.follows}
    places = {
        (card.date, item.heading): Place(card, item)
        for card in cards
        for item in card.stories
        if item.follows or (card.date, item.heading) in told
    }
    above: dict[tuple[date, str], tuple[date, str]] = {}

    def root(key: tuple[date, str]) -> tuple[date, str]:
        while (up := above.get(key, key)) != key:
            above[key] = above.get(up, up)
            key = up
        return key

    begins = set(places)
    for key, place in places.items():
        for before in [(one.day, one.heading) for one in place.item.follows]:
            if before in places and before[0] < key[0]:
                begins.discard(key)
                one, other = sorted((root(key), root(before)))
                above[other] = one
    members: dict[tuple[date, str], list[tuple[date, str]]] = {}
    for key in above:
        members.setdefault(root(key), []).append(key)
    groups = [sorted({first, *keys}) for first, keys in members.items()]
    names = _names(sorted(key for keys in groups for key in keys if key in begins))
    found = [_topic(keys, begins, names, places) for keys in groups]
    topics = tuple(sorted(found, key=lambda topic: (topic.places[0].card.date, topic.name), reverse=True))
    by_place = {(place.card.date, place.item.heading): topic for topic in topics for place in topic.places}
    return Threads(topics, MappingProxyType(by_place))


def _topic(
    keys: Sequence[tuple[date, str]],
    begins: Set[tuple[date, str]],
    names: Mapping[tuple[date, str], str],
    places: Mapping[tuple[date, str], Place],
) -> Topic:
    told = sorted((places[key] for key in keys), key=lambda place: (place.card.date, -place.item.start), reverse=True)
    return Topic(tuple(names[key] for key in keys if key in begins), tuple(told))


def _names(firsts: Iterable[tuple[date, str]]) -> dict[tuple[date, str], str]:
    taken: dict[str, int] = {}
    names = {}
    for day, heading in firsts:
        name = f"{day}-{slug(heading)}"
        taken[name] = taken.get(name, 0) + 1
        names[day, heading] = name if taken[name] == 1 else f"{name}-{taken[name]}"
    return names


@lru_cache(1 << 16)
def slug(text: str) -> str:
    """`text` as a part of an address: plain letters, digits and hyphens, whole words, never empty."""
    plain = unicodedata.normalize("NFKD", text.replace("ß", "ss")).encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
    if len(words) > _LONGEST:
        words = words[: _LONGEST + 1].rpartition("-")[0] or words[:_LONGEST]
    return words or f"{zlib.crc32(text.encode('utf-8', 'replace')):08x}"
