"""What one listener would want of a day's stories: a score for each, and the reasons for it in words.

A topic counts as in BM25F (Robertson, Zaragoza and Taylor, 2004): what is found in a heading weighs more than in a
line, a line more than in what a source says besides; more of the same counts less and less; and what every story of the
day has tells little. People are found by their full names alone. A field of work is known by its words.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Literal

from daycast.profile import Profile
from daycast.scripts.briefing.fields import Field, named
from daycast.scripts.briefing.pool import Pool, PoolStory
from daycast.scripts.briefing.terms import is_name, keys, names, names_inside, stems
from daycast.seeds.model import Reason

if TYPE_CHECKING:
    from daycast.seeds.grouping.meaning import Meaning, Vectors

Place = Literal["heading", "lines", "evidence"]
Why = Literal["person", "topic", "industry", "role", "everybody"]

# Seventeen figures, chosen by hand before the first measurement; `_WIDE`, `_MEANT` and `_FLOOR` after it.
_PLACES: Mapping[Place, float] = {"heading": 3.0, "lines": 1.0, "evidence": 0.5}
_SATURATION = 1.5  # BM25's k1, in places
_APART = 0.7  # what a topic's words count that stand in one sentence, but not side by side
_PARTLY = 0.5  # what half of a topic's words count, by rarity, if nothing more is there
_TOPIC, _PERSON, _INDUSTRY, _ROLE = 3.0, 3.0, 2.0, 1.0  # points, at most
_FIELD_SATURATION = 4.0
_BIG, _MANY_OUTLETS = 1.0, 3  # points for everybody; from how many outlets on, if that is twice the usual
_GENERAL = 0.3  # points of the day's first story; the last has none
_WIDE = 1.5  # points, at most, of a topic that is a whole field of work, such as football, by the words of that
_MEANT, _FLOOR = 2.5, 0.2  # points of a topic that is told in other words; cosine at which likeness begins


@dataclass(frozen=True, slots=True)
class Sign(Reason):
    """A reason with the part of the profile that it comes from, and which of its words."""

    kind: Why = "everybody"
    about: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A story of the pool, its score for a listener, and what that is the sum of, weightiest first."""

    story: PoolStory
    score: float
    reasons: tuple[Sign, ...]

    @property
    def is_big(self) -> bool:
        """Whether everybody is to hear of it."""
        return any(reason.kind == "everybody" and reason.points >= _BIG for reason in self.reasons)

    @property
    def is_personal(self) -> bool:
        """Whether the profile speaks for it, and not the day alone."""
        return any(reason.kind != "everybody" for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class _Text:
    """A heading or a sentence of a story, as written and as compared."""

    place: Place
    written: str
    stems: str
    keys: frozenset[str]


def ranked(stories: Pool, profile: Profile, mean: Meaning | None = None) -> tuple[Ranked, ...]:
    """The stories of a pool as a listener would want them, best first.

    `mean` gives texts their vectors; with it, a topic is also found in other words.
    """
    found = [_ranked(story, stories.stories, profile, mean) for story in stories.stories]
    return tuple(sorted(found, key=lambda one: (-one.score, one.story.place)))


def _ranked(story: PoolStory, day: tuple[PoolStory, ...], profile: Profile, mean: Meaning | None) -> Ranked:
    signs = [
        *_people(story, profile),
        *_topics(story, day, profile, mean),
        *_work(story, profile),
        *_everybody(story, day),
    ]
    signs.sort(key=lambda sign: (-sign.points, sign.words))
    return Ranked(story, round(sum(sign.points for sign in signs), 6), tuple(signs))


def _people(story: PoolStory, profile: Profile) -> Iterator[Sign]:
    """A person counts by the full name, so that a namesake is somebody else."""
    for person in profile.people:
        places = [text.place for text in _texts(story) if names(text.written, person)]
        if places:
            best = max(places, key=_PLACES.__getitem__)
            points = _PERSON * _saturated(2 * _PLACES[best])
            yield Sign(f"names {person}, whom you follow, {_WHERE[best]}", round(points, 3), "person", person)


def _topics(story: PoolStory, day: tuple[PoolStory, ...], profile: Profile, mean: Meaning | None) -> Iterator[Sign]:
    work = (*named(profile.industry), *named(profile.role))  # whose words count by themselves
    for topic in profile.topics:
        look, named_so = _look(topic, day), _is_named(topic, day)
        found = (
            [(text, how) for text in _texts(story) if (how := look(text))]
            if not named_so or _may_mean(topic, story)
            else []
        )
        points = 0.0
        words = ""
        if found:
            best, _ = max(found, key=lambda hit: _PLACES[hit[0].place] * hit[1])
            points = _TOPIC * _rarity(topic, day) * _saturated(sum(_PLACES[text.place] * how for text, how in found))
            words = f"you follow {topic}: “{best.written}” {_WHERE[best.place]}"
        of_field, hits = _of_field(story, [field for field in _named_by(topic) if field not in work])
        if of_field * _WIDE > points:
            points, words = of_field * _WIDE, f"you follow {topic}: {', '.join(hits[:3])}"
        if mean is not None and (near := _near(topic, story, mean) * _MEANT) > points:
            points, words = near, f"you follow {topic}, which it is near to in meaning"
        if points:
            yield Sign(words, round(points, 3), "topic", topic)


def _work(story: PoolStory, profile: Profile) -> Iterator[Sign]:
    """The words of the listener's industry, and those of their role where that names another field."""
    industry = named(profile.industry)
    role = tuple(field for field in named(profile.role) if field not in industry)
    for kind, told, known, most in (
        ("industry", profile.industry, industry, _INDUSTRY),
        ("role", profile.role, role, _ROLE),
    ):
        points, hits = _of_field(story, known)
        if points:
            words = f"{told}, your {kind}: {', '.join(hits[:3])}"
            yield Sign(words, round(most * points, 3), "industry" if kind == "industry" else "role", told)


def _of_field(story: PoolStory, known: Sequence[Field]) -> tuple[float, list[str]]:
    """How much a story has of some fields' words, 0 to 1, and which, the most prominent first."""
    hits = {
        word: max(_PLACES[place] for place in places)
        for field in known
        for word, stem in field.words
        if (places := [text.place for text in _texts(story) if stem in text.stems])
    }
    whole = {word: worth for word, worth in hits.items() if not any(word != other and word in other for other in hits)}
    total = sum(whole.values())
    return total / (total + _FIELD_SATURATION), sorted(whole, key=lambda word: -whole[word])


@lru_cache(maxsize=4096)
def _named_by(topic: str) -> tuple[Field, ...]:
    """The field of work that a short topic is another name for: space for "space travel"."""
    found = named(topic)
    return found if len(found) == 1 and len(topic.split()) <= 2 else ()


def _everybody(story: PoolStory, day: tuple[PoolStory, ...]) -> Iterator[Sign]:
    """What a story counts for whoever listens: a really big one reaches everybody."""
    count = len(story.outlets)
    usual = median(len(other.outlets) for other in day)
    if count >= max(_MANY_OUTLETS, 2 * usual):
        yield Sign(f"everybody: {count} outlets tell it", _BIG)
    if points := round(_GENERAL * (1 - (story.place - 1) / len(day)), 3):
        yield Sign(f"number {story.place} of the day’s {len(day)} stories", points)


_WHERE: Mapping[Place, str] = {"heading": "in the heading", "lines": "in what is said", "evidence": "in a source"}


@lru_cache(maxsize=512)
def _texts(story: PoolStory) -> tuple[_Text, ...]:
    quotes = tuple(source.quote for source in story.evidence)
    every: list[tuple[Place, str]] = [("heading", story.heading)]
    every += [("lines", line) for line in story.lines if not line.endswith("?")]  # what is asked of any story
    every += [("evidence", quote) for quote in quotes if quote not in story.lines]
    return tuple(_Text(place, text, stems(text), keys(text)) for place, text in every)


def _saturated(amount: float) -> float:
    return amount / (amount + _SATURATION)


def _look(topic: str, day: tuple[PoolStory, ...]) -> Callable[[_Text], float]:
    """What says how well a text has a topic: 1 side by side, less apart or in part, 0 not at all.

    A topic of one word with a capital is a name, if the day's stories write it so: Quince the firm is no fruit.
    """
    if _is_named(topic, day):
        return lambda text: float(names(text.written, topic))
    whole, parts = stems(topic), keys(topic)
    weights = {part: _idf(part, day) for part in parts}
    every = sum(weights.values())

    def look(text: _Text) -> float:
        if whole in text.stems:
            return 1.0
        share = sum(weights[part] for part in parts & text.keys) / every if every else 0.0
        return _APART if share > 0.999 else _PARTLY * share**2 if share >= 0.5 else 0.0

    return look


def _is_named(topic: str, day: tuple[PoolStory, ...]) -> bool:
    """Whether a topic is one word with a capital that the day's stories write so inside a sentence, too."""
    return is_name(topic) and any(names_inside(text.written, topic) for story in day for text in _texts(story))


def _may_mean(topic: str, story: PoolStory) -> bool:
    """Whether a story that begins sentences with a name may mean it: not where it writes the word small elsewhere."""
    written = [text.written for text in _texts(story)]
    small = any(names(text, topic.lower()) for text in written)
    return not small or any(names_inside(text, topic) for text in written)


@lru_cache(maxsize=4096)
def _rarity(topic: str, day: tuple[PoolStory, ...]) -> float:
    """1 for a topic of one story of the day; what every story is about tells less."""
    look = _look(topic, day)
    having = sum(any(look(text) >= _APART for text in _texts(story)) for story in day)
    return _rare(max(having, 1), len(day)) / _rare(1, len(day))


@lru_cache(maxsize=4096)
def _idf(stem: str, day: tuple[PoolStory, ...]) -> float:
    return _rare(sum(any(stem in text.keys for text in _texts(story)) for story in day), len(day))


def _rare(having: int, every: int) -> float:
    return math.log(1 + (every + 1) / (having + 0.5))


def _near(topic: str, story: PoolStory, mean: Meaning) -> float:
    """How near a topic's meaning is to a story's, 0 to 1. A name has none: Quince is a firm for some."""
    from daycast.seeds.grouping.meaning import related

    if is_name(topic):
        return 0.0
    told = " ".join([f"{story.heading}.", *story.lines])
    return float(related(_vector(topic, mean), _vector(told, mean), _FLOOR)[0, 0])


@lru_cache(maxsize=8192)
def _vector(text: str, mean: Meaning) -> Vectors:
    return mean([text])
