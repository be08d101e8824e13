"""The access log, in the combined format that web servers share (Apache's `mod_log_config`): one line a request."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = ".access.log"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ODD = re.compile(r"[^ !#-\[\]-~]")  # all but printable ASCII, and of that the quotation mark and the backslash
_EVERY = 1.0  # seconds between writes
_MANY = 2000  # lines that do not wait for that


def line(
    client: str, when: str, request: tuple[str, str, str], status: int, size: int, referer: bytes, agent: bytes
) -> str:
    """A line of the log. `request` is method, target and version; `size` the bytes of the body that were sent.

    What the client wrote cannot end the line or a field early: such characters are told by number, as nginx does.
    """
    method, target, version = request
    what = plain(f"{method} {target} HTTP/{version}")
    return (
        f'{plain(client)} - - [{when}] "{what}" {status} {size} '
        f'"{plain(referer.decode("latin-1")) or "-"}" "{plain(agent.decode("latin-1")) or "-"}"\n'
    )


def plain(text: str) -> str:
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda odd: "".join(f"\\x{byte:02X}" for byte in odd[0].encode("utf-8", "surrogateescape")), text)


def moment(now: int) -> str:
    """A time, in seconds since 1970, as the log has it."""
    at = time.gmtime(now)
    return f"{at.tm_mday:02}/{MONTHS[at.tm_mon - 1]}/{at.tm_year}:{at.tm_hour:02}:{at.tm_min:02}:{at.tm_sec:02} +0000"


class Log:
    """Appends lines to a file, a second's worth at a time. The file is opened anew each time, so that it may be renamed
    away by whoever rotates logs."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lines: list[str] = []
        self._waiting: asyncio.TimerHandle | None = None
        self._broken = False

    def add(self, text: str) -> None:
        self._lines.append(text)
        if len(self._lines) >= _MANY:
            self.flush()
        elif self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(_EVERY, self.flush)

    def flush(self) -> None:
        """Writes what there is. A full disk is told once; nobody is denied an episode for it."""
        if self._waiting:
            self._waiting.cancel()
            self._waiting = None
        text, self._lines = "".join(self._lines), []
        if not text:
            return
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)  # it tells who listens
            with os.fdopen(descriptor, "a", encoding="ascii") as file:
                file.write(text)
            self._broken = False
        except OSError as error:
            if not self._broken:
                print(f"{self._path}: cannot be written: {error.strerror}; requests go unlogged", file=sys.stderr)
            self._broken = True
