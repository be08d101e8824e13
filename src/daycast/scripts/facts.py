"""Sentences of a story that can be said on air as they stand, each with what it can be used for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import centroid, vectors, words

MOST_WORDS = 34  # longer sentences are lost on the ear
_TOP = 3  # the place in an article down to which an unclaimed sentence tells what happened
_SAME = 0.6  # share of the shorter sentence's words at which two sentences tell the same


def _words(patterns: str) -> str:
    """A pattern of whole words out of patterns that stand apart by white space; `_` is a space in them."""
    return rf"\b(?:{'|'.join(patterns.split())})\b".replace("_", " ")


# A sentence that leans on the one before it cannot be lifted out.
_LEANS = re.compile(
    r"^[“\"‘']?"
    + _words(
        """he she it they this that these those his her its their such but and or so yet however meanwhile still
        then there also too instead both here moreover furthermore similarly by_contrast
        the_(?:move|latter|former|same|company|firm|group|lab|news|result|remark|gap)
        \\w+_(?:\\w+_)?(?:earlier|later)"""
    )
    + r"|\btherefore\b|\b(?:either|too|as well|instead)\.$",
    re.IGNORECASE,
)
_HALF_QUOTED = re.compile(r"^[^“]*”|“[^”]*$")

# What a sentence is about, in the order in which a part may claim it.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("in their words", r"“[^”]{20,}”"),
        (
            "what is not known",
            _words(
                """ha(?:s|ve)_not_(?:yet_)?(?:said|commented|announced|published|confirmed|released|ruled)
                ha(?:s|ve)_not_been_\\w+ not_(?:yet_)?(?:known|clear|confirmed) not_formally unclear
                unconfirmed has_yet_to remains?_open
                no_(?:\\w+_){1,3}ha(?:s|ve)_(?:yet_)?(?:said|ruled|decided|confirmed|published)"""
            ),
        ),
        (
            "what to watch",
            _words("will plans?_to expects?_to expected_to (?:is|are)_due intends?_to next_(?:week|month|year)"),
        ),
        (
            "the money",
            r"[$€£]\s?\d|(?<!-)"
            + _words(
                """pric\\w* costs? contracts? revenue profits? pa(?:ys|id) spend\\w* budgets? invest\\w*
                funding salar\\w* fees? bills?"""
            ),
        ),
        (
            "how it works",
            _words(
                """train(?:s|ed|ing) traces? learn(?:s|ed|ing) methods? techniques? weights? runs?_on
                works?_(?:by|because) designed algorithms? relies_on combines? copying distillation"""
            ),
        ),
        (
            "the market",
            _words("rivals? compet\\w* markets? customers? buyers? demand suppliers? industry investors? companies"),
        ),
        ("the numbers", r"(?<![\w.-])\d|" + _words("percent half third quarter twice double[sd]?")),
    )
)
HAPPENED = "what happened"
OTHER = ""  # what no part claims: good for a headline's second line at most
DIFFER = "where accounts differ"


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence with its article. `place` counts the article's sentences from 0; `weight` is 0 to about 1.5."""

    text: str
    article: Article
    place: int
    kind: str
    weight: float
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences of different outlets that give another figure for the same thing, and who gives which."""

    one: Fact
    other: Fact
    figure: str
    other_figure: str
    outlets: tuple[str, ...]
    other_outlets: tuple[str, ...]


def facts(story: Story) -> tuple[Fact, ...]:
    """The sentences of a story that stand alone, in the order of its articles.

    Weight: nearness to what the story's articles share, naming what its headline names, and standing early.
    """
    spoken = [
        (article, place, text)
        for article in story.articles
        for place, text in enumerate(text for paragraph in article.paragraphs for text in sentences(paragraph))
        if stands_alone(text)
    ]
    middle = centroid(vectors(story.articles))
    named = frozenset(words(story.headline))
    found = []
    for article, place, text in spoken:
        terms = frozenset(words(text))
        near = sum(middle.get(term, 0.0) for term in terms) / max(len(terms), 4) ** 0.5
        weight = near + 0.5 * len(terms & named) / max(len(named), 1) + 0.5 / (1 + place)
        found.append(Fact(text, article, place, kind(text, place), round(weight, 9), terms))
    return tuple(found)


def stands_alone(text: str) -> bool:
    """Whether a sentence can be said without the ones around it."""
    count = len(text.split())
    return (
        5 <= count <= MOST_WORDS
        and text[-1] in '.!”"’)'
        and not text.endswith("?")
        and not _LEANS.search(text)
        and not _HALF_QUOTED.search(text)
    )


def kind(text: str, place: int) -> str:
    """The part of a deep dive that a sentence serves best. What happened stands at the top of an article."""
    if place == 0:
        return HAPPENED
    above = HAPPENED if place <= _TOP else OTHER
    return next((name for name, pattern in KINDS if pattern.search(text)), above)


def tells(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the words of one sentence largely stand in another, so that saying both would repeat it."""
    shorter = min(len(one), len(other))
    return bool(shorter) and len(one & other) / shorter >= _SAME


_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FIGURE = re.compile(rf"(?P<money>[$€£])?(?P<number>\b(?:\d[\d,.]*\d|\d|{'|'.join(_NUMBERS)}))[ -](?P<unit>[a-z]+)")


def conflicts(known: Sequence[Fact]) -> tuple[Conflict, ...]:
    """Where outlets disagree on a figure: like sentences, one unit, two numbers, and neither tells the other's."""
    said: dict[tuple[str, str], set[str]] = {}
    for fact in known:
        for number, unit in _figures(fact.text):
            said.setdefault((fact.article.outlet, unit), set()).add(number)

    def saying(number: str, unit: str) -> tuple[str, ...]:
        return tuple(outlet for (outlet, noun), numbers in said.items() if noun == unit and number in numbers)

    found: dict[str, Conflict] = {}
    for one, other in combinations(known, 2):
        for number, unit in _figures(one.text):
            for another, noun in _figures(other.text):
                ours, theirs = saying(number, unit), saying(another, noun)
                if noun == unit and number != another and not set(ours) & set(theirs) and _alike(one, other, unit):
                    conflict = Conflict(one, other, f"{number} {unit}", f"{another} {unit}", ours, theirs)
                    found.setdefault(unit, conflict)
    return tuple(found.values())


def _figures(text: str) -> list[tuple[str, str]]:
    return [(match["number"], match["unit"]) for match in _FIGURE.finditer(text) if not match["money"]]


def _alike(one: Fact, other: Fact, unit: str) -> bool:
    drop = {unit, unit.removesuffix("s"), *_NUMBERS}
    mine = {term for term in one.terms - drop if not term[0].isdigit()}
    theirs = {term for term in other.terms - drop if not term[0].isdigit()}
    both = mine & theirs
    return len(both) >= 3 and len(both) / min(len(mine), len(theirs)) >= 0.4


def best(candidates: Iterable[Fact], used: Sequence[frozenset[str]], count: int) -> list[Fact]:
    """Up to `count` weightiest facts that tell nothing of `used` and nothing twice; the weightiest first."""
    chosen: list[Fact] = []
    for fact in sorted(candidates, key=lambda fact: (-fact.weight, fact.article.id, fact.place)):
        if len(chosen) == count:
            break
        if not any(tells(fact.terms, terms) for terms in (*used, *(known.terms for known in chosen))):
            chosen.append(fact)
    return chosen
