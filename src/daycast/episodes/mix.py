"""Sound under sound: speech over a bed, mixed with pydub and encoded as one piece."""

from __future__ import annotations

import numpy as np
from pydub import AudioSegment

from daycast.voice import level, mp3
from daycast.voice.loudness import integrated
from daycast.voice.takes import Take

UNDER = 24.0  # LU that a bed lies below speech
_FADE_IN, _FADE_OUT = 1500, 2500  # ms
STING = -21.0  # LUFS of a sound that stands alone: music at speech's own level is felt as louder


def sting(key: str, samples: level.Samples) -> Take:
    """A sound that is heard by itself, as a piece ready to be joined."""
    return _encoded(key, level.levelled(samples, target=STING))


def over_bed(key: str, speech: level.Samples, bed: level.Samples) -> Take:
    """Speech of whole frames over a bed that is repeated as long as needed, faded in and out."""
    gain = level.TARGET - UNDER - integrated(level.frame_levels(bed))
    voice = _segment(speech)
    under = _segment(bed).apply_gain(gain)
    while len(under) < len(voice):
        under += under
    under = under[: len(voice)].fade_in(min(_FADE_IN, len(voice))).fade_out(min(_FADE_OUT, len(voice)))
    mixed = np.frombuffer(voice.overlay(under).raw_data, "<i2").astype(np.float32) / np.float32(32768)
    return _encoded(key, mixed)


def _segment(samples: level.Samples) -> AudioSegment:
    pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return AudioSegment(pcm, sample_width=2, frame_rate=mp3.SAMPLE_RATE, channels=1)


def _encoded(key: str, samples: level.Samples) -> Take:
    data = mp3.encode(level.limited(samples))
    heard = mp3.decode(data)
    peak = max(level.true_peak(heard), -120.0)
    return Take(key, "mp3", mp3.frames(data), tuple(level.frame_levels(heard)), round(peak, 2), data)
