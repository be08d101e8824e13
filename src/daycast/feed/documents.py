"""The documents of the feed on disk: each is written when something in it changed, from texts that are kept in them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

from daycast.feed.channel import Channel, Trailer
from daycast.feed.packed import SUFFIXES, put
from daycast.feed.paging import page_name
from daycast.feed.rss import document, split
from daycast.feed.seal import file_seal
from daycast.feed.shelf import Document
from daycast.feed.text import newest_first

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from pathlib import Path

    from daycast.feed.ledger import Ledger
    from daycast.feed.shelf import Row
    from daycast.show import Show


def digest(item: str) -> str:
    """What tells the XML of an item from every other."""
    return hashlib.sha256(item.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Texts:
    """The XML of items by its digest: those that were made now, and those in the documents as they stand."""

    folder: Path
    made: dict[str, str]
    make: Callable[[Row], str]
    found: dict[str, dict[str, str]] = field(default_factory=dict)

    def of(self, row: Row, pages: Sequence[int]) -> str:
        """The item of `row`, looked for in the documents of these pages before it is made."""
        if row.item in self.made:
            return self.made[row.item]
        for page in pages:
            if text := self._standing(page_name(page)).get(row.item):
                return text
        return self.make(row)

    def _standing(self, name: str) -> dict[str, str]:
        if name not in self.found:
            try:
                items = split((self.folder / name).read_text("utf-8"))
            except (OSError, UnicodeDecodeError):
                items = ()
            self.found[name] = {digest(item): item for item in items}
        return self.found[name]


@dataclass(frozen=True, slots=True)
class Bound:
    """A document that is up to date: its name, and whether its bytes changed."""

    name: str
    document: Document
    changed: bool


def bind(
    show: Show, common: str, channel: Channel, rows: Sequence[Row], texts: Texts, known: Mapping[str, Document]
) -> Bound:
    """Brings the document of `channel` up to date with the items of `rows`, newest first."""
    name = page_name(channel.page)
    listed = [common, asdict(channel), [row.item for row in rows]]
    made_from = hashlib.sha256(json.dumps(listed, default=str).encode()).hexdigest()
    path = show.feed / name
    before = known.get(name)
    packed = all(path.with_name(path.name + suffix).is_file() for suffix in SUFFIXES)
    if before and packed and before.made_from == made_from and before.seal == file_seal(path):
        return Bound(name, before, changed=False)
    data = document(show, channel, [texts.of(row, (channel.page, 0)) for row in rows])
    changed = put(show.feed, name, data)
    return Bound(name, Document(made_from, file_seal(path)), changed)


def channels(
    show: Show, ledger: Ledger, rows: dict[date, Row], cover: str | None
) -> Iterator[tuple[Channel, Sequence[Row]]]:
    """The documents, the oldest page first and `feed.xml` last, each with its rows, newest first."""
    entries = ledger.entries.values()
    last = max((entry.page for entry in entries), default=0)
    standing: dict[int, list[Row]] = {page: [] for page in range(last + 1)}
    for row in rows.values():
        standing[ledger.entries[row.date].page].append(row)
    newest = max(entry.published for entry in entries)
    for page in (*range(1, last + 1), 0):
        listed = newest_first(standing[page])
        yield (
            Channel(
                ledger.guid,
                built=listed[0].published if listed else newest,
                cover=cover,
                trailers=() if page else _trailers(show, rows.values()),
                page=page,
                archives=page or last,
            ),
            listed,
        )


def _trailers(show: Show, rows: Iterable[Row]) -> tuple[Trailer, ...]:
    return tuple(
        Trailer(row.title, f"{show.base_url}{row.date}/{row.date}.mp3", row.published, row.bytes, row.season)
        for row in sorted(rows, key=lambda row: row.published, reverse=True)
        if row.type == "trailer"
    )
