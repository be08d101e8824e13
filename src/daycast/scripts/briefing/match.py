"""Where a story has a topic, and how much of it.

As in BM25F (Robertson, Zaragoza and Taylor, 2004): what is found in a heading weighs more than in a line, a line more
than in what a source says besides; more of the same counts less and less; and what every story of the day has tells
little.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from daycast.scripts.briefing.pool import PoolStory
from daycast.scripts.briefing.terms import is_name, keys, names, names_inside, stems

if TYPE_CHECKING:
    from daycast.seeds.grouping.meaning import Meaning, Vectors

Place = Literal["heading", "lines", "evidence"]

# Chosen by hand before the first measurement; `_FLOOR` after it.
PLACES: Mapping[Place, float] = {"heading": 3.0, "lines": 1.0, "evidence": 0.5}
_SATURATION = 1.5  # BM25's k1, in places
_APART = 0.7  # what a topic's words count that stand in one sentence, but not side by side
_PARTLY = 0.5  # what half of a topic's words count, by rarity, if nothing more is there
_FLOOR = 0.2  # cosine at which likeness of meaning begins


@dataclass(frozen=True, slots=True)
class Text:
    """A heading or a sentence of a story, as written and as compared."""

    place: Place
    written: str
    stems: str
    keys: frozenset[str]


@lru_cache(maxsize=512)
def texts(story: PoolStory) -> tuple[Text, ...]:
    """What a story has to be found in: its heading, what is said, and what its sources say besides."""
    quotes = tuple(source.quote for source in story.evidence)
    every: list[tuple[Place, str]] = [("heading", story.heading)]
    every += [("lines", line) for line in story.lines if not line.endswith("?")]  # what is asked of any story
    every += [("evidence", quote) for quote in quotes if quote not in story.lines]
    return tuple(Text(place, text, stems(text), keys(text)) for place, text in every)


def saturated(amount: float) -> float:
    """What so much of something counts, 0 to 1: the first most, each more of it less (BM25)."""
    return amount / (amount + _SATURATION)


def look_for(topic: str, day: tuple[PoolStory, ...]) -> Callable[[Text], float]:
    """What says how well a text has a topic: 1 side by side, less apart or in part, 0 not at all.

    A topic of one word with a capital is a name, if the day's stories write it so: Quince the firm is no fruit.
    """
    if is_named(topic, day):
        return lambda text: float(names(text.written, topic))
    whole, parts = stems(topic), keys(topic)
    weights = {part: _idf(part, day) for part in parts}
    every = sum(weights.values())

    def look(text: Text) -> float:
        if whole in text.stems:
            return 1.0
        share = sum(weights[part] for part in parts & text.keys) / every if every else 0.0
        return _APART if share > 0.999 else _PARTLY * share**2 if share >= 0.5 else 0.0

    return look


def is_named(topic: str, day: tuple[PoolStory, ...]) -> bool:
    """Whether a topic is one word with a capital that the day's stories write so inside a sentence, too."""
    return is_name(topic) and any(names_inside(text.written, topic) for story in day for text in texts(story))


def may_mean(topic: str, story: PoolStory) -> bool:
    """Whether a story that begins sentences with a name may mean it: not where it writes the word small elsewhere."""
    written = [text.written for text in texts(story)]
    small = any(names(text, topic.lower()) for text in written)
    return not small or any(names_inside(text, topic) for text in written)


@lru_cache(maxsize=4096)
def rarity(topic: str, day: tuple[PoolStory, ...]) -> float:
    """1 for a topic of one story of the day; what every story is about tells less."""
    look = look_for(topic, day)
    having = sum(any(look(text) >= _APART for text in texts(story)) for story in day)
    return _rare(max(having, 1), len(day)) / _rare(1, len(day))


@lru_cache(maxsize=4096)
def _idf(stem: str, day: tuple[PoolStory, ...]) -> float:
    return _rare(sum(any(stem in text.keys for text in texts(story)) for story in day), len(day))


def _rare(having: int, every: int) -> float:
    return math.log(1 + (every + 1) / (having + 0.5))


@lru_cache(maxsize=1 << 16)
def near(topic: str, story: PoolStory, mean: Meaning) -> float:
    """How near a topic's meaning is to a story's, 0 to 1. A name has none: Quince is a firm for some."""
    from daycast.seeds.grouping.meaning import related

    if is_name(topic):
        return 0.0
    told = " ".join([f"{story.heading}.", *story.lines])
    return float(related(_vector(topic, mean), _vector(told, mean), _FLOOR)[0, 0])


@lru_cache(maxsize=8192)
def _vector(text: str, mean: Meaning) -> Vectors:
    return mean([text])
