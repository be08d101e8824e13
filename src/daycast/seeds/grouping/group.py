"""Articles on one event, put together by their words and dates."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from daycast.seeds.grouping.bags import Bags, Floats, Ints, entries_of, likeness, merged, rarity, spread, weights
from daycast.seeds.grouping.link import link
from daycast.seeds.grouping.meaning import Vectors, related
from daycast.seeds.grouping.near import neighbourhoods, pairs

_FADE_DAYS = 3  # two reports so many days apart count as 1/e as alike
_WHOLE, _WORK = 4000, 600_000_000  # so many articles, or words times articles, are compared each with each
_UNRELATED = 0.2  # cosine of vectors that two texts of any news may have
_MEANT = 0.3  # share of the meaning in a likeness, where it is known; the rest is the words
_MOST = 200  # articles in a neighbourhood, into which more are parted


@dataclass(frozen=True, slots=True)
class Groups:
    """The rows of each event, most central first, events in order of their first row; `values` weighs the words."""

    groups: tuple[tuple[int, ...], ...]
    values: NDArray[np.float32]


def group(
    texts: Bags,
    days: Sequence[float | None],
    archive: Mapping[str, int] | None = None,
    archived: int = 0,
    meant: Vectors | None = None,
) -> Groups:
    """The rows of `texts` by event.

    `days` are the times of publication in days of any calendar, `None` where unknown: two articles grow less alike
    with the days between them, but only where both are dated. `archive` says in how many of `archived` earlier
    stories a word stood. It is done twice: the first grouping tells in how many *stories* a word stands, so that the
    words of a story with a hundred articles are not taken for common words. `meant` are the texts' vectors, if there
    are any; they count where all articles are compared with all.
    """
    when = np.array([math.nan if day is None else day for day in days])
    before = np.array([(archive or {}).get(word, 0) for word in texts.words], np.int64)
    stories = np.arange(len(texts))
    values = _weighed(texts, stories, before, archived)
    whole = len(texts) <= _WHOLE and len(texts) * len(texts.terms) <= _WORK
    parts = [stories][: len(texts)] if whole else _parts(texts, values, when)
    for _ in range(2):
        stories = _linked(texts, values, when, parts, meant if whole else None)
        if not whole:
            stories = _joined(texts, values, when, stories)
        values = _weighed(texts, stories, before, archived)
    order = np.argsort(stories, kind="stable")
    cuts = np.flatnonzero(np.diff(stories[order])) + 1
    found = [_central_first(texts, values, rows) for rows in np.split(order, cuts) if len(rows)]
    return Groups(tuple(found), values)


def lift(one: Floats, other: Floats) -> Floats:
    """How many times as much the likeness of texts so full counts: few words on one event are seldom the same."""
    full = one * other
    return np.asarray(1 / np.sqrt(full, out=np.ones_like(full), where=full > 0))


def fade(one: Floats, other: Floats) -> Floats:
    """What is left of the likeness of reports of two times; all of it where a time is unknown."""
    return np.asarray(np.exp(-np.nan_to_num(np.abs(one - other)) / _FADE_DAYS))


def _weighed(texts: Bags, stories: Ints, before: Ints, archived: int) -> NDArray[np.float32]:
    """The weights of words that stand in `before` of the archived stories and in those that `stories` tells of."""
    total = archived + len(np.unique(stories))
    return weights(texts, rarity(before + spread(texts, stories), total))


def _parts(texts: Bags, values: NDArray[np.float32], when: Floats) -> list[Ints]:
    one, other, alike = pairs(texts, values, when)
    return neighbourhoods(len(texts), one, other, alike * fade(when[one], when[other]), _MOST)


def _linked(
    texts: Bags, values: NDArray[np.float32], when: Floats, parts: Sequence[Ints], meant: Vectors | None
) -> Ints:
    """The story of each row, as the number of its first row, where only rows of the same part are compared."""
    stories = np.arange(len(texts))
    for rows in parts:
        full = texts.fullness[rows]
        alike = likeness(texts, values, rows) * lift(full[:, None], full)
        if meant is not None:
            alike = (1 - _MEANT) * alike + _MEANT * related(meant[rows], meant[rows], _UNRELATED)
            np.fill_diagonal(alike, 0)
        stories[rows] = rows[link(alike * fade(when[rows, None], when[rows]), full)]
    return stories


def _joined(texts: Bags, values: NDArray[np.float32], when: Floats, stories: Ints) -> Ints:
    """Stories grouped in parts, joined over the borders of these, each as if all its reports were of one time."""
    names, story = np.unique(stories, return_inverse=True)
    size = np.bincount(story).astype(np.float64)
    dated = ~np.isnan(when)
    times = np.bincount(story[dated], minlength=len(names))
    middle = np.bincount(story[dated], when[dated], minlength=len(names)) / np.where(times, times, math.nan)
    own = lift(texts.fullness, texts.fullness)
    together = merged(replace(texts, counts=values * np.sqrt(own).astype(np.float32)[texts.rows]), stories)
    length = np.sqrt(np.bincount(together.rows, together.counts.astype(np.float64) ** 2, minlength=len(names)))
    within = (length**2 - np.bincount(story, own * (texts.sizes > 0))).clip(0) / 2
    full = np.bincount(story, texts.fullness) / size
    shape = together.counts / np.where(length, length, 1).astype(np.float32)[together.rows]
    home = np.arange(len(names))
    for rows in _parts(together, shape, middle):
        sums = likeness(together, shape, rows) * np.outer(length[rows], length[rows])
        sums *= fade(middle[rows, None], middle[rows])
        home[rows] = rows[link(sums, full[rows], size[rows], within[rows])]
    return np.asarray(names[home[story]])


def _central_first(texts: Bags, values: NDArray[np.float32], rows: Ints) -> tuple[int, ...]:
    """The rows of a group by how alike each is to all of it together."""
    if len(rows) < 3:
        return tuple(rows.tolist())
    entries = entries_of(texts, rows)
    words, place = np.unique(texts.terms[entries], return_inverse=True)
    weight = values[entries].astype(np.float64)
    together = np.bincount(place, weight, minlength=len(words))
    owner = np.repeat(np.arange(len(rows)), texts.sizes[rows])
    alike = np.bincount(owner, weight * together[place], minlength=len(rows)).round(6)
    return tuple(rows[np.argsort(-alike, kind="stable")].tolist())
