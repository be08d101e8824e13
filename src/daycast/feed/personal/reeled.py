"""A reel on its way to a client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daycast.episodes.reading import Reader
    from daycast.episodes.reel import Reel


class Reeled:
    """A reel to be sent. Parts that are not in memory are read beside the loop."""

    def __init__(self, reader: Reader, reel: Reel) -> None:
        self._reader, self._reel = reader, reel

    async def check(self, first: int, length: int) -> None:
        """Looks for what is not in memory: what has gone is told before anything is promised."""
        if not self._reader.at_hand(self._reel, first, length):
            await asyncio.to_thread(self._reader.check, self._reel, first, length)

    async def read(self, first: int, length: int) -> bytes:
        if self._reader.at_hand(self._reel, first, length):
            return self._reader.read(self._reel, first, length)
        return await asyncio.to_thread(self._reader.read, self._reel, first, length)

    def close(self) -> None:
        """Nothing is open."""
