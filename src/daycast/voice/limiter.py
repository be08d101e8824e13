"""True peaks, and the limiter that holds them under a ceiling: it looks ahead and adds no delay.

Both work in steps of a millisecond: the peak of each, and the gain at its edges, which is a straight line between
them. Samples are float32 at 24 kHz, of shape (n,), or (n, 2) for left and right, which are held down as one.
"""

from __future__ import annotations

import numpy as np
import soxr
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from daycast.voice.mp3 import SAMPLE_RATE

Samples = NDArray[np.float32]

STEP = SAMPLE_RATE // 1000  # samples
_OVERSAMPLING = 4  # BS.1770-4, annex 2
_HIDDEN = 2.0  # how much higher than the samples around it a peak between them may be: 6 dB
_STEPS = 6  # what is oversampled at a time, with as much on both sides, where the cuts ring (0.001 dB)
_HOLD = 12  # steps of look-ahead and of release: longer than a low voice's period


def true_peak(samples: Samples) -> float:
    """The highest level between the samples too, in dBTP; -inf for silence."""
    highest = float(np.abs(samples).max(initial=0.0))
    return float(20 * np.log10(peaks(samples, highest).max())) if highest else -np.inf


def peaks(samples: Samples, floor: float) -> Samples:
    """The highest amplitude of every step in any channel, shape (ceil(n / STEP),).

    Between the samples it is only looked for where it may reach `floor`, as that takes longer than all other measures.
    """
    if samples.ndim == 2:
        left, right = samples.T
        return np.maximum(peaks(left, floor), peaks(right, floor))
    padded = np.pad(samples, (0, -len(samples) % (_STEPS * STEP))).reshape(-1, _STEPS, STEP)
    found: Samples = np.abs(padded).max(axis=2, initial=0.0)
    near = found.max(axis=1, initial=0.0) * _HIDDEN >= floor
    if near.any():
        read = near.copy()
        read[1:] |= near[:-1]
        read[:-1] |= near[1:]
        over = soxr.resample(padded[read].ravel(), SAMPLE_RATE, SAMPLE_RATE * _OVERSAMPLING, quality="HQ")
        between = np.abs(over).reshape(-1, _STEPS, STEP * _OVERSAMPLING).max(axis=2)
        found[near] = np.maximum(found[near], between[near[read]])
    return found.ravel()[: -(-len(samples) // STEP)]


def reduction(found: Samples, ceiling: float) -> Samples:
    """The gain at the edges of the steps with these peaks, shape (n + 1,), that keeps them under `ceiling`.

    The gain needed, its minimum over the look-ahead, then a mean over as much: smooth, nowhere above what is needed.
    """
    needed = np.divide(ceiling, np.maximum(found, ceiling), dtype=np.float32)
    edges: Samples = np.minimum(np.append(needed, np.float32(1)), np.append(np.float32(1), needed))
    if edges.min() == 1:
        return edges
    reach = 2 * _HOLD
    held = sliding_window_view(np.pad(edges, reach, constant_values=1), 2 * reach + 1).min(axis=1)
    smooth: Samples = np.convolve(np.pad(held, reach, mode="edge"), _TRIANGLE, mode="valid").astype(np.float32)
    return smooth


def drawn(edges: Samples, size: int) -> Samples:
    """The gain of each of `size` samples: lines from edge to edge."""
    along = np.arange(STEP, dtype=np.float32) / np.float32(STEP)
    gains: Samples = (edges[:-1, None] + np.diff(edges)[:, None] * along).ravel()[:size]
    return gains


_BOX = np.full(2 * _HOLD + 1, 1 / (2 * _HOLD + 1))
_TRIANGLE = np.convolve(_BOX, _BOX)
