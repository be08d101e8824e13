"""Pictures and recordings by their bytes, as few of them as will do."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping

from daycast.feed.examine.seen import Audio, Picture

PIECE = 262_144  # bytes that are asked for at once
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP")
_TYPES = {"id3": "audio/mpeg", "mpeg": "audio/mpeg", "mp4": "audio/mp4", "ogg": "audio/ogg", "wave": "audio/wav",
          "flac": "audio/flac", "asf": "audio/x-ms-wma", "aiff": "audio/aiff"}  # fmt: skip


class Wanted(Exception):
    """More of a file is needed: the piece that begins `at` this byte."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def picture(data: bytes) -> Picture | None:
    """What the beginning of a picture says of it; `None` for what is none."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a picture too large to be opened is not opened, only measured
            with Image.open(io.BytesIO(data), formats=_FORMATS) as found:
                return Picture(found.format or "", found.mode, *found.size)
    except Exception:  # whatever a broken picture makes the library raise: it is none
        return None


def audio(pieces: Mapping[int, bytes], size: int) -> Audio | None:
    """What the pieces (by their first byte) of a recording of `size` bytes say; `None` for what is none.

    Raises `Wanted` where another piece is needed.
    """
    from tinytag import TinyTag

    file = _Pieces(pieces, size)
    try:
        found = TinyTag.get(file_obj=io.BufferedReader(file, 4096), tags=False)
    except Wanted:
        raise
    except Exception:  # whatever a broken recording makes the library raise: it is none
        if file.wanted is not None:
            raise Wanted(file.wanted) from None
        return None
    if file.wanted is not None:
        raise Wanted(file.wanted)
    kind = _TYPES.get(type(found).__name__.strip("_").lower(), "")
    if not kind or (kind == "audio/mpeg" and not found.duration):
        return None
    return Audio(kind, found.duration, found.bitrate)


class _Pieces(io.RawIOBase):
    """A file of which only some pieces are here. What is not is `wanted`, and reading it raises `Wanted`."""

    def __init__(self, pieces: Mapping[int, bytes], size: int) -> None:
        self._pieces, self._size, self._at = pieces, size, 0
        self.wanted: int | None = None

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, start + offset)
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        if self._at >= self._size:
            return 0
        for start, data in self._pieces.items():
            if start <= self._at < start + len(data):
                part = data[self._at - start :][: len(view)]
                view[: len(part)] = part
                self._at += len(part)
                return len(part)
        self.wanted = self._at
        raise Wanted(self._at)
