"""The figures of an English sentence, and whether two of them tell how much there is of one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daycast.calendar_names import MONTH, WEEKDAY
from daycast.scripts.evidence.wording import stem
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.names import names
from daycast.scripts.writing.sense import sense

_SHARED = 3  # words of meaning that two sentences must share
_ALIKE = 0.5  # share of the shorter one's that these must be
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()
_FIGURE = re.compile(
    rf"(?<![\w$€£.,–-])(?P<money>[$€£])?(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|{'|'.join(_SMALL[2:])})\b"
    rf"(?P<scale>[ -](?:{'|'.join(_SCALES)})\b)?(?P<percent>%| percent\b| per cent\b)?"
    r"(?:(?P<joint>[ -])(?P<unit>(?-i:[a-z]{3,})))?",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_HEDGES = frozenset("least about some nearly almost over more than around roughly already now far".split())
# A day on which something happened; "by Tuesday" and "said on Tuesday" are none.
_DAY = re.compile(rf"(?<!by )(?<!said )(?<!said on )\b{WEEKDAY}\b")
_CLAUSE = re.compile(r"[,;:—–.]")
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
_MONTH = re.compile(rf"\b(?:{MONTH}|(?:19|20)\d\d)\b")
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

    `terms` are what the sentence tells, `told_of` the words next to the figure that tell what is said of it ("killed"),
    `scope` what narrows it down.
    """

    fact: Fact
    value: float
    unit: str
    number: str
    said: str
    terms: frozenset[str]
    told_of: frozenset[str]
    names: frozenset[str]
    scope: frozenset[str]
    days: frozenset[str]


def figures(fact: Fact) -> Iterator[Figure]:
    """The figures of a sentence that count something; no dates, ages, times, ranges or forecasts."""
    text = fact.source
    named = names(text)
    for match in _FIGURE.finditer(text) if not _FORECAST.search(text) else ():
        unit = (match["unit"] or "").lower()
        unit = "" if match["joint"] == "-" or unit in _NO_UNIT else unit
        value = _value(match)
        bare = not (match["money"] or match["percent"])
        is_year = bare and not match["scale"] and 1900 <= value <= 2100 and "," not in match["number"]
        is_named = any(name.endswith(match["number"]) for name in named if " " in name)
        counts = (unit and stem(unit) not in _TIME) or not bare
        if not counts or is_year or is_named or _RANGE.search(text[: match.start()]):
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
            frozenset((*_plain_words(text[: match.start()])[-1:], *_plain_words(_CLAUSE.split(text[end:])[0])[:1])),
            frozenset(named),
            frozenset(found.lower() for found in _SCOPE.findall(text)) | frozenset(_MONTH.findall(text)),
            frozenset(_DAY.findall(text)),
        )


def _value(match: re.Match[str]) -> float:
    number = match["number"].lower()
    scale = (match["scale"] or "").strip(" -").lower()
    value = float(_SMALL.index(number)) if number in _SMALL else float(number.replace(",", ""))
    return value * _SCALES.get(scale, 1.0)


def _plain_words(text: str) -> list[str]:
    """The words of meaning in a text that are no names, each as `sense` has it."""
    small = (word for word in _WORD.findall(text) if word.islower())
    return [term for word in small for term in sense(word) if word not in _HEDGES]


def _terms(text: str) -> frozenset[str]:
    """What a text tells besides its figures."""
    return frozenset(term for term in sense(text) if not term[0].isdigit())


def same_quantity(one: Figure, other: Figure) -> bool:
    """Whether two figures tell how much there is of one thing: of one unit, of which the same is told, in sentences
    that share most of what they say, name somebody in common and no two days, with nothing in one that narrows its
    figure down and not the other's."""
    others = one.names and other.names and not one.names & other.names
    two_days = one.days and other.days and one.days != other.days
    if one.unit != other.unit or one.scope != other.scope or others or two_days:
        return False
    both = one.terms & other.terms
    alike = len(both) >= max(_SHARED, _ALIKE * min(len(one.terms), len(other.terms)))
    return alike and bool(one.told_of & other.told_of)
