"""What the days that an English sentence names mean, by the date of its article and on the day on which it is heard."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from daycast.calendar_names import MONTHS, WEEKDAY, WEEKDAYS
from daycast.scripts.writing.kinds import NOT_YET

_WEEKDAY = re.compile(rf"\b(?:(?P<which>next|this|last) )?(?P<day>{WEEKDAY})\b")
_MONTH = "|".join(f"{name}|{name[:3]}\\.?" if len(name) > 4 else name for name in MONTHS)
_DATE = re.compile(
    rf"\b(?:(?P<first>{_MONTH}) (?P<after>\d{{1,2}})|(?P<before>\d{{1,2}}) (?P<last>{_MONTH}))(?:st|nd|rd|th)?\b"
    r"(?P<year>,? (?:19|20)\d\d)?(?!,?\d)"
)
_SPAN = re.compile(
    r"\b(?P<which>this|last|next|coming|past|previous|following) (?P<unit>week(?:end)?|month|year)\b", re.I
)
_AGO = re.compile(
    r"\b(?:hours?|days?|weeks?|months?) ago\b|\b(?:so far|earlier today|the other day|just hours)\b"
    r"|\b(?:within|in the (?:next|coming)|in the past|over the past|in the last|over the last) (?:\w+ )?"
    r"(?:hours?|days?|weeks?)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:hours?|days?|weeks?|months?) (?:earlier|later)\b")  # than what is told before it
_TO_COME = re.compile(
    r"\b(?:will|would|plans? to|planned for|planning to|expects? to|expected|due(?! to)|scheduled|set (?:to|for|a)"
    r"|slated|is to|are to|intends? to|aims? to|until|deadline|ahead of|going to|begins|starts|opens|returns"
    r"|expires?|takes? effect|takes? place|go(?:es)? (?:to|into)|hopes? to|wants? to|called for)\b"
)
# Behind a word for what is to come, these begin something that was done or said: a day behind them is that day.
_PASSED = re.compile(
    r"\b(?:\w{2,}ed|said|says|told|wrote|according|after|following|since|was|were|had|came|made|gave|took|met|from|last"
    r"|in a|it|he|she|they|who|which)\b"
)
_THEN = re.compile(rf"{WEEKDAY},? (?:\w+ )?(?:will|is to|are to|plans? to|is due|is expected)\b")
# Unsettled when it was written: by the time that it is heard it may have been decided.
_PENDING = re.compile(
    r"\b(?:un)?likely to\b|\b(?:is|are) (?:still )?(?:trying|preparing|waking up|waiting|bringing forward|counting)\b"
)
_REACH = 9  # words between the word for what is to come and its day
_NEXT = re.compile(r"\bnext week\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)


_OTHER_WEEKDAY = re.compile(
    r"\b(?:(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|sonnabends?|lunes|martes|miércoles|jueves|viernes|sábado"
    r"|domingo)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Due:
    """The day for which something is announced; `whole`: some day of the week that begins on it."""

    day: date
    whole: bool = False


def is_ahead(text: str, place: int) -> bool:
    """Whether the day that a sentence names at `place` is one to come: next to a word for what is to come, with no verb
    between them that tells what was said or done on it."""
    if _THEN.match(text, place):
        return True
    marks = [found.end() for found in _TO_COME.finditer(text[:place])]
    between = text[marks[-1] : place] if marks else ""
    return bool(marks) and len(between.split()) <= _REACH and not _PASSED.search(between)


def in_time(text: str, published: date, day: date) -> bool:
    """Whether the time that a sentence names is still the same when it is heard on `day`, and what it announces still
    to come."""
    if _RELATIVE.search(text):
        return False
    if published == day:
        return True
    if _AGO.search(text) or _PENDING.search(text) or (NOT_YET.search(text) and not _WEEKDAY.search(text)):
        return False
    for span in _SPAN.finditer(text):
        if _span(span["unit"].lower(), published) != _span(span["unit"].lower(), day):
            return False
    for found in _WEEKDAY.finditer(text):
        named = WEEKDAYS.index(found["day"])
        if is_ahead(text, found.start()) or found["which"] == "next":
            if not day < _to_come(published, named) <= day + timedelta(7):
                return False
        elif day - _before(published, named) >= timedelta(7):
            return False
    return not any(
        published <= due.day <= day for found in _DATE.finditer(text) if (due := _dated(found, published))
    )  # fmt: skip


def still_holds(text: str, published: date, day: date, tongue: str) -> bool:
    """`in_time`, in any language; of others than English a weekday alone is known, and is right on its day only."""
    if tongue == "en":
        return in_time(text, published, day)
    return published == day or not _OTHER_WEEKDAY.search(text)


def due(text: str, published: date, day: date) -> Due | None:
    """For when in the seven days after `day` a sentence published on `published` announces something, if it does.

    Of several days that it names, the first.
    """
    found: list[Due] = []
    for match in _WEEKDAY.finditer(text):
        named = WEEKDAYS.index(match["day"])
        if match["which"] == "next":
            monday = published + timedelta(7 - published.weekday())
            found.append(Due(monday + timedelta(named)))
        elif is_ahead(text, match.start()):
            found.append(Due(_to_come(published, named)))
    found += [
        at for match in _DATE.finditer(text) if (at := _dated(match, published)) and is_ahead(text, match.start())
    ]
    tomorrow = _TOMORROW.search(text)
    if tomorrow and published == day and is_ahead(text, tomorrow.start()):
        found.append(Due(day + timedelta(1)))
    week = _NEXT.search(text)
    if week and not found and is_ahead(text, week.start()):
        found.append(Due(published + timedelta(7 - published.weekday()), whole=True))
    ahead = [at for at in found if day < at.day <= day + timedelta(7)]
    return min(ahead, key=lambda at: at.day) if ahead and len(ahead) == len(found) else None


def _span(unit: str, day: date) -> tuple[int, int]:
    """Which week, month or year a day is in."""
    week = day.isocalendar()
    return {"month": (day.year, day.month), "year": (day.year, 0)}.get(unit, (week.year, week.week))


def _to_come(day: date, weekday: int) -> date:
    """The first such weekday from a day on: an article that names its own means the day itself."""
    return day + timedelta((weekday - day.weekday()) % 7)


def _before(day: date, weekday: int) -> date:
    """The last such weekday up to a day."""
    return day - timedelta((day.weekday() - weekday) % 7)


def _dated(found: re.Match[str], published: date) -> Due | None:
    """A month and a day, of the year that is named or of the nearest."""
    name, number = (found["first"] or found["last"])[:3], int(found["after"] or found["before"])
    month = next(index for index, whole in enumerate(MONTHS, 1) if whole.startswith(name))
    years = [int(found["year"][-4:])] if found["year"] else [published.year + late for late in (-1, 0, 1)]
    days = [date(year, month, number) for year in years if _is_day(year, month, number)]
    return Due(min(days, key=lambda at: abs(at - published))) if days else None


def _is_day(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True
