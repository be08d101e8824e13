"""Whom a server lets in to a private feed: looks the token of an address up in the listeners' files."""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.feed.listeners import LENGTH, digest, digest_in, listener_files
from daycast.find import LISTENERS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from daycast.show import Show

_MOMENT = 100_000_000  # nanoseconds in which a folder may change again without another time of change


@dataclass(frozen=True, slots=True)
class _File:
    """A listener's file as it was read, and the digest in it, if there is one."""

    state: tuple[int, ...]
    digest: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read of the files, the listeners by the mark of their token's digest, and what tells whether all of it
    still stands so."""

    files: Mapping[Path, _File]
    marked: Mapping[bytes, tuple[str, str]]
    folder: tuple[int, ...]
    settled: bool
    looked: float


class Listeners:
    """The listeners of a show, for a server: any number of threads may ask at once.

    What `daycast listeners` changes counts from the next request on. The folder's time of change tells; a file that
    was edited in place, which leaves that as it was, is noticed within a second.

    A token is looked up by a mark: its digest under a key that lives as long as this object. So a thousand listeners
    take no longer than one, and how long it takes tells nothing of the digests, as nobody can choose a mark.
    """

    def __init__(self, show: Show, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._folder = show.root / LISTENERS
        self._clock = clock
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(32)
        self._known: _Known | None = None

    def who(self, token: str) -> str | None:
        """The name of the listener whose token this is; its digest is compared in constant time."""
        if len(token) != LENGTH or not token.isascii():
            return None
        asked = digest(token)
        name, kept = self._marked().get(self._mark(asked), _NOBODY)
        return name if hmac.compare_digest(asked, kept) else None

    def _marked(self) -> Mapping[bytes, tuple[str, str]]:
        known, now = self._known, self._clock()
        if known and known.settled and now - known.looked < 1 and _identity(self._folder) == known.folder:
            return known.marked
        with self._lock:
            self._known = known = self._look(self._known, now)
        return known.marked

    def _look(self, known: _Known | None, now: float) -> _Known:
        """Looks at every file, and reads those that are others than before."""
        identity = _identity(self._folder)  # before the files: what changes meanwhile is then seen the next time
        before = known.files if known and known.settled else {}
        files = {path: _unless_known(path, before.get(path)) for path in listener_files(self._folder)}
        settled = not identity or abs(time.time_ns() - identity[-1]) > _MOMENT
        if known and files == known.files:
            return _Known(files, known.marked, identity, settled, now)
        marked = {self._mark(file.digest): (path.stem, file.digest) for path, file in files.items() if file.digest}
        return _Known(files, marked, identity, settled, now)

    def _mark(self, digest: str) -> bytes:
        return hmac.digest(self._key, digest.encode(), "sha256")


_NOBODY = ("", "sha256:" + 64 * "-")  # no token has this digest


def _unless_known(path: Path, known: _File | None) -> _File:
    state = _identity(path)
    return known if known and known.state == state else _File(state, digest_in(path))


def _identity(path: Path) -> tuple[int, ...]:
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_ino, found.st_size, found.st_mtime_ns)
