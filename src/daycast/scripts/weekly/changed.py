"""Figures of one quantity in one story, as they were first reported and as they are now.

A wrong pair is worse than a missed one: two figures are of one quantity where they count the same noun, in sentences
that share most of what they say, with no other name, time or share between them, and no article gives both. English
alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daycast.scripts.evidence.wording import stem, words
from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Change, Thread
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.names import names
from daycast.scripts.writing.sense import sense
from daycast.scripts.writing.titles import best_title
from daycast.seeds.sentences import sentences

_SHARED = 3  # words of meaning that two sentences must share around their figures
_ALIKE = 0.5  # share of the shorter one's that these must be
_NEAR = 6  # words before and behind a figure that tell what it counts
_FIGURE = re.compile(
    r"(?P<money>[$€£])?\b(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b(?P<scale>(?: |-)(?:hundred|thousand|million|billion|trillion))?(?P<percent>%| percent| per cent)?"
    r"(?P<joint>[ -])?(?P<unit>[a-z]{3,})?(?: (?P<more>[a-z]{3,}))?"
)
_TIME = frozenset(
    """year month week day hour minute second decade century date time quarter night morning old mile kilometer
    foot meter inch degree step thing way part point side first one other half third fourth page dose""".split()
)
_NO_UNIT = frozenset(
    """and the for from with that who which were was are has have had will would than more less but after before over
    under about into onto out off their his her its our between during until since while when where because according
    each every per not also only just said says told including against among around across through
    within without""".split()
)
# What narrows a figure down to another quantity: one sentence has it and the other has not.
_SCOPE = re.compile(
    r"\b(?:each|every|per|daily|weekly|monthly|annual\w*|average|total|overall|nationwide|worldwide|first|second|third"
    r"|last|next|since|additional\w*|another|more than half|half|most|so far|women|men|children|kids|at least|of them"
    r"|seven-day|four-week|continuing|revised|previous\w*|prior|initial\w*|earlier|originally|other|new|extra)\b",
    re.IGNORECASE,
)
_LOOSE = frozenset({"at least", "so far", "total"})  # which leave a quantity what it is
# A forecast is of its own week or month: the next one is another quantity.
_FORECAST = re.compile(
    r"\b(?:median|estimate[sd]?|forecasts?|predict\w*|expect\w*|project(?:s|ed|ion)|poll\w*|survey\w*|called for)\b"
)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d)\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a sentence: `value` with its scale, what it counts (`unit`, stemmed), as it is `written`."""

    fact: Fact
    value: float
    unit: str
    written: str
    terms: frozenset[str]
    near: frozenset[str]
    names: frozenset[str]
    scope: frozenset[str]


_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


def figures(fact: Fact) -> Iterator[Figure]:
    """The figures of a sentence that count something; no dates, ages, times or votes."""
    text = fact.source
    if _FORECAST.search(text):
        return
    for match in _FIGURE.finditer(text):
        unit, percent = match["unit"] or "", bool(match["percent"])
        if match["joint"] == "-" or unit in _NO_UNIT:
            unit = ""
        if not (unit or match["money"] or percent) or stem(unit) in {stem(word) for word in _TIME}:
            continue
        if re.search(r"[\w$€£.,–-]$", text[: match.start()]) or re.search(
            r"\b(?:to|or|and|by)\s$", text[: match.start()]
        ):
            continue  # half of a range, a score, a part of a name
        spoken = match["number"].lower()
        number = float(_SMALL.index(spoken)) if spoken in _SMALL else float(spoken.replace(",", ""))
        scale = (match["scale"] or "").strip(" -")
        if not scale and not match["money"] and not percent and 1900 <= number <= 2100 and "," not in spoken:
            continue
        kind = "%" if percent else f"{match['money'] or ''}{stem(unit) if unit else ''}"
        written = " ".join(match[0].split())
        yield Figure(
            fact,
            number * _SCALES.get(scale, 1.0),
            kind,
            written,
            _terms(text),
            _around(text, match.start(), match.end("percent") if percent else match.end("number")),
            frozenset(names(text)),
            frozenset(found.lower() for found in _SCOPE.findall(text)) - _LOOSE | frozenset(_MONTH.findall(text)),
        )


def _terms(text: str) -> frozenset[str]:
    """What a sentence tells besides its figures."""
    return frozenset(term for term in sense(text) if not term[0].isdigit())


def _around(text: str, start: int, end: int) -> frozenset[str]:
    before, behind = text[:start].split()[-_NEAR:], text[end:].split()[:_NEAR]
    return _terms(" ".join((*before, *behind)))


def same_quantity(one: Figure, other: Figure) -> bool:
    """Whether two figures tell how much there is of one thing, at two times."""
    if one.unit != other.unit or one.scope != other.scope:
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    both = one.terms & other.terms
    near = one.near & other.near
    fewer = min(len(one.terms), len(other.terms))
    least = min(len(one.near), len(other.near))
    return (
        len(both) >= _SHARED
        and len(both) >= _ALIKE * fewer
        and len(near) >= 2
        and len(near) >= _ALIKE * least
    )  # fmt: skip


def changes(thread: Thread, known: Known, tongue: str) -> Iterator[Change]:
    """Figures of a thread that an earlier day gave differently than the last day of this week that gives them."""
    if tongue != "en":
        return
    days = [(day, [f for fact in known.every[story.id] for f in figures(fact)]) for day, story in thread.days]
    heading = best_title(thread.days[-1][1].articles, tongue)
    told: set[str] = set()
    for later, now in _latest_first(days, known.week.first):
        for earlier, then in _pairs(days, later):
            if now.unit in told or not _differ(then, now) or not same_quantity(then, now):
                continue
            told.add(now.unit)
            yield _change(heading, thread, known, (earlier, then), (later, now))


def _latest_first(days: Sequence[tuple[date, list[Figure]]], first: date) -> Iterator[tuple[date, Figure]]:
    for day, found in reversed(days):
        if day >= first:
            yield from ((day, figure) for figure in found if not figure.fact.leans)


def _pairs(days: Sequence[tuple[date, list[Figure]]], before: date) -> Iterator[tuple[date, Figure]]:
    for day, found in days:
        if day < before:
            yield from ((day, figure) for figure in found)


def _differ(then: Figure, now: Figure) -> bool:
    """Whether two figures are not one, rounded or not, and neither article gives the other's."""
    if abs(then.value - now.value) <= 0.02 * max(then.value, now.value):
        return False
    return not (_gives(then, now) or _gives(now, then))


def _gives(one: Figure, other: Figure) -> bool:
    """Whether the article of one figure has the number of the other, too."""
    wanted = {word.figure.rstrip("%$€£") for word in words(other.written) if word.figure}
    texts = (text for paragraph in one.fact.article.paragraphs for text in sentences(paragraph))
    return any(word.figure.rstrip("%$€£") in wanted for text in texts for word in words(text) if word.figure)


def _change(heading: str, thread: Thread, known: Known, then: tuple[date, Figure], now: tuple[date, Figure]) -> Change:
    stories = dict(thread.days)
    said = known.said(stories[then[0]], then[1].fact.source)
    figures_said = {word.figure for word in words(said.source)} if said else set()
    wanted = {word.figure for word in words(then[1].written) if word.figure}
    again = known.said_words(now[1].fact.text) if known.wording.has(now[1].fact.text) else None
    again = again and replace(again, source=again.heading)
    return Change(
        heading,
        then[1].fact,
        now[1].fact,
        then[0],
        now[0],
        then[1].written,
        now[1].written,
        now[1].unit,
        said if wanted <= figures_said else None,
        again,
    )
