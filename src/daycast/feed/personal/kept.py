"""Values in memory, as many as there is room for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any


class Kept:
    """Values in memory by key, the latest used `room` bytes of them; any number of threads may ask."""

    def __init__(self, room: int) -> None:
        self._room, self._size = room, 0
        self._values: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: object) -> Any:
        with self._lock:
            if key not in self._values:
                return None
            self._values.move_to_end(key)
            return self._values[key][0]

    def put(self, key: object, value: Any, size: int) -> None:
        with self._lock:
            self._size += size - self._values.pop(key, (None, 0))[1]
            self._values[key] = (value, size)
            while self._size > self._room and len(self._values) > 1:
                self._size -= self._values.popitem(last=False)[1][1]
