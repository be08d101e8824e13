"""Feeds as values: RSS and Atom bytes to entries, and which of them belong to a day. Pure."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from daycast.errors import DaycastError
from daycast.seeds.clean import tidy, word_count
from daycast.seeds.web.blocks import Block, fragment, to_markdown
from daycast.seeds.web.charset import decode
from daycast.seeds.web.xml_guard import refuse_entities

RECENT = timedelta(hours=36)  # "today" reaches back to yesterday's late edition, and over a missed morning
AHEAD = timedelta(days=1)  # a clock or a zone set wrong; what is dated later is announced, not reported
FIRST = 10  # entries without a date that a first visit takes: which are new is only known from the second on
MOST = 100  # entries of one feed in one gather

_FULL = {"content": 80, "summary": 150}  # words from which on an entry's text is the article and not its teaser
_CUT_OFF = re.compile(
    r"(?:\.{3}|…|[\[(](?:\.{3}|…)[\])]|\b(?:read|see) (?:more|on|the (?:full|rest)\b.*)|\bcontinue reading\b.*)"
    r"[\s»→>]*$",
    re.IGNORECASE,
)
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_[ce]id|at_\w+|cmp(?:id)?|ncid)(?:=|$)", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\xa0]")
_BREAK = re.compile(r"\s+[|»·–—-]\s+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed. `key` tells it from every other; `published` is aware; `blocks` are what the feed holds.

    `is_full` says that the feed holds the article, not just a teaser.
    """

    key: str
    title: str
    url: str
    outlet: str
    published: datetime | None
    blocks: tuple[Block, ...]
    is_full: bool

    @property
    def words(self) -> int:
        return word_count(to_markdown(self.blocks))


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its own name, and its entries in its order."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The new entries that belong to a day, newest first; how many more are too many for one gather, or known."""

    entries: tuple[Entry, ...]
    left: int
    known: int


def read_feed(data: bytes, url: str, content_type: str = "") -> Feed:
    """The feed in `data`, which was fetched from `url`. Raises `DaycastError` where it is none."""
    import feedparser

    xml = decode(data, content_type).encode("utf-8", "replace")
    refuse_entities(xml)
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    try:
        found: Any = feedparser.parse(io.BytesIO(xml), response_headers=headers)
    except Exception as error:  # feedparser trips over some broken feeds, and that is the feed's fault
        raise DaycastError(f"this feed is too broken to be read ({type(error).__name__})") from error
    if not found.get("version"):
        raise DaycastError("this is no RSS or Atom feed", hint="Find the feed of a site: daycast sources add URL")
    entries = [_entry(raw) for raw in found.entries]
    return Feed(
        tidy(_plain(found.feed.get("title", ""))),
        tuple({entry.key: entry for entry in reversed(entries)}.values())[::-1],
    )


def of_day(
    entries: Sequence[Entry], day: date, now: datetime, zone: tzinfo, known: Container[str], *, is_first_visit: bool
) -> Chosen:
    """Those of `entries` that belong to `day` and are not among the keys of `known`.

    A day that is over has what was published within it, where the show lives. Today (and a day to come, for those who
    prepare it the evening before) has what was published in the last day and a half and was not gathered for another
    day. Entries without a date are as old as their first sight: on a first visit only the topmost are taken.
    """
    is_over = day < now.astimezone(zone).date()
    dated = [entry for entry in entries if entry.published and _is_of(entry.published, day, now, zone, is_over)]
    undated = [] if is_over else [entry for entry in entries if not entry.published]
    ordered = [*sorted(dated, key=_published, reverse=True), *undated[: FIRST if is_first_visit else None]]
    wanted = [entry for entry in ordered if entry.key not in known]
    dated_now = (replace(entry, published=min(entry.published or now, now)) for entry in wanted[:MOST])
    return Chosen(tuple(dated_now), len(wanted[MOST:]), len(ordered) - len(wanted))


def _is_of(published: datetime, day: date, now: datetime, zone: tzinfo, is_over: bool) -> bool:
    if is_over:
        return published.astimezone(zone).date() == day
    return now - RECENT <= published <= now + AHEAD


def _published(entry: Entry) -> datetime:
    return entry.published or datetime.min.replace(tzinfo=UTC)


def canonical(url: str) -> str:
    """A web address as the identity of what stands there: without fragment, password and what tells how one came.

    "" for what is no web address, such as `javascript:`.
    """
    try:
        parts = urlsplit(_UNSEEN.sub(lambda found: quote(found[0]), url.strip()))
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if not _TRACKING.match(pair))
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query, ""))


def outlet_of(title: str, url: str) -> str:
    """The outlet out of a feed's name such as "Science – Example Wire": the part that its host's name knows."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    parts = [part for part in _BREAK.split(title) if part]
    squashed = {part: "".join(filter(str.isalnum, part)).casefold() for part in parts}
    own = (part for part, letters in squashed.items() if letters and letters in host.replace("-", "").replace(".", ""))
    return next(own, parts[0] if parts else host)


def _entry(raw: Any) -> Entry:
    url = canonical(str(raw.get("feedburner_origlink") or raw.get("link") or ""))
    title = tidy(_plain(str(raw.get("title", ""))))
    texts = {
        "content": next((str(c.get("value", "")) for c in raw.get("content", ())), ""),
        "summary": str(raw.get("summary", "")),
    }
    kind, html = max(texts.items(), key=lambda item: len(item[1]))
    blocks = fragment(html)
    entry = Entry(
        key=url or str(raw.get("id", "")) or title,
        title=title or (blocks[0].words[:80] if blocks else ""),
        url=url,
        outlet=tidy(_plain(str((raw.get("source") or {}).get("title", "")))),
        published=_moment(raw.get("published_parsed") or dict.get(raw, "updated_parsed")),
        blocks=blocks,
        is_full=False,
    )
    return replace(entry, is_full=entry.words >= _FULL[kind] and not _CUT_OFF.search(blocks[-1].words))


def _moment(parsed: Any) -> datetime | None:
    """feedparser's UTC tuple as a time; `None` for one that no calendar has."""
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _plain(html: str) -> str:
    return " ".join(block.words for block in fragment(html))
