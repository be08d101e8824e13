"""An ID3v2.3 tag: title, show, date, cover and chapters.

Written here because the libraries that can are GPL or whole encoders. Version 2.3, since with 2.4 ffprobe
loses chapters whose inner frames are longer than 127 bytes. Source: id3v2.3.0 and its chapter addendum 1.0.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import cast
from urllib.parse import quote

from daycast.episodes.reel import Part, Piece, size_of

MOST_CHAPTERS = 255
_ADDRESS = "%/:?#[]@!$&'()*+,;=~"  # what RFC 3986 leaves as it is
_NO_OFFSET = 0xFFFFFFFF  # times alone say where a chapter is
_UTF16 = b"\x01"
_FRONT_COVER, _OTHER = b"\x03", b"\x00"  # what a picture shows


@dataclass(frozen=True, slots=True)
class ChapterTag:
    """A chapter from `start` to `end`, in milliseconds. `picture` is a JPEG; `url` is empty where none is."""

    start: int
    end: int
    title: str
    url: str = ""
    picture: Part | None = None


def tag(
    *,
    title: str,
    album: str,
    artist: str,
    day: date,
    number: int,
    summary: str,
    cover: Part | None,
    chapters: Sequence[ChapterTag],
) -> tuple[Piece, ...]:
    """The whole tag, to stand before the first audio frame. `cover` is a JPEG; pictures stay where they are kept."""
    body = [
        _text("TIT2", title),
        _text("TALB", album),
        _text("TPE1", artist),
        _text("TRCK", str(number)),
        _text("TYER", f"{day:%Y}"),
        _text("TDAT", f"{day:%d%m}"),
        _text("TCON", "Podcast"),
        _frame("COMM", [_UTF16 + b"XXX" + _words("") + b"\0\0" + _words(summary)]),
        _picture(cover, _FRONT_COVER),
        _contents(len(chapters)) if chapters else [],
        *(_chapter(index, chapter) for index, chapter in enumerate(chapters)),
    ]
    pieces = [piece for frame in body for piece in frame]
    return _joined([b"ID3\x03\x00\x00" + _syncsafe(_size(pieces)), *pieces])


def _joined(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The same bytes with as few pieces as there can be."""
    return tuple(
        piece
        for own, group in groupby(pieces, key=lambda piece: isinstance(piece, bytes))
        for piece in ([b"".join(cast("Iterable[bytes]", group))] if own else group)
    )


def _size(pieces: Iterable[Piece]) -> int:
    return sum(map(size_of, pieces))


def _contents(count: int) -> list[Piece]:
    """CTOC: the top-level, ordered table of contents."""
    if count > MOST_CHAPTERS:
        raise ValueError(f"an ID3 table of contents holds at most {MOST_CHAPTERS} chapters")
    elements = b"".join(_element(index) for index in range(count))
    return _frame("CTOC", [b"toc\0\x03" + bytes([count]) + elements])


def _chapter(index: int, chapter: ChapterTag) -> list[Piece]:
    times = struct.pack(">IIII", chapter.start, chapter.end, _NO_OFFSET, _NO_OFFSET)
    inner = [*_text("TIT2", chapter.title), *_link(chapter.url), *_picture(chapter.picture, _OTHER)]
    return _frame("CHAP", [_element(index) + times, *inner])


def _link(url: str) -> list[Piece]:
    """WXXX, the address as ASCII."""
    return _frame("WXXX", [b"\0chapter url\0" + quote(url, safe=_ADDRESS).encode()]) if url else []


def _picture(jpeg: Part | None, shows: bytes) -> list[Piece]:
    return _frame("APIC", [b"\0image/jpeg\0" + shows + b"\0", jpeg]) if jpeg else []


def _element(index: int) -> bytes:
    return f"chp{index}".encode() + b"\0"


def _text(name: str, words: str) -> list[Piece]:
    return _frame(name, [_UTF16 + _words(words)])


def _words(words: str) -> bytes:
    return b"\xff\xfe" + words.replace("\0", "").encode("utf-16-le", "replace")


def _frame(name: str, content: list[Piece]) -> list[Piece]:
    return [name.encode() + struct.pack(">IH", _size(content), 0), *content]


def _syncsafe(size: int) -> bytes:
    if size >= 1 << 28:
        raise ValueError("an ID3 tag holds at most 256 MB")
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
