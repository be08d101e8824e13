"""How loud a programme is, from the levels of its MP3 frames alone: no samples, no numpy.

ITU-R BS.1770-4 with the EBU R 128 gates. The standard's blocks of 400 ms every 100 ms lie here on the grid
of frames, 24 ms each: 17 frames (408 ms) every 4 (96 ms). So the loudness of joined takes is known
from the takes' headers.
"""

from __future__ import annotations

import math
from itertools import accumulate
from operator import sub
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BLOCK, HOP = 17, 4  # frames
WINDOW, STEP = 125, 40  # frames: 3 s every 0.96 s
ABSOLUTE_GATE, RELATIVE_GATE, RANGE_GATE = -70.0, -10.0, -20.0  # LUFS, LU, LU
FLOOR = -12_000  # the level of digital silence, in hundredths of LUFS


class Meter:
    """Measures frames with these `levels` (hundredths of LUFS each), all of them or stretches, after one pass."""

    def __init__(self, levels: Sequence[int]) -> None:
        energy = {level: 10 ** (level / 1000) for level in set(levels)}  # few levels differ: a power for each
        self._sums = list(accumulate(map(energy.__getitem__, levels), initial=0.0))

    def integrated(self, stretches: Iterable[tuple[int, int]] | None = None) -> float:
        """The gated loudness in LUFS of the frames from the first to before the last of each stretch, or of all.

        A stretch of fewer frames than a block counts as one block; where nothing passes the gates, -inf.
        """
        heard = [energy for energy in self._means(BLOCK, HOP, stretches) if energy > _SILENT]
        if not heard:
            return -math.inf
        gate = sum(heard) / len(heard) * 10 ** (RELATIVE_GATE / 10)
        loud = [energy for energy in heard if energy > gate]
        return 10 * math.log10(sum(loud) / len(loud))

    def range(self) -> float:
        """The spread in LU between quiet and loud parts (EBU Tech 3342): from the 10th to the 95th percentile.

        Its windows of 3 s overlap by two thirds; those below -70 LUFS, and 20 LU below the mean of the rest, do not
        count.
        """
        heard = [energy for energy in self._means(WINDOW, STEP) if energy > _SILENT]
        if not heard:
            return 0.0
        gate = sum(heard) / len(heard) * 10 ** (RANGE_GATE / 10)
        loud = sorted(energy for energy in heard if energy > gate)
        low, high = (loud[round(share * (len(loud) - 1))] for share in (0.10, 0.95))
        return 10 * math.log10(high / low)

    def _means(self, width: int, hop: int, stretches: Iterable[tuple[int, int]] | None = None) -> list[float]:
        """The mean energy of every `width` frames, each `hop` frames after the one before."""
        sums, means = self._sums, []
        for first, last in stretches or ((0, len(sums) - 1),):
            if last - first > width:
                before, after = sums[first : last + 1 - width : hop], sums[first + width : last + 1 : hop]
                means += [energy / width for energy in map(sub, after, before)]
            elif last > first:
                means.append((sums[last] - sums[first]) / (last - first))
        return means


def integrated(levels: Sequence[int]) -> float:
    """The gated loudness in LUFS of frames with these `levels` (hundredths of LUFS each); -inf for silence."""
    return Meter(levels).integrated()


_SILENT = 10 ** (ABSOLUTE_GATE / 10)
