"""Loudness, true peak and the gain that brings a take to the show's level. Samples are float32 at 24 kHz.

Their shape is (n,), or (n, 2) for left and right: channels add up in loudness (BS.1770) and are held down as one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from daycast.voice.loudness import FLOOR, integrated
from daycast.voice.mp3 import FRAME, SAMPLE_RATE

Samples = NDArray[np.float32]

TARGET = -19.0  # LUFS: a mono programme that plays as loud as a stereo one of -16
CEILING = -1.5  # dBTP before encoding; the half decibel to the promised -1 is for the coding's overshoot
MOST_GAIN = 24.0  # dB: what is fainter than this allows is not speech to be saved but noise

_LEAD, _TAIL = (
    round(0.010 * SAMPLE_RATE),
    round(0.060 * SAMPLE_RATE),
)  # the silence left before and after speech
_FADE = round(0.005 * SAMPLE_RATE)
_STEP = round(0.005 * SAMPLE_RATE)
_QUIET = 10 ** (-55 / 20)  # of the loudest 5 ms: below is the edge's silence, still above it a breath or an f
_OVERSAMPLING = 4  # BS.1770-4, annex 2
_HOLD = round(0.012 * SAMPLE_RATE)  # look-ahead and release of the limiter: longer than a low voice's period

# BS.1770-4, tables 1 and 2: the head's shelf, then the high-pass, as biquads at 48 kHz (b, a).
_BIQUADS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
_BLOCK, _MEMORY = 32_768, 4096  # samples; the filters' response has died away 140 dB after 4096


def frame_levels(samples: Samples) -> list[int]:
    """The K-weighted level of every whole frame of 576 samples, in hundredths of LUFS."""
    return _as_levels(_frame_energies(samples))


def true_peak(samples: Samples) -> float:
    """The highest level between the samples too, in dBTP; -inf for silence."""
    peak = float(_peaks(samples).max(initial=0.0))
    return float(20 * np.log10(peak)) if peak else -np.inf


def levelled(samples: Samples, target: float = TARGET, ceiling: float = CEILING) -> Samples:
    """The take at `target` LUFS with its edges trimmed to short, equal margins and its peaks under `ceiling` dBTP.

    Silence stays silence, and nothing is raised by more than `MOST_GAIN`.
    """
    trimmed = trim(samples)
    energies = _frame_energies(_filled(trimmed, -len(trimmed) % FRAME))
    gain = target - integrated(_as_levels(energies))
    if not np.isfinite(gain):
        return limited(trimmed, ceiling)
    lost = 0.0
    for _ in range(3):  # what the limiter takes away is given back, twice at most
        gain = min(gain + lost, MOST_GAIN)
        raised = trimmed * np.float32(10 ** (gain / 20))
        reduction = _reduction(raised, ceiling)
        if reduction is None:
            return raised
        held = _turned(raised, reduction)
        left = _powers(held, FRAME) / np.maximum(_powers(raised, FRAME), 1e-12)
        lost = target - integrated(_as_levels(energies * 10 ** (gain / 10) * left))
        if lost < 0.05 or gain == MOST_GAIN:
            break
    return held


def limited(samples: Samples, ceiling: float = CEILING) -> Samples:
    """The samples with true peaks under `ceiling` dBTP: a limiter that looks ahead and adds no delay."""
    reduction = _reduction(samples, ceiling)
    return samples if reduction is None else _turned(samples, reduction)


def trim(samples: Samples) -> Samples:
    """Speech with 10 ms of silence before and 60 ms after it, faded; what has no speech stays as it is."""
    padded = _filled(samples, -len(samples) % _STEP)
    power = _powers(padded, _STEP)
    loud = np.flatnonzero(power > max(power.max(initial=0.0) * _QUIET**2, 1e-12))
    if not len(loud):
        return samples
    start, end = int(loud[0]) * _STEP, (int(loud[-1]) + 1) * _STEP
    before, after = min(start, _LEAD), min(len(padded) - end, _TAIL)
    cut = padded[start - before : end + after].copy()
    fade = np.linspace(0, 1, _FADE, dtype=np.float32)
    cut[: min(before, _FADE)] = _turned(cut[: min(before, _FADE)], fade[: min(before, _FADE)])
    if after:
        cut[-min(after, _FADE) :] = _turned(cut[-min(after, _FADE) :], fade[::-1][-min(after, _FADE) :])
    return _filled(cut, _TAIL - after, before=_LEAD - before)


def _filled(samples: Samples, after: int, *, before: int = 0) -> Samples:
    """The samples with so many of silence around them."""
    return np.pad(samples, ((before, after), *[(0, 0)] * (samples.ndim - 1)))


def _turned(samples: Samples, gain: Samples) -> Samples:
    """Each sample times its gain, in every channel."""
    turned: Samples = (samples.T * gain).T
    return turned


def _as_levels(energies: NDArray[np.floating[Any]]) -> list[int]:
    with np.errstate(divide="ignore"):
        levels = 100 * (10 * np.log10(energies) - 0.691)
    return [int(level) for level in np.rint(np.maximum(levels, FLOOR))]


def _frame_energies(samples: Samples) -> NDArray[np.float64]:
    """The mean square of every whole frame after the K filters.

    The filters are applied as their frequency response at 48 kHz, sampled on the bins of an FFT over
    overlapping blocks: exact below 12 kHz, which holds all of our sound, and no filter loop in Python.
    """
    if samples.ndim == 2:
        left, right = samples.T
        return _frame_energies(left) + _frame_energies(right)
    whole = len(samples) // FRAME * FRAME
    response = _response()
    hop = _BLOCK - _MEMORY
    padded = np.concatenate([np.zeros(_MEMORY, np.float32), samples[:whole], np.zeros(-whole % hop, np.float32)])
    weighted = np.empty(len(padded) - _MEMORY, np.float32)
    for start in range(0, len(weighted), hop):
        spectrum = np.fft.rfft(padded[start : start + _BLOCK])
        weighted[start : start + hop] = np.fft.irfft(spectrum * response, _BLOCK)[_MEMORY:]
    energies: NDArray[np.float64] = np.square(weighted[:whole].reshape(-1, FRAME)).mean(axis=1, dtype=np.float64)
    return energies


def _response() -> NDArray[np.complex64]:
    back = np.exp(-2j * np.pi * np.fft.rfftfreq(_BLOCK, 1 / SAMPLE_RATE) / 48_000)
    total = np.ones(len(back), np.complex128)
    for (b0, b1, b2), (a0, a1, a2) in _BIQUADS:
        total *= (b0 + b1 * back + b2 * back**2) / (a0 + a1 * back + a2 * back**2)
    return total.astype(np.complex64)


def _peaks(samples: Samples) -> Samples:
    """For every sample the greatest of itself and what lies between it and the next, in any channel."""
    if samples.ndim == 2:
        left, right = samples.T
        return np.maximum(_peaks(left), _peaks(right))
    if not len(samples):
        return samples
    over = soxr.resample(samples, SAMPLE_RATE, SAMPLE_RATE * _OVERSAMPLING, quality="HQ")
    first, second, third, fourth = np.abs(over, out=over).reshape(-1, _OVERSAMPLING).T
    between: Samples = np.maximum(np.maximum(first, second), np.maximum(third, fourth))
    return np.maximum(between, np.abs(samples))


def _reduction(samples: Samples, ceiling: float) -> Samples | None:
    """The limiter's gain for every sample, or None where nothing has to be held.

    The gain needed, its minimum over the look-ahead, then two running means within the look-ahead: smooth, and
    nowhere above what is needed.
    """
    peaks = _peaks(samples)
    top = np.float32(10 ** (ceiling / 20))
    if not len(peaks) or peaks.max() <= top:
        return None
    needed: Samples = np.divide(top, np.maximum(peaks, top), dtype=np.float32)
    needed[1:] = np.minimum(needed[1:], needed[:-1])  # a peak between two samples is both samples'
    held = sliding_minimum(needed, 2 * _HOLD)
    smooth = _running_mean(_running_mean(held, _HOLD), _HOLD)
    return np.minimum(smooth, needed)


def sliding_minimum(values: Samples, reach: int) -> Samples:
    """The minimum over [i - reach, i + reach] for every i (van Herk 1992: three passes whatever the reach)."""
    width = 2 * reach + 1
    padding = (reach, reach + -(len(values) + 2 * reach) % width)
    padded = np.pad(values, padding, constant_values=np.inf)
    blocks = padded.reshape(-1, width)
    forward = np.minimum.accumulate(blocks, axis=1).ravel()
    backward = np.minimum.accumulate(blocks[:, ::-1], axis=1)[:, ::-1].ravel()
    return np.minimum(backward[: len(values)], forward[width - 1 : width - 1 + len(values)])


def _running_mean(values: Samples, reach: int) -> Samples:
    """The mean over [i - reach, i + reach], the ends held."""
    width = 2 * reach + 1
    sums = np.cumsum(np.pad(values, reach, mode="edge"), dtype=np.float64)
    sums[width:] -= sums[:-width].copy()
    return (sums[width - 1 :] / width).astype(np.float32)


def _powers(samples: Samples, size: int) -> NDArray[np.float64]:
    """The mean square of every `size` samples, the last of them filled up with silence."""
    padded = _filled(samples, -len(samples) % size)
    blocks = padded.reshape(len(padded) // size, size * samples.ndim)
    powers: NDArray[np.float64] = np.square(blocks).mean(axis=1, dtype=np.float64)
    return powers
