"""The takes of a script as the page hears and draws them; what is new in it is spoken while the person goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from daycast.episodes.pieces import sting
from daycast.episodes.score import Sting
from daycast.errors import DaycastError
from daycast.studio.rows import Clip, Sounding, clipped
from daycast.voice.speak import Wanted, speak

if TYPE_CHECKING:
    from daycast.day import Booth
    from daycast.voice.takes import Take, TakeStore
    from daycast.voice.workers import Crew


class Listening:
    """What one script sounds like. `tell` hears when lines have been spoken, or could not be."""

    def __init__(self, crew: Crew, tell: Callable[..., object]) -> None:
        self._crew, self._tell = crew, tell
        self._clips: dict[str, Clip] = {}
        self._ahead = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._unspoken: frozenset[str] | None = None  # keys of the lines that had no take when they were last looked at

    def clip(self, store: TakeStore, key: str) -> Clip | None:
        """What there is to draw, where the take is there."""
        if key not in self._clips and (take := store.get(key)):
            self._clips[key] = clipped(take)
        return self._clips.get(key)

    def take(self, heard: Sounding, room: Booth) -> Take | None:
        """The take of a line or sound, made now if need be. What cannot be spoken is a `DaycastError`."""
        if heard.wanted is None:
            return sting(Sting(heard.sound, heard.key, room.delivery), room.store, room.sounds)
        if not room.store.has(heard.key):
            self._speak([heard.wanted], room.store)
        return room.store.get(heard.key)

    def follow(self, unspoken: Iterable[Wanted], store: TakeStore) -> None:
        """Has those of the lines spoken that are new since the last time; of a script just opened, none."""
        lines = {line.key: line for line in unspoken}
        before, self._unspoken = self._unspoken, frozenset(lines)
        fresh = [] if before is None else [line for key, line in lines.items() if key not in before]
        if fresh:
            self._ahead.submit(self._speak_ahead, fresh, store)

    def _speak_ahead(self, lines: Sequence[Wanted], store: TakeStore) -> None:
        try:
            self._speak(lines, store)
        except DaycastError as error:
            self._tell("told", message=str(error))
        self._tell("changed")

    def _speak(self, lines: Sequence[Wanted], store: TakeStore) -> None:
        done = speak(lines, store, crew=self._crew)
        if done.failures:
            raise DaycastError("\n".join(f"“{failed.wanted.text}”: {failed.reason}" for failed in done.failures))
