"""News for open pages, as server-sent events (WHATWG HTML, 9.2)."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

_ALIVE = 20.0  # seconds between signs of life, so that a connection that is gone is noticed


class News:
    """Passes on what happens to everybody who listens, once the loop that serves has begun."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._listening: set[asyncio.Queue[str | None]] = set()

    def begin(self) -> None:
        """From within the loop: there may be listeners now."""
        self._loop = asyncio.get_running_loop()

    def tell(self, name: str, **figures: object) -> None:
        """An event for all, from any thread."""
        self._send(f"event: {name}\ndata: {json.dumps(figures, ensure_ascii=False)}\n\n")

    def end(self) -> None:
        """Lets everybody go, from any thread or signal handler."""
        self._send(None)

    def _send(self, event: str | None) -> None:
        if self._loop and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._pass_on, event)

    def _pass_on(self, event: str | None) -> None:
        for queue in self._listening:
            queue.put_nowait(event)

    async def stream(self) -> AsyncIterator[str]:
        """The events from now on."""
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._listening.add(queue)
        try:
            yield ": here\n\n"
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _ALIVE)
                except TimeoutError:
                    event = ": still here\n\n"
                if event is None:
                    return
                yield event
        finally:
            self._listening.discard(queue)
