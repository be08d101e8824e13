"""Downloads, counted from requests by the Podcast Technical Measurement Guidelines of the IAB Tech Lab.

A download is an episode of which one listener got at least a minute's sound on one day (sections 5.5.2 to 5.5.5, 6.1).
The order of the lines does not matter, so any files of a log may be counted in any order. What identifies somebody is
only ever kept as a digest whose key ends with the count.
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
from daycast.feed.stats.gained import Crowd, Gained
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
    gained = Gained()
    named: dict[int, Key] = {}  # of listeners with names: whatever apps they use, they are one
    crowd = Crowd()
    secret = os.urandom(16)
    for line in lines:
        found = _asked(line, sounds, who, zone, since, until)
        if isinstance(found, str):
            left_out[found] += 1
            continue
        request, sound, key = found
        address = network(request.address)
        somebody = f"t {key.listener}" if key.listener else f"{address} {request.agent}"
        on = key.day.toordinal()
        listener = _digest(secret, f"{on} {key.episode.toordinal()} {somebody}")
        if key.listener:
            named[listener] = min(named.get(listener, key), key)
        if gained.add(listener, sound, request.first, request.sent) and not key.listener:
            downloads[key] += 1
            crowd.add(_digest(secret, f"{on} {address}"), key.day)
    downloads.update(key for listener, key in named.items() if gained.enough(listener))
    left_out["short"], left_out["joined"] = gained.rest()
    return Counted(downloads, +left_out, crowd.busiest)


def _asked(
    line: str,
    sounds: Mapping[str, Sound],
    who: Callable[[str], Agent],
    zone: ZoneInfo,
    since: date | None,
    until: date | None,
) -> tuple[Request, Sound, Key] | Why:
    """What somebody asked for and got, and what it would be counted as; or why it does not count (section 5.5.2)."""
    if not (".mp3" in line or ".m4a" in line or ".opus" in line):  # most lines, and the parser takes longer
        return "other" if is_line(line) else "broken"
    request = parse(line)
    if request is None:
        return "broken"
    wanted = PATH.search(request.path)
    if wanted is None:
        return "other"
    on = day(request.time, zone)
    if on is None:
        return "broken"
    if (since and on < since) or (until and on > until):
        return "outside"
    if request.method != "GET" or request.status not in (200, 206):
        return "unanswered"
    if (sound := sounds.get(wanted[2])) is None:
        return "unknown"
    if not request.agent:
        return "nameless"
    if is_watch(request.agent):
        return "watch"
    if (agent := who(request.agent)).robot:
        return "robot"
    if request.status == 206 and request.sent <= _PROBE < sound.enough:
        return "probe"
    return request, sound, Key(on, sound.episode, agent.name, wanted[1] or "")


def _digest(secret: bytes, text: str) -> int:
    """64 bits in place of what would identify somebody; the last two are zero."""
    found = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8, key=secret).digest()
    return int.from_bytes(found, "big") & ~3


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
