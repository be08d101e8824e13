"""A server that goes on while the settings change: what it answers with is made anew from them."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, Protocol

from daycast.errors import DaycastError

if TYPE_CHECKING:
    import asyncio
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
        """Lets go of what it holds."""
        ...


class Lasting:
    """The application `first`, and from the time that the settings are others on, the one that `make` gives then.

    `state` is asked once a second, while there are requests: what the settings are, and for how many seconds they have
    been so. `made_of` is the state that `first` was made of. A state counts once it is a second old, or was the same at
    two looks, so that a file that is half written opens no private show. Where nothing can be made of it, that is
    told, and the application from before goes on. One that is replaced is closed when its last request is answered.
    """

    def __init__(
        self,
        first: Answering,
        made_of: object,
        make: Callable[[], Answering],
        state: Callable[[], tuple[object, float]],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._make, self._state, self._clock = make, state, clock
        self._now = first
        self._busy: dict[Answering, int] = {first: 0}
        self._made_of = self._seen = made_of
        self._next = 0.0
        self._told = ""

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        now = self._clock()
        if now >= self._next:
            self._next = now + _EVERY
            self._look()
        answering = self._now
        self._busy[answering] += 1
        try:
            await answering(scope, receive, send)
        finally:
            self._busy[answering] -= 1
            for left in [one for one, requests in self._busy.items() if not requests and one is not self._now]:
                del self._busy[left]
                left.close()

    @property
    def downloads(self) -> Iterable[asyncio.Task[Any] | None]:
        """What is under way."""
        return [task for answering in self._busy for task in answering.downloads]

    def close(self) -> None:
        """Closes all that is not closed yet."""
        for answering in self._busy:
            answering.close()

    def _look(self) -> None:
        try:
            state, age = self._state()
            settled = state == self._seen or age >= _EVERY
            self._seen = state
            if settled and state != self._made_of:
                self._made_of = state  # also where nothing can be made of it
                self._now = self._make()
                self._busy[self._now] = 0
            self._told = ""
        except DaycastError as error:
            if str(error) != self._told:
                print(error, file=sys.stderr)
            self._told = str(error)
