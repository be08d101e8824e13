"""The key `editions:` of show.yaml: further episodes out of the same day's reporting, each with a feed of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from daycast.podcast import Podcast
from daycast.sections import Section
from daycast.settings import Settings, Text

EditionKind = Literal["daily", "weekly", "take", "briefing"]
KINDS: tuple[EditionKind, ...] = EditionKind.__args__  # type: ignore[attr-defined]

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEK: tuple[Weekday, ...] = Weekday.__args__  # type: ignore[attr-defined]
_DAYS: dict[str, tuple[Weekday, ...]] = {"daily": WEEK, "weekdays": WEEK[:5], "by hand": ()}

MAIN: Literal["daily"] = "daily"  # what the show itself goes by among its editions
_TAKEN = {MAIN, "archive", "ask", "board", "follows", "healthz", "metrics", "new", "search", "t", "topics"}
_NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")


def _named(name: str) -> str:
    """A name that files, folders and addresses can have, and that no file beside has already."""
    if name == MAIN:
        raise ValueError("`daily` is the show itself: write its settings at the top of show.yaml")
    if name in _TAKEN:
        raise ValueError(f"{name!r} has a meaning of its own in feed/ or scripts/; take another name")
    if not _NAME.fullmatch(name):
        raise ValueError("use small letters a to z, digits and -, beginning with a letter, at most 32")
    return name


def _days(value: object) -> object:
    names = [name.lower() if isinstance(name, str) else name for name in _several(value)]
    if len(names) == 1 and names[0] in _DAYS:
        return _DAYS[names[0]]
    if any(name not in WEEK for name in names):
        raise ValueError(f"write {', '.join(_DAYS)}, a day's name such as saturday, or a list of names")
    return tuple(names)


def _several(value: object) -> Sequence[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _or_usual(value: object) -> object:
    """A key without anything behind it leaves everything as usual."""
    return {} if value is None else value


Name = Annotated[str, AfterValidator(_named)]
Schedule = Annotated[tuple[Weekday, ...], BeforeValidator(_days)]
DAILY = _DAYS["daily"]
SCHEDULES: dict[EditionKind, tuple[Weekday, ...]] = {
    "daily": DAILY,
    "weekly": ("saturday",),
    "take": (),  # it waits for a person's words
    "briefing": DAILY,
}
MINUTES: dict[EditionKind, float] = {"weekly": 15, "take": 5, "briefing": 6}


class Edition(Settings):
    """One edition. What is left out is as in the show, or as usual for its `kind`."""

    kind: EditionKind | None = None
    feed: Name | None = None
    schedule: Schedule | None = None
    title: Text | None = None
    description: Annotated[str, Field(min_length=1, max_length=4000)] | None = None
    category: Text | None = None
    access: Literal["open", "token"] | None = None
    minutes: Annotated[float, Field(gt=0, le=240)] | None = None
    review: Literal["none", "required"] | None = None
    hosts: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    interests: dict[Text, float] | None = None
    podcast: Podcast | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)] | None = None

    def kind_of(self, name: str) -> EditionKind:
        """Its kind; where that is not said, the one by which it is named."""
        return self.kind or {str(kind): kind for kind in KINDS}.get(name, MAIN)


Editions = Annotated[dict[Name, Annotated[Edition, BeforeValidator(_or_usual)]], BeforeValidator(_or_usual)]
