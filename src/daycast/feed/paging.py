"""The documents of the feed: `feed.xml` with the newest episodes, and behind it pages of 100 that are full for good.

A reader of RFC 5005 (section 4) reads a page of the archive once. So an episode that is in one stays there, and one
that is published late stands in `feed.xml`, however old its date is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from daycast.feed.ledger import Entry

MAIN = "feed.xml"
SIZE = 100  # episodes of an archive page


def page_name(page: int) -> str:
    """The name in `feed/` of a page of the archive, which counts from 1, the oldest; 0 is the feed itself."""
    return f"feed-{page}.xml" if page else MAIN


def paged(entries: Iterable[Entry], least: int, here: Collection[date]) -> tuple[Entry, ...]:
    """The entries, each with its page: the oldest in `feed.xml` move to a new one while at least `least` stay there.

    `here` are the days of the episodes that stand in the feed.
    """
    listed = sorted(entries, key=lambda entry: (entry.published, entry.date))
    page = max((entry.page for entry in listed), default=0)
    main = [entry for entry in listed if not entry.page and entry.date in here]
    moved: dict[date, int] = {}
    for first in range(0, len(main) - least - SIZE + 1, SIZE):
        page += 1
        moved |= {entry.date: page for entry in main[first : first + SIZE]}
    return tuple(replace(entry, page=moved[entry.date]) if entry.date in moved else entry for entry in listed)
