"""Several sites on one port: a show with its editions, or many shows, each with its own."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from daycast.errors import DaycastError
from daycast.feed import ledger
from daycast.feed.loopback import is_local
from daycast.feed.publish import is_published
from daycast.feed.site.answer import short
from daycast.feed.site.asked import decoded

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable, Container, Iterable, Iterator, Mapping, MutableMapping, Sequence

    from daycast.feed.site.application import Site
    from daycast.feed.site.download import Receive, Send
    from daycast.show import Show

    Application = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True, eq=False)
class Mount:
    """Where a show or an edition is found: `at` a path (with a final `/`), and at the path of its `base_url` by
    requests for `host` ("" is any host, None is nobody)."""

    show: Show
    at: str
    host: str | None = None

    def address(self, origin: str) -> str:
        """Its address for whoever came to `origin`, such as "http://192.0.2.7:8642"."""
        return origin + self.at if is_local(self.show.base_url) else self.show.base_url


def alone(show: Show) -> tuple[Mount, ...]:
    """A show that has the whole port, its editions below it."""
    return tuple(Mount(as_published(one), _below("/", one), "") for one in show.every())


def together(shows: Mapping[str, Show]) -> tuple[Mount, ...]:
    """Many shows, each at a path by the name of its folder, and at its `base_url` if that is public.

    Raises `DaycastError` where two have the same public address.
    """
    owners = dict[str, str]()
    for name, show in shows.items():
        for base in sorted(public(show)):
            if (other := owners.setdefault(base, name)) != name:
                raise the_same(other, name, base)
    found = []
    for name, show in shows.items():
        for one in show.every():
            served = as_published(one, owners)
            host = None if is_local(served.base_url) else urlsplit(served.base_url).netloc.lower()
            found.append(Mount(served, _below(f"/{quote(os.fsencode(name))}/", one), host))
    return tuple(found)


def as_published(show: Show, taken: Container[str] = ()) -> Show:
    """The show with the address that its feed carries: a new `base_url` counts from the next publish on.

    Where that is `taken` by now, which it is where a show's folder was copied to begin another, it keeps its own.
    """
    address = ledger.address(show.feed)
    if address is None or address == show.base_url or address in taken:
        return show
    return show.model_copy(update={"base_url": address})


def public(show: Show) -> frozenset[str]:
    """The addresses of a show and its editions that the world knows."""
    return frozenset(one.base_url for one in show.every() if not is_local(one.base_url))


def the_same(one: str, other: str, base_url: str) -> DaycastError:
    """What is wrong where two shows, named by their folders, have one address."""
    return DaycastError(
        f"{one} and {other} have the same base_url, {base_url}", hint="Give each show a path of its own."
    )


def _below(path: str, show: Show) -> str:
    return f"{path}{quote(show.feed_name)}/" if show.name else path


class Roof:
    """The sites of `mounts`, as one ASGI application. `front` answers what is none of theirs.

    A site is opened (by `open_site`) when it is first asked for, so that what is published later is found too.
    """

    def __init__(
        self, mounts: Sequence[Mount], open_site: Callable[[Mount], Site], front: Application | None = None
    ) -> None:
        table = [("", mount.at, mount) for mount in mounts]
        table += [(mount.host, urlsplit(mount.show.base_url).path, mount) for mount in mounts if mount.host is not None]
        plain = [(host, decoded(path.encode()).rstrip("/"), mount) for host, path, mount in table]
        self._table = sorted(plain, key=lambda row: (row[0] == "", -len(row[1])))
        self._open, self._front = open_site, front
        self._sites: dict[Mount, Site] = {}

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        mount = self._mount(scope)
        try:
            answering: Application = (self._site(mount) if mount else self._front) or _nothing
        except DaycastError as error:  # a feed that cannot be opened stops no other
            print(error, file=sys.stderr)
            answering = _unable
        await answering(scope, receive, send)

    @property
    def downloads(self) -> Iterable[asyncio.Task[Any] | None]:
        """What is under way."""
        return [task for site in self._sites.values() for task in site.downloads]

    def _mount(self, scope: Mapping[str, Any]) -> Mount | None:
        path = decoded(scope["raw_path"])
        hosts = {value.decode("latin-1").lower() for name, value in scope["headers"] if name == b"host"}
        for host, prefix, mount in self._table:
            if (not host or host in hosts) and (path == prefix or path.startswith(f"{prefix}/")):
                return mount
        return None

    def _site(self, mount: Mount) -> Site | None:
        """Its site; None where nothing is published."""
        known = self._sites.get(mount)
        if known is None and is_published(mount.show):
            self._sites[mount] = known = self._open(mount)
        return known


async def _nothing(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    await _say(404, scope, send)


async def _unable(scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
    await _say(503, scope, send)


async def _say(status: int, scope: MutableMapping[str, Any], send: Send) -> None:
    said = short(status)
    await send({"type": "http.response.start", "status": said.status, "headers": said.headers})
    await send({"type": "http.response.body", "body": said.pieces[0] if scope["method"] != "HEAD" else b""})


def published(mounts: Iterable[Mount]) -> Iterator[Mount]:
    """Those of which there is something to serve."""
    return (mount for mount in mounts if is_published(mount.show))
