"""Values in memory, as many as there is room for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, those that were used last, in `room` bytes; any number of threads may ask.

    The very last one stays, however large it is: a day of very many listeners is read once, and not for each of them.
    """

    def __init__(self, room: int) -> None:
        self._room, self._size = room, 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def __contains__(self, key: K) -> bool:
        return key in self._values

    def get(self, key: K) -> V | None:
        """The value, which counts as used now; None where there is none."""
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keeps a value of `size` bytes; what was used longest ago gives way to it."""
        with self._lock:
            self._size += size - (self._values.pop(key)[1] if key in self._values else 0)
            self._values[key] = (value, size)
            while self._size > self._room and len(self._values) > 1:
                self._size -= self._values.popitem(last=False)[1][1]
