"""The episodes of a show as its pages tell of them, and what differs between two states of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from types import MappingProxyType

from daycast.feed.cards import Card
from daycast.feed.text import newest_first
from daycast.feed.threads import Threads, threads


@dataclass(frozen=True)
class Catalogue:
    """The cards of all episodes, in whatever order."""

    cards: tuple[Card, ...]

    @cached_property
    def listed(self) -> tuple[Card, ...]:
        """The cards, newest first."""
        return tuple(newest_first(self.cards))

    @cached_property
    def months(self) -> Mapping[str, tuple[Card, ...]]:
        """The cards by the month of their date ("2026-06"), newest first."""
        ordered = sorted(self.listed, key=lambda card: card.date, reverse=True)
        grouped = groupby(ordered, key=lambda card: month_of(card.date))
        return MappingProxyType({month: tuple(cards) for month, cards in grouped})

    @cached_property
    def threads(self) -> Threads:
        return threads(self.cards)

    @cached_property
    def _place(self) -> dict[date, int]:
        return {card.date: place for place, card in enumerate(self.listed)}

    def around(self, day: date) -> tuple[Card | None, Card | None]:
        """The episodes listed next to that of `day`: the newer one and the older one."""
        at = self._place[day]
        newer = self.listed[at - 1] if at else None
        return newer, self.listed[at + 1] if at + 1 < len(self.listed) else None


@dataclass(frozen=True, slots=True)
class Stale:
    """What is to be made again: the pages of episodes, months and topics (by name), and which files are `gone`."""

    episodes: frozenset[date]
    months: frozenset[str]
    topics: frozenset[str]
    gone: frozenset[str]


def stale(before: Catalogue, after: Catalogue, changed: Collection[date]) -> Stale:
    """What a change asks for: little, where one episode was added. `changed` are episodes whose record is another.

    An episode's page names its neighbours and the tellings of its stories in other episodes; so a new one touches the
    one before it and those that it goes on from.
    """
    old, new = ({card.date: card for card in state.cards} for state in (before, after))
    differs = {day for day in old.keys() | new.keys() if old.get(day) != new.get(day)}
    states = [(state, day) for state, days in ((before, old), (after, new)) for day in differs & days.keys()]
    near = {other.date for state, day in states for other in state.around(day) if other}
    # Later episodes alone add to what was told: only for others the old stories have to be looked at.
    later = not old or min(differs, default=date.max) > max(old)
    was = [] if later else [topic for topic in before.threads.topics if topic.days & differs]
    now = [topic for topic in after.threads.topics if topic.days & differs]
    told = {day for topic in (*was, *now) for day in topic.days}
    names = {name for topic in after.threads.topics for name in topic.names} if was else set()
    emptied = _months(old) - _months(new)
    return Stale(
        episodes=frozenset(new.keys() & (differs | near | told | {*changed})),
        months=frozenset(month_of(day) for day in differs.union(changed)),
        topics=frozenset(topic.name for topic in after.threads.topics if topic.days & told),
        gone=frozenset(
            [f"{day}/index.html" for day in old.keys() - new.keys()]
            + [f"topics/{name}/index.html" for topic in was for name in topic.names if name not in names]
            + [f"archive/{month}/index.html" for month in emptied]
            + [f"search/{month}.json" for month in emptied]
            + [
                f"search/{year}.json"
                for year in {month[:4] for month in emptied} - {month[:4] for month in _months(new)}
            ]
        ),
    )


def _months(days: Iterable[date]) -> set[str]:
    return {month_of(day) for day in days}


def month_of(day: date) -> str:
    """`2026-06`"""
    return day.isoformat()[:7]
