"""The figures of an English sentence, and whether two of them tell how much there is of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daycast.scripts.evidence.wording import stem
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.names import names
from daycast.scripts.writing.sense import sense

_SHARED = 3  # words of meaning that two sentences must share
_ALIKE = 0.5  # share of the shorter one's that these must be, in the whole sentence and around the figure
_NEAR = 6  # words before and behind a figure that tell what it counts
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FIGURE = re.compile(
    rf"(?<![\w$€£.,–-])(?P<money>[$€£])?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_SMALL[2:])})\b"
    rf"(?P<scale>[ -](?:{'|'.join(_SCALES)})\b)?(?P<percent>%| percent\b| per cent\b)?"
    r"(?:(?P<joint>[ -])(?P<unit>[a-z]{3,}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\d\S*(?: \w+)? (?:to|or|and) $")
_TIME = frozenset(
    stem(word)
    for word in """year month week day hour minute second decade century date time quarter night morning mile kilometer
    kilometre foot meter metre inch degree step thing way part point side other half third fourth page dose""".split()
)
_NO_UNIT = frozenset(
    """and the for from with that who which were was are has have had will would than more less but after before over
    under about into onto out off their his her its our between during until since while when where because according
    each every per not also only just said says told including against among around across through within without or in
    at of on to as by""".split()
)
# What narrows a figure down to another quantity: one sentence has it and the other has not.
_SCOPE = re.compile(
    r"\b(?:each|every|per|daily|weekly|monthly|annual\w*|average|overall|nationwide|worldwide|first|second|third|last"
    r"|next|since|additional\w*|another|half|most|women|men|children|kids|of them|seven-day|four-week|continuing"
    r"|revised|previous\w*|prior|initial\w*|earlier|original\w*|other|new|extra|usual|normal)\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)
# A forecast is of its own week or month: the next one is another quantity.
_FORECAST = re.compile(
    r"\b(?:median|estimate[sd]?|forecasts?|predict\w*|expect\w*|project(?:s|ed|ion)|poll\w*|survey\w*|called for)\b"
)
# What was done to so many, before their number: "killed 19 people" are 19 people killed.
_DONE_TO = re.compile(
    r"\b(killed|injured|wounded|arrested|detained|rescued|evacuated|displaced|infected)"
    r"(?: (?:at least|about|some|nearly|almost|over|more than))? $",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: its `value` and what it counts (`unit`, stemmed, with its currency or %).

    `number` and, with what it counts, `said` are how it is said.

    `terms` are what the sentence tells, `near` what stands around the number, `scope` what narrows it down.
    """

    fact: Fact
    value: float
    unit: str
    number: str
    said: str
    terms: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    scope: frozenset[str]


def figures(fact: Fact) -> Iterator[Figure]:
    """The figures of a sentence that count something; no dates, ages, times, ranges or forecasts."""
    text = fact.source
    for match in _FIGURE.finditer(text) if not _FORECAST.search(text) else ():
        unit = (match["unit"] or "").lower()
        unit = "" if match["joint"] == "-" or unit in _NO_UNIT else unit
        value = _value(match)
        bare = not (match["money"] or match["percent"])
        is_year = bare and not match["scale"] and 1900 <= value <= 2100 and "," not in match["number"]
        if (bare and (not unit or stem(unit) in _TIME)) or is_year or _RANGE.search(text[: match.start()]):
            continue
        ends = max(match.end(name) for name in ("number", "scale", "percent"))
        end = match.end("unit") if unit and bare else ends
        done = _DONE_TO.search(text[: match.start()])
        yield Figure(
            fact,
            value,
            "%" if match["percent"] else f"{match['money'] or ''}{stem(unit) if bare else ''}",
            text[match.start() : ends].lower(),
            text[match.start() : end] + (f" {done[1].lower()}" if done else ""),
            _terms(text),
            _terms(" ".join((*text[: match.start()].split()[-_NEAR:], *text[end:].split()[:_NEAR]))),
            frozenset(names(text)),
            frozenset(found.lower() for found in _SCOPE.findall(text)) | frozenset(_MONTH.findall(text)),
        )


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    scale = (match["scale"] or "").strip(" -").lower()
    value = float(_SMALL.index(number)) if number in _SMALL else float(number.replace(",", ""))
    return value * _SCALES.get(scale, 1.0)


def _terms(text: str) -> frozenset[str]:
    """What a text tells besides its figures."""
    return frozenset(term for term in sense(text) if not term[0].isdigit())


def same_quantity(one: Figure, other: Figure) -> bool:
    """Whether two figures tell how much there is of one thing: of one unit, in sentences that share most of what they
    say and name somebody in common, with nothing in one that narrows its figure down and not the other's."""
    if (
        one.unit != other.unit
        or one.scope != other.scope
        or (one.names and other.names and not one.names & other.names)
    ):
        return False
    both, near = one.terms & other.terms, one.near & other.near
    return (
        len(both) >= max(_SHARED, _ALIKE * min(len(one.terms), len(other.terms)))
        and len(near) >= max(2, _ALIKE * min(len(one.near), len(other.near)))
    )  # fmt: skip
