"""What the site asks for a listener's things: they are made when they are asked for, beside the loop that serves."""

from __future__ import annotations

import asyncio
import datetime as dt
import gzip
import hashlib
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

import brotli

from daycast.episodes.reading import LostError, Reader
from daycast.episodes.recent import Recent
from daycast.errors import DaycastError
from daycast.feed.kinds import is_text
from daycast.feed.media import artworks
from daycast.feed.pages import templates
from daycast.feed.personal import day as days
from daycast.feed.personal.day import FOLDER, PICTURES, STAMP
from daycast.feed.personal.derive import Folder, is_ours
from daycast.feed.personal.reeled import Reeled
from daycast.feed.personal.told import Told
from daycast.feed.site.coding import BROTLI, GZIP, IDENTITY
from daycast.feed.site.held import form, forms
from daycast.feed.site.lookup import named
from daycast.feed.site.own import Thing
from daycast.find import FILE
from daycast.voice.open_takes import takes

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.episodes.reel import Part
    from daycast.feed.personal.day import Day
    from daycast.show import Show

_ROOM = 64 << 20  # bytes of texts in memory, and as much for the days that they are made of
_REEL = 16 << 10  # bytes that a reel counts as
_LATELY = 13  # days that tell when the next episode is due
_QUALITY = 5  # of Brotli's 11: whoever asks is waiting


class State(NamedTuple):
    """What tells one publish from the next: the stamp's inode, size and time of change in nanoseconds."""

    inode: int
    size: int
    changed: int


class Personal:
    """The listeners' things of a show. Raises `DaycastError` where nothing was published yet."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self._stamp = show.feed / FOLDER / STAMP
        if not self._stamp.is_file():
            raise DaycastError(
                f"{show.feed}: nothing is published yet",
                hint=f"Run: daycast publish{show.option}",
            )
        self._set = _changed(show.root / FILE)
        self._store = takes(show)
        self._pictures = show.feed / FOLDER / PICTURES
        self.reader = Reader(self._fetched, self._has)
        self._things: Recent[object, Thing] = Recent(_ROOM)
        self._days: Recent[object, Day] = Recent(_ROOM)
        self._making: dict[object, asyncio.Task[Thing | None]] = {}

    async def find(self, listener: str, path: str, seen: str) -> Thing | None:
        """What stands for the listener at a decoded request path; `seen` is the address of their folder."""
        names = named(path)
        name = "/".join(names or ())
        if not is_ours(name):
            return None
        key = (listener, name, seen if is_text(name) else "", self._state())  # media are the same at every address
        found = self._things.get(key)
        if found is None:
            task = self._making.get(key)
            if task is None:
                task = self._making[key] = asyncio.create_task(asyncio.to_thread(self._made, *key))
                task.add_done_callback(lambda _: self._making.pop(key, None))
            found = await asyncio.shield(task)
        return found

    def latest(self) -> tuple[float, ...]:
        """When the newest episodes were published, oldest first, as seconds since 1970."""
        lately = (days.published(days.path_of(self._show, day)) for day in days.days(self._show)[-_LATELY:])
        return tuple(sorted(when.timestamp() for when in lately if when))

    def folder(self, listener: str, seen: str) -> Folder:
        """A listener's folder at the address `seen`, as it stands now."""
        state = self._state()
        show = self._show.model_copy(update={"base_url": seen})

        def told(day: dt.date) -> Told | None:
            found = self.day(day, state)
            return Told.of(found, listener) if found else None

        cover = next((f"cover{path.suffix}" for path in artworks(show)), None)
        began = dt.datetime.fromtimestamp(state.changed // 1_000_000_000, dt.UTC)
        every = tuple(reversed(days.days(show)))
        return Folder(show, listener, templates(show), cover, began, every, told)

    def day(self, day: dt.date, state: State | None = None) -> Day | None:
        """A day's episodes."""
        key = (day, state or self._state())
        found = self._days.get(key)
        if found is None:
            path = days.path_of(self._show, day)
            if found := days.load(path):
                self._days.put(key, found, path.stat().st_size)
        return found

    def _state(self) -> State:
        found = self._stamp.stat()
        return State(found.st_ino, found.st_size, found.st_mtime_ns)

    def _made(self, listener: str, name: str, seen: str, state: State) -> Thing | None:
        """A thing made now, in a thread of its own; None, which is not kept, for one that the listener has not."""
        file = name.rpartition("/")[2]
        if not is_text(file):
            thing = self._medium(listener, name, state)
        elif (text := self.folder(listener, seen).file(name)) is not None:
            told = max(state.changed, self._set)  # a text tells settings too, such as the title
            thing = Thing(file, forms(file, text, told // 1_000_000_000, _packed(text)))
        else:
            thing = None
        if thing:
            size = sum(len(one.body or b"") for one in thing.forms.values())
            self._things.put((listener, name, seen, state), thing, size or _REEL)
        return thing

    def _medium(self, listener: str, name: str, state: State) -> Thing | None:
        """The audio of a day, or a picture of it."""
        folder, _, file = name.partition("/")
        day = self.day(dt.date.fromisoformat(folder), state)
        told = Told.of(day, listener) if day else None
        if told and file == f"{folder}.mp3":
            audio = form(file, None, told.reel.length, told.reel.etag(), told.modified)
            return Thing(file, {IDENTITY: audio}, Reeled(self.reader, told.reel))
        part = told.pictures.get(file) if told else None
        if told is None or part is None:
            return None
        data = self.reader.part(part)
        return Thing(file, {IDENTITY: form(file, data, len(data), f'"{part.key[:32]}"', told.modified)})

    def _has(self, part: Part) -> bool:
        return self._store.has(part.key) or self._picture(part).is_file()

    def _picture(self, part: Part) -> Path:
        return self._pictures / f"{part.key}.jpg"

    def _fetched(self, part: Part) -> bytes:
        if take := self._store.get(part.key):
            return take.data
        self._store.put_aside(part.key)  # if it is there and damaged: publish makes again what has gone
        try:
            data = self._picture(part).read_bytes()
        except OSError:
            data = b""
        if hashlib.sha256(data).hexdigest() != part.key:
            raise lost(self._show, part)
        return data


def _changed(path: Path) -> int:
    """When the file was changed, in nanoseconds since 1970, but not in what is still to come."""
    with suppress(OSError):
        return min(path.stat().st_mtime_ns, time.time_ns())
    return 0


def lost(show: Show, part: Part) -> LostError:
    """What to tell of a part that is not kept any more."""
    return LostError(
        f"{show.voice / '.takes'}: {part.key} has gone, which a published episode is made of",
        hint=f"Speak it again: daycast publish{show.option}",
    )


def _packed(text: bytes) -> dict[str, bytes | None]:
    """A text's compressed forms, as far as they are smaller."""
    made = {
        BROTLI: brotli.compress(text, mode=brotli.MODE_TEXT, quality=_QUALITY),
        GZIP: gzip.compress(text, 6, mtime=0),
    }
    return {coding: body if len(body) < len(text) else None for coding, body in made.items()}
