"""Worker processes: two lines are spoken at once, and what an engine's library does stays out of this process."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.voice.engine import Voice, open_engine
from daycast.voice.takes import Form, TakeStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.context import BaseContext
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """One take to be made: its key, who says what, and in which form it is kept."""

    key: str
    voice: Voice
    text: str
    form: Form


def record_all(
    jobs: Sequence[Job], folder: Path, workers: int, on_done: Callable[[int, int], object]
) -> dict[str, str]:
    """Makes every take and puts it into the store at `folder`; returns the keys that failed, with the reason.

    `on_done` hears (done, all) at the start and after each job. A process that dies is a `DaycastError`.
    """
    on_done(0, len(jobs))
    reasons: dict[str, str] = {}
    pool = ProcessPoolExecutor(min(workers, len(jobs)), mp_context=_context(), initializer=_start)
    try:
        waiting: dict[Future[str], Job] = {pool.submit(_record, job, folder): job for job in jobs}
        for done, future in enumerate(as_completed(waiting), 1):
            if reason := future.result():
                reasons[waiting[future].key] = reason
            on_done(done, len(jobs))
    except BrokenProcessPool as error:
        raise DaycastError(
            "a process that was speaking ended unexpectedly (out of memory, or killed)",
            hint="The lines spoken before are kept: run the same command again.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)
    return reasons


def _context() -> BaseContext:
    """Clean processes, never a copy of this one with its threads; on POSIX the imports are done once for all."""
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "daycast.voice.recording"])
    return context


def _start() -> None:
    """An interrupt is the parent's to handle; a parent that was killed takes its workers with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _record(job: Job, folder: Path) -> str:
    """In a worker: makes one take; returns "" or why that failed."""
    from daycast.voice.recording import implausible, produced

    try:
        speech = open_engine(job.voice.engine).speak(job.text, job.voice)
        seconds = len(speech.samples) / speech.rate
        if reason := implausible(job.text, job.voice.rate, seconds):
            return reason
        TakeStore(folder).put(produced(job.key, speech, job.form))
    except DaycastError as error:
        return str(error)
    return ""
