"""Why a story is one story, and why it stands where it stands: the answer to `daycast stories --why ID`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from daycast.errors import DaycastError
from daycast.seeds.grouping.follow import ON_AIR, alike
from daycast.seeds.grouping.group import fade, lift
from daycast.seeds.grouping.link import ALIKE
from daycast.seeds.model import Earlier, Story
from daycast.seeds.rank import Survey

_WORDS = 12


@dataclass(frozen=True, slots=True)
class Near:
    """Another story of the day and how alike it is on average; from `joined` on, two stories would be one."""

    id: str
    headline: str
    alike: float
    joined: float = ALIKE


@dataclass(frozen=True, slots=True)
class Before:
    """The earlier story that is most like it, and how alike; from `on_air` on, it is said to be continued."""

    earlier: Earlier
    alike: float
    on_air: float = ON_AIR


@dataclass(frozen=True, slots=True)
class Why:
    """A story, the words that hold its articles together (of a single article: its heaviest), and its neighbours."""

    story: Story
    words: tuple[str, ...]
    before: Before | None
    nearest: Near | None


def why(found: Survey, stories: Sequence[Story], name: str) -> Why:
    """What there is to say of the story `name`: its id or that of one of its articles, or the part behind the slash."""
    story = _named(stories, name)
    number = next(number for number in range(len(found.links)) if found.name(number) == story.id)
    link, before = found.links[number], found.before(number)
    return Why(
        story,
        _words(found, number),
        Before(before.earlier, link.alike) if link and before else None,
        _nearest(found, number),
    )


def _named(stories: Sequence[Story], name: str) -> Story:
    for story in stories:
        ids = [article.id for article in story.articles]
        if any(name == one or one.endswith(f"/{name}") for one in (story.id, *ids)):
            return story
    raise DaycastError(f"no story or article {name!r}", hint="daycast stories --json lists their ids.")


def _words(found: Survey, number: int) -> tuple[str, ...]:
    """The words that its articles share, by the weight that they have in all of them together."""
    rows = found.groups.groups[number]
    total: Counter[int] = Counter()
    holders: Counter[int] = Counter()
    for row in rows:
        mine = slice(found.texts.starts[row], found.texts.starts[row + 1])
        for term, weight in zip(found.texts.terms[mine].tolist(), found.groups.values[mine].tolist(), strict=True):
            total[term] += weight
            holders[term] += 1
    shared = [term for term in total if holders[term] > 1 or len(rows) == 1]
    shared.sort(key=lambda term: (-round(total[term], 6), found.texts.words[term]))
    return tuple(found.texts.words[term] for term in shared[:_WORDS])


def _nearest(found: Survey, number: int) -> Near | None:
    """The group whose articles are, on average, most like those of this one."""
    when = np.array([article.published.timestamp() / 86400 for article in found.articles])
    full, every = found.texts.fullness, np.arange(len(found.articles))
    mean = np.zeros(len(found.articles))
    rows = found.groups.groups[number]
    for row in rows:
        cosines = alike(found.texts, found.groups.values, row, every)
        mean += cosines * lift(full[[row]], full) * fade(when[[row]], when) / len(rows)
    others = [other for other in range(len(found.links)) if other != number]
    if not others:
        return None
    nearest = max(others, key=lambda other: mean[list(found.groups.groups[other])].mean())
    likeness = float(mean[list(found.groups.groups[nearest])].mean())
    return Near(found.name(nearest), found.told_by(nearest)[0].title, likeness)
