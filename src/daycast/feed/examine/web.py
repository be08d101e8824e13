"""A feed on the web: fetched as an app fetches it, a few things at once, and no more of anything than is needed."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import httpx2

from daycast.errors import DaycastError
from daycast.feed.examine.folder import LARGEST
from daycast.feed.examine.media_bytes import PIECE, Wanted, audio, picture
from daycast.feed.examine.seen import File, Reply, Server
from daycast.seeds.web.fetch import Limits, Web, read_body, why
from daycast.seeds.web.reach import Home, addresses, is_public, joined

LIMITS = Limits(at_once=4, pause=0, size=LARGEST, seconds=20, redirects=10, attempts=1, whole=240)
_IN_TIME = 80  # files for which the time for the whole is meant; more have more
_MOVED = (301, 302, 303, 307, 308)
_TEXT = 4_000_000  # bytes of a transcript
_PICTURE = 1_000_000  # bytes of a picture: what it is stands at its beginning
_PIECES = 12  # of a recording, at most
_AS_IT_IS = {"Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True)
class _Inside(Home):
    """The home of a feed on this machine or its network, which may name anything there, too."""

    def holds(self, host: str, port: int) -> bool:
        return True


class Visitor:
    """Asks one feed's server, and those that the feed names. A feed out on the web leads to no address inside.

    Answers, also those that never come, are values: nothing here raises because of what a server does.
    """

    def __init__(self, web: Web, home: Home, is_private: bool, limits: Limits) -> None:
        self._web, self._home, self.is_private, self._limits = web, home, is_private, limits
        self._few = asyncio.Semaphore(limits.at_once)

    @classmethod
    async def to(cls, url: str, web: Web, limits: Limits) -> Visitor:
        """Raises `DaycastError` where `url` is no address, or nobody has it."""
        home = Home.of(url)
        is_private = not web.is_proxied(url) and not any(map(is_public, await addresses(url, home)))
        return cls(web, _Inside(home.host, home.port) if is_private else home, is_private, limits)

    async def feed(self, url: str) -> Server:
        """How the feed at `url` is served; its bytes are in the answer to GET."""
        got = await self.get(url)
        if not got.ok:
            return Server(got, got, None, None, self.is_private)
        head = await self._ask("HEAD", got.url, {}, 0)
        etag, date = got.headers.get("etag"), got.headers.get("last-modified")
        by_etag = await self._ask("GET", got.url, {"If-None-Match": etag}, 0) if etag else None
        by_date = await self._ask("GET", got.url, {"If-Modified-Since": date}, 0) if date else None
        return Server(got, head, by_etag, by_date, self.is_private)

    async def get(self, url: str) -> Reply:
        """A feed's bytes."""
        return await self._ask("GET", url, {}, LARGEST, whole=True)

    async def files(self, urls: Mapping[str, str], told: Callable[[int, int], object]) -> Mapping[str, File]:
        """The files at `urls`, each of the kind `picture`, `audio` or `text`."""
        found = {url: File(url, why="there was no time left to ask for it") for url in urls}
        done = 0

        async def visit(url: str, kind: str) -> None:
            nonlocal done
            found[url] = await getattr(self, f"_{kind}")(url)
            done += 1
            told(done, len(urls))

        time = self._limits.whole * max(1, len(urls) / _IN_TIME)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(time), asyncio.TaskGroup() as all_at_once:
                for url, kind in urls.items():
                    all_at_once.create_task(visit(url, kind))
        return found

    async def _text(self, url: str) -> File:
        got = await self._ask("GET", url, {"Origin": "https://player.example"}, _TEXT, whole=True)
        return File(url, len(got.body), got.body, _missing(got), get=got)

    async def _picture(self, url: str) -> File:
        head = await self._ask("HEAD", url, _AS_IT_IS, 0)
        got = await self._ask("GET", url, _AS_IT_IS, _PICTURE)
        return File(url, _size(got), got.body, _missing(got), head, got, picture=picture(got.body) if got.ok else None)

    async def _audio(self, url: str) -> File:
        head = await self._ask("HEAD", url, _AS_IT_IS, 0)
        part = await self._part(url, 0)
        size = _size(part)
        file = File(url, size, part.body, _missing(part), head, replace(part, body=b""), replace(part, body=b""))
        pieces = {0: part.body}
        while part.ok and size is not None and len(pieces) <= _PIECES:
            try:
                return replace(file, audio=audio(pieces, size))
            except Wanted as more:
                got = await self._part(url, more.at) if part.status == 206 else Reply(url)
                if got.status != 206 or not got.body:
                    break
                pieces[more.at] = got.body
        return replace(file, data=b"")  # more of it would tell what it is

    async def _part(self, url: str, at: int) -> Reply:
        return await self._ask("GET", url, {**_AS_IT_IS, "Range": f"bytes={at}-{at + PIECE - 1}"}, PIECE)

    async def _ask(self, method: str, url: str, headers: Mapping[str, str], most: int, *, whole: bool = False) -> Reply:
        """The answer, through redirects, with at most the first `most` bytes; a `whole` one has no more."""
        hops: list[tuple[int, str]] = []
        while True:
            reply = await self._once(method, url, dict(headers), most, whole)
            place = reply.headers.get("location", "")
            if reply.status not in _MOVED or not place:
                return replace(reply, hops=tuple(hops))
            url = joined(url, place)
            hops.append((reply.status, url))
            if len(hops) > self._limits.redirects:
                return Reply(url, error=f"it redirects more than {self._limits.redirects} times", hops=tuple(hops))

    async def _once(self, method: str, url: str, headers: dict[str, str], most: int, whole: bool) -> Reply:
        seconds = self._limits.seconds
        try:
            async with self._few, asyncio.timeout(seconds), self._web.opened(url, self._home, headers, method) as reply:
                told = {name.lower(): value for name, value in reply.headers.items()}
                body = await (read_body(reply, most) if whole and reply.is_success else _beginning(reply, most))
                return Reply(url, reply.status_code, told, body)
        except (httpx2.TransportError, httpx2.InvalidURL, TimeoutError, UnicodeError) as error:
            return Reply(url, error=why(error, seconds))
        except DaycastError as error:
            return Reply(url, error=error.message)


async def _beginning(reply: httpx2.Response, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    if most:
        async for chunk in reply.aiter_raw():
            parts.append(chunk)
            size += len(chunk)
            if size >= most:
                break
    return b"".join(parts)[:most]


def _missing(reply: Reply) -> str:
    return "" if reply.ok else reply.error or f"the server answers {reply.status}"


def _size(reply: Reply) -> int | None:
    """The size of the whole file, as an answer tells it."""
    total = reply.headers.get("content-range", "").rpartition("/")[2]
    told = total if reply.status == 206 else reply.headers.get("content-length", "")
    return int(told[:18]) if told.isascii() and told.isdecimal() else None
