"""The episode made, and published if asked to, while the page goes on."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import day as stages
from daycast import pressing
from daycast.errors import DaycastError
from daycast.feed import deliver as delivering
from daycast.feed.publish import Published
from daycast.feed.publish import publish as publishing
from daycast.report import several
from daycast.show import open_show

if TYPE_CHECKING:
    from daycast.show import Show
    from daycast.voice.workers import Crew


class Making:
    """Makes the episode of one day and edition, once at a time. `tell` hears how far it is, and what came of it."""

    def __init__(self, root: Path, day: date, crew: Crew, tell: Callable[..., object], *, edition: str = "") -> None:
        self._root, self._day, self._edition = root, day, edition
        self._crew, self._tell = crew, tell
        self._busy = threading.Lock()

    def start(self, *, publish: bool) -> None:
        """Begins, in a thread of its own."""
        if not self._busy.acquire(blocking=False):
            raise DaycastError("the episode is being made already", hint="Wait until it is done.")
        threading.Thread(target=self._run, args=(publish,), name="making").start()

    def _run(self, publish: bool) -> None:
        message = "This failed; the terminal says more."
        try:
            self._tell("job", doing="Making the episode", done=0, total=0)
            message = self._made(publish)
        except DaycastError as error:
            message = str(error)
        finally:
            self._busy.release()
            self._tell("job", doing="", done=0, total=0)
            self._tell("told", message=message)
            self._tell("changed")

    def _made(self, publish: bool) -> str:
        show = open_show(self._root, self._edition)
        troubles: list[str] = []
        room = stages.booth(show, on_trouble=troubles.append)
        script, problems = stages.check(show, self._day, room, doubts=False, length=False)
        made = stages.render(
            show,
            script,
            room,
            problems=problems,
            now=datetime.now(UTC),
            crew=self._crew,
            on_spoken=lambda done, total: self._tell("job", doing="Speaking", done=done, total=total),
        )
        minutes, seconds = divmod(round(made.episode.audio.seconds), 60)
        message = f"The episode is made: {minutes}:{seconds:02}, {several(made.spoken, 'line')} spoken anew."
        message = "\n".join([message, *troubles])
        if not publish:
            return message
        if show.kind == "briefing":
            pressed = pressing.publish(show, datetime.now(UTC))
            message += f" It is published for {several(pressed.listeners, 'listener')}"
            message += f"; {several(pressed.episodes, 'episode')} made now."
            return "\n".join([message, *map(str, pressed.problems)])
        done, delivered = delivering.until_known(show, lambda: self._published(show), lambda message: None)
        message += f" It is published; the feed has {several(done.episodes, 'episode')}."
        sent = [delivering.says(delivered)] if delivered.where else []
        return "\n".join([message, *sent, *map(str, (*done.problems, *delivered.problems))])

    def _published(self, show: Show) -> tuple[Published, delivering.Delivered]:
        done = publishing(show)
        delivered = delivering.deliver(
            show,
            done.changed,
            on_sent=lambda gone, total: self._tell("job", doing="Sending", done=gone, total=total),
        )
        return done, delivered
