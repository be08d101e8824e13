"""How long an answer may be kept: until the next episode is due, and never longer than an hour.

An app that keeps the feed past that misses the episode. The hour is for corrections: a page or a feed that was put
right reaches everybody within it.
"""

from __future__ import annotations

import re
from email.utils import parsedate_to_datetime
from itertools import pairwise
from statistics import median

LONGEST = 3600  # seconds
SHORTEST = 60  # while an episode is late
_DAY = 86400.0
_LOOKED_AT = 12
_PUBLISHED = re.compile(rb"<pubDate>([^<]{1,64})</pubDate>")


def published(feed: bytes) -> tuple[float, ...]:
    """When the newest episodes of a feed were published, oldest first, as seconds since 1970."""
    found = set()
    for match in _PUBLISHED.finditer(feed):
        try:
            found.add(parsedate_to_datetime(match[1].decode("latin-1")).timestamp())
        except ValueError:
            continue
        if len(found) > _LOOKED_AT:
            break
    return tuple(sorted(found))


def due(times: tuple[float, ...]) -> float | None:
    """When the next episode is due: the usual time between episodes after the newest; a day where there is but one."""
    if not times:
        return None
    between = [later - earlier for earlier, later in pairwise(times)]
    return times[-1] + (median(between) if between else _DAY)


def max_age(next_due: float | None, now: float) -> int:
    """Seconds that an answer of `now` stays fresh."""
    if next_due is None:
        return SHORTEST
    return int(min(max(next_due - now, SHORTEST), LONGEST))
