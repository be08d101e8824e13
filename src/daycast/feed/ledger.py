"""`feed/.published.jsonl`: what was published, under which guid, date and address, for all time.

A line for the show and one for each episode, oldest first, also for those that were taken back. Where the file is
missing it is made again from the documents of the feed, which tell all of that but what was taken back.
"""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, TypeVar
from xml.etree.ElementTree import ParseError

from daycast.errors import DaycastError
from daycast.feed.channel import podcast_guid
from daycast.feed.loopback import is_local
from daycast.feed.paging import MAIN, page_name, paged
from daycast.feed.tag import NAMESPACES
from daycast.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from daycast.show import Show

T = TypeVar("T")

FILE = ".published.jsonl"
_DAY = re.compile(r"/(\d{4}-\d{2}-\d{2})/\1\.mp3$")


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode as it was published. `page` is that of the archive, 0 for `feed.xml`; `gone` means taken back."""

    date: date
    guid: str
    published: datetime
    page: int = 0
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The address under which a show was published, its `podcast:guid`, and its episodes by date."""

    base_url: str
    guid: str
    entries: Mapping[date, Entry]

    def with_entries(self, entries: Iterable[Entry]) -> Ledger:
        """The same show with these episodes in place of those of the same dates."""
        return replace(self, entries={**self.entries, **{entry.date: entry for entry in entries}})


def load(feed: Path) -> Ledger | None:
    """What was published from the folder `feed`; None where nothing ever was."""
    path = feed / FILE
    try:
        return parse(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return recovered(feed)
    except OSError as error:
        raise DaycastError(
            f"{path}: cannot be read: {error.strerror or error}", hint="Check its permissions."
        ) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DaycastError(
            f"{path}: this is not a record of what was published: {error}",
            hint="Bring it back, or delete it: it is made again from the feed, but for what was taken back.",
        ) from error


def address(feed: Path) -> str | None:
    """The address under which the folder `feed` was published last; None where that cannot be told at a glance."""
    try:
        with (feed / FILE).open("rb") as file:
            return str(json.loads(file.readline())["base_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def parse(text: str) -> Ledger:
    """A ledger as it was printed; what is none raises `ValueError`, `KeyError`, `TypeError` or `IndexError`."""
    rows = [json.loads(row) for row in text.splitlines()]
    entries = [_entry(row) for row in rows[1:]]
    return Ledger(rows[0]["base_url"], rows[0]["guid"], {entry.date: entry for entry in entries})


def printed(ledger: Ledger) -> str:
    """A ledger as text, the same for the same ledger."""
    listed = sorted(ledger.entries.values(), key=lambda entry: entry.date)
    rows = [{"base_url": ledger.base_url, "guid": ledger.guid}, *map(_row, listed)]
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def save(feed: Path, ledger: Ledger) -> bool:
    """Writes the record; returns whether it changed."""
    return write_text(feed / FILE, printed(ledger))


def merged(base: Ledger | None, ours: Ledger | None, theirs: Ledger) -> Ledger:
    """What two copies of a show have promised, which both knew `base` before.

    Of what they tell differently, theirs stands, which is public, unless that is as it was and only ours is new.
    """
    if ours is None:
        return theirs
    was = base.entries if base else {}
    entries = {
        day: _merged(was.get(day), ours.entries.get(day), theirs.entries.get(day))
        for day in ours.entries.keys() | theirs.entries.keys()
    }
    base_url = _newer(base.base_url if base else None, ours.base_url, theirs.base_url)
    return Ledger(base_url, _newer(base.guid if base else None, ours.guid, theirs.guid), entries)


def _merged(was: Entry | None, ours: Entry | None, theirs: Entry | None) -> Entry:
    if ours is None or theirs is None:
        known = ours or theirs
        assert known
        return known
    return Entry(
        ours.date,
        _newer(was.guid if was else None, ours.guid, theirs.guid),
        _newer(was.published if was else None, ours.published, theirs.published),
        _newer(was.page if was else None, ours.page, theirs.page),
        _newer(was.gone if was else None, ours.gone, theirs.gone),
    )


def _newer(was: T | None, ours: T, theirs: T) -> T:
    return ours if theirs == was else theirs


def entered(show: Show, before: Ledger | None, wanted: Iterable[Entry]) -> Ledger:
    """The ledger with what is published now. A page that an episode has stays, also after it was taken back."""
    own = podcast_guid(show.base_url + MAIN)
    if before is None:
        before = Ledger(show.base_url, own, {})
    elif not is_local(before.base_url):
        own = before.guid  # it stays when the feed moves, says the namespace's specification
    known = before.entries
    now = [_on_its_page(entry, known.get(entry.date)) for entry in wanted]
    here = {entry.date for entry in now}
    ledger = Ledger(show.base_url, show.podcast.guid or own, before.entries).with_entries(now)
    return ledger.with_entries(paged(ledger.entries.values(), show.podcast.episodes, here))


def _on_its_page(entry: Entry, before: Entry | None) -> Entry:
    return replace(entry, page=before.page) if before and before.page else entry


def recovered(feed: Path) -> Ledger | None:
    """What the feed's documents tell of what was published; None where there is no feed that can be read."""
    entries: dict[date, Entry] = {}
    base_url = guid = ""
    for page, channel in _documents(feed):
        link = channel.find("{http://www.w3.org/2005/Atom}link[@rel='self']")
        if not page and link is not None:
            base_url = link.get("href", "").removesuffix(MAIN)
            guid = channel.findtext(f"{{{NAMESPACES['podcast']}}}guid", "") or podcast_guid(base_url + MAIN)
        for item in channel.iter("item"):
            enclosure, told = item.find("enclosure"), item.findtext("pubDate", "")
            found = _DAY.search(enclosure.get("url", "")) if enclosure is not None else None
            if found and told:
                with suppress(ValueError):  # no date of ours
                    day, when = date.fromisoformat(found[1]), parsedate_to_datetime(told)
                    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
                    entries[day] = Entry(day, item.findtext("guid", ""), aware, page)
    return Ledger(base_url, guid, entries) if base_url else None


def _documents(feed: Path) -> Iterator[tuple[int, Any]]:
    """The number and the channel of each document, from `feed.xml` back to the oldest."""
    from defusedxml.ElementTree import fromstring

    for page in (0, *_pages(feed)):
        try:
            channel = fromstring((feed / page_name(page)).read_bytes()).find("channel")
        except (OSError, ParseError, ValueError):
            continue
        if channel is not None:
            yield page, channel


def _pages(feed: Path) -> list[int]:
    names = (re.fullmatch(r"feed-(\d+)\.xml", path.name) for path in feed.glob("feed-*.xml"))
    return sorted((int(found[1]) for found in names if found), reverse=True)


def _entry(row: dict[str, Any]) -> Entry:
    published = datetime.fromisoformat(row["published"])
    if published.tzinfo is None:
        raise ValueError(f"{row['published']} is without a time zone")
    page, gone = int(row.get("page", 0)), bool(row.get("gone", False))
    return Entry(date.fromisoformat(row["date"]), str(row["guid"]), published, page, gone)


def _row(entry: Entry) -> dict[str, object]:
    row: dict[str, object] = {"date": entry.date.isoformat(), "guid": entry.guid}
    row["published"] = entry.published.isoformat()
    if entry.page:
        row["page"] = entry.page
    if entry.gone:
        row["gone"] = True
    return row
