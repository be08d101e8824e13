"""What listeners have got so far, in as little memory as a log of gigabytes allows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from daycast.feed.stats.sound import Sound

_FIELD = 24  # bits for how many requests there were, below the bytes that they brought
_BUCKETS = 1 << 20

Spans = tuple[tuple[int, int], ...]


class Gained:
    """Who has got a minute of what. A listener is a number whose last two bits are free, for one episode on one day.

    What was got of a file, so long as it is not enough, is a number where the log does not tell which bytes they were
    (their sum and the requests), else that number and from where to where they go.
    """

    def __init__(self) -> None:
        self._enough: set[int] = set()
        self._parts: dict[int, int | tuple[int, Spans]] = {}
        self._joined = 0

    def add(self, listener: int, sound: Sound, first: int | None, sent: int) -> bool:
        """Adds an answer of `sent` bytes from the byte `first` on (None: unknown); whether they make it a download."""
        if listener in self._enough:
            self._joined += 1
            return False
        piece = listener | sound.format
        before = self._parts.get(piece, 0)
        sums, spans = before if isinstance(before, tuple) else (before, ())
        sums += 1
        if first is None:
            sums += sent << _FIELD
        else:
            spans = joined(spans, (first, first + sent))
        if (sums >> _FIELD) + sum(end - start for start, end in spans) < sound.enough:
            self._parts[piece] = (sums, spans) if spans else sums
            return False
        self._parts.pop(piece, None)
        self._enough.add(listener)
        self._joined += _requests(sums) - 1
        return True

    def enough(self, listener: int) -> bool:
        """Whether the listener got a minute."""
        return listener in self._enough

    def rest(self) -> tuple[int, int]:
        """How many requests led to nothing, and how many belong to downloads beside the one that each began with."""
        short = over = 0
        for piece, part in self._parts.items():
            requests = _requests(part[0] if isinstance(part, tuple) else part)
            if piece & ~3 in self._enough:  # of another format
                over += requests
            else:
                short += requests
        return short, self._joined + over


def _requests(sums: int) -> int:
    return sums & ((1 << _FIELD) - 1)


def joined(spans: Spans, new: tuple[int, int]) -> Spans:
    """The spans with one more: what came twice stands there once, what touches is one. Ends are not included."""
    start, end = new
    apart = []
    for one in spans:
        if one[1] < start or one[0] > end:
            apart.append(one)
        else:
            start, end = min(start, one[0]), max(end, one[1])
    return tuple(sorted((*apart, (start, end))))


class Crowd:
    """How many downloads one address made on a day: the most, and when. Addresses share a million counters by chance,
    so that the figure is right but for a few."""

    def __init__(self) -> None:
        self._counters = array("L", bytes(array("L").itemsize * _BUCKETS))
        self.busiest: tuple[date, int] | None = None

    def add(self, address: int, day: date) -> None:
        """Counts a download of an address on a day, which `address` stands for."""
        place = (address >> 2) % _BUCKETS
        self._counters[place] += 1
        many = self._counters[place]
        if self.busiest is None or (-many, day) < (-self.busiest[1], self.busiest[0]):
            self.busiest = day, many
