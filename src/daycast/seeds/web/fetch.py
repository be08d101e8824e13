"""The web as it is for a gatherer: polite, bounded in time and size, and trusted with nothing."""

from __future__ import annotations

import asyncio
import email.utils
import ssl
import zlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Self
from urllib.request import getproxies, proxy_bypass

import httpx2
import stamina
from stamina.instrumentation import set_on_retry_hooks

from daycast import __version__
from daycast.errors import DaycastError
from daycast.seeds.web.reach import Home, addresses, check_name, host_and_port, joined

AGENT = "daycast"
_MOVED = (301, 302, 303, 307, 308)
_BUSY = (429, 500, 502, 503, 504)
_ZLIB_OR_GZIP = 47  # zlib.decompressobj's wbits for "whichever of the two"


@dataclass(frozen=True, slots=True)
class Limits:
    """How far the web is trusted. Sizes in bytes, after decompression too; times in seconds."""

    at_once: int = 8  # hosts; each is asked one thing at a time
    pause: float = 0.5  # between two questions to one host
    size: int = 16_000_000
    seconds: float = 20  # for one answer, from the first byte asked to the last one read
    redirects: int = 5
    attempts: int = 3
    wait: float = 1  # before the second attempt; then twice as long
    retry_after: float = 20  # a host that asks for more patience is left until the next gather
    whole: float = 240  # for all sources together


STANDARD = Limits()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back. `body` is `None` where the host says that nothing has changed."""

    url: str
    body: bytes | None
    content_type: str
    etag: str
    modified: str


class FetchError(DaycastError):
    """Why an address gave nothing. `status` is HTTP's, 0 where it did not come so far."""

    def __init__(self, message: str, *, hint: str = "", status: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.status = status


def is_passing(error: DaycastError) -> bool:
    """Whether trying again later may help: the network or the host was to blame, not the address."""
    return isinstance(error, FetchError) and (error.status == 0 or error.status in _BUSY)


class _BusyError(FetchError):
    """The host wants to be asked again, after `patience` seconds if it says so."""

    def __init__(self, status: int, patience: float | None) -> None:
        later = f", and asks to come back in {patience / 60:.0f} minutes" if patience and patience >= 60 else ""
        super().__init__(_named(status) + later, status=status)
        self.patience = patience


@dataclass(slots=True)
class _Host:
    """One host: asked one thing at a time, and no more at a port where it has failed to answer."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0
    silent: dict[int, FetchError] = field(default_factory=dict)


class Web:
    """Fetches for one gather. Use as an asynchronous context manager.

    A host has one connection at a time and a pause between two. Errors of the network, 429 and 5xx are tried again
    with growing waits (or as `Retry-After` says, within reason); a host that then still fails is not asked again.
    """

    def __init__(self, limits: Limits = STANDARD) -> None:
        self._limits = limits
        self._hosts: defaultdict[str, _Host] = defaultdict(_Host)
        self._slots = asyncio.Semaphore(limits.at_once)
        proxy = _proxy()
        self._direct = _client(limits.seconds, None)
        self._proxied = _client(limits.seconds, proxy) if proxy else None

    async def __aenter__(self) -> Self:
        set_on_retry_hooks(())  # a retry is no news
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for client in filter(None, (self._direct, self._proxied)):
            await client.aclose()

    def is_proxied(self, url: str) -> bool:
        """Whether a proxy is asked for `url`, and looks its host's name up."""
        return self._proxied is not None and not proxy_bypass(host_and_port(url)[0])

    async def get(self, url: str, home: Home, *, etag: str = "", modified: str = "") -> Answer:
        """What stands at `url`, through redirects. Raises `FetchError`, and `DaycastError` by the rule of `Home`."""
        conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        for _ in range(self._limits.redirects + 1):
            answer = await self._patiently(url, home, headers)
            if isinstance(answer, Answer):
                return answer
            url = answer
        raise FetchError(f"it redirects more than {self._limits.redirects} times, at last to {url[:200]!r}")

    async def _patiently(self, url: str, home: Home, headers: dict[str, str]) -> Answer | str:
        """The answer, or where it has moved to."""
        name, port = host_and_port(url)
        host = self._hosts[name]
        limits = self._limits
        tries = stamina.retry_context(
            on=self._when_to_try_again,
            attempts=limits.attempts,
            timeout=None,
            wait_initial=limits.wait,
            wait_max=limits.retry_after,
            wait_jitter=limits.wait / 2,
        )
        try:
            async with host.lock:  # while one question waits to be asked again, so do the others
                if port in host.silent:
                    raise host.silent[port]
                async for attempt in tries:
                    with attempt:
                        return await self._once(url, home, headers, host)
        except (httpx2.TransportError, httpx2.InvalidURL, TimeoutError) as error:
            told = FetchError(why(error, limits.seconds))
            if isinstance(error, (httpx2.ConnectError, httpx2.TimeoutException, TimeoutError)):
                host.silent[port] = told
            raise told from error
        except _BusyError as error:
            if error.status in (429, 503):
                host.silent[port] = FetchError(str(error), status=error.status)
            raise
        raise AssertionError("stamina gives at least one attempt")

    def _when_to_try_again(self, error: Exception) -> bool | float:
        if isinstance(error, _BusyError) and error.patience is not None:
            return error.patience if error.patience <= self._limits.retry_after else False
        return isinstance(error, (httpx2.TransportError, TimeoutError, _BusyError))

    async def _once(self, url: str, home: Home, headers: dict[str, str], host: _Host) -> Answer | str:
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(max(0, host.free_at - clock()))
        try:
            async with self._slots, asyncio.timeout(self._limits.seconds), self.opened(url, home, headers) as response:
                status = response.status_code
                if status in _MOVED and response.headers.get("location"):
                    return joined(url, response.headers["location"])
                if status in _BUSY:
                    raise _BusyError(status, _patience(response.headers.get("retry-after", "")))
                if status != HTTPStatus.NOT_MODIFIED and not response.is_success:
                    raise FetchError(_named(status), status=status)
                body = None if status == HTTPStatus.NOT_MODIFIED else await read_body(response, self._limits.size)
                told = {name: response.headers.get(name, "") for name in ("content-type", "etag", "last-modified")}
                return Answer(url, body, told["content-type"], told["etag"], told["last-modified"])
        finally:
            host.free_at = clock() + self._limits.pause

    @asynccontextmanager
    async def opened(
        self, url: str, home: Home, headers: dict[str, str], method: str = "GET"
    ) -> AsyncIterator[httpx2.Response]:
        """The response of the first address of the host that takes the connection, or the proxy's; its body unread.

        Asked at once and only once, without a time limit for the whole. Raises httpx2's errors, and `DaycastError` by
        the rule of `Home`.
        """
        client = self._direct
        places: tuple[str, ...] = (url,)
        if self._proxied and self.is_proxied(url):
            check_name(url, home)
            client = self._proxied
        else:
            places = await addresses(url, home)
        for place in places:
            request = client.build_request(method, url, headers=headers)
            if client is self._direct:
                request.extensions["sni_hostname"] = request.url.raw_host.decode("ascii")
                request.url = request.url.copy_with(host=place)  # the Host header keeps the name
            try:
                response = await client.send(request, stream=True)
            except (httpx2.ConnectError, httpx2.ConnectTimeout):
                if place == places[-1]:
                    raise
                continue
            try:
                yield response
            finally:
                await response.aclose()
            return


def _proxy() -> str | None:
    """The HTTP proxy that the environment names, if any."""
    named = getproxies()
    proxy = named.get("https") or named.get("http") or ""
    url = proxy if "://" in proxy or not proxy else f"http://{proxy}"
    return url if url.startswith(("http://", "https://")) else None


def _client(seconds: float, proxy: str | None) -> httpx2.AsyncClient:
    # Connections are made to addresses, not names: kept open, one could serve another name at the same address.
    transport = httpx2.AsyncHTTPTransport(
        verify=_trusted(), proxy=proxy, limits=httpx2.Limits(max_keepalive_connections=0)
    )
    return httpx2.AsyncClient(
        transport=transport,
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # none are kept
        headers={"User-Agent": f"{AGENT}/{__version__}", "Accept-Encoding": "gzip"},
        timeout=seconds,
    )


@cache
def _trusted() -> ssl.SSLContext:
    return httpx2.create_ssl_context()


async def read_body(response: httpx2.Response, limit: int) -> bytes:
    """The body, decompressed; never more than `limit` bytes are held. Raises `FetchError` where there are more."""
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding not in ("identity", "", "gzip", "x-gzip", "deflate"):
        raise FetchError(f"it answers in the encoding {coding[:30]!r}, which was not asked for")
    inflate = zlib.decompressobj(_ZLIB_OR_GZIP) if coding not in ("identity", "") else None
    parts, size, taken = [], 0, 0
    async for chunk in response.aiter_raw():
        try:
            piece = inflate.decompress(chunk, limit + 1 - size) if inflate else chunk
        except zlib.error as error:
            raise FetchError("its compressed answer is damaged") from error
        parts.append(piece)
        size, taken = size + len(piece), taken + len(chunk)
        if max(size, taken) > limit:
            raise FetchError(f"it is larger than {limit / 1e6:.0f} MB")
    if inflate and taken and not inflate.eof:
        raise FetchError("its compressed answer is cut off")
    return b"".join(parts)


def _patience(retry_after: str) -> float | None:
    """Seconds out of a `Retry-After` header (RFC 9110, 10.2.3), which gives seconds or a date."""
    if retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, (moment.astimezone(UTC) - datetime.now(UTC)).total_seconds())


def _named(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP status {status}"


def why(error: Exception, seconds: float) -> str:
    """What went wrong on the way, in words; `seconds` is the time that was given."""
    if isinstance(error, (httpx2.TimeoutException, TimeoutError)):
        return f"no answer within {seconds:g} seconds"
    if isinstance(error, httpx2.ConnectError):
        return f"cannot be reached: {error}"
    return f"the connection broke: {error or type(error).__name__}"
