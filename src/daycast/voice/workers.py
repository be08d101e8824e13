"""A crew of worker processes: lines are spoken side by side, and what an engine's library does stays out of this one.

A process that dies, or hangs and is ended, costs the line that it was at, never the others: what was left is spoken one
line at a time, which tells whose fault it was.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import signal
import threading
import time
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from queue import Queue
from typing import IO, TYPE_CHECKING, Self, TypeVar

from daycast.errors import DaycastError
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice
from daycast.voice.fork_server import begin, context
from daycast.voice.registry import check_voice, is_mute, known_engines, open_engine, take
from daycast.voice.takes import Form, TakeStore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.metadata import EntryPoint

T = TypeVar("T")

MOST = 4  # each holds an engine in memory
_CLOSED, _AGAIN = "the crew that speaks has gone home", "What is spoken is kept: run the command again."
_DIED = "the process that was speaking it ended unexpectedly (out of memory, or killed)"
_HUNG = "its engine did not come to an end with it within {:.0f} seconds"
PATIENCE = 60.0  # seconds for any line, and as much again for every 120 letters, which are heard in eight seconds


@dataclass(frozen=True, slots=True)
class Job:
    """One take to be made: its key, who says what, and in which form it is kept."""

    key: str
    voice: Voice
    text: str
    form: Form
    delivery: Delivery = MONO


class Crew:
    """Worker processes that speak: `with Crew() as crew:`. They start with the first line and stay until it is closed.

    Each process loads the engines of `voices` before its first line, and `warm` starts one ahead. Any number of threads
    may use one crew. A line that takes longer than `patience` seconds, and more by its length, counts as hanging.
    """

    def __init__(self, voices: Sequence[Voice] = (), *, workers: int | None = None, patience: float = PATIENCE) -> None:
        self._voices = tuple(voices)
        self._patience = patience
        self._workers = workers or min(os.cpu_count() or 1, MOST)
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False
        self._changing = threading.Lock()
        self._warming: threading.Thread | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes, each after the line that it is at. A crew that was closed speaks no more."""
        with self._changing:
            pool, self._pool = self._pool, None
            self._closed = True
        if pool:
            pool.shutdown(cancel_futures=True)

    def warm(self, *voices: Voice) -> None:
        """Has a first process start and open the engines of `voices`, while the caller goes on with other things."""
        self._warming = threading.Thread(target=self._warm, args=(voices,), daemon=True)
        self._warming.start()

    def _warm(self, voices: Sequence[Voice]) -> None:
        with suppress(DaycastError, CancelledError, BrokenProcessPool):  # closed meanwhile; a line would tell
            self._submit(_opened, voices).result()

    def record(self, jobs: Sequence[Job], folder: Path, on_done: Callable[[int, int], object]) -> dict[str, str]:
        """Makes every take and puts it into the store at `folder`; returns the keys that failed, with the reason.

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
        waiting = {self._submit(_record, job, folder, self._seconds(job), run): job.key for job in jobs}
        for future in waiting:
            future.add_done_callback(done.put)
        for _ in waiting:
            future = done.get()
            if future.cancelled():
                raise DaycastError(_CLOSED, hint=_AGAIN)
            with suppress(BrokenProcessPool):
                settle(waiting[future], future.result())
        for key, job in [*left.items()]:
            settle(key, self._alone(job, folder, run))
        return reasons

    def together(self, work: Callable[..., T], wanted: Sequence[tuple[object, ...]]) -> list[T]:
        """What `work` makes of each row of arguments, side by side in other processes, which all of it can go to.

        What ends its process twice is a `DaycastError`, and so is what `work` itself raises as one.
        """
        futures = [self._submit(work, *arguments) for arguments in wanted]
        return [self._again(future, work, arguments) for future, arguments in zip(futures, wanted, strict=True)]

    def _again(self, future: Future[T], work: Callable[..., T], arguments: tuple[object, ...]) -> T:
        try:
            with suppress(BrokenProcessPool):
                return future.result()
            return self._submit(work, *arguments).result()
        except CancelledError as error:
            raise DaycastError(_CLOSED, hint=_AGAIN) from error
        except BrokenProcessPool as error:
            raise DaycastError("a process that made a piece of the episode ended unexpectedly", hint=_AGAIN) from error

    def _alone(self, job: Job, folder: Path, run: float) -> str:
        began, seconds = time.monotonic(), self._seconds(job)
        try:
            return self._submit(_record, job, folder, seconds, run).result()
        except BrokenProcessPool:
            return _HUNG.format(seconds) if time.monotonic() - began >= seconds else _DIED
        except CancelledError as error:
            raise DaycastError(_CLOSED, hint=_AGAIN) from error

    def _seconds(self, job: Job) -> float:
        return self._patience * (1 + len(job.text) / 120)

    def _submit(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        """`work` as a future; processes that have died since are replaced."""
        with self._changing:
            if self._closed:
                raise DaycastError(_CLOSED, hint=_AGAIN)
            try:
                if self._pool:
                    return self._pool.submit(work, *arguments)
            except BrokenProcessPool:
                self._pool = None
            begin()
            self._pool = ProcessPoolExecutor(
                self._workers, mp_context=context(), initializer=_start, initargs=(self._voices, known_engines())
            )
            return self._pool.submit(work, *arguments)


def _start(voices: Sequence[Voice], engines: Mapping[str, EntryPoint]) -> None:
    """In a new worker. An interrupt is the parent's to handle; a parent that was killed takes its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    take(engines)
    for voice in voices:
        with suppress(Exception):  # what is wrong with a voice is told where it has a line to say
            open_engine(voice.engine).speak("One.", voice)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _record(job: Job, folder: Path, seconds: float, run: float) -> str:
    """In a worker, which ends if this takes more than `seconds`: makes one take; returns "" or why that failed."""
    # a thread in C, which also comes by where a library hangs and lets no Python run
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        return _made(job, folder, run)
    finally:
        faulthandler.cancel_dump_traceback_later()


def _opened(voices: Sequence[Voice]) -> None:
    """In a worker: does what every first line of these voices waits for. What is wrong is told to the lines."""
    for voice in voices:
        with suppress(DaycastError):
            _checked(voice)


@cache
def _checked(voice: Voice) -> None:
    """Raises unless the voice can speak here, asked once for each: here as the speech is loaded here anyway."""
    check_voice(voice)


@lru_cache
def _refusal(voice: Voice, run: float) -> str:
    """Why the voice cannot speak here, or ""; one that is refused is asked again in the next run alone."""
    try:
        _checked(voice)
    except DaycastError as error:
        return str(error)
    except Exception as error:  # whatever a broken engine raises is its lines' failure
        return f"{voice.engine} raised {type(error).__name__}: {error}"
    return ""


@cache
def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w")


def _made(job: Job, folder: Path, run: float) -> str:
    from daycast.voice.plausible import implausible
    from daycast.voice.recording import produced
    from daycast.voice.speechlike import unlike_speech

    if reason := _refusal(job.voice, run):
        return reason
    try:
        speech = open_engine(job.voice.engine).speak(job.text, job.voice)
        if reason := unlike_speech(speech, may_be_silent=is_mute(job.voice.engine)):
            return f"{job.voice.engine}: {reason}"
    except DaycastError as error:
        return str(error)
    except Exception as error:  # whatever a broken engine raises is this line's failure
        return f"{job.voice.engine} raised {type(error).__name__}: {error}"
    seconds = len(speech.samples) / speech.rate
    if reason := implausible(job.text, job.voice.rate, seconds):
        return reason
    TakeStore(folder).put(produced(job.key, speech, job.form, job.delivery, gain=job.voice.gain))
    return ""
