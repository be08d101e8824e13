"""`feed/.personal/<date>.jsonl`: a day's episodes for all listeners.

A row for the day, one for each state of the script that episodes were made of, with every piece and line once, and one
for each listener: which stretches of it are heard, in order. So a listener costs some hundred bytes a day. The file
tells who hears what: it is never served.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.places import named_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from daycast.show import Show

FOLDER = ".personal"
PICTURES = "pictures"
STAMP = "stamp.json"  # written last: whoever has seen it has seen the rest

_FOR = re.compile(rb'^\{"for":"([^"]+)",', re.MULTILINE)
_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError)
_BACK = (
    "Bring it back from a backup. Where there is none, delete it and publish: the episodes of that day are then made "
    "again under the same guids, but with other words or sound than listeners have, if those have changed since."
)


@dataclass(frozen=True, slots=True)
class Row:
    """What one listener hears: which stretches of the table number `table`, and that for so many frames.

    `reasons` say why stories are there, by their headings.
    """

    listener: str
    table: int
    guid: str
    title: str
    summary: str
    frames: int
    stretches: tuple[int, ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """What the episodes are made of, as plain lists that only grow.

    `made` is when, `script` the sha256 of the script's file. `pieces` are [key, frames, how to make it again], `lines`
    [speaker, words, labels, is opinion, frames, words' times, where captions are cut, key], `sources` footnotes,
    `stretches` [chapters, pieces, lines]: chapters as [frame, level, title, address, picture], pieces by number or,
    below zero, so many silent frames, lines as [number, frame]. `pictures` are [key, bytes] by name; so is `cover`.
    """

    made: dt.datetime
    script: str
    album: str
    artist: str
    channels: int
    loudness: tuple[float, float]  # LUFS asked for, and the highest peak in dBTP
    cover: tuple[str, int]
    pictures: dict[str, list[Any]]
    pieces: list[list[Any]]
    lines: list[list[Any]]
    sources: list[list[Any]]
    stretches: list[list[Any]]


@dataclass(frozen=True, slots=True)
class Day:
    """A day's episodes: what they have in common, and the listeners' rows by name, each as it stands in the file."""

    date: dt.date
    number: int
    published: dt.datetime
    gone: bool
    tables: tuple[Table, ...]
    rows: Mapping[str, bytes]

    def row(self, listener: str) -> Row | None:
        """What a listener hears that day; None where that is nothing. A row that is broken is a `DaycastError`."""
        found = self.rows.get(listener)
        if found is None:
            return None
        try:
            row = _row(found)
            stretches = self.tables[row.table].stretches
            if row.frames < 0 or not all(0 <= number < len(stretches) for number in row.stretches):
                raise ValueError("it names what is not there")
        except _BROKEN as error:
            where = f"{FOLDER}/{self.date}.jsonl"
            raise DaycastError(f"{where}: the row of {listener} is broken: {error}", hint=_BACK) from error
        return row

    def with_rows(self, rows: Iterable[Row], tables: Iterable[Table]) -> Day:
        """The same day with these rows in place of those of the same listeners."""
        told = {row.listener: _dumped(row) for row in rows}
        return replace(self, tables=tuple(tables), rows={**self.rows, **told})


def path_of(show: Show, day: dt.date) -> Path:
    """The file of a day."""
    return show.feed / FOLDER / f"{day}.jsonl"


def days(show: Show) -> list[dt.date]:
    """The days that have a file, oldest first."""
    found = (show.feed / FOLDER).glob("????-??-??.jsonl")
    return sorted(day for path in found if (day := named_day(path.stem)))


def published(path: Path) -> dt.datetime | None:
    """When the episodes of a day were published, without reading on; None for a day that was taken back."""
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline())
        return None if head.get("gone") else dt.datetime.fromisoformat(head["published"])
    except (OSError, *_BROKEN):
        return None  # whoever asks for the episodes is told


def load(path: Path) -> Day | None:
    """The episodes of a day; None where there are none."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        return parsed(data)
    except _BROKEN as error:
        raise DaycastError(f"{path}: this is not a day's episodes: {error}", hint=_BACK) from error


def parsed(data: bytes) -> Day:
    """A day's episodes out of the bytes of its file; listeners' rows are read when they are asked for."""
    first = _FOR.search(data)
    above = data[: first.start()] if first else data
    head, *tables = (json.loads(row) for row in above.splitlines())
    rows = data[len(above) :].splitlines()
    listed = {_FOR.match(row)[1].decode(): row for row in rows}  # type: ignore[index]
    published = dt.datetime.fromisoformat(head["published"])
    day = dt.date.fromisoformat(head["date"])
    gone = bool(head.get("gone"))
    return Day(day, head["number"], published, gone, tuple(_table(told) for told in tables), listed)


def save(show: Show, day: Day) -> bool:
    """Writes the file of a day; returns whether it changed."""
    head = {"date": day.date.isoformat(), "number": day.number, "published": day.published.isoformat()}
    above = [{**head, "gone": True} if day.gone else head, *map(_plain, day.tables)]
    rows = [row for _, row in sorted(day.rows.items())]
    data = b"".join(row + b"\n" for row in (*(_json(one) for one in above), *rows))
    return write_bytes(path_of(show, day.date), data, mode=0o600)  # it tells who listens to what


def _table(told: dict[str, Any]) -> Table:
    fixed = {"made": dt.datetime.fromisoformat(told["made"]), "loudness": tuple(told["loudness"])}
    return Table(**{**told, **fixed, "cover": tuple(told["cover"])})


def _plain(table: Table) -> dict[str, Any]:
    told = {name: getattr(table, name) for name in Table.__slots__}
    return {**told, "made": table.made.isoformat()}


def _dumped(row: Row) -> bytes:
    told: dict[str, Any] = {"for": row.listener, "table": row.table, "guid": row.guid, "title": row.title}
    told |= {"summary": row.summary, "frames": row.frames, "stretches": row.stretches}
    return _json({**told, "reasons": dict(row.reasons)} if row.reasons else told)


def _row(data: bytes) -> Row:
    told = json.loads(data)
    heard = tuple(told["stretches"])
    return Row(
        told["for"], told["table"], told["guid"], told["title"], told["summary"], told["frames"], heard,
        told.get("reasons", {}),
    )  # fmt: skip


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
