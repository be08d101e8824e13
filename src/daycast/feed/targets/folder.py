"""Sending to a folder of this machine, such as a web server's: each file appears whole, `feed.xml` last."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

from daycast.alone import alone
from daycast.errors import DaycastError
from daycast.feed.targets.plan import Outcome, after, before, outcome, planned, stands
from daycast.feed.targets.record import FOLDER, NOTHING, RECORD, Promised, Sent, parse, printed
from daycast.files import sha256, staged, write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from pathlib import Path

    from daycast.feed.targets.items import Item


_PATIENCE = 60.0  # seconds


def send(
    folder: Path,
    items: Sequence[Item],
    me: str,
    *,
    withdrawn: Collection[str] = (),
    promised: Promised = NOTHING,
    on_sent: Callable[[Item], object] = lambda item: None,
) -> Outcome:
    """Brings `folder` up to date with `items`. Raises `DaycastError` where it cannot be written."""
    busy = DaycastError(
        f"{folder}: another daycast is publishing there", hint="Wait until it is done, then publish again."
    )
    try:
        with alone(folder / FOLDER, _PATIENCE, busy) as hold:
            record = parse(_read(folder / RECORD), str(folder / RECORD))
            right = {item.name: Sent(item.digest, me) for item in items if _is_right(folder / item.name, item)}
            plan = planned(items, record, right, me, str(folder), withdrawn, promised)
            left = before(record, plan, right, me, promised)
            if not plan.groups and not plan.gone and stands(record, left):
                return outcome(items, plan)
            write_bytes(folder / RECORD, printed(left))
            for item in plan.items:
                hold()
                with staged(folder / item.name) as part:
                    shutil.copyfile(item.path, part)
                    os.utime(part, ns=(item.state[2], item.state[2]))
                on_sent(item)
            for name in plan.gone:
                (folder / name).unlink(missing_ok=True)
                with suppress(OSError):  # not empty
                    (folder / name).parent.rmdir()
            write_bytes(folder / RECORD, printed(after(left, plan, {})))
    except OSError as error:
        raise DaycastError(
            f"{error.filename or folder}: cannot be written: {error.strerror or error}",
            hint="Check permissions and free space, then publish again: it goes on where it stopped.",
        ) from error
    return outcome(items, plan)


def _is_right(path: Path, item: Item) -> bool:
    """Size and time stand for the bytes of media, as they do in `feed/`."""
    try:
        found = path.stat()
    except OSError:
        return False
    return found.st_size == item.bytes and (found.st_mtime_ns == item.state[2] or sha256(path) == item.digest)


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
