"""`feed/.published.cache`: what of each published episode is needed to publish the next one without reading it again.

A row stands for an episode as long as its seals are those of its files. It can be deleted at any time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from daycast.episodes import record
from daycast.errors import Problem
from daycast.files import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from daycast.episodes.model import Episode
    from daycast.show import Show

FILE = ".published.cache"
_IN_MEMORY = 64  # whole episodes


@dataclass(frozen=True, slots=True)
class Row:
    """What lists and the feed's documents tell of an episode. `item` is the digest of its XML.

    `read` and `left` are the seals on the files that it was published from and that stand in `feed/`, `image` that on
    the picture which it wishes for.
    """

    date: date
    guid: str
    number: int
    published: datetime
    title: str
    summary: str
    seconds: float
    bytes: int
    type: str
    season: int | None
    read: str
    left: str = ""
    picture: str = ""
    image: str = ""
    item: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the feed as it was written: the digest of what it was made from, and the seal on the file."""

    made_from: str
    seal: str


@dataclass(frozen=True, slots=True)
class Cache:
    """Everything that was remembered under one seal of what all episodes have in common."""

    common: str = ""
    rows: Mapping[date, Row] | None = None
    documents: Mapping[str, Document] | None = None


def load(feed: Path) -> Cache:
    """What the last publish remembered; nothing where that cannot be read."""
    try:
        told = json.loads((feed / FILE).read_bytes())
        rows = {row.date: row for row in map(_row, told["rows"])}
        documents = {name: Document(*values) for name, values in told["documents"].items()}
        return Cache(told["common"], rows, documents)
    except (OSError, ValueError, KeyError, TypeError):
        return Cache()


def save(feed: Path, cache: Cache) -> None:
    """Remembers it for the next publish."""
    rows = [_values(row) for row in (cache.rows or {}).values()]
    documents = {name: [one.made_from, one.seal] for name, one in (cache.documents or {}).items()}
    head = json.dumps({"common": cache.common, "documents": documents}, indent=0)
    body = ",\n".join(json.dumps(row, ensure_ascii=True) for row in rows)
    write_text(feed / FILE, f'{head[:-2]},\n"rows": [\n{body}\n]\n}}\n')


_FIELDS = tuple(name for name in Row.__slots__ if name not in ("date", "published", "problems"))


def _values(row: Row) -> list[object]:
    problems = [{**asdict(problem), "path": str(problem.path)} for problem in row.problems]
    plain = [getattr(row, name) for name in _FIELDS]
    return [row.date.isoformat(), row.published.isoformat(), problems, *plain]


def _row(values: list[Any]) -> Row:
    day, published, problems, *plain = values
    found = tuple(Problem(**{**problem, "path": Path(problem["path"])}) for problem in problems)
    told = dict(zip(_FIELDS, plain, strict=True))
    return Row(date=date.fromisoformat(day), published=datetime.fromisoformat(published), problems=found, **told)


def loader(show: Show) -> Callable[[date], Episode]:
    """Reads the record of a day; the last ones stay in memory."""

    @lru_cache(maxsize=_IN_MEMORY)
    def read(day: date) -> Episode:
        return record.load(show.episode(day))

    return read


def listed(rows: Iterable[Row], load: Callable[[date], Episode]) -> list[Episode]:
    """The episodes of these rows, newest first: their records are read when more is asked than the rows tell."""
    ordered = sorted(rows, key=lambda row: (row.published, row.number), reverse=True)
    return [cast("Episode", _Listed(row, load)) for row in ordered]


class _Listed:
    """An episode, of which the head is at hand."""

    __slots__ = ("_load", "_row", "audio")

    def __init__(self, row: Row, load: Callable[[date], Episode]) -> None:
        self._row, self._load = row, load
        self.audio = _ListedAudio(row, load)

    def __getattr__(self, name: str) -> object:
        if name in _HEAD:
            return getattr(self._row, name)
        return getattr(self._load(self._row.date), name)


class _ListedAudio:
    """Its audio, of which length and size are at hand."""

    __slots__ = ("_load", "_row")

    def __init__(self, row: Row, load: Callable[[date], Episode]) -> None:
        self._row, self._load = row, load

    def __getattr__(self, name: str) -> object:
        if name in ("seconds", "bytes"):
            return getattr(self._row, name)
        return getattr(self._load(self._row.date).audio, name)


_HEAD = {"date", "guid", "number", "published", "title", "summary"}
