"""What is told where a farm does not do what it was given."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from daycast.farm import Farm

_ON = "{}, and run the command again: what came back is kept, and it goes on from there."


class GoneError(BrokenExecutor):
    """The workers that were given a piece of work went away, each time."""


def idle(farm: Farm) -> DaycastError:
    """Of a farm that has no worker from the start."""
    where = farm.scheduler
    return DaycastError(f"the farm at {where} has no worker", hint=f"Start one: daycast worker --scheduler {where}")


def deserted(farm: Farm) -> DaycastError:
    """Of a farm whose workers all went away, and did not come back."""
    return DaycastError(
        f"the farm at {farm.scheduler} has no worker left", hint=_ON.format("Start one (daycast worker)")
    )


def lost(farm: Farm) -> DaycastError:
    """Of a scheduler that went away."""
    return DaycastError(
        f"the scheduler at {farm.scheduler} went away in the middle of it",
        hint=_ON.format("See that it runs (dask scheduler)"),
    )


def reason(error: BaseException) -> Exception:
    """What is told of work that came back as an exception."""
    from distributed.scheduler import KilledWorker

    if isinstance(error, KilledWorker):
        return GoneError(f"{error.allowed_failures + 1} workers that were given it went away, one after the other")
    if isinstance(error, DaycastError):
        return error
    return DaycastError(
        f"the farm could not do what it was given: {type(error).__name__}: {str(error).partition(chr(10))[0]}",
        hint="Install the same daycast[farm] on all machines, the scheduler's too; start workers by `daycast worker`.",
    )
