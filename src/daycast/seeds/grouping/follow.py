"""Which earlier story a story continues."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from daycast.seeds.grouping.bags import Bags, Floats, Ints, entries_of, likeness, rarity, spread, weights
from daycast.seeds.grouping.meaning import Vectors, related
from daycast.seeds.grouping.near import pairs

CONTINUES = 0.22  # likeness at which most stories that continue another are found (F1 .83 on labelled storylines)
ON_AIR = 0.37  # likeness at which next to none was wrong: a false "as we reported" costs more than a missing one
WITHIN_DAYS = 90

_FADE_DAYS = 120  # so many days later a story counts as 1/e as alike
_SHARP = 2  # what stands out in a story is what makes its sequel; all of a field's stories share its everyday words
_UNRELATED = 0.5  # cosine of vectors that two stories of one field may have
_MEANT = 0.15  # share of the meaning in a likeness, where it is known; the rest is the words
_WHOLE = 2000  # so many stories are compared each with each; of more, only those that share heavy words


@dataclass(frozen=True, slots=True)
class Link:
    """The row of an earlier story, and how alike it is: 0 to 1, less the longer ago it was."""

    row: int
    alike: float


def weighed(stories: Bags) -> NDArray[np.float32]:
    """The weights of stories' words."""
    return weights(stories, rarity(spread(stories, np.arange(len(stories))), len(stories)), _SHARP)


def alike(stories: Bags, values: NDArray[np.float32], row: int, others: Ints) -> Floats:
    """How alike `others` (rows) are to `row`: cosines, rounded, so that equals are equal on every machine."""
    mine = slice(stories.starts[row], stories.starts[row + 1])
    full = np.zeros(len(stories.words))
    full[stories.terms[mine]] = values[mine]
    entries = entries_of(stories, others)
    owners = np.repeat(np.arange(len(others)), stories.sizes[others])
    shared = values[entries] * full[stories.terms[entries]]
    return np.bincount(owners, shared, minlength=len(others)).astype(np.float64).round(9)


def latest(days: Floats, row: int, others: Ints, likenesses: Floats) -> Link | None:
    """The likest of `others` of the `WITHIN_DAYS` before `row`; nothing is before or after an unknown day (NaN)."""
    ago = days[row] - days[others]
    faded = np.where((ago > 0) & (ago <= WITHIN_DAYS), likenesses * np.exp(-np.nan_to_num(ago) / _FADE_DAYS), 0)
    best = int(faded.argmax()) if len(faded) else 0
    return Link(int(others[best]), float(faded[best])) if faded.any() else None


def with_meaning(likenesses: Floats, one: Vectors, others: Vectors) -> Floats:
    """Likenesses by words, mixed with how near the vector `one` is to each of `others`."""
    return np.asarray((1 - _MEANT) * likenesses + _MEANT * related(one[None], others, _UNRELATED)[0])


def together(meant: Vectors, groups: Iterable[Sequence[int]]) -> Vectors:
    """The vector of each group of rows: the direction in which its texts' vectors lie together."""
    sums = np.array([meant[list(rows)].sum(0) for rows in groups], np.float32).reshape(-1, meant.shape[1])
    length = np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray(sums / np.where(length, length, 1), np.float32)


def chain(stories: Bags, days: Floats, meant: Vectors | None = None) -> list[Link | None]:
    """For each story the one before it that it continues, at the likeness where most are found."""
    values, every = weighed(stories), np.arange(len(stories))
    if len(stories) <= _WHOLE:
        near, table = [every] * len(stories), likeness(stories, values, every)
    else:
        near, table = _neighbours(*pairs(stories, values, days)[:2], count=len(stories)), None
    found = []
    for row, others in enumerate(near):
        likenesses = alike(stories, values, row, others) if table is None else table[row]
        if meant is not None:
            likenesses = with_meaning(likenesses, meant[row], meant[others])
        found.append(latest(days, row, others, likenesses))
    return [link if link and link.alike >= CONTINUES else None for link in found]


def _neighbours(one: Ints, other: Ints, count: int) -> list[Ints]:
    """The rows that each row is paired with."""
    ends = np.concatenate([one, other])
    order = np.argsort(ends, kind="stable")
    return np.split(np.concatenate([other, one])[order], np.searchsorted(ends[order], np.arange(1, count)))
