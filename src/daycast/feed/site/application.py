"""The site as an ASGI application: finds what was asked for, answers, sends, and writes it down."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from daycast.errors import DaycastError
from daycast.feed import kinds
from daycast.feed.loopback import is_loopback
from daycast.feed.site import answer, metrics, rhythm
from daycast.feed.site.answer import Answer
from daycast.feed.site.asked import Asked, read
from daycast.feed.site.coding import accepted
from daycast.feed.site.door import Entry, enter
from daycast.feed.site.held import LONGEST, Header, Texts, media
from daycast.feed.site.log import Log, line, moment
from daycast.feed.site.lookup import find

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from pathlib import Path
    from typing import Any

    from daycast.feed.site.door import Who
    from daycast.show import Show

    Message = MutableMapping[str, Any]
    Send = Callable[[Message], Awaitable[None]]

HEALTH = "/healthz"
_FEED = "feed.xml"
_CHUNK = 256 << 10  # bytes read at a time
_PLACES = 4096  # paths remembered
_PRIVATE = ((b"referrer-policy", b"no-referrer"), (b"x-robots-tag", b"noindex"))


class Site:
    """`feed/` at the root and at the path of the show's `base_url`.

    Where `base_url` is a loopback address, a phone could not follow it: the feed and the pages then carry the address
    that the request came to. With `who`, which names a token's listener, the show is private: all lies under
    `/t/<token>/`, and the rest is not found. Raises `DaycastError` if nothing was published yet.
    """

    def __init__(
        self,
        show: Show,
        *,
        who: Who | None = None,
        log: Log | None = None,
        counted: metrics.Metrics | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if not (show.feed / _FEED).is_file():
            raise DaycastError(f"{show.feed / _FEED}: nothing is published yet", hint="Run: daycast publish")
        base = urlsplit(show.base_url)
        self._folder = show.feed
        self._base_url, self._base_path = show.base_url, base.path
        self._prefix = unquote(base.path).rstrip("/")
        self._local = is_loopback(base.hostname or "")
        self._who, self._log, self._counted, self._clock = who, log, counted, clock
        self._texts = Texts(show.base_url)
        self._places: dict[str, tuple[int, Path]] = {}
        self._due: tuple[int, float | None] = (0, None)  # as of the feed with this time of change
        self._moment = (0, "")

    async def __call__(self, scope: MutableMapping[str, Any], receive: object, send: Send) -> None:
        asked = read(scope)
        now = self._clock()
        if self._counted:
            self._counted.under_way += 1
        sent, entry, status = 0, Entry(None, "", "-"), 500
        file: int | None = None
        try:
            said, entry, file = self._answer(asked, now)
            status = said.status
            async for size in _deliver(said, asked.method, file, send):
                sent += size
        finally:
            if file is not None:
                os.close(file)
            self._note(asked, entry, status, sent, int(now))

    def _answer(self, asked: Asked, now: float) -> tuple[Answer, Entry, int | None]:
        """The answer, where the request was let in, and the open file that the answer is sent from, if it is one."""
        path = asked.path
        entry = Entry(path, "", asked.target)
        if self._prefix and (path == self._prefix or path.startswith(f"{self._prefix}/")):
            path = path[len(self._prefix) :]
            entry = Entry(path, "", asked.target)
        if self._who:
            entry = enter(path, self._who)
        if asked.fault:
            return answer.refusal(asked.fault), entry, None
        if path == HEALTH:
            return answer.short(200, body=b"ok\n"), Entry(None, "", HEALTH), None
        if path == metrics.PATH and self._counted:
            counts = answer.short(200, {"Content-Type": metrics.TYPE}, self._counted.text())
            return counts, Entry(None, "", metrics.PATH), None
        if entry.path is None:
            return answer.short(404), entry, None
        try:
            return self._file(asked, entry, entry.path, now)
        except OSError:  # it went while we looked
            return answer.short(404), entry, None

    def _file(self, asked: Asked, entry: Entry, path: str, now: float) -> tuple[Answer, Entry, int | None]:
        place = self._place(path, int(now)) if path else None
        if place is None:
            if not path or self._place(f"{path}/", int(now)):  # relative, so that it holds behind any proxy
                last = asked.path.rsplit("/", 1)[-1]
                return answer.moved(f"{quote(last, safe='')}/"), entry, None
            return answer.short(404), entry, None
        if asked.method == "OPTIONS":
            return answer.options(place.name), entry, None
        stat = place.stat()
        fresh = self._fresh(place, stat, now)
        if kinds.is_text(place.name) and stat.st_size <= LONGEST:
            seen = self._seen(asked, entry, place)
            forms = self._texts.get(place, stat, seen).forms
            codings = accepted(asked.headers.get(b"accept-encoding", b"").decode("latin-1"))
            form = next(forms[coding] for coding in codings if coding in forms)
            return answer.of(form, asked.method, asked.headers, fresh), entry, None
        file = os.open(place, os.O_RDONLY)
        said = answer.of(media(place.name, os.fstat(file)), asked.method, asked.headers, fresh)
        if said.body is None:
            return said, entry, file
        os.close(file)
        return said, entry, None

    def _place(self, path: str, second: int) -> Path | None:
        """The file of a path. Links and folders are followed anew each second, which takes longer than all the rest."""
        known = self._places.get(path)
        if known and known[0] == second:
            return known[1]
        found = find(self._folder, path)
        if found:
            if len(self._places) >= _PLACES:
                self._places.clear()
            self._places[path] = (second, found)
        return found

    def _seen(self, asked: Asked, entry: Entry, file: Path) -> str:
        """The show's address as the listener has it."""
        if not kinds.holds_addresses(file.name):
            return self._base_url
        host = asked.headers.get(b"host", b"").decode("latin-1")
        if self._local and host:
            return f"{asked.scheme}://{host}{self._base_path}{entry.under}"
        return self._base_url + entry.under

    def _fresh(self, file: Path, stat: os.stat_result, now: float) -> tuple[Header, ...]:
        """The headers for caches. On this machine and its network, the next publish is seen at once."""
        if self._local:
            age = "no-cache"
        elif kinds.is_text(file.name) or file.suffix == ".html":
            age = f"max-age={rhythm.max_age(self._next_due(), now)}"
        else:
            age = f"max-age={rhythm.LONGEST}"
        if self._who:
            return ((b"cache-control", f"private, {age}".encode()), *_PRIVATE)
        return ((b"cache-control", age.encode() if self._local else f"public, {age}".encode()),)

    def _next_due(self) -> float | None:
        feed = self._folder / _FEED
        changed = feed.stat().st_mtime_ns
        if changed != self._due[0]:
            self._due = (changed, rhythm.due(rhythm.published(feed.read_bytes())))
        return self._due[1]

    def _note(self, asked: Asked, entry: Entry, status: int, sent: int, now: int) -> None:
        if self._counted:
            method = asked.method if asked.fault != 405 else "other"
            self._counted.requests[method, status] += 1
            self._counted.bytes += sent
            self._counted.under_way -= 1
        if self._log:
            if now != self._moment[0]:
                self._moment = (now, moment(now))
            headers = asked.headers
            referer = b"" if self._who else headers.get(b"referer", b"")  # a page's address holds the token
            request = (asked.method, entry.logged, asked.version)
            agent = headers.get(b"user-agent", b"")
            self._log.add(line(asked.client, self._moment[1], request, status, sent, referer, agent))


async def _deliver(said: Answer, method: str, file: int | None, send: Send) -> Any:
    """Sends the answer; yields how many bytes of the body each piece had, once the server has taken it."""
    await send({"type": "http.response.start", "status": said.status, "headers": said.headers})
    if file is None:
        body = said.body if method != "HEAD" else b""
        await send({"type": "http.response.body", "body": body})
        yield len(body or b"")
        return
    at, end = said.first, said.first + said.length
    while at < end:
        piece = os.pread(file, min(_CHUNK, end - at), at)
        at += len(piece) or end
        await send({"type": "http.response.body", "body": piece, "more_body": at < end})
        yield len(piece)


app = Site
