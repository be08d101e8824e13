"""Stories followed over the days: each day's story with those that it continues and that continue it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby

import numpy as np

from daycast.scripts.weekly.model import Movement, Thread
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.seeds.grouping.bags import bags
from daycast.seeds.grouping.follow import ON_AIR, alike, chain, weighed
from daycast.seeds.model import Article, Earlier, Past, Story


def strands(past: Sequence[Past]) -> tuple[tuple[Earlier, ...], ...]:
    """Stories that are linked, at the likeness at which a programme may say that one follows another: each set oldest
    first, the sets in the order of their first stories."""
    days = np.array([story.earlier.day.toordinal() for story in past], float)
    widths = {len(story.meaning) for story in past}
    meant = np.array([story.meaning for story in past], np.float32) if len(widths) == 1 and widths != {0} else None
    above = list(range(len(past)))

    def root(row: int) -> int:
        while above[row] != row:
            above[row] = above[above[row]]
            row = above[row]
        return row

    for row, link in enumerate(chain(bags(story.words for story in past), days, meant)):
        if link and link.alike >= ON_AIR:
            one, other = sorted((root(row), root(link.row)))
            above[other] = one
    found: dict[int, list[Earlier]] = {}
    for row, story in enumerate(past):
        found.setdefault(root(row), []).append(story.earlier)
    return tuple(tuple(sorted(stories, key=lambda story: (story.day, story.id))) for stories in found.values())


def echoes(strands: Sequence[Sequence[Earlier]], past: Sequence[Past]) -> list[float]:
    """For each of `strands`, how like it the likest story is that came after it: 0 to 1. One of a single day, which
    nobody followed, is not asked about."""
    stories = bags(story.words for story in past)
    values, rows = weighed(stories), {story.earlier.id: row for row, story in enumerate(past)}
    days = np.array([story.earlier.day.toordinal() for story in past])
    found = []
    for strand in strands:
        later = np.flatnonzero(days > max(story.day for story in strand).toordinal())
        asked = strand if len(later) and len({story.day for story in strand}) > 1 else ()
        like = (alike(stories, values, rows[story.id], later).max() for story in asked)
        found.append(max(map(float, like), default=0.0))
    return found


def followed(strand: Sequence[Earlier], articles: Mapping[str, Article], heard_of: float = 0.0) -> Thread | None:
    """The stories of a strand with their `articles`, those of one day as one, and its echo; `None` where none of these
    is known."""
    days = []
    for day, stories in groupby(strand, key=lambda story: story.day):
        told = [articles[name] for story in stories for name in story.articles if name in articles]
        if told:
            days.append((day, Story(min(told, key=_age).id, told[0].title, tuple(told), 1, 0.0, ())))
    return Thread(tuple(days), heard_of) if days else None


def _age(article: Article) -> tuple[float, str]:
    return article.published.timestamp(), article.id


def movement(thread: Thread, first: date, facts: Mapping[str, Sequence[Fact]]) -> Movement:
    """How much a story moved since `first`; `facts` are those of each day's story, by its id.

    What the first day of all told is the story itself, and nothing new in it.
    """
    known = [fact for _, story in thread.days for fact in facts.get(story.id, ())]
    heard, new = Heard(known, ()), 0
    for number, (day, story) in enumerate(thread.days):
        for fact in facts.get(story.id, ()):
            if not heard.knows(fact):
                new += number > 0 and day >= first
                heard.say(fact)
    told = thread.since(first)
    outlets = {outlet for _, story in told for outlet in story.outlets}
    return Movement(len(told), len(outlets), new)
