"""A line of an access log as a request.

Lines are NCSA's combined format, as Apache, nginx and `daycast serve` write it (the common format lacks the last two
fields, and so cannot tell apps apart), or the JSON objects of Caddy. A combined line may name the range in one more
field in quotes, as a request writes it (`bytes=0-1023`) or as an answer does (`bytes 0-1023/4096`).
"""

from __future__ import annotations

import json
import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from daycast.feed.site.log import MONTHS, moment

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

_QUOTED = r'[^"\\]*(?:\\.[^"\\]*)*'
_COMBINED = re.compile(
    rf'(\S+) \S+ [^\[]*\[([^\]]+)\] "(?:([A-Z]+) ([^ "]+)(?: [^"]*)?|{_QUOTED})" ([0-9]{{3}}) ([0-9]+|-)'
    rf'(?: "{_QUOTED}" "({_QUOTED})"(.*))?\s*'
)
_ANY_COMBINED = re.compile(re.sub(r"(?<!\\)\((?!\?)", "(?:", _COMBINED.pattern))  # without groups: twice as fast
_TIME = re.compile(r"([0-9]{2})/([A-Z][a-z]{2})/([0-9]{4}):([0-9]{2})")
_ZONE = re.compile(r"([+-])([0-9]{2})([0-9]{2})")
_SPAN = re.compile(r"bytes[= ]([0-9]{1,18})-([0-9]{0,18})(?=[/\"]|$)")
_LONGEST = 512  # characters of a user agent


class Request(NamedTuple):
    """What one line says. `time` is as the log writes it; `sent` are the body's bytes, `first` the one that they begin
    with, or None where the line does not tell. An empty method is a request that was none."""

    address: str
    time: str
    method: str
    path: str
    status: int
    sent: int
    agent: str
    first: int | None = None


def parse(line: str) -> Request | None:
    """The request of a line; None for one that is not as a log writes it."""
    match = _COMBINED.fullmatch(line)
    if match is None:
        return _caddys(line)
    address, time, method, path, status, sent, agent, rest = match.groups()
    return Request(
        address,
        time,
        method or "",
        path or "",
        int(status),
        0 if sent == "-" else int(sent),
        "" if agent is None or agent == "-" else agent[:_LONGEST],
        _first(int(status), rest),
    )


def is_line(line: str) -> bool:
    """Whether `parse` would find a request in it."""
    return _ANY_COMBINED.fullmatch(line) is not None or _caddys(line) is not None


def _caddys(line: str) -> Request | None:
    """A line of Caddy's JSON log: `ts` in seconds since 1970, as Caddy writes it if not told otherwise."""
    if not line.startswith("{"):
        return None
    try:
        data = json.loads(line)
        asked, status = data["request"], int(data["status"])
        headers = asked.get("headers", {})
        return Request(
            str(asked.get("client_ip") or asked["remote_ip"]),
            moment(int(data["ts"])),
            str(asked["method"]),
            str(asked["uri"]),
            status,
            int(data["size"]),
            _header(headers, "User-Agent")[:_LONGEST],
            _first(status, _header(headers, "Range")),
        )
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError, OSError, RecursionError):
        return None


def _header(headers: Any, name: str) -> str:
    found = headers.get(name) or [""]
    return str(found[0])


def _first(status: int, rest: str | None) -> int | None:
    """The first byte that was sent: an answer with 200 begins at the beginning."""
    if status != 206:
        return 0
    match = _SPAN.search(rest) if rest else None
    return int(match[1]) if match else None


def day(time: str, zone: ZoneInfo) -> date | None:
    """The date in `zone` of a time as a log writes it, `21/Nov/2026:06:30:00 +0100`; None where it is none."""
    minute = time[15:17]
    return _day(time[:14], int(minute) // 15, time[-5:], zone) if minute.isdecimal() and minute < "60" else None


@lru_cache(maxsize=4096)
def _day(hour: str, quarter: int, offset: str, zone: ZoneInfo) -> date | None:
    """A day begins at a whole quarter of an hour everywhere."""
    time, away = _TIME.fullmatch(hour), _ZONE.fullmatch(offset)
    if not time or not away or time[2] not in MONTHS:
        return None
    east = timedelta(hours=int(away[2]), minutes=int(away[3])) * (-1 if away[1] == "-" else 1)
    try:
        written = datetime(
            int(time[3]), MONTHS.index(time[2]) + 1, int(time[1]), int(time[4]), quarter * 15, tzinfo=timezone(east)
        )
        return written.astimezone(zone).date()
    except (ValueError, OverflowError):
        return None
