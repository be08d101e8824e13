"""One publisher at a time: a lock in the store, for a quarter of an hour at a time.

It is taken and kept by conditional writes (RFC 9110, section 13.1), so a store that ignores conditions is found out
here, before anything else is written. A publisher that dies leaves its lock; the same copy of the show takes it over at
once, another one when it has run out. Clocks must agree within minutes, as TLS and S3's signatures ask for anyway.
"""

from __future__ import annotations

import json
import secrets
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.targets.record import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from daycast.bucket import Bucket, Object

LOCK = f"{FOLDER}/lock.json"
LASTS = timedelta(minutes=15)
_HEADERS = {"Content-Type": "application/json", "Cache-Control": "no-store"}
_NOBODYS = '"00000000000000000000000000000000"'  # an ETag that no object has


class Lease:
    """A lock that is held while the block lasts."""

    def __init__(self, bucket: Bucket, me: str, clock: Callable[[], datetime]) -> None:
        """`me` is this copy of the show; `clock` gives aware times."""
        self._bucket, self._me, self._clock = bucket, me, clock
        self._run = secrets.token_hex(8)
        self._until = datetime.min.replace(tzinfo=UTC)
        self._etag = ""
        self._one = threading.Lock()

    def __enter__(self) -> Lease:
        """Takes the lock. Raises `DaycastError` where another has it, or where the store ignores conditions."""
        etag = self._write(None)
        if etag is None:
            found = self._bucket.get(LOCK)
            etag = self._write(self._free(found).etag if found else None)
            if etag is None:
                raise self._busy(self._bucket.get(LOCK))
        self._etag = etag
        self._probe()
        return self

    def hold(self) -> None:
        """Makes sure that the lock is ours for some minutes more; to be called before each write and removal."""
        with self._one:
            if self._clock() < self._until - LASTS * 2 / 3:
                return
            etag = self._write(self._etag)
            if etag is None:
                found = self._bucket.get(LOCK)
                if not found or _read(found).get("run") != self._run:
                    raise self._busy(found)
                etag = found.etag
            self._etag = etag

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Gives the lock back. Where that fails it runs out."""
        with suppress(DaycastError):
            if self._clock() < self._until:
                self._bucket.delete(LOCK)

    def _write(self, etag: str | None) -> str | None:
        until = self._clock() + LASTS
        told = {"by": self._me, "run": self._run, "until": until.isoformat()}
        written = self._bucket.put_if(LOCK, json.dumps(told).encode(), etag, self._run, _HEADERS)
        if written is not None:
            self._until = until
        return written

    def _free(self, found: Object) -> Object:
        """The lock that stands there, if we may take its place."""
        told = _read(found)
        try:
            is_over = datetime.fromisoformat(str(told.get("until"))) <= self._clock()
        except (ValueError, TypeError):
            is_over = True
        if not is_over and told.get("by") != self._me and told.get("run") != self._run:
            raise self._busy(found)
        return found

    def _probe(self) -> None:
        """Tries two writes whose conditions do not hold, as long as the lock is ours."""
        until = self._until
        for condition, etag in (("If-None-Match", None), ("If-Match", _NOBODYS)):
            if self._write(etag) is not None:
                self._bucket.delete(LOCK)
                if self._clock() >= until:
                    raise self._busy(None)
                raise DaycastError(
                    f"{self._bucket.where}: the store ignores {condition}: two publishers could undo each other's work",
                    hint="Use a store that honours conditional writes, or `kind: folder` and a program that copies.",
                )

    def _busy(self, found: Object | None) -> DaycastError:
        told = _read(found) if found else {}
        who, until = told.get("by", "somebody"), str(told.get("until", ""))[:16]
        return DaycastError(
            f"{self._bucket.where}: {who} is publishing there"
            + (f"; its lock ends at {until} UTC at the latest" if until else ""),
            hint=f"Publish again later. If nothing runs there any more, you can delete {LOCK} from the store.",
        )


def _read(found: Object) -> dict[str, object]:
    try:
        told = json.loads(found.data)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
