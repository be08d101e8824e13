"""A question put to the archive: the passages, best first, and whether they cover it.

By words alone the order is that of bm25. With meaning, the two orders are joined by reciprocal rank fusion (Cormack,
Clarke and Büttcher, SIGIR 2009). Whether a question is covered was measured on the labelled questions of
`tests/asking`; the bench `tests.bench.ask --quality` prints the figures.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from daycast.episodes.archive.idle import is_light

if TYPE_CHECKING:
    from daycast.episodes.archive.index import Archive
    from daycast.episodes.archive.near import Meanings
    from daycast.episodes.archive.passages import Passage
    from daycast.episodes.archive.question import Question

BEST = 5  # passages that are shown
_NEAREST = 3  # where none of them covers the question
_DAYS_OF = 50  # headings that are shown of days that were asked about without a topic
_K = 60  # of the fusion, as in the paper
_LIGHT = 0.4  # what a common verb counts, where another word counts 1
_COVERED = 0.61  # share of the topic, by weight, that one passage must have
_COVERED_MEANT = 1.05  # the same, and the cosine of question and passage
_FEW = 300  # passages; how rare a word is cannot be told from fewer
_RELATED = 0.5  # share of the best passage's, below which another is not shown beside it
_NEAR = 0.3  # the cosine below which a passage without a word of the question has nothing to do with it
_AS_GOOD = 0.8  # share of the best passage's, from which on the newest comes first where that is asked


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `lines` are its lines, the words that were found in marks (`index.OPEN`, `CLOSE`)."""

    number: int
    passage: Passage
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What the archive has on a question. Where it is not `covered`, `hits` are only the nearest that was said."""

    question: Question
    covered: bool
    hits: tuple[Hit, ...]


def find(archive: Archive, question: Question, meanings: Meanings | None = None, most: int = BEST) -> Found:
    """The passages that answer a question best; a question for days alone gets what was told on them."""
    if not question.terms:
        ids = archive.told_on(question.days, _DAYS_OF) if question.dated else []
        return Found(question, bool(ids), _hits(archive, ids, ()))
    forms = tuple(dict.fromkeys(map(archive.form, question.terms)))
    said = archive.matching(forms, question.days)
    near = meanings.near(archive, question.topic, question.days) if meanings else None
    order = fused([said, near.order] if near else [said])
    shares = _shares(archive, forms, order)
    alike = {number: near.alike(number) if near else None for number in order}
    worth = {number: _worth(shares[number], alike[number]) for number in order}
    best = max(worth.values(), default=0.0)
    covered = best >= 1
    related = (number for number in order if shares[number] or (alike[number] or 0) >= _NEAR)
    shown = [number for number in related if worth[number] >= _RELATED * best][: most if covered else _NEAREST]
    hits = _hits(archive, shown, forms)
    if question.latest:
        hits = tuple(sorted(hits, key=lambda hit: (worth[hit.number] < _AS_GOOD * best, -hit.passage.day.toordinal())))
    return Found(question, covered, hits)


def fused(orders: Iterable[Sequence[int]]) -> list[int]:
    """Several orders of ids as one: each adds 1 / (60 + rank) for what it has; ids of equal worth as they came."""
    worth: dict[int, float] = {}
    for order in orders:
        for rank, number in enumerate(order, 1):
            worth[number] = worth.get(number, 0.0) + 1 / (_K + rank)
    return sorted(worth, key=lambda number: -worth[number])


def _worth(share: float, alike: float | None) -> float:
    """How well a passage answers, 1 where it just covers the question: by its `share` of the topic, and by how much it
    is `alike` in meaning, where that is known."""
    return share / _COVERED if alike is None else (share + alike) / _COVERED_MEANT


def _shares(archive: Archive, terms: Sequence[str], ids: Collection[int]) -> dict[int, float]:
    """By passage, the share of the terms that it has, each weighed by how rare it is in the archive."""
    total = max(archive.count(), _FEW)
    weights = {term: log((total + 1) / (archive.count(term) + 0.5)) for term in terms}
    weights = {term: max(weight, 0.1) * (_LIGHT if is_light(term) else 1) for term, weight in weights.items()}
    shares = dict.fromkeys(ids, 0.0)
    for term, weight in weights.items():
        for number in archive.having(term, ids):
            shares[number] += weight / sum(weights.values())
    return shares


def _hits(archive: Archive, ids: Iterable[int], terms: Sequence[str]) -> tuple[Hit, ...]:
    marked = ((number, archive.passage(number, terms)) for number in ids)
    return tuple(Hit(number, *found) for number, found in marked if found)
