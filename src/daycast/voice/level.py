"""Loudness, and the gain that brings a take to the show's level. Samples are float32 at 24 kHz.

Their shape is (n,), or (n, 2) for left and right: channels add up in loudness (BS.1770) and are held down as one.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from daycast.voice.limiter import STEP, Samples, drawn, peaks, reduction, true_peak
from daycast.voice.loudness import FLOOR, integrated
from daycast.voice.mp3 import FRAME, SAMPLE_RATE

__all__ = ["CEILING", "MOST_GAIN", "Samples", "frame_levels", "levelled", "limited", "trim", "true_peak"]

CEILING = -1.5  # dBTP before encoding; the half decibel to the promised -1 is for the coding's overshoot
MOST_GAIN = 24.0  # dB: what is fainter than this allows is not speech to be saved but noise

LEAD = round(0.010 * SAMPLE_RATE)  # the silence left before speech,
_TAIL = round(0.060 * SAMPLE_RATE)  # and after it
_FADE = round(0.005 * SAMPLE_RATE)
_STEP = round(0.005 * SAMPLE_RATE)
_QUIET = 10 ** (-55 / 20)  # of the loudest 5 ms: below is the edge's silence, still above it a breath or an f
_GIVEN_BACK = 3.0  # dB: more than the limiter takes away from any speech

# BS.1770-4, tables 1 and 2: the head's shelf, then the high-pass, as biquads at 48 kHz (b, a).
_BIQUADS = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (1.0, -1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (1.0, -1.99004745483398, 0.99007225036621)),
)
_BLOCK, _MEMORY = 9600, 1536  # samples; the filters' response has died away 100 dB after 1536


def frame_levels(samples: Samples) -> list[int]:
    """The K-weighted level of every whole frame of 576 samples, in hundredths of LUFS."""
    return _as_levels(_frame_energies(samples))


class Levelled(NamedTuple):
    """A take at its level; the `levels` of its frames are in hundredths of LUFS, the peak in dBTP."""

    samples: Samples
    levels: list[int]
    true_peak: float


def levelled(samples: Samples, target: float, ceiling: float = CEILING) -> Levelled:
    """The take at `target` LUFS with its edges trimmed to short, equal margins and its peaks under `ceiling` dBTP.

    Silence stays silence, and nothing is raised by more than `MOST_GAIN`.
    """
    trimmed = trim(samples)
    energies = _frame_energies(_filled(trimmed, -len(trimmed) % FRAME))
    gain = target - integrated(_as_levels(energies))
    if not np.isfinite(gain):
        held = limited(trimmed, ceiling)
        return Levelled(held, _as_levels(energies), true_peak(held))
    gain, top = min(gain, MOST_GAIN), _amplitude(ceiling)
    found = peaks(trimmed, top / _amplitude(gain + _GIVEN_BACK))
    powers = _powers(_filled(trimmed, -len(trimmed) % FRAME), STEP).reshape(-1, FRAME // STEP)
    for _ in range(3):
        edges = reduction(found * _amplitude(gain), top) * _amplitude(gain)
        means = np.pad((edges[:-1] + edges[1:]) / 2, (0, powers.size - len(found))).reshape(powers.shape)
        left = (powers * means**2).sum(axis=1) / np.maximum(powers.sum(axis=1), 1e-12)
        lost = target - integrated(_as_levels(energies * left))  # to the limiter, and given back
        if lost < 0.05 or gain == MOST_GAIN:
            break
        gain = min(gain + lost, MOST_GAIN)
    peak = min(ceiling, _decibels(float((found * np.maximum(edges[:-1], edges[1:])).max())))
    return Levelled(_turned(trimmed, drawn(edges, len(trimmed))), _as_levels(energies * left), peak)


def limited(samples: Samples, ceiling: float = CEILING) -> Samples:
    """The samples with true peaks under `ceiling` dBTP."""
    top = _amplitude(ceiling)
    found = peaks(samples, top)
    if found.max(initial=0.0) <= top:
        return samples
    return _turned(samples, drawn(reduction(found, top), len(samples)))


def trim(samples: Samples) -> Samples:
    """Speech with 10 ms of silence before and 60 ms after it, faded; what has no speech stays as it is."""
    found = speech_edges(samples)
    if found is None:
        return samples
    start, end = found
    before, after = min(start, LEAD), min(max(0, len(samples) - end), _TAIL)
    cut = samples[start - before : end + after].copy()
    fade = np.linspace(0, 1, _FADE, dtype=np.float32)
    cut[: min(before, _FADE)] = _turned(cut[: min(before, _FADE)], fade[: min(before, _FADE)])
    if after:
        cut[-min(after, _FADE) :] = _turned(cut[-min(after, _FADE) :], fade[::-1][-min(after, _FADE) :])
    return _filled(cut, _TAIL - after, before=LEAD - before)


def speech_edges(samples: Samples) -> tuple[int, int] | None:
    """The first sample of speech and the one behind its last, to 5 ms; None where there is none."""
    power = _powers(_filled(samples, -len(samples) % _STEP), _STEP)
    loud = np.flatnonzero(power > max(power.max(initial=0.0) * _QUIET**2, 1e-12))
    return (int(loud[0]) * _STEP, (int(loud[-1]) + 1) * _STEP) if len(loud) else None


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
    hop = _BLOCK - _MEMORY
    padded = np.concatenate([np.zeros(_MEMORY, np.float32), samples[:whole], np.zeros(-whole % hop, np.float32)])
    if not whole:
        return np.zeros(0)
    spectra = np.fft.rfft(sliding_window_view(padded, _BLOCK)[::hop], axis=1)
    weighted = np.fft.irfft(spectra * _response(), _BLOCK, axis=1)[:, _MEMORY:].ravel()[:whole]
    energies: NDArray[np.float64] = np.square(weighted.reshape(-1, FRAME)).mean(axis=1, dtype=np.float64)
    return energies


@cache
def _response() -> NDArray[np.complex64]:
    back = np.exp(-2j * np.pi * np.fft.rfftfreq(_BLOCK, 1 / SAMPLE_RATE) / 48_000)
    total = np.ones(len(back), np.complex128)
    for (b0, b1, b2), (a0, a1, a2) in _BIQUADS:
        total *= (b0 + b1 * back + b2 * back**2) / (a0 + a1 * back + a2 * back**2)
    return total.astype(np.complex64)


def _powers(samples: Samples, size: int) -> NDArray[np.float64]:
    """The mean square of every `size` samples, of which there is a whole number."""
    powers: NDArray[np.float64] = np.square(samples.reshape(-1, size * samples.ndim)).mean(axis=1, dtype=np.float64)
    return powers


def _decibels(amplitude: float) -> float:
    return float(20 * np.log10(amplitude)) if amplitude else -np.inf


def _amplitude(decibels: float) -> float:
    return float(10 ** (decibels / 20))
