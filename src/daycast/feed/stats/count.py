"""Downloads, counted from requests by the Podcast Technical Measurement Guidelines of the IAB Tech Lab.

A download is an episode of which one listener got at least a minute's sound on one day (sections
5.5.2 to 5.5.5 and 6.1). The order of the lines does not matter, so any files of a log may be counted in any order. What
identifies somebody is only ever kept as a digest whose key ends with the count.
"""

from __future__ import annotations

import hashlib
import ipaddress
import os
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from daycast.feed.stats.agents import is_watch
from daycast.feed.stats.parse import day, is_line, parse
from daycast.feed.stats.sound import PATH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date
    from zoneinfo import ZoneInfo

    from daycast.feed.stats.agents import Agent
    from daycast.feed.stats.parse import Request
    from daycast.feed.stats.sound import Sound

Why = Literal[
    "broken", "other", "unanswered", "unknown", "outside", "nameless", "watch", "robot", "probe", "short", "joined"
]
REASONS: Mapping[Why, str] = {
    "broken": "lines that no log writes",
    "other": "requests for other things: feed, pages, pictures",
    "unanswered": "requests that got no sound: HEAD, 304, 404 and their like",
    "unknown": "requests for episodes that are not here any more",
    "outside": "requests on other days",
    "nameless": "requests without a user agent",
    "watch": "requests of an Apple Watch beside its telephone's",
    "robot": "requests of robots",
    "probe": "requests for two bytes, to see whether ranges work",
    "short": "requests that brought less than a minute, all of a listener's day together",
    "joined": "requests that belong to a download counted already",
}
_PROBE = 2  # bytes


class Key(NamedTuple):
    """What downloads are counted by; `listener` is the name of a private feed's, else ""."""

    day: date
    episode: date
    app: str
    listener: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many downloads there were, how many lines were no download and why, and the day on which one address alone
    made the most, and how many."""

    downloads: Mapping[Key, int]
    left_out: Mapping[Why, int]
    busiest: tuple[date, int] | None

    @property
    def lines(self) -> int:
        """All that were read."""
        return sum(self.downloads.values()) + sum(self.left_out.values())


class _Part(NamedTuple):
    """What a listener has got of a file on a day, so long as it is less than a minute: in how many requests, how many
    bytes of which it is not known where they stand, and from where to where the others do."""

    whole: int  # the digest of the listener, the episode and the day
    requests: int
    loose: int
    spans: tuple[tuple[int, int], ...]

    def bytes(self) -> int:
        return self.loose + sum(end - start for start, end in self.spans)


def count(
    lines: Iterable[str],
    sounds: Mapping[str, Sound],
    who: Callable[[str], Agent],
    zone: ZoneInfo,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Counted:
    """Counts the downloads in a log's lines from `since` to `until`, both included, by the days of `zone`."""
    downloads: Counter[Key] = Counter()
    left_out: Counter[Why] = Counter()
    secret = os.urandom(16)
    done: set[int] = set()
    parts: dict[int, _Part] = {}
    named: dict[int, Key] = {}  # of listeners with names: whatever apps they use, they are one
    crowds: Counter[tuple[date, int]] = Counter()

    def add(line: str) -> Why | None:
        """Why the line is no download, as far as it is known yet."""
        if not (".mp3" in line or ".m4a" in line or ".opus" in line):  # most lines, and the parser takes longer
            return "other" if is_line(line) else "broken"
        request = parse(line)
        if request is None:
            return "broken"
        wanted = PATH.search(request.path)
        if wanted is None:
            return "other"
        listener, file, _ = wanted.groups()
        on = day(request.time, zone)
        if on is None:
            return "broken"
        if (since and on < since) or (until and on > until):
            return "outside"
        if request.method != "GET" or request.status not in (200, 206):
            return "unanswered"
        if (sound := sounds.get(file)) is None:
            return "unknown"
        if not request.agent:
            return "nameless"
        if is_watch(request.agent):
            return "watch"
        agent = who(request.agent)
        if agent.robot:
            return "robot"
        if request.status == 206 and request.sent <= _PROBE < sound.enough:
            return "probe"
        address = network(request.address)
        somebody = f"t {listener}" if listener else f"{address} {request.agent}"
        whole = _digest(secret, f"{on} {sound.episode} {somebody}")
        key = Key(on, sound.episode, agent.name, listener or "")
        if listener:
            named[whole] = min(named.get(whole, key), key)
        if whole in done:
            return "joined"
        part = _part(whole, request)
        if part.bytes() < sound.enough:
            piece = _digest(secret, f"{on} {file} {somebody}")
            part = _joined(parts[piece], part) if piece in parts else part
            if part.bytes() < sound.enough:
                parts[piece] = part
                return None
            parts.pop(piece, None)
        done.add(whole)
        left_out["joined"] += part.requests - 1
        if not listener:
            downloads[key] += 1
            crowds[on, _digest(secret, address)] += 1
        return None

    for line in lines:
        if reason := add(line):
            left_out[reason] += 1
    for part in parts.values():
        left_out["joined" if part.whole in done else "short"] += part.requests
    downloads.update(key for whole, key in named.items() if whole in done)
    busiest = min(((-many, on) for (on, _), many in crowds.items()), default=None)
    return Counted(downloads, +left_out, (busiest[1], -busiest[0]) if busiest else None)


def _part(whole: int, request: Request) -> _Part:
    first, sent = request.first, request.sent
    return _Part(whole, 1, sent, ()) if first is None else _Part(whole, 1, 0, ((first, first + sent),))


def _joined(one: _Part, other: _Part) -> _Part:
    """Both together; what came twice counts once."""
    spans: list[tuple[int, int]] = []
    for start, end in sorted((*one.spans, *other.spans)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return _Part(one.whole, one.requests + other.requests, one.loose + other.loose, tuple(spans))


def _digest(secret: bytes, text: str) -> int:
    """64 bits in place of what would identify somebody."""
    return int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8, key=secret).digest(), "big")


@lru_cache(maxsize=1 << 14)
def network(address: str) -> str:
    """Whom an address stands for: IPv6 by its first 64 bits, which a device keeps (section 5.5.4)."""
    if ":" not in address:
        return address
    try:
        found = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    return str(found.ipv4_mapped or f"{int(found) >> 64:x}")
