"""An MP3 as what it is put together of: bytes that are its own, parts that are kept elsewhere, and silence.

Its length, its tag and any part of it are known without a file: so a thousand episodes made of the same takes take the
room of those takes.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from daycast.voice import mp3


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that are kept under a key: the frames of a take or of another piece in the store, or a picture."""

    key: str
    size: int


@dataclass(frozen=True, slots=True)
class Silence:
    """So many silent frames."""

    frames: int
    layout: mp3.Layout

    @property
    def size(self) -> int:
        return self.frames * self.layout.frame_bytes


Piece = bytes | Part | Silence


@dataclass(frozen=True, slots=True)
class Slice:
    """The bytes of a piece from `first` to before `end`."""

    piece: Piece
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class Reel:
    """Pieces in order, none of them empty; `ends` are the bytes at which each ends."""

    pieces: tuple[Piece, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Reel:
        kept = tuple(piece for piece in pieces if size_of(piece))
        return cls(kept, tuple(accumulate(map(size_of, kept))))

    @property
    def length(self) -> int:
        """In bytes."""
        return self.ends[-1] if self.ends else 0

    @property
    def parts(self) -> Iterator[Part]:
        return (piece for piece in self.pieces if isinstance(piece, Part))

    def etag(self) -> str:
        """A strong tag (RFC 9110, section 8.8.3): the digest of what it is made of. A key names one sound alone."""
        told = json.dumps([_told(piece) for piece in self.pieces], separators=(",", ":"))
        return f'"{hashlib.sha256(told.encode()).hexdigest()[:32]}"'

    def cover(self, first: int, length: int) -> Iterator[Slice]:
        """What of which pieces makes up `length` bytes from `first` on; less where the reel ends before."""
        end = min(first + length, self.length)
        at = bisect_right(self.ends, first)
        while first < end:
            begins = self.ends[at - 1] if at else 0
            last = min(end, self.ends[at])
            yield Slice(self.pieces[at], first - begins, last - begins)
            first, at = last, at + 1


def size_of(piece: Piece) -> int:
    """How many bytes a piece has."""
    return len(piece) if isinstance(piece, bytes) else piece.size


def _told(piece: Piece) -> object:
    match piece:
        case bytes():
            return hashlib.sha256(piece).hexdigest()
        case Part():
            return [piece.key, piece.size]
        case Silence():
            return [piece.frames, piece.layout.bitrate]
