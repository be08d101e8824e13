"""The file that the archive's index stands in: its tables, and how it comes to be. It may be deleted at any time.

One that is damaged, or made by other code, is made anew; where none can be written, it is made in memory.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_VERSION = 2
_WAIT = 30.0  # seconds that one process waits for another's writing
_NAMES = ("vocabulary", "words", "meanings", "passages", "episodes")
_TABLES = (
    "CREATE TABLE episodes (day TEXT PRIMARY KEY, seal TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE passages (id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, told TEXT NOT NULL)",
    "CREATE INDEX passages_by_day ON passages (day)",
    "CREATE TABLE meanings (id INTEGER PRIMARY KEY, vector BLOB NOT NULL)",
)
_WORDS = "CREATE VIRTUAL TABLE words USING fts5(headings, lines, names, tokenize = '{}')"
_VOCABULARY = "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)"
_TOKENS = "unicode61 remove_diacritics 2"


def opened(path: Path, *, english: bool) -> sqlite3.Connection:
    """The base at `path`, with its tables. English words are indexed by their stems (Porter, 1980)."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        writable = all(os.access(place, os.W_OK) for place in (path.parent, path) if place.exists())
        return _connected(path if writable else ":memory:", english)
    except (sqlite3.OperationalError, OSError):  # the folder cannot be written, or another process holds the file
        return _connected(":memory:", english)
    except sqlite3.DatabaseError:
        return anew(path, english=english)


def anew(path: Path, *, english: bool) -> sqlite3.Connection:
    """An empty base in the place of a damaged one."""
    with suppress(OSError, sqlite3.DatabaseError):
        path.unlink(missing_ok=True)
        return _connected(path, english)
    return _connected(":memory:", english)


@contextmanager
def writing(base: sqlite3.Connection) -> Iterator[None]:
    """All that is written in the block, or nothing; other processes wait meanwhile."""
    with base:
        base.execute("BEGIN IMMEDIATE")
        yield


def _connected(path: Path | str, english: bool) -> sqlite3.Connection:
    version = 2 * _VERSION + english
    base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        if base.execute("PRAGMA user_version").fetchone()[0] != version:
            with writing(base):
                if base.execute("PRAGMA user_version").fetchone()[0] != version:
                    for name in _NAMES:
                        base.execute(f"DROP TABLE IF EXISTS {name}")
                    for table in (
                        *_TABLES,
                        _WORDS.format(f"porter {_TOKENS}" if english else _TOKENS),
                        _VOCABULARY,
                    ):
                        base.execute(table)
                    base.execute(f"PRAGMA user_version = {version}")
    except BaseException:
        base.close()
        raise
    return base
