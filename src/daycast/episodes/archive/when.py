"""The days that a question asks about: "in June", "last week", "on Monday", "since May", "between 3 and 9 July".

English whole; German and Spanish for what is said most.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from daycast.episodes.archive.times import MONTHS, NUMBERS, UNITS, WEEKDAYS

_FIRST, _LAST = date.min, date.max

# What may stand before a moment, and which days it makes of it; the rest only lead up to one.
_SINCE = r"since|from|seit|ab|desde|starting"
_AFTER = r"after|nach|después de|tras"
_BEFORE = r"before|vor dem|vor|antes de"
_UNTIL = r"until|till|up to|through|bis|hasta"
_AT = r"in|on|of|at|during|for|about|over|from|im|am|vom|en|el|de|within"
_LAST_ONE = r"last|past|previous|letzte[nmrs]?|vergangene[nmrs]?|vorige[nmrs]?"
_THIS_ONE = r"this|the current|diese[nmrs]?|est[ea]"


@dataclass(frozen=True, slots=True)
class Days:
    """From the first day to the last, both included."""

    first: date = _FIRST
    last: date = _LAST

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


EVER = Days()


def days_asked(question: str, today: date, tongue: str = "en") -> tuple[Days, str]:
    """The days that a question asks about, and the question without the words that tell them.

    A month or weekday without more is the latest one that has begun. Several times that do not overlap ask for all
    from the first to the last of them. What is not understood is left in the question.
    """
    found: list[Days] = []

    def taken(match: re.Match[str]) -> str:
        days = _days(match, today, tongue)
        if days is None:
            return match[0]
        found.append(days)
        return " "

    rest = _pattern(tongue if tongue in MONTHS else "en").sub(taken, question)
    if not found:
        return EVER, question
    first, last = max(days.first for days in found), min(days.last for days in found)
    if first > last:
        first, last = min(days.first for days in found), max(days.last for days in found)
    return Days(first, last), " ".join(rest.split())


@cache
def _pattern(tongue: str) -> re.Pattern[str]:
    moment = _moment(tongue)
    return re.compile(
        rf"\b(?:(?:between|zwischen|entre|from|von|vom|desde|de)\s+(?P<one>{_bare(moment)})\s+"
        rf"(?:and|to|until|und|bis|y|a|hasta)\s+(?P<other>{_bare(moment)})"
        rf"|(?:(?P<since>{_SINCE})|(?P<after>{_AFTER})|(?P<before>{_BEFORE})|(?P<until>{_UNTIL}))"
        rf"\s+(?:(?:the|el|la|dem|der|den)\s+)?(?:(?:beginning|start|end)\s+of\s+)?(?P<from>{_bare(moment)})"
        rf"|(?P<led>(?:{_AT})\s+)?(?:(?:the|la|el|der|den|dem)\s+)?(?P<moment>{_bare(moment)}))(?![\w-])",
        re.IGNORECASE,
    )


def _bare(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


@cache
def _moment(tongue: str) -> str:
    """A day, week, month or year, with its parts by name."""
    months, weekdays = (words[tongue].replace(" ", "|") for words in (MONTHS, WEEKDAYS))
    number = rf"\d{{1,3}}|{NUMBERS[tongue].replace(' ', '|')}|an?|einer|eine|una"
    units = "|".join(sorted(UNITS, key=len, reverse=True))
    return (
        r"(?P<iso>\d{4}-\d{2}(?:-\d{2})?)"
        r"|(?P<dotted>\d{1,2}\.\d{1,2}\.\d{4})"
        rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?(?:\s+of|\s+de)?\s+(?P<month>{months})(?:,?(?:\s+de)?\s+(?P<year>\d{{4}}))?"
        rf"|(?P<us>{months})\s+(?P<usday>\d{{1,2}})(?:st|nd|rd|th)?(?![\d:])(?:,?\s+(?P<usyear>\d{{4}}))?"
        rf"|(?:(?:{_LAST_ONE})\s+)?(?P<whole>{months})(?:(?:\s+of|\s+de)?\s+(?P<wholeyear>\d{{4}}))?"
        rf"|(?:(?:(?P<before>{_LAST_ONE})|{_THIS_ONE})\s+)?(?P<weekday>{weekdays})(?:\s+pasado)?"
        rf"|(?:(?:{_LAST_ONE})\s+)(?P<span>{number})\s+(?P<spanunit>{units})(?:s|n|e|es|en)?"
        rf"|(?:los\s+)?últim[oa]s\s+(?P<span_es>{number})\s+(?P<spanunit_es>{units})(?:s|es)?"
        rf"|(?P<ago>{number})\s+(?P<agounit>{units})s?\s+ago"
        rf"|(?:vor|hace)\s+(?P<ago_led>{number})\s+(?P<agounit_led>{units})(?:n|en|s|es)?"
        rf"|(?P<last>{_LAST_ONE})\s+(?P<lastunit>week|month|year|woche|monat|jahr)(?:es|s)?"
        r"|(?P<lastunit_es>semana|mes|año)\s+pasad[oa]"
        rf"|(?P<this>{_THIS_ONE})\s+(?P<thisunit>week|month|year|woche|monat|jahr|semana|mes|año)"
        r"|(?P<today>today|heute|hoy)|(?P<yesterday>yesterday|gestern|ayer)"
        r"|(?P<before_yesterday>the day before yesterday|vorgestern|anteayer)"
        r"|(?P<only_year>(?:19|20)\d{2})"
    )


def _days(match: re.Match[str], today: date, tongue: str) -> Days | None:
    if match["one"]:
        one, other = (_read(match[name], today, tongue) for name in ("one", "other"))
        return Days(one.first, max(one.last, other.last)) if one and other else None
    if match["from"]:
        days = _read(match["from"], today, tongue)
        if days is None:
            return None
        if match["since"]:
            return Days(days.first)
        if match["after"]:
            return Days(days.last + timedelta(1))
        return Days(last=days.first - timedelta(1)) if match["before"] else Days(last=days.last)
    text = match["moment"]
    if not match["led"] and _could_be_else(text):
        return None
    return _read(text, today, tongue)


def _could_be_else(text: str) -> bool:
    """Whether words are a time only where something leads up to them: "may", "march", a bare number."""
    return text.lower() in ("may", "march", "august", "mayo") or text.isdecimal()


def _read(text: str, today: date, tongue: str) -> Days | None:
    """The days of one moment; None for a date that there is not."""
    tongue = tongue if tongue in MONTHS else "en"
    match = re.fullmatch(_moment(tongue), text, re.IGNORECASE)
    assert match
    found = {name: value.lower() for name, value in match.groupdict().items() if value}
    try:
        return _made(found, today, tongue)
    except (ValueError, OverflowError):
        return None


def _made(found: dict[str, str], today: date, tongue: str) -> Days | None:
    months, weekdays = MONTHS[tongue].split(), WEEKDAYS[tongue].split()
    if iso := found.get("iso"):
        year, month, *rest = (int(part) for part in iso.split("-"))
        return _one(date(year, month, rest[0])) if rest else _month(year, month)
    if dotted := found.get("dotted"):
        day, month, year = (int(part) for part in dotted.split("."))
        return _one(date(year, month, day))
    if number := found.get("day") or found.get("usday"):
        month = months.index(found.get("month") or found["us"]) + 1
        year_told = found.get("year") or found.get("usyear")
        year = int(year_told) if year_told else today.year - ((month, int(number)) > (today.month, today.day))
        return _one(date(year, month, int(number)))
    if name := found.get("whole"):
        month = months.index(name) + 1
        year_told = found.get("wholeyear")
        return _month(int(year_told) if year_told else today.year - (month > today.month), month)
    if name := found.get("weekday"):
        back = (today.weekday() - weekdays.index(name)) % 7
        return _one(today - timedelta(back or (7 if found.get("before") else 0)))
    if count := found.get("span") or found.get("span_es"):
        unit = UNITS[found.get("spanunit") or found["spanunit_es"]]
        return Days(today - timedelta(_number(count, tongue) * unit), today)
    if count := found.get("ago") or found.get("ago_led"):
        unit = UNITS[found.get("agounit") or found["agounit_led"]]
        at = today - timedelta(_number(count, tongue) * unit)
        return _one(at) if unit == 1 else Days(at - timedelta(unit // 2), min(today, at + timedelta(unit // 2)))
    if unit_name := found.get("lastunit") or found.get("lastunit_es"):
        return _around(unit_name, today, -1)
    if unit_name := found.get("thisunit"):
        return _around(unit_name, today, 0)
    if year_only := found.get("only_year"):
        return Days(date(int(year_only), 1, 1), date(int(year_only), 12, 31))
    return _one(today - timedelta(0 if "today" in found else 1 if "yesterday" in found else 2))


def _one(day: date) -> Days:
    return Days(day, day)


def _month(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def _around(unit: str, today: date, step: int) -> Days:
    """The week (from Monday), month or year of `today`, or the one before it."""
    match UNITS[unit]:
        case 7:
            monday = today - timedelta(today.weekday() - 7 * step)
            return Days(monday, monday + timedelta(6))
        case 30:
            at = today if not step else today.replace(day=1) - timedelta(1)
            return _month(at.year, at.month)
        case _:
            return Days(date(today.year + step, 1, 1), date(today.year + step, 12, 31))


def _number(text: str, tongue: str) -> int:
    words = NUMBERS[tongue].split()
    return int(text) if text.isdecimal() else words.index(text) + 1 if text in words else 1
