"""A server that goes on while the settings change: what it answers with is made anew from them."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any, Protocol

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableMapping

    from daycast.feed.site.download import Receive, Send

_EVERY = 1.0  # seconds between looks at the settings


class Answering(Protocol):
    """An ASGI application with an end: the sites of the shows as they were at one time."""

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None: ...

    @property
    def downloads(self) -> Iterable[asyncio.Task[Any] | None]:
        """What is under way."""
        ...

    def close(self) -> None:
        """Lets go of what it holds, but for what a request under way has in hand. It may be called again."""
        ...


class Lasting:
    """The application `first`, and from then on whatever `anew` gives; None is that nothing has changed.

    `anew` is called in a thread, as a slow disk or many shows are to keep no listener waiting. Where it fails, that is
    told once, and the application from before goes on. One that is replaced is closed at once, so that a long download
    keeps nothing open, and once more when its last request is answered, for what that left in its log.
    """

    def __init__(self, first: Answering, anew: Callable[[], Answering | None]) -> None:
        self._anew = anew
        self._now = first
        self._busy: dict[Answering, int] = {first: 0}
        self._told = ""

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        answering = self._now
        self._busy[answering] += 1
        try:
            await answering(scope, receive, send)
        finally:
            self._busy[answering] -= 1
            self._leave(answering)

    @property
    def downloads(self) -> Iterable[asyncio.Task[Any] | None]:
        """What is under way."""
        return [task for answering in self._busy for task in answering.downloads]

    async def follow(self) -> None:
        """Looks once a second until it is cancelled, also while nobody asks: the next who does is to find it done."""
        while True:
            await asyncio.sleep(_EVERY)
            await self.look()

    async def look(self) -> None:
        """Goes on with what `anew` gives."""
        try:
            made = await asyncio.to_thread(self._anew)
        except Exception as error:  # whatever it is, it must not end the looking: a show may become private yet
            told = str(error) if isinstance(error, DaycastError) else f"the settings cannot be followed: {error!r}"
            if told != self._told:
                print(told, file=sys.stderr)
            self._told = told
            return
        self._told = ""
        if made:
            before, self._now = self._now, made
            self._busy[made] = 0
            before.close()
            self._leave(before)

    def close(self) -> None:
        """Closes all that has not come to its end yet."""
        for answering in self._busy:
            answering.close()

    def _leave(self, answering: Answering) -> None:
        if not self._busy[answering] and answering is not self._now:
            del self._busy[answering]
            answering.close()
