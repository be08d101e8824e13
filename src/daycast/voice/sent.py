"""Which takes are known to be in a bucket: a small database beside them, so that nobody asks for each of them again."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

T = TypeVar("T")

_PATIENCE = 30.0  # seconds, while another process writes
_MANY = 500  # keys of one question


class Sent:
    """The keys that are in the bucket `where`. What is lost or spoilt of this is found out by asking the bucket again.

    Any number of threads and processes may use one.
    """

    def __init__(self, folder: Path, where: str) -> None:
        self._path = folder / f"sent-{hashlib.sha256(where.encode()).hexdigest()[:8]}.sqlite"
        self._one = threading.Lock()

    def lacking(self, keys: Iterable[str]) -> list[str]:
        """Those of `keys` that are not known to be there, in their order, each once."""
        wanted = list(dict.fromkeys(keys))

        def ask(db: sqlite3.Connection) -> set[str]:
            parts = (wanted[start : start + _MANY] for start in range(0, len(wanted), _MANY))
            return {
                found.hex()
                for part in parts
                for (found,) in db.execute(
                    f"SELECT key FROM sent WHERE key IN ({','.join('?' * len(part))})", [*map(bytes.fromhex, part)]
                )
            }

        known = self._with(ask)
        return [key for key in wanted if key not in known]

    def add(self, keys: Iterable[str]) -> None:
        """These are there."""
        rows = [(bytes.fromhex(key),) for key in keys]
        self._with(lambda db: db.executemany("INSERT OR IGNORE INTO sent VALUES (?)", rows))

    def _with(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._one:
            try:
                return self._try(work)
            except sqlite3.OperationalError as error:  # the file is sound
                raise DaycastError(
                    f"{self._path}: cannot be used: {error}", hint="Check its permissions and the free space."
                ) from error
            except sqlite3.DatabaseError:
                self._path.unlink(missing_ok=True)
                return self._try(work)

    def _try(self, work: Callable[[sqlite3.Connection], T]) -> T:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=_PATIENCE)) as db, db:
            db.execute("PRAGMA synchronous=OFF")  # a power cut costs some questions, no take
            db.execute("CREATE TABLE IF NOT EXISTS sent (key BLOB PRIMARY KEY) WITHOUT ROWID")
            return work(db)
