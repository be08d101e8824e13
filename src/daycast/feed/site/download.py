"""A part of a file on its way from the disk to a client, as fast as the client takes it."""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, Protocol

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from typing import Any

    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]

PIECE = 64 << 10  # bytes that are read at a time
SHORT = 1 << 20  # bytes of a part that is kept in memory
_ROOM = 64 << 20  # bytes of the parts that are kept in memory
AHEAD = 4 * PIECE  # bytes that granian takes before it waits for the client


class Source(Protocol):
    """Bytes that can be read from anywhere on, until `close`. What is not there any more is a `DaycastError`."""

    async def check(self, first: int, length: int) -> None:
        """Whether these bytes are there, before they are promised."""

    async def read(self, first: int, length: int) -> bytes: ...
    def close(self) -> None: ...


class Opened:
    """An open file, which is ours to close."""

    def __init__(self, file: int) -> None:
        self._file = file

    def stat(self) -> os.stat_result:
        return os.fstat(self._file)

    async def check(self, first: int, length: int) -> None:
        """An open file stays whole."""

    async def read(self, first: int, length: int) -> bytes:
        return os.pread(self._file, length, first)

    def close(self) -> None:
        os.close(self._file)


class Parts:
    """Short parts of files in memory: when an episode is new, many players ask for the same beginning."""

    def __init__(self) -> None:
        self._parts: dict[tuple[str, str, int, int], tuple[bytes, ...]] = {}
        self._size = 0

    async def read(self, source: Source, path: str, etag: str, first: int, length: int) -> tuple[bytes, ...]:
        """`length` bytes from `first` on of what stands at `path` and has this tag; in pieces, so that the client reads
        the first while we send the next."""
        key = (path, etag, first, length)
        part = self._parts.get(key)
        if part is None:
            end = first + length
            part = tuple([await source.read(at, min(PIECE, end - at)) for at in range(first, end, PIECE)])
            if self._size + length > _ROOM:
                self._parts.clear()
                self._size = 0
            if key not in self._parts:  # nor has somebody else read it meanwhile
                self._parts[key] = part
                self._size += length
        return part


class Download:
    """`length` bytes of a source from `first` on; `sent` of them have gone to the client."""

    def __init__(self, source: Source, first: int, length: int) -> None:
        self._source, self._first, self._length = source, first, length
        self.sent = 0

    async def run(self, receive: Receive, send: Send) -> None:
        """Sends until all is sent, the client is gone, or the source ends before its time."""
        gone = asyncio.ensure_future(_gone(receive))
        try:
            while self.sent < self._length:
                left = self._length - self.sent
                try:
                    piece = await self._source.read(self._first + self.sent, min(PIECE, left))
                except DaycastError as error:
                    print(error, file=sys.stderr)
                    return
                if not piece:
                    return
                await send({"type": "http.response.body", "body": piece, "more_body": len(piece) < left})
                await asyncio.sleep(0)  # where nobody has to wait for the client, this lets us hear of its end
                if gone.done():
                    self.sent = max(0, self.sent - AHEAD)
                    return
                self.sent += len(piece)
        finally:
            gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
