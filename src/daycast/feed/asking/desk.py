"""Takes questions in beside the event loop, a few at a time, and refuses what it cannot take."""

from __future__ import annotations

import asyncio
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from daycast.episodes.archive.question import LONGEST
from daycast.errors import DaycastError
from daycast.feed import kinds
from daycast.feed.asking.reader import Reader
from daycast.feed.site import answer
from daycast.feed.site.answer import Answer
from daycast.feed.site.held import raw

if TYPE_CHECKING:
    from datetime import date

    from daycast.show import Show

_WAITING = 16  # questions at once; more are asked to come again
_AGAIN = "2"  # seconds after which
_KEPT = 256  # pages
_FIELDS = 8  # of a query; ours has one


class Desk:
    """Where questions about the published episodes of `show` are answered, one after the other. `close` it in the end.

    What passages mean is read in the same thread while nobody asks, so that a long archive can be asked at once.
    """

    def __init__(self, show: Show) -> None:
        self._show = show
        self._reader = Reader(show)
        self._thread = ThreadPoolExecutor(1, "asking")
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._waiting = 0
        self._submit()

    @property
    def ready(self) -> bool:
        """Whether there is an archive to ask."""
        return self._reader.ready

    def close(self) -> None:
        """Ends after the questions at hand, and keeps nobody waiting for that. It may be called again."""
        self._reader.stopped = not self._waiting
        with suppress(RuntimeError):  # it has been closed
            self._thread.submit(self._reader.close)
        self._thread.shutdown(wait=False)

    async def answer(self, query: str, seen_url: str, now: float) -> Answer:
        """The answer to a request for `ask?QUERY`; `seen_url` is the show's address as the listener has it."""
        try:
            asked = parse_qs(query, errors="replace", max_num_fields=_FIELDS).get("q", [""])[0]
        except ValueError:
            return answer.short(400)
        text = " ".join("".join(sign if sign.isprintable() else " " for sign in asked).split())
        today = self._show.day(datetime.fromtimestamp(now, UTC))
        key = (text, seen_url, today, self._reader.state())
        page = self._pages.get(key)
        if page is None:
            if self._waiting >= _WAITING:
                return answer.short(503, {"Retry-After": _AGAIN})
            try:
                page = await self._made(text, today)
            except DaycastError as error:  # a template that somebody broke, a full disk
                print(error, file=sys.stderr)
                return answer.short(500)
            if page is None:
                return answer.short(404)
            page = page.replace(escape(self._show.base_url).encode(), escape(seen_url).encode())
            self._pages[key] = page
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return _answer(page, 200 if len(text) <= LONGEST else 400)

    async def _made(self, text: str, today: date) -> bytes | None:
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._reader.page, text, today)
        finally:
            self._waiting -= 1

    def _submit(self) -> None:
        with suppress(RuntimeError):  # it has been closed
            self._thread.submit(self._work)

    def _work(self) -> None:
        """Does a piece of what can be done ahead, and goes on behind the questions that came meanwhile."""
        if self._reader.ahead():
            self._submit()


def _answer(page: bytes, status: int) -> Answer:
    """The page as an answer that nobody keeps: it holds what somebody wanted to know."""
    said = {
        "Content-Type": kinds.media_type("ask.html"),
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        **kinds.headers("ask.html"),
        "Content-Length": str(len(page)),
    }
    return Answer(status, raw(said), page, 0, len(page))
