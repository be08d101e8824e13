"""Reads in the archive of what aired, and writes pages: the work of a desk, for one thread."""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from daycast.episodes.archive.question import LONGEST, read
from daycast.errors import DaycastError
from daycast.feed import ledger, shelf
from daycast.feed.asking import published

if TYPE_CHECKING:
    from datetime import date

    from daycast.episodes.archive.find import Found
    from daycast.episodes.archive.index import Archive
    from daycast.episodes.archive.near import Meanings
    from daycast.show import Show

_SHOWN = 10  # passages on a page


class Reader:
    """The archive of what is published of `show`, brought up to date whenever something was published."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._archive: Archive | None = None
        self._meanings: Meanings | None = None
        self._brought: tuple[int, ...] | None = None  # what was published when that was last done
        self._read = 0  # passages whose meaning was read since
        self.ready = False  # whether there is an archive to ask
        self.stopped = False

    def state(self) -> tuple[int, ...]:
        """Another one whenever a question may be answered otherwise. From any thread."""
        return (*self._published(), self._read)

    def page(self, text: str, today: date) -> bytes | None:
        """The page that answers the question `text`; None where there is nothing to ask. Raises `DaycastError`."""
        from daycast.feed.asking.page import ask_page
        from daycast.feed.pages import templates

        try:
            archive = self._opened()
            archive.steadily(self._bring)
            if not self.ready:
                return None
            found = archive.steadily(lambda archive: self._found(archive, text, today))
        except (sqlite3.DatabaseError, published.StoppedError) as error:
            raise DaycastError(f"{self._show.feed / published.FILE}: cannot be asked: {error}") from error
        show = self._show
        cover = next((name for name in ("cover.jpg", "cover.png") if (show.feed / name).is_file()), None)
        return ask_page(templates(show), show, cover, text, found)

    def ahead(self) -> bool:
        """Does a piece of what questions would have to wait for; gives whether there is more."""
        from daycast.episodes.archive.near import read_some

        if self.stopped:
            return False
        try:
            archive = self._opened()
            archive.steadily(self._bring)
            some = read_some(archive, self._meanings.mean) if self._meanings else 0
        except published.StoppedError:
            return False
        except (DaycastError, sqlite3.DatabaseError, OSError) as error:
            print(f"{error}; the archive may not be searched in full", file=sys.stderr)
            return False
        self._read += some
        return bool(some)

    def close(self) -> None:
        if self._archive:
            self._archive.close()

    def _opened(self) -> Archive:
        if self._archive is None:
            from daycast.episodes.archive.near import Meanings
            from daycast.seeds.grouping.meaning import meaning

            self._archive = published.archive_of(self._show)
            mean = meaning() if self._show.tongue == "en" else None  # the language that the model was made for
            self._meanings = Meanings(mean) if mean else None
        return self._archive

    def _bring(self, archive: Archive) -> None:
        now = self._published()
        if now != self._brought or not archive.count():
            published.bring(archive, self._show, lambda: self.stopped)
            self._brought = now
            self.ready = archive.count() > 0

    def _found(self, archive: Archive, text: str, today: date) -> Found | None:
        from daycast.episodes.archive.find import find

        question = read(text, today, self._show.tongue, self._show.title)
        if len(text) > LONGEST or not (question.terms or question.dated):
            return None
        self._bring(archive)
        return find(archive, question, self._meanings, _SHOWN)

    def _published(self) -> tuple[int, ...]:
        """What the last publish left behind: another one whenever something was published or taken back."""
        seen: list[int] = []
        for name in (shelf.FILE, ledger.FILE):
            with suppress(OSError):
                found = os.stat(self._show.feed / name)  # noqa: PTH116
                seen += (found.st_ino, found.st_size, found.st_mtime_ns)
        return tuple(seen)
