"""`daycast worker`: this machine at the disposal of a Dask scheduler, for as long as nobody stops it."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from daycast.farm import Farm
from daycast.voice.farm.library import quiet, security

_OURS = {
    "distributed.worker.daemon": False,  # so that it may have processes of its own, which speak
    "distributed.worker.profile.enabled": False,  # nobody looks at it
    "distributed.nanny.pre-spawn-environ": {},  # giving memory back at once costs hibari a third more time
}
_PAUSE = 1.0  # seconds between attempts to reach a scheduler


def serve(farm: Farm, lines: int, tell: Callable[[str], object]) -> None:
    """Speaks up to `lines` lines at once for the scheduler of `farm` until an interrupt; waits for it where it is gone.

    `tell` hears each time that the scheduler was found.
    """
    distributed = quiet()
    import dask

    dask.config.set(_OURS)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(distributed, farm, lines, tell))


async def _serve(distributed: Any, farm: Farm, lines: int, tell: Callable[[str], object]) -> None:
    how = security(farm, "worker")
    while True:
        await _there(distributed, farm, how)
        # a process of its own, which is started anew where it was killed
        nanny = distributed.Nanny(
            farm.scheduler,
            nthreads=lines,
            security=how,
            memory_limit=None,
            dashboard=False,
            silence_logs=logging.CRITICAL,
        )
        with suppress(OSError, RuntimeError):  # it went away as we came
            async with nanny:
                tell(f"speaking up to {lines} at once for {farm.scheduler}")
                await nanny.finished()
        tell(f"the scheduler at {farm.scheduler} has gone; waiting for it")


async def _there(distributed: Any, farm: Farm, how: Any) -> None:
    """Waits until the scheduler takes connections."""
    while True:
        try:
            line = await distributed.comm.connect(farm.scheduler, timeout=5, **how.get_connection_args("worker"))
        except OSError:
            await asyncio.sleep(_PAUSE)
        else:
            await line.close()
            return
