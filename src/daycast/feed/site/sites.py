"""All that is served of some shows: a site for each feed, what it asks of others, and the roof over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daycast.feed.asking.desk import Desk
from daycast.feed.publish import is_published
from daycast.feed.site.application import Site
from daycast.feed.site.log import NAME, Log
from daycast.feed.site.porch import Porch
from daycast.feed.site.roof import Roof, alone, together

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable, Mapping, MutableMapping
    from pathlib import Path

    from daycast.feed.site.door import Who
    from daycast.feed.site.download import Receive, Send
    from daycast.feed.site.metrics import Metrics
    from daycast.feed.site.own import Own
    from daycast.feed.site.roof import Mount
    from daycast.show import Show


class Doors:
    """Who may come in to private shows. It outlives the sites, so that a change of settings makes nobody wait until
    each listener's file has been read again, and editions of a show share what was read."""

    def __init__(self) -> None:
        self._known: dict[Path, Who] = {}

    def who(self, show: Show) -> Who | None:
        """Names the listener of a token, where the show is private."""
        if show.access == "open":
            return None
        from daycast.feed.admission import Listeners

        if show.root not in self._known:
            self._known[show.root] = Listeners(show).who
        return self._known[show.root]


class Sites:
    """The sites of `shows`, which are named by their folders, as one ASGI application: of a single show at the root,
    of `many` each at a path. `close` it in the end. `doors` may be those of the sites that these take the place of.

    Raises `DaycastError` where two shows have one address.
    """

    def __init__(
        self, shows: Mapping[str, Show], *, many: bool, counted: Metrics | None = None, doors: Doors | None = None
    ) -> None:
        self._many, self._counted, self._doors = many, counted, doors or Doors()
        self._desks: list[Desk] = []
        self._logs: list[Log] = []
        self.mounts = together(shows) if many else alone(*shows.values())
        if len(self.mounts) == 1 and not many and is_published(self.mounts[0].show):
            self._answering: Site | Roof = self._opened(self.mounts[0])
        else:
            self._answering = Roof(self.mounts, self._opened, Porch(self.mounts, counted) if many else None)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        await self._answering(scope, receive, send)

    @property
    def downloads(self) -> Iterable[asyncio.Task[Any] | None]:
        """What is under way."""
        return self._answering.downloads

    def close(self) -> None:
        """Lets go of the archives, once they have answered what was asked, and writes down what the logs hold.

        Logs take further lines, which the next call writes down.
        """
        for desk in self._desks:
            desk.close()
        for log in self._logs:
            log.flush()

    def _opened(self, mount: Mount) -> Site:
        show, log = mount.show, Log(mount.show.feed / NAME)
        own = own_of(show)
        desks = [] if own else [Desk(show)]  # where everybody has an archive of their own, there is none to ask
        self._desks += desks
        self._logs.append(log)
        return Site(
            show,
            who=self._doors.who(show),
            own=own,
            desk=desks[0] if desks else None,
            log=log,
            counted=self._counted,
            mount=mount.at,
            at_mount=self._many,
        )


def own_of(show: Show) -> Own | None:
    """What was made for each listener, where the show is made so."""
    if show.kind != "briefing":
        return None
    from daycast.feed.personal.source import Personal

    return Personal(show)
