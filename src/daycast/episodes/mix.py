"""Sound under sound: speech over a bed that makes room for it, mixed with pydub and encoded as one piece."""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np

from daycast.episodes.score import BED_FADES, BED_RAMPS, BED_UNDER, STING_UNDER
from daycast.voice import level, mp3, pcm
from daycast.voice.delivery import Delivery
from daycast.voice.recording import encoded, measured
from daycast.voice.takes import Take

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # it misses ffmpeg, which we do not need, and newer Pythons dislike its escapes
    from pydub import AudioSegment


def sting(key: str, samples: level.Samples, delivery: Delivery) -> Take:
    """A sound that is heard by itself, as a piece ready to be joined."""
    return encoded(key, lambda ceiling: level.levelled(samples, delivery.loudness - STING_UNDER, ceiling).samples)


def bed(key: str, samples: level.Samples) -> Take:
    """A sound to lie under others, as it is: what it takes long to make or to read is at hand for every mix."""
    return measured(key, "pcm", pcm.encode(samples), samples)


def over_bed(key: str, speech: level.Samples, spans: Sequence[tuple[int, int]], bed: Take, delivery: Delivery) -> Take:
    """Speech of whole frames over a bed of as many channels, which is repeated as long as needed.

    `spans` tell, in samples and in order, where somebody speaks; there the bed is down.
    """
    voice = _segment(speech)
    repeated = np.resize(pcm.decode(bed.data, delivery.channels), speech.shape)
    gains = 10 ** ((delivery.loudness - bed.loudness - ducking(spans, len(speech))) / 20)
    under = _segment((repeated.T * gains).T.astype(np.float32))
    fade_in, fade_out = (min(fade, len(voice)) for fade in BED_FADES)
    mixed = _samples(voice.overlay(under.fade_in(fade_in).fade_out(fade_out)))
    return encoded(key, lambda ceiling: level.limited(mixed, ceiling))


def ducking(spans: Sequence[tuple[int, int]], length: int) -> level.Samples:
    """How far below speech the bed lies, in LU for each of `length` samples.

    It is down from the first to the last sample of each span and ramps outside of them; between two spans that are too
    close for both ramps it stays down.
    """
    down, up = BED_UNDER
    attack, release = (round(seconds * mp3.SAMPLE_RATE) for seconds in BED_RAMPS)
    knots: list[tuple[int, float]] = [(-attack - release, up)]
    for start, end in spans:
        if len(knots) > 1 and start - attack < knots[-1][0]:
            knots[-2:] = [(end, down), (end + release, up)]
        else:
            knots += [(start - attack, up), (start, down), (end, down), (end + release, up)]
    places, depths = zip(*knots, strict=True)
    depth: level.Samples = np.interp(np.arange(length), places, depths).astype(np.float32)
    return depth


def _segment(samples: level.Samples) -> AudioSegment:
    data = np.rint(np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
    return AudioSegment(data, sample_width=2, frame_rate=mp3.SAMPLE_RATE, channels=samples.ndim)


def _samples(segment: AudioSegment) -> level.Samples:
    samples = np.frombuffer(segment.raw_data, "<i2").astype(np.float32) / np.float32(32768)
    shaped: level.Samples = samples if segment.channels == 1 else samples.reshape(-1, segment.channels)
    return shaped
