"""The site as an ASGI application: finds what was asked for, answers, sends, and writes it down."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from daycast.errors import DaycastError
from daycast.feed.loopback import is_local
from daycast.feed.paging import MAIN
from daycast.feed.site import answer, metrics
from daycast.feed.site.answer import Answer
from daycast.feed.site.asked import Asked, decoded, read
from daycast.feed.site.coding import IDENTITY, accepted
from daycast.feed.site.door import Entry, enter, untold
from daycast.feed.site.download import SHORT, Download, Opened, Parts
from daycast.feed.site.fresh import Fresh, Published
from daycast.feed.site.held import LONGEST, Header, Texts, on_disk
from daycast.feed.site.log import Log, line, moment
from daycast.feed.site.lookup import Place, place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, MutableMapping
    from typing import Any

    from daycast.feed.asking.desk import Desk
    from daycast.feed.site.door import Who
    from daycast.feed.site.download import Receive, Send, Source
    from daycast.feed.site.held import Form
    from daycast.feed.site.own import Own, Thing
    from daycast.show import Show

HEALTH = "/healthz"
ASK = "/ask"
ARCHIVE = "/archive/"  # its search leads to `ASK` where questions are answered, and works by script elsewhere
_PLACES = 4096  # paths remembered


class Site:
    """`feed/` at the root and at the path of the show's `base_url`.

    Where `base_url` is a loopback address, a phone could not follow it: the feed and the pages then carry the address
    that the request came to. With `who`, which names a token's listener, the show is private: all lies under
    `/t/<token>/`, and the rest is not found. `own` has what was made for each of these listeners; the rest is
    everybody's. With a `desk`, questions are answered at `ask?q=`. `mount` is the path that stands for the root, with a
    final `/`; with `at_mount` a loopback address is told by it. Raises `DaycastError` if nothing was published yet.
    """

    def __init__(
        self,
        show: Show,
        *,
        who: Who | None = None,
        own: Own | None = None,
        desk: Desk | None = None,
        log: Log | None = None,
        counted: metrics.Metrics | None = None,
        mount: str = "/",
        at_mount: bool = False,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if own is None and not (show.feed / MAIN).is_file():
            raise DaycastError(
                f"{show.feed / MAIN}: nothing is published yet", hint=f"Run: daycast publish{show.option}"
            )
        base = urlsplit(show.base_url)
        self._folder = show.feed
        self._base_url = show.base_url
        prefixes = {decoded(path.encode()).rstrip("/") for path in (base.path, mount)}
        self._prefixes = sorted(filter(None, prefixes), key=len, reverse=True)
        self._local_path = mount if at_mount else base.path
        self._local = is_local(show.base_url)
        self._who, self._own, self._log, self._counted, self._clock = who, own, log, counted, clock
        self._desk = desk
        self._texts = Texts(show.base_url)
        self._parts = Parts()
        self.downloads: set[asyncio.Task[Any] | None] = set()
        self._places: dict[str, tuple[int, Place]] = {}
        latest = own.latest if own else Published(show.feed / MAIN)
        self._fresh = Fresh(latest, local=self._local, private=bool(who))
        self._moment = (0, "")

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        asked = read(scope)
        now = self._clock()
        if self._counted:
            self._counted.under_way += 1
        sent, entry, status = 0, Entry(None, "", "-"), 500
        try:
            said, entry, source = await self._answer(asked, now)
            status = said.status
            start = {"type": "http.response.start", "status": status, "headers": said.headers}
            if source is None:
                await send(start)
                left = said.length if asked.method != "HEAD" else 0
                for piece in said.pieces if left else (b"",):
                    left -= len(piece)
                    await send({"type": "http.response.body", "body": piece, "more_body": left > 0})
                    sent += len(piece)
            else:
                download = Download(source, said.first, said.length)
                self.downloads.add(asyncio.current_task())
                try:
                    await send(start)
                    await download.run(receive, send)
                finally:
                    sent = download.sent
                    source.close()
                    self.downloads.discard(asyncio.current_task())
        finally:
            self._note(asked, entry, status, sent, int(now))

    async def _answer(self, asked: Asked, now: float) -> tuple[Answer, Entry, Source | None]:
        """The answer, where the request was let in, and the open file that the answer is sent from, if it is one."""
        path = asked.path
        for prefix in self._prefixes:
            if path == prefix or path.startswith(f"{prefix}/"):
                path = path[len(prefix) :]
                break
        private = f"{path.rstrip('/')}/" in (f"{ASK}/", ARCHIVE)  # what somebody wanted to know is nobody's business
        entry = Entry(path, "", untold(asked.target.partition("?")[0] if private else asked.target))
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
        if self._desk and entry.path == ASK:
            if asked.method == "OPTIONS":
                return answer.options("ask.html"), entry, None
            return await self._desk.answer(asked.query, self._seen(asked, entry), now), entry, None
        if self._desk and self._desk.ready and entry.path == ARCHIVE and asked.query.startswith("q="):
            return answer.found(f"../ask?{asked.query}"), entry, None
        try:
            said, source = await self._found(asked, entry, entry.path, int(now))
            return said, entry, source
        except DaycastError as error:
            print(error, file=sys.stderr)
            return answer.short(503), entry, None
        except OSError:  # it went while we looked
            return answer.short(404), entry, None

    async def _found(self, asked: Asked, entry: Entry, path: str, second: int) -> tuple[Answer, Source | None]:
        if self._own and entry.listener and path:
            seen = self._seen(asked, entry)
            if thing := await self._own.find(entry.listener, path, seen):
                return await self._thing(asked, thing, path, second)
            if await self._own.find(entry.listener, f"{path}/", seen):
                return answer.moved(_with_slash(asked)), None
        found = self._place(path, second) if path else None
        if found is None:
            if not path or self._place(f"{path}/", second):
                return answer.moved(_with_slash(asked)), None
            return answer.short(404), None
        if asked.method == "OPTIONS":
            return answer.options(found.name), None
        stat = os.stat(found.file)  # noqa: PTH116
        seen = self._seen(asked, entry) if found.holds_addresses else self._base_url
        if found.is_text and (stat.st_size <= LONGEST or seen != self._base_url):
            return self._text(asked, self._texts.get(found, stat, seen).forms, second), None
        source = Opened(os.open(found.file, os.O_RDONLY))
        try:
            stat = source.stat()
            form = on_disk(found.name, stat.st_size, stat.st_mtime_ns)
            return await self._sent(asked, form, source, found.file, self._fresh.headers(second, text=found.is_text))
        except BaseException:
            source.close()
            raise

    async def _thing(self, asked: Asked, thing: Thing, path: str, second: int) -> tuple[Answer, Source | None]:
        """What is sent of something that is no file."""
        if asked.method == "OPTIONS":
            return answer.options(thing.name), None
        if thing.source is None:
            return self._text(asked, thing.forms, second), None
        fresh = self._fresh.headers(second, text=False)
        return await self._sent(asked, thing.forms[IDENTITY], thing.source, path, fresh)

    def _text(self, asked: Asked, forms: Mapping[str, Form], second: int) -> Answer:
        codings = accepted(asked.headers.get(b"accept-encoding", b""))
        form = next(forms[coding] for coding in codings if coding in forms)
        return answer.of(form, asked.method, asked.headers, self._fresh.headers(second, text=True))

    async def _sent(
        self, asked: Asked, form: Form, source: Source, path: str, fresh: tuple[Header, ...]
    ) -> tuple[Answer, Source | None]:
        """What is sent from a source: what is short at once, for the rest the source itself, which else is closed."""
        said = answer.of(form, asked.method, asked.headers, fresh)
        if said.body is None:
            await source.check(said.first, said.length)
            if said.length > SHORT:
                return said, source
            said = replace(said, body=await self._parts.read(source, path, form.etag, said.first, said.length))
        source.close()
        return said, None

    def _place(self, path: str, second: int) -> Place | None:
        """What stands at a path. Links and folders are followed anew each second, which takes longer than the rest."""
        known = self._places.get(path)
        if known and known[0] == second:
            return known[1]
        found = place(self._folder, path)
        if found:
            if len(self._places) >= _PLACES:
                self._places.clear()
            self._places[path] = (second, found)
        return found

    def _seen(self, asked: Asked, entry: Entry) -> str:
        """The show's address as the listener has it."""
        host = asked.headers.get(b"host", b"") if self._local else b""
        if host:
            return f"{asked.scheme}://{host.decode('latin-1')}{self._local_path}{entry.under}"
        return self._base_url + entry.under

    def _note(self, asked: Asked, entry: Entry, status: int, sent: int, now: int) -> None:
        if self._counted:
            method = asked.method if asked.method in ("GET", "HEAD", "OPTIONS") else "other"
            self._counted.requests[method, status] += 1
            self._counted.bytes += sent
            self._counted.under_way -= 1
        if self._log:
            if now != self._moment[0]:
                self._moment = (now, moment(now))
            headers = asked.headers
            referer = b"" if self._who else headers.get(b"referer", b"")  # a page's address holds the token
            request = (asked.method, entry.logged, asked.version)
            referer = untold(referer.decode("latin-1")).encode("latin-1")
            agent = headers.get(b"user-agent", b"")
            self._log.add(line(asked.client, self._moment[1], request, status, sent, referer, agent))


def _with_slash(asked: Asked) -> str:
    """The same path with a final slash, relative, so that it holds behind any proxy."""
    return f"{quote(asked.path.rsplit('/', 1)[-1], safe='')}/"
