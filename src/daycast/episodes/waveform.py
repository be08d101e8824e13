"""The shape of an episode to draw: as data (audiowaveform's JSON, version 2) and as a picture.

Both are drawn from the levels of the frames, which are known without the sound: the picture is their root mean square,
and how far a frame swings, which the data tell, is estimated from how loud it is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

from daycast.voice.loudness import FLOOR
from daycast.voice.mp3 import FRAME, SAMPLE_RATE

POINTS = 4000  # at most, in the data
COLUMNS = 480  # in the picture
_CREST = 9.0  # dB from the level of a frame of speech to its peak: the median of an episode
_HEIGHT = 49  # of the loudest column, from the picture's middle


def waveform_json(levels: Sequence[int]) -> str:
    """The least and greatest sample of each point, of 8 bits, for frames with these levels (hundredths of LUFS)."""
    step = max(1, -(-len(levels) // POINTS))
    data: list[int] = []
    for level in _loudest(levels, step):
        swing = min(127, round(127 * 10 ** ((level / 100 + _CREST) / 20)))
        data += (-swing, swing)
    shape = {
        "version": 2,
        "channels": 1,
        "sample_rate": SAMPLE_RATE,
        "samples_per_pixel": step * FRAME,
        "bits": 8,
        "length": len(data) // 2,
        "data": data,
    }
    return json.dumps(shape, separators=(",", ":")) + "\n"


def waveform_svg(levels: Sequence[int], title: str) -> str:
    """One path, mirrored at its middle, in the colour of the text around it; as wide as its place.

    A column is as high as its sound swings on average (linear, the loudest fills the picture), and never nothing.
    """
    amplitudes = _amplitudes(levels, max(1, -(-len(levels) // COLUMNS)))
    most = max(amplitudes, default=0.0) or 1.0
    heights = [max(1, round(_HEIGHT * amplitude / most)) for amplitude in amplitudes]
    over = " ".join(f"{place} {50 - height}" for place, height in enumerate(heights))
    under = " ".join(f"{place} {50 + height}" for place, height in reversed([*enumerate(heights)]))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(1, len(heights) - 1)} 100" '
        f'preserveAspectRatio="none" fill="currentColor" role="img"><title>{_escape(title)}</title>'
        f'<path d="M{over} {under}Z"/></svg>\n'
    )


def _amplitudes(levels: Sequence[int], step: int) -> list[float]:
    """The root mean square of every `step` frames."""
    energies = {level: 0.0 if level == FLOOR else 10 ** (level / 1000) for level in set(levels)}
    columns = (levels[start : start + step] for start in range(0, len(levels), step))
    return [math.sqrt(sum(map(energies.__getitem__, column)) / len(column)) for column in columns]


def _loudest(levels: Sequence[int], step: int) -> list[int]:
    """The highest level of every `step` frames."""
    return [max(levels[start : start + step]) for start in range(0, len(levels), step)]


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
