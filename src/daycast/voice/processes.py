"""Processes of this machine's own that do a crew's work, and come anew where one has died."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from daycast.errors import DaycastError
from daycast.voice import work
from daycast.voice.fork_server import begin, context
from daycast.voice.registry import known_engines, open_engine, take

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from importlib.metadata import EntryPoint

    from daycast.voice.engine import Voice
    from daycast.voice.sounds import Sounds
    from daycast.voice.takes import TakeStore
    from daycast.voice.work import Errand, Job

T = TypeVar("T")

MOST = 4  # each holds an engine in memory
CLOSED, AGAIN = "the crew that speaks has gone home", "What is spoken is kept: run the command again."


class Processes:
    """Hands of this machine: they start with the first work and stay until they are closed.

    Each process loads the engines of `voices` before its first line.
    """

    def __init__(self, voices: Sequence[Voice] = (), workers: int | None = None) -> None:
        self._voices = tuple(voices)
        self._workers = workers or min(os.cpu_count() or 1, MOST)
        self._pool: ProcessPoolExecutor | None = None
        self._closed = False
        self._changing = threading.Lock()

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Whether a voice can speak here is asked where it is loaded, and told to its lines."""

    def open(self, voices: Sequence[Voice]) -> Future[None]:
        return self._submit(work.opened, voices)

    def speak(self, job: Job, store: TakeStore, seconds: float, run: float) -> Future[str]:
        return self._submit(work.recorded, job, store.folder, seconds, run)

    def make(self, errand: Errand[T], store: TakeStore, sounds: Sounds) -> Future[T]:
        return self._submit(work.made, errand, store.folder, sounds)

    def close(self) -> None:
        with self._changing:
            pool, self._pool = self._pool, None
            self._closed = True
        if pool:
            pool.shutdown(cancel_futures=True)

    def _submit(self, work: Callable[..., T], *arguments: object) -> Future[T]:
        """`work` as a future; processes that have died since are replaced."""
        with self._changing:
            if self._closed:
                raise DaycastError(CLOSED, hint=AGAIN)
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
