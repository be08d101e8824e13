"""The ledger: what was reported and what aired before a day, read from `seeds/` and `scripts/` once and then kept.

`scripts/.ledger.sqlite` holds nothing that is not in those two folders: deleting it changes nothing but the time taken.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter

from daycast import __version__
from daycast.files import read_text
from daycast.scripts.aired import Aired, address, told
from daycast.scripts.evidence.rests import source
from daycast.scripts.index import Index
from daycast.scripts.parse import parse
from daycast.seeds.article import read_day
from daycast.seeds.grouping.follow import WITHIN_DAYS
from daycast.seeds.grouping.meaning import meaning
from daycast.seeds.model import Article, Past
from daycast.seeds.rank import remembered
from daycast.show import Show

FILE = ".ledger.sqlite"
_CODE = Path(__file__).parents[1]
_UNSETTLED = 2.0  # seconds in which a file may change once more without its time of change showing it

Made = TypeVar("Made")


@contextmanager
def open_ledger(show: Show, day: date) -> Iterator[Ledger]:
    """The ledger of the days before `day`; what it had to work out is kept at the end."""
    with Index(show.root / "scripts" / FILE, _version()) as index:
        ledger = Ledger(show, day, index)
        yield ledger
        index.save(ledger.since)


@dataclass(frozen=True, slots=True)
class Seen:
    """One day of `seeds/` to look back at: its stories, and the address of each article by its id."""

    stories: tuple[Past, ...]
    addresses: dict[str, str]


class Ledger:
    """What stands in `seeds/` and `scripts/` for the `WITHIN_DAYS` days before a day."""

    def __init__(self, show: Show, day: date, index: Index) -> None:
        self._show, self._index = show.main, index
        self.since = day - timedelta(WITHIN_DAYS)
        self._seeds = [past for past in show.days("seeds") if self.since <= past < day]
        self._seen: dict[date, Seen] = {}
        self._scripts = [past for past in show.main.days("scripts") if self.since <= past < day]

    def past(self) -> tuple[Past, ...]:
        """The stories of each day, oldest day first."""
        return tuple(story for day in self._seeds for story in self._seen_on(day).stories)

    def addresses(self) -> dict[str, str]:
        """What tells each article from every other, by its id."""
        return {name: where for day in self._seeds for name, where in self._seen_on(day).addresses.items()}

    def aired(self) -> tuple[Aired, ...]:
        """Every part of an earlier script that told a story: newest day first, each day in the order of its script."""
        return tuple(self._addressed(part) for day in reversed(self._scripts) for part in self._aired_on(day))

    def _seen_on(self, day: date) -> Seen:
        if day not in self._seen:
            self._seen[day] = self._made("stories", day, Seen, lambda: _seen(day, self._read(day)))
        return self._seen[day]

    def articles(self, day: date) -> tuple[Article, ...]:
        """The articles of `day`, without those that cannot be read."""
        return self._made("articles", day, tuple[Article, ...], lambda: self._read(day))

    def _read(self, day: date) -> tuple[Article, ...]:
        return read_day(self._show.seeds(day), day, self._show.zone)[0]

    def _made(self, name: str, day: date, shape: Any, make: Callable[[], Made]) -> Made:
        """What `make` works out of the articles of `day` alone, of type `shape`; kept while these stay the same."""
        files = [(path.name, path.stat()) for path in sorted(self._show.seeds(day).glob("*.md"))]
        state = repr(
            (self._show.zone.key, [(name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns) for name, stat in files])
        )
        settled = all(stat.st_mtime < time.time() - _UNSETTLED for _, stat in files)
        return self._kept(name, day, _digest(state) if settled else "", shape, make)

    def _aired_on(self, day: date) -> tuple[Aired, ...]:
        path = self._show.script(day)
        text = read_text(path)
        return self._kept("aired", day, _digest(text), tuple[Aired, ...], lambda: tuple(told(parse(text, path)[0])))

    def _addressed(self, part: Aired) -> Aired:
        """The part, with the articles among `urls` that have no address and are known by their words."""
        bare = [evidence for evidence in part.evidence if not evidence.url]
        if not bare:
            return part
        found = (source(evidence, self._near(evidence.published)) for evidence in bare)
        return replace(part, urls=part.urls | {address(article) for article in found if article})

    def _near(self, published: date) -> list[Article]:
        """What was gathered on the day of its publication or the next."""
        return [article for late in (0, 1) for article in self.articles(published + timedelta(late))]

    def _kept(self, name: str, day: date, mark: str, shape: Any, make: Callable[[], Made]) -> Made:
        adapter = _adapter(shape)
        known = self._index.get(name, day, mark) if mark else None
        if known is not None:
            value: Made = adapter.validate_json(known)
            return value
        value = make()
        if mark:
            self._index.put(name, day, mark, adapter.dump_json(value))
        return value


def _seen(day: date, articles: tuple[Article, ...]) -> Seen:
    stories = remembered(day, articles, meaning()) if articles else ()
    return Seen(stories, {article.id: address(article) for article in articles})


def _version() -> int:
    """A number for the state of the code that reads the files: another code, or extra, may read them differently."""
    code = [path.stat() for package in ("seeds", "scripts") for path in sorted((_CODE / package).rglob("*.py"))]
    return (
        zlib.crc32(repr((__version__, bool(meaning()), [(stat.st_size, stat.st_mtime_ns) for stat in code])).encode())
        >> 1
    )


@cache
def _adapter(shape: Any) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()
