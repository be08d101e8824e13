"""The bytes of a reel, from wherever its parts are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from daycast.episodes.recent import Recent
from daycast.episodes.reel import Part, Reel, Silence, Slice
from daycast.errors import DaycastError
from daycast.voice import mp3

Fetch = Callable[[Part], bytes]

ROOM = 64 << 20  # bytes of parts that are kept in memory: those of a day's episodes, as long as everybody asks for them


class LostError(DaycastError):
    """A part of a reel that is not kept any more, or not as it was."""


def chunks(reel: Reel, fetch: Fetch) -> Iterator[bytes]:
    """All of a reel, piece by piece: however long it is, one piece is in memory at a time."""
    return (taken(part, fetch) for part in reel.cover(0, reel.length))


def taken(part: Slice, fetch: Fetch) -> bytes:
    """The bytes of a slice."""
    match part.piece:
        case bytes():
            return part.piece[part.first : part.end]
        case Part():
            return fetch(part.piece)[part.first : part.end]
        case Silence():
            frame = mp3.silent_frames(1, part.piece.layout)
            skipped = part.first // len(frame)
            wanted = -(-part.end // len(frame)) - skipped
            return (frame * wanted)[part.first - skipped * len(frame) : part.end - skipped * len(frame)]


class Reader:
    """Reads reels, of any number of threads at once; parts that were read lately are in memory.

    `fetch` gives the bytes of a part, verified, or raises `LostError`; `has` tells whether there is something to fetch.
    """

    def __init__(self, fetch: Fetch, has: Callable[[Part], bool], room: int = ROOM) -> None:
        self._fetch, self._has = fetch, has
        self._parts: Recent[str, bytes] = Recent(room)

    def read(self, reel: Reel, first: int, length: int) -> bytes:
        """`length` bytes from `first` on."""
        return b"".join([taken(part, self.part) for part in reel.cover(first, length)])

    def at_hand(self, reel: Reel, first: int, length: int) -> bool:
        """Whether these bytes can be had without asking any store."""
        return all(part.piece.key in self._parts for part in reel.cover(first, length) if isinstance(part.piece, Part))

    def check(self, reel: Reel, first: int, length: int) -> None:
        """Raises `LostError` where a part of these bytes is not kept any more."""
        for part in reel.cover(first, length):
            if isinstance(part.piece, Part) and part.piece.key not in self._parts and not self._has(part.piece):
                self._fetch(part.piece)

    def part(self, part: Part) -> bytes:
        """The bytes of one part."""
        data = self._parts.get(part.key)
        if data is not None:
            return data
        data = self._fetch(part)
        if len(data) != part.size:
            raise LostError(f"{part.key}: has {len(data)} bytes in place of {part.size}", hint="Run: daycast publish")
        self._parts.put(part.key, data, len(data))
        return data
