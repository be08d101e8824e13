"""Where outlets disagree on a figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.seeds.sentences import sentences_of

_NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_FIGURE = re.compile(rf"(?P<money>[$€£])?(?P<number>\b(?:\d[\d,.]*\d|\d|{'|'.join(_NUMBERS)}))[ -](?P<unit>[a-z]+)")
_ROUNDED = 0.02  # share by which two figures differ that are one, rounded
_NUMBER = re.compile(rf"\b(?:\d[\d,.]*\d|\d|{'|'.join(_NUMBERS)})\b")
_NO_UNIT = frozenset(
    """hundred thousand million billion trillion of and or to in at on by for with the a an as is are was were that who
    from""".split()
)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sentences of different outlets that give another figure for the same thing, and who gives which."""

    one: Fact
    other: Fact
    unit: str
    number: str
    other_number: str
    outlets: tuple[str, ...]
    other_outlets: tuple[str, ...]


def conflicts(known: Sequence[Fact], tongue: str = "en") -> tuple[Conflict, ...]:
    """Like sentences, one unit, two numbers, and neither outlet tells the other's: one conflict a unit."""
    said: dict[tuple[str, str], set[str]] = {}
    for fact in known:
        for number, unit in _figures(fact.source, tongue):
            said.setdefault((fact.outlet, unit), set()).add(number)

    def saying(number: str, unit: str) -> tuple[str, ...]:
        return tuple(outlet for (outlet, noun), numbers in said.items() if noun == unit and number in numbers)

    found: dict[str, Conflict] = {}
    figured = [(fact, figures) for fact in known if (figures := _figures(fact.source, tongue))]
    for (one, mine), (other, others) in combinations(figured, 2):
        for number, unit in mine:
            for another, noun in others:
                if noun != unit or _is_one(number, another) or unit in found:
                    continue
                ours, theirs = saying(number, unit), saying(another, noun)
                both = set(ours) & set(theirs) or _gives(one, another, unit) or _gives(other, number, unit)
                if not both and _alike(one, other, unit):
                    found[unit] = Conflict(one, other, unit, number, another, ours, theirs)
    return tuple(found.values())


def is_rounded(one: float, other: float) -> bool:
    """Whether two figures may be one, rounded or not."""
    return abs(one - other) <= _ROUNDED * max(one, other)


def _is_one(number: str, other: str) -> bool:
    """Whether two numbers are one, written in two ways or rounded."""
    one, two = _value(number), _value(other)
    return number == other if one is None or two is None else is_rounded(one, two)


def _value(number: str) -> float | None:
    if number in _NUMBERS:
        return _NUMBERS.index(number) + 1.0
    try:
        return float(number.replace(",", ""))
    except ValueError:
        return None


def _gives(fact: Fact, number: str, unit: str) -> bool:
    """Whether a sentence of a fact's article has a number, too, beside what it counts ("from six to three feet")."""
    value = _value(number)
    texts = [fact.article.title, *sentences_of([fact.article])]
    return value is not None and any(
        _value(found[0]) == value for text in texts if unit in text for found in _NUMBER.finditer(text)
    )


def _figures(text: str, tongue: str) -> list[tuple[str, str]]:
    """The numbers of a sentence, each with what it counts."""
    if tongue != "en":
        return [(match["number"].lower(), match["unit"]) for match in tongue_of(tongue).figure.finditer(text)]
    return [
        (match["number"], match["unit"])
        for match in _FIGURE.finditer(text)
        if not match["money"] and match["unit"] not in _NO_UNIT
    ]


def _alike(one: Fact, other: Fact, unit: str) -> bool:
    drop = {unit, unit.removesuffix("s"), *_NUMBERS}
    mine = {term for term in one.terms - drop if not term[0].isdigit()}
    theirs = {term for term in other.terms - drop if not term[0].isdigit()}
    both = mine & theirs
    return len(both) >= 3 and len(both) / min(len(mine), len(theirs)) >= 0.4
