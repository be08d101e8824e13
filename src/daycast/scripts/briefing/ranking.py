"""What one listener would want of a day's stories: a score for each, and the reasons for it in words.

A topic counts by where it stands and how often (`match`). People are found by their full names alone. A field of work
is known by its words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, Literal

from daycast.profile import Profile
from daycast.scripts.briefing.fields import Field, named
from daycast.scripts.briefing.match import PLACES, Place, is_named, look_for, may_mean, near, rarity, saturated, texts
from daycast.scripts.briefing.pool import Pool, PoolStory
from daycast.scripts.briefing.terms import names
from daycast.seeds.model import Reason

if TYPE_CHECKING:
    from daycast.seeds.grouping.meaning import Meaning

Why = Literal["person", "topic", "industry", "role", "everybody"]

# Chosen by hand before the first measurement; `_WIDE` and `_MEANT` after it.
_TOPIC, _PERSON, _INDUSTRY, _ROLE = 3.0, 3.0, 2.0, 1.0  # points, at most
_FIELD_SATURATION = 4.0
_BIG, _MANY_OUTLETS = 1.0, 3  # points for everybody; from how many outlets on, if that is twice the usual
_GENERAL = 0.3  # points of the day's first story; the last has none
_WIDE = 1.5  # points, at most, of a topic that is a whole field of work, such as football, by the words of that
_MEANT = 2.5  # points, at most, of a topic that is told in other words


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
        places = [text.place for text in texts(story) if names(text.written, person)]
        if places:
            best = max(places, key=PLACES.__getitem__)
            points = _PERSON * saturated(2 * PLACES[best])
            yield Sign(f"names {person}, whom you follow, {_WHERE[best]}", round(points, 3), "person", person)


def _topics(story: PoolStory, day: tuple[PoolStory, ...], profile: Profile, mean: Meaning | None) -> Iterator[Sign]:
    work = (*named(profile.industry), *named(profile.role))  # whose words count by themselves
    for topic in profile.topics:
        look, named_so = look_for(topic, day), is_named(topic, day)
        found = (
            [(text, how) for text in texts(story) if (how := look(text))]
            if not named_so or may_mean(topic, story)
            else []
        )
        points = 0.0
        words = ""
        if found:
            best, _ = max(found, key=lambda hit: PLACES[hit[0].place] * hit[1])
            points = _TOPIC * rarity(topic, day) * saturated(sum(PLACES[text.place] * how for text, how in found))
            words = f"you follow {topic}: “{best.written}” {_WHERE[best.place]}"
        of_field, hits = _of_fields(story, tuple(field for field in _named_by(topic) if field not in work))
        if of_field * _WIDE > points:
            points, words = of_field * _WIDE, f"you follow {topic}: {', '.join(hits[:3])}"
        if mean is not None and (meant := near(topic, story, mean) * _MEANT) > points:
            points, words = meant, f"you follow {topic}, which it is near to in meaning"
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
        points, hits = _of_fields(story, known)
        if points:
            words = f"{told}, your {kind}: {', '.join(hits[:3])}"
            yield Sign(words, round(most * points, 3), "industry" if kind == "industry" else "role", told)


@lru_cache(maxsize=4096)
def _of_fields(story: PoolStory, known: tuple[Field, ...]) -> tuple[float, list[str]]:
    """How much a story has of some fields' words, 0 to 1, and which, the most prominent first."""
    hits = {
        word: max(PLACES[place] for place in places)
        for field in known
        for word, stem in field.words
        if (places := [text.place for text in texts(story) if stem in text.stems])
    }
    whole = {word: worth for word, worth in hits.items() if not any(word != other and word in other for other in hits)}
    total = sum(whole.values())
    return total / (total + _FIELD_SATURATION), sorted(whole, key=lambda word: -whole[word])


@lru_cache(maxsize=4096)
def _named_by(topic: str) -> tuple[Field, ...]:
    """The field of work that a short topic is another name for: space for "space travel"."""
    found = named(topic)
    return found if len(found) == 1 and len(topic.split()) <= 2 else ()


@lru_cache(maxsize=512)
def _everybody(story: PoolStory, day: tuple[PoolStory, ...]) -> tuple[Sign, ...]:
    """What a story counts for whoever listens: a really big one reaches everybody."""
    found = []
    count = len(story.outlets)
    usual = median(len(other.outlets) for other in day)
    if count >= max(_MANY_OUTLETS, 2 * usual):
        found.append(Sign(f"everybody: {count} outlets tell it", _BIG))
    if points := round(_GENERAL * (1 - (story.place - 1) / len(day)), 3):
        found.append(Sign(f"number {story.place} of the day’s {len(day)} stories", points))
    return tuple(found)


_WHERE: Mapping[Place, str] = {"heading": "in the heading", "lines": "in what is said", "evidence": "in a source"}
