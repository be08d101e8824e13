"""Texts as bags of words, row by row in flat arrays, and the weight of each word in its text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

# A small batch's word counts are not the world's: it is mixed with so many imagined texts, each word being in two.
_IMAGINED, _IMAGINED_HITS = 300, 2
_DAMPED = 0.8  # rarity counts for a little less than its logarithm: the rarest words are names spelt once, and slips
_FULL = 15  # so many different words make half a text; with fewer, even two reports of one event share hardly any

_PORTION = 10_000  # rows that are worked on at a time


@dataclass(frozen=True, slots=True)
class Bags:
    """Row i's words are `words[terms[starts[i]:starts[i + 1]]]`, each as often as `counts` says there."""

    words: tuple[str, ...]
    starts: Ints
    terms: NDArray[np.int32]
    counts: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def sizes(self) -> Ints:
        """How many different words each row has."""
        return np.diff(self.starts)

    @property
    def rows(self) -> NDArray[np.int32]:
        """The row of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.sizes)

    @property
    def fullness(self) -> Floats:
        """How much of a text each row is: near 0 for a bare headline, near 1 for an article."""
        return self.sizes / (self.sizes + _FULL)


def bags(counted: Iterable[Mapping[str, int]]) -> Bags:
    """Counted words in flat arrays; `counted` may be read as it comes."""
    known: dict[str, int] = {}
    starts, terms, counts = array("q", [0]), array("i"), array("f")
    for row in counted:
        terms.extend([known.setdefault(word, len(known)) for word in row])
        counts.extend(row.values())
        starts.append(len(terms))
    return Bags(
        tuple(known),
        np.frombuffer(starts, np.int64),
        np.frombuffer(terms, np.int32) if terms else np.empty(0, np.int32),
        np.frombuffer(counts, np.float32) if counts else np.empty(0, np.float32),
    )


def entries_of(bags: Bags, rows: Ints) -> Ints:
    """The entries of `rows`, one row after the other."""
    sizes = bags.sizes[rows]
    before = np.cumsum(sizes) - sizes
    entries: Ints = np.arange(sizes.sum()) + np.repeat(bags.starts[rows] - before, sizes)
    return entries


def ordered(bags: Bags, rows: Ints) -> Bags:
    """The bags of `rows` in this order, with the words in the order in which they then come first."""
    terms = bags.terms[entries_of(bags, rows)]
    known, first = np.unique(terms, return_index=True)
    order = np.argsort(first)
    number = np.zeros(len(bags.words), np.int32)
    number[known[order]] = np.arange(len(known))
    words = tuple(bags.words[term] for term in known[order].tolist())
    starts = np.concatenate([[0], np.cumsum(bags.sizes[rows])])
    return Bags(words, starts, number[terms], bags.counts[entries_of(bags, rows)])


def merged(bags: Bags, stories: Ints) -> Bags:
    """One bag for all the rows that `stories` gives the same number, in order of these numbers."""
    names, story = np.unique(stories, return_inverse=True)
    order = np.argsort(story, kind="stable")
    width = max(1, len(bags.words))
    rows, terms, counts = [], [], []
    for members in _portions(order, story):
        entries = entries_of(bags, members)
        keys = np.repeat(story[members], bags.sizes[members]) * width + bags.terms[entries]
        by_key = np.argsort(keys, kind="stable")
        first = np.flatnonzero(np.diff(keys[by_key], prepend=-1))
        if len(first):
            counts.append(np.add.reduceat(bags.counts[entries[by_key]], first))
            row, term = np.divmod(keys[by_key[first]], width)
            rows.append(row.astype(np.int32))
            terms.append(term.astype(np.int32))
    if not rows:
        return Bags(bags.words, np.zeros(len(names) + 1, np.int64), bags.terms[:0], bags.counts[:0])
    starts = np.searchsorted(np.concatenate(rows), np.arange(len(names) + 1))
    return Bags(bags.words, starts, np.concatenate(terms), np.concatenate(counts))


def _portions(order: Ints, story: Ints) -> list[Ints]:
    """`order`, which is by story, in portions that keep stories whole and memory small."""
    first = np.flatnonzero(np.diff(story[order], prepend=-1))
    cuts = first[np.flatnonzero(np.diff(first // _PORTION, prepend=0))]
    return np.split(order, cuts)


def spread(bags: Bags, stories: Ints) -> Ints:
    """In how many stories each word stands; `stories` names each row's."""
    terms = merged(bags, stories).terms
    counted: Ints = np.bincount(terms, minlength=len(bags.words))
    return counted


def rarity(spread: Ints, total: int) -> Floats:
    """What each word is worth that stands in `spread` of `total` stories (TF-IDF's second half, smoothed, damped)."""
    return np.asarray(np.log((_IMAGINED + total) / (_IMAGINED_HITS + spread)).clip(0) ** _DAMPED)


def weights(bags: Bags, worth: Floats, sharpness: int = 1) -> NDArray[np.float32]:
    """TF-IDF weights of unit length by row, an entry each; the sharper, the more the heaviest words decide."""
    raw = ((1 + np.log(bags.counts)) * worth.astype(np.float32)[bags.terms]) ** sharpness
    length = np.sqrt(np.bincount(bags.rows, raw.astype(np.float64) ** 2, minlength=len(bags)))
    length[length == 0] = 1
    return np.asarray(raw / np.repeat(length, bags.sizes), np.float32)


def middle(bags: Bags) -> dict[str, float]:
    """The direction that the rows have in common: their words' mean weights, at length 1; empty where there is none."""
    entries = weights(bags, rarity(spread(bags, np.arange(len(bags))), len(bags)))
    total = np.bincount(bags.terms, entries, minlength=len(bags.words))
    length = np.linalg.norm(total) or 1
    return dict(zip(bags.words, (total / length).tolist(), strict=True))


def likeness(bags: Bags, weights: NDArray[np.float32], members: Ints) -> Floats:
    """Cosines between `members` (rows), zeros on the diagonal; rounded, so that equals are equal on every machine."""
    entries = entries_of(bags, members)
    _, terms = np.unique(bags.terms[entries], return_inverse=True)
    shared = np.bincount(terms)[terms] > 1
    owners = np.repeat(np.arange(len(members)), bags.sizes[members])[shared]
    ends = np.searchsorted(owners, np.arange(len(members) + 1))
    terms, values = terms[shared], weights[entries][shared].astype(np.float64)
    alike = np.zeros((len(members), len(members)))
    row = np.zeros(terms.max(initial=-1) + 1)
    totals = np.zeros(len(terms) + 1)
    for one in range(len(members) - 1):
        mine = slice(ends[one], ends[one + 1])
        if mine.start == mine.stop:
            continue
        row[terms[mine]] = values[mine]
        np.cumsum(values[mine.stop :] * row[terms[mine.stop :]], out=totals[mine.stop + 1 :])
        totals[mine.stop] = 0
        alike[one, one + 1 :] = np.diff(totals[ends[one + 1 :]])
        row[terms[mine]] = 0
    alike = alike.round(9)
    return alike + alike.T
