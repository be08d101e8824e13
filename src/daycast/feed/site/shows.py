"""The shows that a server hands out, with their settings as they stand."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.find import FILE, is_show, shows_in
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from daycast.show import Show

State = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A show as it was read, and what its settings were then; None where they could not be read."""

    state: State
    show: Show | None


def _tell(error: DaycastError) -> None:
    print(error, file=sys.stderr)


class Shows:
    """One show (`place` is its folder) or many (`place` is the folder of their folders).

    `on_trouble` hears of settings that cannot be read. One of many shows is left out then, unless it could be read
    before: a mistake in a file that is being edited takes no feed from its listeners.
    """

    def __init__(self, place: Path, on_trouble: Callable[[DaycastError], object] = _tell) -> None:
        self._place, self._on_trouble = place, on_trouble
        self.many = not is_show(place)
        self._known: dict[Path, _Known] = {}

    def states(self) -> dict[Path, State]:
        """What tells the settings of each show's folder apart from others. Raises `DaycastError` where no show is."""
        folders = shows_in(self._place) if self.many else [self._place]
        return {folder: _state(folder / FILE) for folder in folders}

    def state(self) -> tuple[dict[Path, State], float]:
        """The states, and for how many seconds nothing has changed in the files."""
        states = self.states()
        newest = max((state[-1] for state in states.values() if state), default=0)
        return states, time.time() - newest / 1e9

    def read(self) -> dict[str, Show]:
        """The shows by the names of their folders; those whose settings did not change are the same as before.

        Raises `DaycastError` where a single show cannot be read.
        """
        self._known = {folder: self._unless_known(folder, state) for folder, state in self.states().items()}
        return {folder.name: known.show for folder, known in self._known.items() if known.show}

    def _unless_known(self, folder: Path, state: State) -> _Known:
        known = self._known.get(folder)
        if known and known.state == state:
            return known
        try:
            return _Known(state, open_show(folder))
        except DaycastError as error:
            if not self.many:
                raise
            self._on_trouble(error)
            return _Known(state, known.show if known else None)


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
