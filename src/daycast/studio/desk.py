"""The work that the page asks for: one day's script read, changed, spoken, made and published."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count, zip_longest
from typing import TYPE_CHECKING

from daycast import day as stages
from daycast import drafts, newsroom
from daycast.errors import DaycastError
from daycast.files import decoded
from daycast.scripts import history
from daycast.scripts.approve import approve, is_approved
from daycast.scripts.board import Board, load_board, save_board
from daycast.scripts.keep import keep
from daycast.show import Show, open_show
from daycast.studio import asks
from daycast.studio.change import changed
from daycast.studio.listening import Listening
from daycast.studio.making import Making
from daycast.studio.rows import Row, in_script, rows, soundings
from daycast.voice.lexicon import pronounce

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.day import Booth
    from daycast.errors import Problem
    from daycast.scripts.model import Script
    from daycast.seeds.model import Story
    from daycast.voice.takes import Take
    from daycast.voice.workers import Crew


_ONE_AT_A_TIME = threading.Lock()  # reads a file of decisions or words, changes it and writes it


@dataclass(frozen=True, slots=True)
class Sight:
    """A day's script as it stands: its rows, each with its line; `able` tells whether a verb would do anything.

    Of two, the one with the greater `number` is the later.
    """

    number: int
    show: Show
    rows: tuple[tuple[int, Row], ...]
    errors: int
    warnings: int
    able: dict[str, bool]
    sha256: str = ""
    notes: int = 0

    @property
    def seconds(self) -> float:
        """How long the episode will be."""
        return sum(row.seconds + (row.sounding.quiet if row.sounding else 0) for _, row in self.rows)

    @property
    def to_speak(self) -> int:
        """How many lines have no take yet."""
        return sum(1 for _, row in self.rows if row.sounding and row.sounding.wanted and not row.clip)


class Desk:
    """One day of the show at `root`; `crew` speaks. `tell` hears in any thread what is new: its name, its figures.

    `edition` is the one that the script is of, "" for the show's own.
    """

    def __init__(self, root: Path, day: date, crew: Crew, tell: Callable[..., object], *, edition: str = "") -> None:
        self.root, self.day, self.edition = root, day, edition
        self._tell = tell
        self._listening = Listening(crew, tell)
        self._making = Making(root, day, crew, tell, edition=edition)
        self._numbers = count(1)
        self._looking = threading.Lock()
        self._known: tuple[bytes, tuple[Script, Sequence[Problem]]] | None = None

    def sight(self) -> Sight:
        """What there is to see. A mistake in a settings file is a `DaycastError`."""
        number = next(self._numbers)
        show, room = self._room()
        data = history.look(show, self.day)
        able = {
            "undo": history.can_undo(show, self.day),
            "redo": history.can_redo(show, self.day),
            "write": True,
            "render": data is not None,
            "publish": data is not None,
        }
        if data is None:
            return Sight(number, show, (), 0, 0, able)
        script, problems = self._checked(show, data, room)
        if show.review == "required":
            able["approve"] = not is_approved(show, self.day, script.sha256)
        text = decoded(show.script(self.day), data)
        here = in_script(problems, show.script(self.day))
        seen = rows(text, script, here, room, lambda key: self._listening.clip(room.store, key))
        unspoken = (row.sounding.wanted for _, row in seen if row.sounding and not row.clip)
        self._listening.follow(filter(None, unspoken), room.store)
        errors = sum(not problem.warning for problem in problems)
        warnings = sum(problem.warning and not problem.note for problem in problems)
        notes = len(problems) - errors - warnings
        return Sight(number, show, seen, errors, warnings, able, script.sha256, notes)

    def stories(self) -> tuple[tuple[Story, ...], Board]:
        """The day's stories as they rank, and what a person decided about them."""
        show = open_show(self.root, self.edition)
        known = newsroom.reported(show, self.day)
        return newsroom.stories(show, self.day, known) if known.articles else (), load_board(show, self.day)

    def do(self, ask: asks.Ask) -> int | None:
        """Does what was asked; gives the line that an edit changed first.

        `edits.Moved` where what it is about was changed meanwhile: then nothing was done.
        """
        show = open_show(self.root, self.edition)
        match ask:
            case asks.Plain():
                self._do_plainly(show, ask.verb)
            case asks.Approve():
                self._approve(show, ask.sha256)
            case asks.Decide():
                with _ONE_AT_A_TIME:
                    save_board(show, self.day, self._decided(ask))
                self._write(show)
            case asks.Pronounce():
                with _ONE_AT_A_TIME:
                    pronounce(show.voice, ask.word, ask.said)
                self.forget()
            case _:
                return self._change(show, ask)
        return None

    def _do_plainly(self, show: Show, verb: str) -> None:
        match verb:
            case "undo":
                history.undo(show, self.day)
            case "redo":
                history.redo(show, self.day)
            case "write":
                self._write(show)
            case _:
                self._making.start(publish=verb == "publish")

    def _write(self, show: Show) -> None:
        """Brings the script up to a new draft, and says what came of it."""
        said: list[str] = []
        try:
            text, problems = drafts.redraft(
                show,
                self.day,
                on_progress=lambda now: self._tell(
                    "job", doing=f"Writing “{now.heading}”", done=now.done, total=now.total
                ),
                on_short=lambda why: said.append(f"Its length is {why}"),
            )
        finally:
            self._tell("job", doing="", done=0, total=0)
        what = "no articles for this day" if text is None else keep(show, self.day, text).says
        self._tell("told", message="\n".join([f"The script: {what}.", *said, *map(str, problems)]))

    def forget(self) -> None:
        """Something else than the script has changed, so that it is to be checked anew."""
        self._known = None

    def _checked(self, show: Show, data: bytes, room: Booth) -> tuple[Script, Sequence[Problem]]:
        """The script and its problems; its length the page tells by itself. The same text is checked once."""
        with self._looking:
            known = self._known
            if known is None or known[0] != data:
                self._known = known = data, stages.checked(show, self.day, data, room, length=False)
        return known[1]

    def take(self, key: str) -> Take | None:
        """The take of a line or sound of the script, made now if need be; `None` for a key that none of them has."""
        show, room = self._room()
        script, _ = self._script(show, room)
        found = next((heard for heard in soundings(script, room).values() if heard.key == key), None)
        return self._listening.take(found, room) if found else None

    def _room(self) -> tuple[Show, Booth]:
        show = open_show(self.root, self.edition)
        return show, stages.booth(show)

    def _script(self, show: Show, room: Booth) -> tuple[Script, Sequence[Problem]]:
        return self._checked(show, self._bytes(show), room)

    def _bytes(self, show: Show) -> bytes:
        data = history.look(show, self.day)
        if data is None:
            raise DaycastError(f"there is no script for {self.day.isoformat()}", hint="“New draft” writes one.")
        return data

    def _change(self, show: Show, ask: asks.Edit) -> int:
        """Changes the script as it is at this moment, whoever else writes to it; gives the first line that differs."""
        while True:
            seen = self._bytes(show)
            before = decoded(show.script(self.day), seen)
            after = changed(before, ask)
            if history.put(show, self.day, seen, after, "edit"):
                rows_of_both = zip_longest(before.split("\n"), after.split("\n"))
                return next((line for line, (old, new) in enumerate(rows_of_both, 1) if old != new), 1)

    def _approve(self, show: Show, sha256: str) -> None:
        script, problems = self._script(show, stages.booth(show))
        if script.sha256 != sha256:
            raise DaycastError("the script was changed meanwhile", hint="Read what it says now, and approve that.")
        if any(not problem.warning for problem in problems):
            raise DaycastError("a script with errors cannot be approved", hint="Mend them first.")
        approve(show, script, datetime.now(UTC))

    def _decided(self, ask: asks.Decide) -> Board:
        if ask.verb == "reset":
            return Board()
        ranked, board = self.stories()
        if ask.verb == "order":
            return board.rank(ask.order)
        story = next((story for story in ranked if story.id == ask.name), None)
        if story is None:
            raise DaycastError("this story is not there any more", hint="Look at the stories again.")
        match ask.verb:
            case "promote":
                return board.promote(story)
            case "drop":
                return board.leave_out(story)
            case "restore":
                return board.take_in(story)
