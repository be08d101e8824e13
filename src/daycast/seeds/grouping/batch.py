"""A file of articles, grouped without any show: what `daycast stories --from` does."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from daycast.errors import DaycastError, Problem
from daycast.seeds.grouping.bags import Floats, bags, merged, ordered
from daycast.seeds.grouping.follow import chain, together
from daycast.seeds.grouping.group import group
from daycast.seeds.grouping.meaning import Meaning
from daycast.seeds.terms import counted

_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_MEANT = 4000  # articles
_BEGINNING = 800  # letters; a model reads no further
_TITLE = 120  # letters of a text that stand in for a missing title


@dataclass(frozen=True, slots=True)
class Found:
    """Articles on one event, most central first, whose title is the headline; `id` is that of the first published.

    `follows` is the id of the story of an earlier day that this one continues.
    """

    id: str
    articles: tuple[str, ...]
    headline: str
    follows: str | None


@dataclass(frozen=True, slots=True)
class _Line:
    """An article of the file; `moment` is when it was published, in days since the year 1, NaN if unknown.

    `text` is the beginning, which tells what it means.
    """

    id: str
    title: str
    moment: float
    text: str


def stories(path: Path, mean: Meaning | None = None) -> tuple[list[Found], list[Problem]]:
    """The stories of a JSONL file in order of time, undated ones last, and what was wrong with its lines.

    A line is an object with `id`, `title` and `text` (one of these may be empty), and where known `date` or
    `published`. Lines that are none are left out. Dates and words are all that is compared, and, of
    as many articles as a model can read in a minute or so, what `mean` makes of them.
    """
    lines: list[_Line] = []
    problems: list[Problem] = []
    texts = bags(_counted(path, lines, problems, _BEGINNING if mean else 0))
    order = sorted(range(len(lines)), key=lambda row: (math.isnan(lines[row].moment), lines[row].moment, lines[row].id))
    lines = [lines[row] for row in order]
    texts = ordered(texts, np.array(order, np.int64))
    moments = np.array([line.moment for line in lines])
    days = [None if math.isnan(moment) else moment for moment in moments.tolist()]
    meant = mean([f"{line.title}. {line.text}" for line in lines]) if mean and len(lines) <= _MEANT else None
    groups = group(texts, days, meant=meant).groups
    story = np.zeros(len(lines), np.int64)
    for number, rows in enumerate(groups):
        story[list(rows)] = number
    told = np.array([_day(moments[list(rows)]) for rows in groups])
    links = chain(merged(texts, story), told, None if meant is None else together(meant, groups))
    names = [lines[min(rows)].id for rows in groups]
    found = [
        Found(name, tuple(lines[row].id for row in rows), lines[rows[0]].title, names[link.row] if link else None)
        for name, rows, link in zip(names, groups, links, strict=True)
    ]
    return found, problems


def _day(moments: Floats) -> float:
    """The day on which most of a story was reported: the median of its dated articles' days, NaN without any."""
    known = np.sort(moments[~np.isnan(moments)])
    return math.floor(known[(len(known) - 1) // 2]) if len(known) else math.nan


def _counted(path: Path, lines: list[_Line], problems: list[Problem], beginning: int) -> Iterator[Counter[str]]:
    """The words of each article; it itself, with the `beginning` of its text, goes to `lines`, what is wrong to
    `problems`.
    """
    known: set[str] = set()
    for number, raw in enumerate(_raw(path), 1):
        if not raw.strip():
            continue
        try:
            row = _row(raw)
            if row["id"] in known:
                raise ValueError(f"the id {row['id']!r} stands above already")
        except ValueError as error:
            problems.append(Problem(path, number, f"left out: {error}"))
            continue
        known.add(row["id"])
        try:
            moment = _moment(row["date"])
        except ValueError:
            moment = math.nan
            problems.append(Problem(path, number, f"no date: {row['date']!r}", "write 2026-06-23", warning=True))
        lines.append(_Line(row["id"], row["title"] or row["text"][:_TITLE], moment, row["text"][:beginning]))
        yield counted(row["title"], row["text"])


def _raw(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            yield from file
    except OSError as error:
        raise DaycastError(f"{path}: {(error.strerror or str(error)).lower()}") from error


def _row(raw: bytes) -> dict[str, str]:
    """The fields of a line. Raises `ValueError` with what is wrong."""
    try:
        row = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ValueError(error.msg if isinstance(error, json.JSONDecodeError) else "not JSON") from error
    if not isinstance(row, dict):
        raise ValueError("not an object")
    fields = {
        "id": row.get("id"),
        "title": row.get("title"),
        "text": row.get("text"),
        "date": row.get("published") or row.get("date"),
    }
    if fields["id"] in (None, ""):
        raise ValueError("no `id`")
    for name, value in fields.items():
        if isinstance(value, (dict, list, bool)):
            raise ValueError(f"`{name}` is no text")
    return {name: "" if value is None else str(value).strip() for name, value in fields.items()}


def _moment(date: str) -> float:
    """Days since the year 1; a date without a time counts from noon, a time without a zone is UTC."""
    if not date:
        return math.nan
    moment = datetime.fromisoformat(date)
    if len(date) <= len("2026-06-23"):
        moment = moment.replace(hour=12)
    return (moment.replace(tzinfo=moment.tzinfo or UTC) - _FIRST).total_seconds() / 86400
