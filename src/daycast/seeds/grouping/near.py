"""Which texts may be alike at all: neighbourhoods, found in time linear in the number of texts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from daycast.seeds.grouping.bags import Bags, Floats, Ints

_KEYS = 12  # the heaviest words of a text, by which its neighbours are looked up
_REACH = 8  # neighbours on either side in a word's list, which is in order of time
_FAINT = 0.03  # likeness by keys below which two texts are no neighbours


def pairs(bags: Bags, weights: NDArray[np.float32], days: Floats) -> tuple[Ints, Ints, Floats]:
    """Pairs of rows that share heavy words, the lower row first, and how alike these words alone make them.

    Each key word's rows stand in order of time, then of their heaviest word, and each is paired with those next to
    it (the sorted-neighbourhood method: Hernández & Stolfo, The Merge/Purge Problem, 1995, with a key a word).
    """
    entries = _keys(bags, weights)
    rows = bags.rows[entries].astype(np.int64)
    heaviest = np.zeros(len(bags), np.int64)
    order = np.lexsort((bags.terms[entries], weights[entries], rows))
    heaviest[rows[order]] = bags.terms[entries][order]
    order = np.lexsort((rows, heaviest[rows], np.nan_to_num(days, nan=-np.inf)[rows], bags.terms[entries]))
    rows, words, values = rows[order], bags.terms[entries][order], weights[entries][order].astype(np.float64)
    found, shared = [], []
    for step in range(1, _REACH + 1):
        same = np.flatnonzero(words[step:] == words[:-step])
        one, other = rows[same], rows[same + step]
        found.append(np.minimum(one, other) * len(bags) + np.maximum(one, other))
        shared.append(values[same] * values[same + step])
    keys, place = np.unique(np.concatenate(found), return_inverse=True)
    alike = np.bincount(place, np.concatenate(shared), minlength=len(keys))
    close = alike >= _FAINT
    return keys[close] // len(bags), keys[close] % len(bags), alike[close].astype(np.float64)


def neighbourhoods(count: int, one: Ints, other: Ints, alike: Floats, most: int) -> list[Ints]:
    """Rows that hang together by pairs, likest pairs first, at most so many in one; rows alone are left out."""
    home = list(range(count))
    size = [1] * count
    order = np.lexsort((other, one, -alike.round(6)))
    for left, right in zip(one[order].tolist(), other[order].tolist(), strict=True):
        while home[left] != left:
            home[left] = left = home[home[left]]
        while home[right] != right:
            home[right] = right = home[home[right]]
        if left != right and size[left] + size[right] <= most:
            left, right = min(left, right), max(left, right)
            home[right] = left
            size[left] += size[right]
    for row in range(count):  # a home is never after its row
        home[row] = home[home[row]]
    homes = np.array(home)
    order = np.argsort(homes, kind="stable")
    cuts = np.flatnonzero(np.diff(homes[order])) + 1
    return [rows for rows in np.split(order, cuts) if len(rows) > 1]


def _keys(bags: Bags, weights: NDArray[np.float32]) -> Ints:
    """The entries that are their row's heaviest, of words that another row has too."""
    common = np.bincount(bags.terms, minlength=len(bags.words)) > 1
    found = []
    for start, stop in zip(bags.starts[:-1].tolist(), bags.starts[1:].tolist(), strict=True):
        usable = start + np.flatnonzero(common[bags.terms[start:stop]])
        if len(usable) > _KEYS:
            usable = usable[np.argpartition(weights[usable], -_KEYS)[-_KEYS:]]
        found.append(usable)
    return np.concatenate(found) if found else np.empty(0, np.int64)
