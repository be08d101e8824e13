"""What a show's sound is delivered as: its channels, and how loud the programme is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

DEFAULT_LOUDNESS = {1: -19.0, 2: -16.0}  # LUFS: as loud as each other, for one channel lacks the other's 3 dB


@dataclass(frozen=True, slots=True)
class Delivery:
    """Mono (1) or stereo (2), and the programme's loudness in LUFS."""

    channels: Literal[1, 2] = 1
    loudness: float = DEFAULT_LOUDNESS[1]

    @property
    def each(self) -> float:
        """The loudness in LUFS of one channel where all carry the same: BS.1770 adds the channels' energies up."""
        return self.loudness - 10 * math.log10(self.channels)

    def made_from(self) -> dict[str, float]:
        """What it adds to the keys of what is made for it: nothing, where it is the default."""
        told = {"channels": self.channels, "lufs": self.loudness}
        return {} if self == Delivery() else told


MONO = Delivery()
