"""A crew of workers: lines are spoken side by side, and what an engine's library does stays out of this process.

A process that dies, or hangs and is ended, costs the line that it was at, never the others: what was left is spoken one
line at a time, which tells whose fault it was. Whose hands they are, this machine's or a farm's, makes no difference.
"""

from __future__ import annotations

import threading
import time
from concurrent.futures import BrokenExecutor, CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from queue import Queue
from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from daycast.errors import DaycastError
from daycast.voice.processes import AGAIN, CLOSED, Processes
from daycast.voice.work import Errand, Job

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daycast.farm import Farm
    from daycast.voice.engine import Voice
    from daycast.voice.sounds import Sounds
    from daycast.voice.takes import TakeStore

__all__ = ["PATIENCE", "Crew", "Errand", "Hands", "Job", "crew_of"]

T = TypeVar("T")

_DIED = "the process that was speaking it ended unexpectedly (out of memory, or killed)"
_HUNG = "its engine did not come to an end with it within {:.0f} seconds"
PATIENCE = 60.0  # seconds for any line, and as much again for every 120 letters, which are heard in eight seconds


class Hands(Protocol):
    """Where a crew's work is done. A future whose process died raises `BrokenExecutor`; closed, it is cancelled."""

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Raises a `DaycastError` where these would not be done as they are meant."""

    def open(self, voices: Sequence[Voice]) -> Future[None]:
        """Does ahead what every first line of these voices waits for."""

    def speak(self, job: Job, store: TakeStore, seconds: float, run: float) -> Future[str]:
        """One take, put into the store: "" or why that failed. What takes more than `seconds` dies."""

    def make(self, errand: Errand[T], store: TakeStore, sounds: Sounds) -> Future[T]:
        """One piece, put into the store: what its work returns."""

    def close(self) -> None:
        """Ends it, each after the line that it is at."""


class Crew:
    """Workers that speak: `with Crew() as crew:`. They start with the first line and stay until it is closed.

    Unless other `hands` do it, they are `workers` processes of this machine, which load the engines of `voices` before
    their first line; `warm` starts one ahead. Any number of threads may use one crew. A line that takes longer than
    `patience` seconds, and more by its length, counts as hanging.
    """

    def __init__(
        self,
        voices: Sequence[Voice] = (),
        *,
        workers: int | None = None,
        patience: float = PATIENCE,
        hands: Hands | None = None,
    ) -> None:
        self._patience = patience
        self._hands = hands or Processes(voices, workers)
        self._warming: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes, each after the line that it is at. A crew that was closed speaks no more."""
        self._hands.close()

    def warm(self, *voices: Voice) -> None:
        """Has a first process start and open the engines of `voices`, while the caller goes on with other things."""
        self._warming = threading.Thread(target=self._warm, args=(voices,), daemon=True)
        self._warming.start()

    def _warm(self, voices: Sequence[Voice]) -> None:
        with suppress(DaycastError, CancelledError, BrokenExecutor):  # closed meanwhile; a line would tell
            self._hands.open(voices).result()

    def record(self, jobs: Sequence[Job], store: TakeStore, on_done: Callable[[int, int], object]) -> dict[str, str]:
        """Makes every take and puts it into the store; returns the keys that failed, with the reason.

        `on_done` hears (done, all) at the start and after each job.
        """
        on_done(0, len(jobs))
        if self._warming and len(jobs) == 1:
            self._warming.join(self._patience)  # while one process comes in, a second would start only to wait
        reasons: dict[str, str] = {}
        left = {job.key: job for job in jobs}

        def settle(key: str, reason: str) -> None:
            del left[key]
            if reason:
                reasons[key] = reason
            on_done(len(jobs) - len(left), len(jobs))

        done: Queue[Future[str]] = Queue()  # `as_completed` would wait for ever for what `close` has cancelled
        run = time.monotonic()
        self._hands.prepare(jobs)
        waiting = {self._hands.speak(job, store, self._seconds(job), run): job.key for job in jobs}
        for future in waiting:
            future.add_done_callback(done.put)
        for _ in waiting:
            future = done.get()
            if future.cancelled():
                raise DaycastError(CLOSED, hint=AGAIN)
            with suppress(BrokenExecutor):
                settle(waiting[future], future.result())
        for key, job in [*left.items()]:
            settle(key, self._alone(job, store, self._seconds(job), run))
        return reasons

    def say(self, job: Job, store: TakeStore, seconds: float, run: float) -> str:
        """Makes one take while the crew does nothing else; returns "" or why that failed. A death is tried again."""
        reason = self._alone(job, store, seconds, run)
        return self._alone(job, store, seconds, run) if reason == _DIED else reason

    def together(self, errands: Sequence[Errand[T]], store: TakeStore, sounds: Sounds) -> list[T]:
        """What comes of each errand, side by side elsewhere, where all of it can go to.

        What ends its process twice is a `DaycastError`, and so is what its work itself raises as one.
        """
        if errands:
            self._hands.prepare(())
        futures = [self._hands.make(errand, store, sounds) for errand in errands]
        return [self._again(future, errand, store, sounds) for future, errand in zip(futures, errands, strict=True)]

    def _again(self, future: Future[T], errand: Errand[T], store: TakeStore, sounds: Sounds) -> T:
        try:
            with suppress(BrokenExecutor):
                return future.result()
            return self._hands.make(errand, store, sounds).result()
        except CancelledError as error:
            raise DaycastError(CLOSED, hint=AGAIN) from error
        except BrokenExecutor as error:
            raise DaycastError("a process that made a piece of the episode ended unexpectedly", hint=AGAIN) from error

    def _alone(self, job: Job, store: TakeStore, seconds: float, run: float) -> str:
        began = time.monotonic()
        try:
            return self._hands.speak(job, store, seconds, run).result()
        except BrokenProcessPool:
            return _HUNG.format(seconds) if time.monotonic() - began >= seconds else _DIED
        except BrokenExecutor as error:
            return str(error)
        except CancelledError as error:
            raise DaycastError(CLOSED, hint=AGAIN) from error

    def _seconds(self, job: Job) -> float:
        return self._patience * (1 + len(job.text) / 120)


def crew_of(farm: Farm | None, voices: Sequence[Voice] = ()) -> Crew:
    """The crew of a show with this `farm`: its workers, or processes of this machine, for which nothing else is loaded.

    `voices` are opened ahead of the first line.
    """
    if farm is None:
        return Crew(voices)
    from daycast.voice.farm.hands import FarmHands

    return Crew(hands=FarmHands(farm))
