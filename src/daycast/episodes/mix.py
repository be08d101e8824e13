"""Sound under sound: speech over a bed, mixed with pydub and encoded as one piece."""

from __future__ import annotations

import warnings

import numpy as np

from daycast.episodes.score import BED_FADES, BED_UNDER, STING_LOUDNESS
from daycast.voice import level, mp3
from daycast.voice.loudness import integrated
from daycast.voice.recording import encoded
from daycast.voice.takes import Take

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses ffmpeg, which we do not need, and newer Pythons dislike its escapes
    from pydub import AudioSegment


def sting(key: str, samples: level.Samples) -> Take:
    """A sound that is heard by itself, as a piece ready to be joined."""
    return encoded(key, lambda ceiling: level.levelled(samples, target=STING_LOUDNESS, ceiling=ceiling))


def over_bed(key: str, speech: level.Samples, bed: level.Samples) -> Take:
    """Speech of whole frames over a bed that is repeated as long as needed, faded in and out."""
    gain = level.TARGET - BED_UNDER - integrated(level.frame_levels(bed))
    voice = _segment(speech)
    under = _segment(bed).apply_gain(gain)
    while len(under) < len(voice):
        under += under
    fade_in, fade_out = (min(fade, len(voice)) for fade in BED_FADES)
    under = under[: len(voice)].fade_in(fade_in).fade_out(fade_out)
    mixed = np.frombuffer(voice.overlay(under).raw_data, "<i2").astype(np.float32) / np.float32(32768)
    return encoded(key, lambda ceiling: level.limited(mixed, ceiling))


def _segment(samples: level.Samples) -> AudioSegment:
    pcm = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return AudioSegment(pcm, sample_width=2, frame_rate=mp3.SAMPLE_RATE, channels=1)
