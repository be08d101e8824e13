"""How loud a programme is, from the levels of its MP3 frames alone: no samples, no numpy.

ITU-R BS.1770-4 with the EBU R 128 gates. The standard's blocks of 400 ms every 100 ms lie here on the grid
of frames, 24 ms each: 17 frames (408 ms) every 4 (96 ms). So the loudness of joined takes is known
from the takes' headers.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

BLOCK, HOP = 17, 4  # frames
ABSOLUTE_GATE, RELATIVE_GATE = -70.0, -10.0  # LUFS, LU
FLOOR = -12_000  # the level of digital silence, in hundredths of LUFS


def integrated(levels: Sequence[int]) -> float:
    """The gated loudness in LUFS of frames with these `levels` (hundredths of LUFS each).

    Fewer frames than a block count as one block; where nothing passes the gates, -inf.
    """
    blocks = _blocks([10 ** (level / 1000) for level in levels])
    heard = [block for block in blocks if block > 10 ** (ABSOLUTE_GATE / 10)]
    if not heard:
        return -math.inf
    gate = sum(heard) / len(heard) * 10 ** (RELATIVE_GATE / 10)
    loud = [block for block in heard if block > gate]
    return 10 * math.log10(sum(loud) / len(loud))


def _blocks(energies: list[float]) -> list[float]:
    """The mean energy of every block."""
    if len(energies) <= BLOCK:
        return [sum(energies) / len(energies)] if energies else []
    sums = list(accumulate(energies, initial=0.0))
    return [(sums[end] - sums[end - BLOCK]) / BLOCK for end in range(BLOCK, len(sums), HOP)]
