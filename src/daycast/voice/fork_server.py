"""The process that those who speak are forked from: it has loaded what they need.

A module of its own, as it is the first thing to be started and has nothing else to wait for.
"""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext


def begin() -> None:
    """Has the process that others are forked from start and load what they need, while this one goes on.

    Where it is not begun, that happens with a crew's first work.
    """
    if sys.platform == "win32":
        return
    from multiprocessing import forkserver, resource_tracker

    context()
    resource_tracker.ensure_running()  # lets interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # which it inherits: an interrupt is ours alone
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def context() -> BaseContext:
    """Clean processes, never a copy of this one with its threads; on POSIX the imports are done once for all."""
    import multiprocessing

    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(["daycast.voice.one_thread", "daycast.voice.rehearsed"])
    return server
