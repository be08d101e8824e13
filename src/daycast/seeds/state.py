"""What is remembered of each source between two gathers: `seeds/.sources.json`.

The file may be deleted at any time. Then every source is read as for the first time, and articles that a person
deleted come back if their source still has them.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.show import Show

_KEPT = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Visit:
    """How a source did. `success` is the time of the last success, `items` what it held then; `failures` are those
    since, in a row, and `error` is the last one's reason.

    `etag` and `modified` are what the host called its answer, from which all of `day` was taken.
    """

    success: str = ""
    items: int = 0
    failures: int = 0
    error: str = ""
    etag: str = ""
    modified: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Memory:
    """The last visit to each source by its address, and the day for which each article was gathered, by its key.

    `passed` are articles without a date that a first visit left, with the day of that visit.
    """

    sources: dict[str, Visit] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)
    passed: dict[str, str] = field(default_factory=dict)


def settled(visit: Visit, error: str, now: datetime) -> Visit:
    """A visit that has come to its end, with `error` or without."""
    if error:
        return replace(visit, failures=visit.failures + 1, error=error)
    return replace(visit, success=now.astimezone(UTC).isoformat(timespec="seconds"), failures=0, error="")


def load_memory(show: Show) -> Memory:
    """What is remembered; nothing where the file is missing or damaged."""
    try:
        return TypeAdapter(Memory).validate_json(read_text(_path(show)))
    except (DaycastError, ValidationError):
        return Memory()


def save_memory(show: Show, memory: Memory, day: date) -> None:
    """Remembers `memory`, without articles of more than a year before `day`."""
    oldest = (day - _KEPT).isoformat()
    seen, passed = ({key: on for key, on in days.items() if on >= oldest} for days in (memory.seen, memory.passed))
    data = asdict(Memory(memory.sources, seen, passed))
    write_text(_path(show), json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n")


def _path(show: Show) -> Path:
    return show.root / "seeds" / ".sources.json"
