"""Passages by what they mean: the vectors of the optional `[embeddings]` extra, kept beside the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from daycast.episodes.archive.index import Archive
    from daycast.episodes.archive.when import Days
    from daycast.seeds.grouping.meaning import Meaning, Vectors

_AT_ONCE = 16  # passages that are read while somebody may ask
_IN_A_ROW = 128  # and where nobody can
_FOUND = 60  # passages that are near enough to be asked about


class Near:
    """How near the passages of the days that were asked about come to a question. `order` has the ids of the nearest,
    those first."""

    def __init__(self, ids: NDArray[np.int64], cosines: NDArray[np.float64]) -> None:
        self._ids, self._cosines = ids, cosines
        best = np.lexsort((ids, -cosines.round(5)))[:_FOUND]
        self.order = [int(ids[place]) for place in best if cosines[place] > 0]

    def alike(self, number: int) -> float | None:
        """The cosine of a passage to the question, 0 at least; None where it is not known what the passage means."""
        place = int(np.searchsorted(self._ids, number))
        if place == len(self._ids) or self._ids[place] != number:
            return None
        return max(0.0, float(self._cosines[place]))


class Meanings:
    """What the passages of an archive mean, in memory for as long as the archive stays what it is."""

    def __init__(self, mean: Meaning) -> None:
        self.mean = mean
        self._state: object = None
        self._ids = np.zeros(0, np.int64)
        self._days = np.zeros(0, "U10")
        self._rows: Vectors = np.zeros((0, 0), np.float32)

    def near(self, archive: Archive, text: str, days: Days) -> Near:
        """How near the passages of these days come to what `text` means."""
        if archive.state() != self._state:
            self._state = archive.state()
            known = sorted(archive.vectors())
            self._ids = np.array([number for number, _, _ in known], np.int64)
            self._days = np.array([day for _, day, _ in known], "U10")
            packed = np.frombuffer(b"".join(vector for _, _, vector in known), np.float16)
            self._rows = packed.astype(np.float32).reshape(len(known), -1) if known else self._rows[:0]
        if not len(self._ids):
            return Near(self._ids, np.zeros(0))
        asked = (self._days >= days.first.isoformat()) & (self._days <= days.last.isoformat())
        cosines = self._rows[asked] @ self.mean([text])[0]
        return Near(self._ids[asked], cosines.astype(np.float64))


def read_some(archive: Archive, mean: Meaning, most: int = _AT_ONCE) -> int:
    """Finds out what passages mean that nobody has read yet, the newest first; gives how many those were."""
    waiting = archive.unread(most)
    if waiting:
        vectors = mean([text for _, text in waiting]).astype(np.float16)
        archive.keep((number, row.tobytes()) for (number, _), row in zip(waiting, vectors, strict=True))
    return len(waiting)


def read_all(
    archive: Archive, mean: Meaning, on_progress: Callable[[int, int], object] = lambda done, total: None
) -> None:
    """`read_some` until none is left."""
    done, total = 0, archive.unknown()
    while done < total and (count := read_some(archive, mean, _IN_A_ROW)):
        done += count
        on_progress(done, total)
