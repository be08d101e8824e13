"""What the lists, topics and neighbours of an episode tell of it: small enough to have thousands of them in memory."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from daycast.feed.text import clean
from daycast.scripts.model import Told

if TYPE_CHECKING:
    from daycast.episodes.model import Episode


@dataclass(frozen=True, slots=True)
class Item:
    """A story in an episode: its heading, the second at which it begins, where it was told before, and what was said
    first of it."""

    heading: str
    start: float
    follows: tuple[Told, ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """An episode on a card; `seconds` long. `published` is aware."""

    date: dt.date
    number: int
    published: dt.datetime
    title: str
    summary: str
    seconds: float
    stories: tuple[Item, ...] = ()


def card(episode: Episode) -> Card:
    """The card of an episode."""
    return Card(
        date=episode.date,
        number=episode.number,
        published=episode.published,
        title=clean(episode.title),
        summary=clean(episode.summary),
        seconds=episode.audio.seconds,
        stories=stories(episode),
    )


def stories(episode: Episode) -> tuple[Item, ...]:
    """The stories that the episode tells, each a chapter or several.

    A section that names its story behind a colon ("Deep dive: what comes next") names that of its parts too; else each
    part is one. A chapter that cites nothing only announces.
    """
    ends = [*(chapter.start for chapter in episode.chapters), float("inf")][1:]
    found: dict[tuple[int, str], Item] = {}
    section, above = 0, ""
    for place, (chapter, end) in enumerate(zip(episode.chapters, ends, strict=True)):
        title, follows = clean(chapter.title), tuple(replace(t, heading=clean(t.heading)) for t in chapter.follows)
        if chapter.level == 1:
            section, above = place, title.partition(": ")[2]
        cited = [line for line in episode.lines if line.citations]
        told = [line.text for line in cited if chapter.start <= (line.start + line.end) / 2 < end]
        if follows or told:
            key = (section, above) if above else (place, title)
            known = found.get(key, Item(key[1], chapter.start, (), clean("".join(told[:1]))))
            found[key] = replace(known, follows=tuple(dict.fromkeys(known.follows + follows)))
    return tuple(found.values())


def dumped(cards: Iterable[Card]) -> bytes:
    """Cards as JSON, to be kept between two runs."""
    rows = [
        [str(one.date), one.number, one.published.isoformat(), one.title, one.summary, one.seconds, _told(one.stories)]
        for one in cards
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def _told(stories: tuple[Item, ...]) -> list[object]:
    return [
        [item.heading, item.start, [[str(told.day), told.heading] for told in item.follows], item.lead]
        for item in stories
    ]


def loaded(data: bytes) -> tuple[Card, ...]:
    """The same cards again. Raises `ValueError` for what `dumped` did not make."""
    try:
        return tuple(_card(*row) for row in json.loads(data))
    except (TypeError, AttributeError) as error:
        raise ValueError(str(error)) from error


def _card(
    day: str, number: int, published: str, title: str, summary: str, seconds: float, stories: list[tuple[Any, ...]]
) -> Card:
    items = tuple(
        Item(heading, start, tuple(Told(dt.date.fromisoformat(then), there) for then, there in follows), lead)
        for heading, start, follows, lead in stories
    )
    when = dt.datetime.fromisoformat(published)
    return Card(dt.date.fromisoformat(day), number, when, title, summary, seconds, items)
