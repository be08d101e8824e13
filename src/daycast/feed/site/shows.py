"""The shows that a server hands out, with their settings as they stand."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.ledger import FILE as LEDGER
from daycast.feed.site.roof import as_published, public, the_same
from daycast.find import FILE, is_show, shows_in
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Callable, Container
    from pathlib import Path

    from daycast.show import Show

Mark = tuple[int, ...]  # tells a file apart from what it was; empty where there is none
State = tuple[Mark, ...]  # of show.yaml, and of the ledgers that count with it
_GONE: State = ((),)


@dataclass(frozen=True, slots=True)
class _Known:
    """A show as it is handed out, and what its settings were when they were last read; None where they never could be.

    `wanted` is what they would make of it, as long as another show has one of its addresses. `waiting` are the ledgers
    of what is published under an address from before: once they change, another one counts.
    """

    state: State
    waiting: tuple[Path, ...]
    show: Show | None
    wanted: Show | None = None


def _tell(error: DaycastError) -> None:
    print(error, file=sys.stderr)


class Shows:
    """One show (`place` is its folder) or many (`place` is the folder of their folders).

    `on_trouble` hears of settings that cannot be read, or that take another show's address. Such a show goes on with
    those from before, and one that has none is left out: a mistake in a file that is being edited takes no feed from
    its listeners, and keeps no other show from what changed in it.
    """

    def __init__(self, place: Path, on_trouble: Callable[[DaycastError], object] = _tell) -> None:
        self._place, self._on_trouble = place, on_trouble
        self.many = not is_show(place)
        self._known: dict[Path, _Known] = {}
        self._seen: dict[Path, State] = {}  # at the last look

    def read(self) -> dict[str, Show]:
        """The shows by the names of their folders, for the first time.

        Raises `DaycastError` where no show is, or a single one cannot be read.
        """
        for folder, state in self._states().items():
            try:
                show = open_show(folder)
                self._known[folder] = _Known(*_waiting(state, show), show)
            except DaycastError as error:
                if not self.many:
                    raise
                self._on_trouble(error)
                self._known[folder] = _Known(state, (), None)
        return self._found()

    def look(self) -> dict[str, Show] | None:
        """The shows after a change; None where nothing changed. Those whose settings did not are the same as before.

        A state of a file counts when it is the same at two looks. So one that is half written opens no private show,
        one that an editor takes away to put another there ends none, and no clock is asked. Raises `DaycastError`
        where no show is.
        """
        states = self._states()
        seen, self._seen = self._seen, states
        others = {
            folder: state for folder, state in states.items() if seen.get(folder) == state != self._state_known(folder)
        }
        if not others:
            return None
        before = self._found()
        for folder, state in others.items():
            self._again(folder, state)
        self._keep_apart(others)
        found = self._found()
        same = found.keys() == before.keys() and all(found[name] is before[name] for name in found)
        return None if same else found

    def _again(self, folder: Path, state: State) -> None:
        """Reads a show whose settings are others than before."""
        if self.many and not state[0]:
            del self._known[folder]
            return
        known = self._known.get(folder, _Known(_GONE, (), None))
        wanted, trouble = None, None
        try:
            wanted = open_show(folder)
        except DaycastError as error:
            trouble = error
        if self._state(folder) != state:
            return  # it was written meanwhile: that counts when it has stood for a second
        if wanted:
            self._known[folder] = _Known(*_waiting(state, wanted), known.show, wanted)
        else:
            self._known[folder] = replace(known, state=state, wanted=None)
        if trouble:
            self._on_trouble(trouble)

    def _keep_apart(self, others: Container[Path]) -> None:
        """Takes over what is wanted where no other show has one of its addresses, and tells of `others` that wait."""
        while free := [folder for folder, known in self._known.items() if known.wanted and not self._taken(folder)]:
            known = self._known[free[0]]
            self._known[free[0]] = replace(known, show=known.wanted, wanted=None)
        for folder, known in self._known.items():
            if known.wanted and folder in others and (trouble := self._taken(folder)):
                self._on_trouble(trouble)

    def _taken(self, folder: Path) -> DaycastError | None:
        """What is wrong where another show has an address that this one wants."""
        wanted = self._known[folder].wanted
        addresses = public(wanted) if wanted and self.many else frozenset()
        for other, known in self._known.items():
            shared = addresses & public(known.show) if addresses and other != folder and known.show else ()
            if shared:
                return the_same(other.name, folder.name, min(shared))
        return None

    def _state_known(self, folder: Path) -> State:
        known = self._known.get(folder)
        return known.state if known else _GONE

    def _found(self) -> dict[str, Show]:
        return {folder.name: known.show for folder, known in sorted(self._known.items()) if known.show}

    def _states(self) -> dict[Path, State]:
        """What tells the settings of each show's folder apart from others, also of those that are known and gone."""
        folders = shows_in(self._place) if self.many else [self._place]
        return {folder: self._state(folder) for folder in {**dict.fromkeys(folders), **self._known}}

    def _state(self, folder: Path) -> State:
        known = self._known.get(folder)
        return (_mark(folder / FILE), *map(_mark, known.waiting if known else ()))


def _waiting(state: State, show: Show) -> tuple[State, tuple[Path, ...]]:
    """The state with the ledgers that the show waits for, and these."""
    ledgers = tuple(one.feed / LEDGER for one in show.every() if as_published(one) is not one)
    return (state[0], *map(_mark, ledgers)), ledgers


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)  # the last tells of a new permission
