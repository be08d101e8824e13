"""One process at a time, on one machine or on several that have a folder mounted: a lease, which filelock keeps.

The lease is a file made where there was none, so it holds where locks of the operating system do not (NFS without its
lock service, SMB). Its holder refreshes it; who has died on this machine is found out at once, on another one after
`LASTS` seconds without a refresh. A machine that stood still for so long may wake up and find another at work: `hold`
tells, and is asked before what cannot be taken back.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LASTS = 30.0  # seconds without a refresh, for all who share a lease
FILE = ".lease"


@contextmanager
def alone(folder: Path, patience: float, busy: DaycastError) -> Iterator[Callable[[], None]]:
    """Holds the lease of `folder`, which is made; the block gets `hold`, which raises if the lease was lost.

    Raises `busy` where somebody else has the lease for longer than `patience` seconds, and `OSError` where the folder
    cannot be written.
    """
    from filelock import SoftFileLease, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lease = SoftFileLease(folder / FILE, lease_duration=LASTS, timeout=patience)
    try:
        lease.acquire()
    except Timeout as error:
        raise busy from error

    def hold() -> None:
        if lease.compromise:
            raise DaycastError(
                f"{folder}: this process stood still, and another one took over meanwhile", hint="Run it again."
            )

    try:
        yield hold
    finally:
        lease.release()
