"""Figures of a story that are others now than when they were first reported.

A wrong pair is worse than a missed one: what `same_quantity` asks is strict, and no article may give both figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from daycast.scripts.evidence.wording import words
from daycast.scripts.weekly.figures import Figure, figures, same_quantity
from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Change, Reference, Thread
from daycast.scripts.writing.differ import is_rounded
from daycast.seeds.sentences import sentences_of

Days = Sequence[tuple[date, Sequence[Figure]]]


def changes(thread: Thread, known: Known, tongue: str) -> Iterator[Change]:
    """Figures that an earlier day gave differently than the last day of this week that gives them: for each unit one,
    as first reported and as it is now. English alone."""
    if tongue != "en":
        return
    days = [(day, [figure for fact in known.every[story.id] for figure in figures(fact)]) for day, story in thread.days]
    told: set[str] = set()
    for now_day, now in _this_week(days, known):
        for then_day, then in _before(days, now_day):
            if now.unit not in told and _differ(then, now) and same_quantity(then, now):
                told.add(now.unit)
                yield _change(thread, known, (then_day, then), now)


def _this_week(days: Days, known: Known) -> Iterator[tuple[date, Figure]]:
    """The figures of the week, the last day's first; of one day's, those that were not aired in these words first."""
    for day, found in reversed(days):
        if day >= known.week.first:
            able = [one for one in found if not (one.fact.leans or one.fact.needs) and known.holds(one.fact)]
            yield from ((day, one) for one in sorted(able, key=lambda one: known.wording.has(one.fact.text)))


def _before(days: Days, day: date) -> Iterator[tuple[date, Figure]]:
    return ((earlier, figure) for earlier, found in days if earlier < day for figure in found)


def _differ(then: Figure, now: Figure) -> bool:
    """Whether two figures are not one, rounded or not, and neither article gives the other's."""
    if is_rounded(then.value, now.value):
        return False
    return not (_gives(then, now) or _gives(now, then))


def _gives(one: Figure, other: Figure) -> bool:
    """Whether the article of one figure has the number of the other, too."""
    texts = sentences_of([one.fact.article])
    return any(_numbers(text) & _numbers(other.said) for text in texts)


def _numbers(text: str) -> set[str]:
    return {word.figure.rstrip("%$€£") for word in words(text) if word.figure}


def _change(thread: Thread, known: Known, then: tuple[date, Figure], now: Figure) -> Change:
    first = then[1]
    said = known.said(dict(thread.days)[then[0]], first.fact.source)
    text = now.fact.text
    return Change(
        first.fact,
        now.fact,
        then[0],
        first.number,
        now.said,
        said if said and _numbers(first.said) <= _numbers(said.source) else None,
        _headed(known.said_words(text)) if known.wording.has(text) else None,
    )


def _headed(said: Reference | None) -> Reference | None:
    """A reference to what the programme called it."""
    return replace(said, source=said.heading) if said else None
