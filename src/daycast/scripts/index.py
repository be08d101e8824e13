"""What was worked out of the show's files, kept in SQLite so that it need not be worked out again.

The file may be deleted at any time. One that is damaged, or made by other code, is made anew; where none can
be kept, everything is worked out each time.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

_WAIT = 5.0  # seconds that one process waits for another's writing
_TABLE = "CREATE TABLE kept (kind TEXT, day TEXT, mark TEXT, value BLOB, PRIMARY KEY (kind, day)) WITHOUT ROWID"


class Index:
    """Values by kind and day. `mark` tells the state of the files that a value was made of."""

    def __init__(self, path: Path, version: int) -> None:
        self._path, self._version = path, version
        self._base = self._open()
        self._new: dict[tuple[str, str], tuple[str, bytes]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._base.close()

    def get(self, kind: str, day: date, mark: str) -> bytes | None:
        """The value, if it was made of files in just this state."""
        known = self._new.get((kind, day.isoformat()))
        if known is None:
            try:
                query = "SELECT mark, value FROM kept WHERE kind = ? AND day = ?"
                known = self._base.execute(query, (kind, day.isoformat())).fetchone()
            except sqlite3.OperationalError:
                return None
            except sqlite3.DatabaseError:
                self._renew()
        return known[1] if known and known[0] == mark else None

    def put(self, kind: str, day: date, mark: str, value: bytes) -> None:
        """Takes a value in; `save` keeps it."""
        self._new[kind, day.isoformat()] = mark, value

    def save(self, since: date) -> None:
        """Keeps what is new in one go and drops what is older than `since`. Where it cannot, only time is lost."""
        if not self._new:
            return
        rows = [(*key, *value) for key, value in self._new.items()]
        with suppress(sqlite3.DatabaseError), self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            self._base.execute("DELETE FROM kept WHERE day < ?", (since.isoformat(),))
        self._new.clear()

    def _open(self) -> sqlite3.Connection:
        try:
            return _connected(self._path, self._version)
        except sqlite3.OperationalError:  # the folder cannot be written, or another process holds the file
            return _connected(":memory:", self._version)
        except sqlite3.DatabaseError:
            return self._anew()

    def _anew(self) -> sqlite3.Connection:
        with suppress(OSError, sqlite3.DatabaseError):
            self._path.unlink(missing_ok=True)
            return _connected(self._path, self._version)
        return _connected(":memory:", self._version)

    def _renew(self) -> None:
        self._base.close()
        self._base = self._anew()


def _connected(path: Path | str, version: int) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        if base.execute("PRAGMA user_version").fetchone()[0] != version:
            with base:
                base.execute("BEGIN IMMEDIATE")
                if base.execute("PRAGMA user_version").fetchone()[0] != version:
                    base.execute("DROP TABLE IF EXISTS kept")
                    base.execute(_TABLE)
                    base.execute(f"PRAGMA user_version = {version}")
    except sqlite3.DatabaseError:
        with closing(base):
            raise
    return base
