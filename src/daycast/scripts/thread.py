"""How far back a story goes: the story that it follows, the one that that one followed, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from daycast.seeds.grouping.bags import bags
from daycast.seeds.grouping.follow import ON_AIR, alike, latest, weighed
from daycast.seeds.model import Earlier, Past


def thread(follows: Earlier, past: Sequence[Past]) -> Earlier:
    """The earlier story with the articles of those that it continues itself, so that all that aired is found by them.

    Each step asks for the likeness at which a programme may say that one story follows another.
    """
    stories = bags(story.words for story in past)
    values, every = weighed(stories), np.arange(len(past))
    days = np.array([story.earlier.day.toordinal() for story in past], float)
    row = next(row for row, story in enumerate(past) if story.earlier.id == follows.id)
    told = list(follows.articles)
    while (link := latest(days, row, every, alike(stories, values, row, every))) and link.alike >= ON_AIR:
        row = link.row
        told += past[row].earlier.articles
    return replace(follows, articles=tuple(told))
