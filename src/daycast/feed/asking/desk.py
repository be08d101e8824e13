"""Answers questions beside the event loop, one at a time, and refuses what it cannot take in.

What passages mean is read in the same thread while nobody asks, the newest first, so that a long archive can be asked
at once and by its words.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from daycast.episodes.archive.question import LONGEST, read
from daycast.errors import DaycastError
from daycast.feed import kinds, shelf
from daycast.feed.asking import published
from daycast.feed.site import answer
from daycast.feed.site.answer import Answer
from daycast.feed.site.held import raw

if TYPE_CHECKING:
    from datetime import date

    from daycast.episodes.archive.find import Found
    from daycast.episodes.archive.index import Archive
    from daycast.episodes.archive.near import Meanings
    from daycast.show import Show

_WAITING = 16  # questions at once; more are asked to come again
_AGAIN = "2"  # seconds after which
_KEPT = 256  # pages
_FIELDS = 8  # of a query; ours has one


class Desk:
    """Where questions about the published episodes of `show` are answered. `close` it in the end."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._thread = ThreadPoolExecutor(1, "asking")
        self._archive: Archive | None = None
        self._meanings: Meanings | None = None
        self._seen: tuple[int, ...] = ()  # what the last publish remembered, when the index was brought up to date
        self._pages: OrderedDict[tuple[object, ...], bytes] = OrderedDict()
        self._waiting = 0
        self._closed = False
        self.ready = False  # whether there is an archive to ask
        self._thread.submit(self._begin)

    def close(self) -> None:
        """Ends the thread after the question at hand."""
        self._closed = True
        self._thread.submit(self._end)
        self._thread.shutdown()

    async def answer(self, query: str, seen_url: str, now: float) -> Answer:
        """The answer to a request for `ask?QUERY`; `seen_url` is the show's address as the listener has it."""
        try:
            asked = parse_qs(query, errors="replace", max_num_fields=_FIELDS).get("q", [""])[0]
        except ValueError:
            return answer.short(400)
        text = " ".join("".join(sign if sign.isprintable() else " " for sign in asked).split())
        today = self._show.day(datetime.fromtimestamp(now, UTC))
        key = (text, seen_url, today, self._seen, self._published())
        page = self._pages.get(key)
        if page is None:
            if self._waiting >= _WAITING:
                return answer.short(503, {"Retry-After": _AGAIN})
            self._waiting += 1
            try:
                page = await asyncio.get_running_loop().run_in_executor(self._thread, self._page, text, today, seen_url)
            except (
                DaycastError,
                sqlite3.DatabaseError,
                published.StoppedError,
            ) as error:  # a template that somebody broke, a full disk
                print(error, file=sys.stderr)
                return answer.short(500)
            finally:
                self._waiting -= 1
            if page is None:
                return answer.short(404)
            self._pages[key] = page
            if len(self._pages) > _KEPT:
                self._pages.popitem(last=False)
        return _answer(page, 200 if len(text) <= LONGEST else 400, private=self._show.access == "token")

    def _page(self, text: str, today: date, seen_url: str) -> bytes | None:
        from daycast.feed.asking.page import ask_page
        from daycast.feed.pages import templates

        self._refresh()
        if not self.ready:
            return None
        show = self._show
        found = self._found(text, today) if 0 < len(text) <= LONGEST else None
        cover = next((name for name in ("cover.jpg", "cover.png") if (show.feed / name).is_file()), None)
        page = ask_page(templates(show), show, cover, text, found)
        return page.replace(escape(show.base_url).encode(), escape(seen_url).encode())

    def _found(self, text: str, today: date) -> Found | None:
        from daycast.episodes.archive.find import find

        assert self._archive
        question = read(text, today, self._show.tongue)
        if not question.terms and not question.dated:
            return None
        try:
            return find(self._archive, question, self._meanings)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:  # damaged: made anew from the records
            self._archive.renew()
            self._seen = ()
            self._refresh()
            return find(self._archive, question, self._meanings)

    def _begin(self) -> None:
        try:
            self._refresh()
        except published.StoppedError:
            pass
        except (DaycastError, sqlite3.DatabaseError, OSError) as error:
            print(f"{error}; the archive cannot be asked", file=sys.stderr)

    def _refresh(self) -> None:
        """Brings the index up to date, if something was published since."""
        if self._archive is None:
            from daycast.episodes.archive.near import Meanings
            from daycast.seeds.grouping.meaning import meaning

            self._archive = published.archive_of(self._show)
            mean = meaning()
            self._meanings = Meanings(mean) if mean else None
        now = self._published()
        if now != self._seen:
            published.bring(self._archive, self._show, lambda: self._closed)
            self._seen = now
            self.ready = self._archive.count() > 0
            self._read_on()

    def _published(self) -> tuple[int, ...]:
        """What the last publish left: another one whenever something was published."""
        seen: list[int] = []
        for name in (shelf.FILE, ".published.jsonl"):
            with suppress(OSError):
                found = os.stat(self._show.feed / name)  # noqa: PTH116
                seen += (found.st_ino, found.st_size, found.st_mtime_ns)
        return (1, *seen)

    def _read_on(self) -> None:
        """Reads what some passages mean, and goes on after the questions that came meanwhile."""
        from daycast.episodes.archive.near import read_some

        if self._meanings and self._archive and not self._closed:
            with suppress(sqlite3.DatabaseError):
                if read_some(self._archive, self._meanings.mean):
                    self._pages.clear()
                    with suppress(RuntimeError):  # it has been closed
                        self._thread.submit(self._read_on)

    def _end(self) -> None:
        if self._archive:
            self._archive.close()


def _answer(page: bytes, status: int, *, private: bool) -> Answer:
    """The page as an answer that nobody keeps: it holds what somebody wanted to know."""
    who = "private, " if private else ""
    said = {
        "Content-Type": kinds.media_type("ask.html"),
        "Cache-Control": f"{who}no-store",
        "X-Robots-Tag": "noindex",
        **kinds.headers("ask.html"),
        "Content-Length": str(len(page)),
    }
    return Answer(status, raw(said), page, 0, len(page))
