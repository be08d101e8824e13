"""What was worked out before, kept while nothing has changed that it was worked out with."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from daycast.files import write_bytes

T = TypeVar("T")


class Memory:
    """Plain values (JSON's) by their keys: those of the file at `path`, if it was kept under the same `seal`.

    A seal changes with all that a value comes of but its key, the program first of all. Without a path nothing is
    remembered longer than the memory lives.
    """

    def __init__(self, path: Path | None = None, seal: str = "") -> None:
        self._path, self._seal = path, seal
        self._before = _read(path, seal) if path else {}
        self._now: dict[str, Any] = {}

    def recalled(self, key: str, work: Callable[[], T]) -> T:
        """What `work` gives, which is asked only where nothing is remembered under `key`."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else work()
        value: T = self._now[key]
        return value

    def known(self, key: str) -> Any:
        """What is remembered under `key`; None where nothing is."""
        value = self._now.get(key, self._before.get(key))
        return value if value is None else self.learn(key, value)

    def learn(self, key: str, value: T) -> T:
        """Remembers a value under `key`."""
        self._now[key] = value
        return value

    def keep(self) -> None:
        """Writes down what was asked for since it was read; the rest is forgotten."""
        if self._path and self._now != self._before:
            content = json.dumps({"seal": self._seal, "values": self._now}).encode()
            write_bytes(self._path, content, sync=False)  # what a power cut spoils is worked out again


def _read(path: Path, seal: str) -> dict[str, Any]:
    try:
        kept = json.loads(path.read_bytes())
        values: dict[str, Any] = kept["values"] if kept["seal"] == seal else {}
        return values if isinstance(values, dict) else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}  # nothing, or what somebody else wrote
