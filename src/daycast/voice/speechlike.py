"""Whether what an engine gave can be speech at all: a fault of an engine must never become a take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from daycast.voice.engine import Speech

_LOUDEST = 8.0  # engines give samples within ±1; a little more is mended by levelling, whole numbers are a mistake
_SILENT = 1e-4  # -80 dBFS
_AT_THE_RAILS = 0.3  # share of the samples; a sine has 3 % of them within a thousandth of its peak, speech far less
_STEP = 0.02  # seconds
_STEADY = 3.0  # dB between loud and faint steps: speech has 20 and more, noise hardly 1
_HISSING = 0.25  # share of samples at which the sign changes: voices 0.05 to 0.20, white noise 0.5


def unlike_speech(speech: Speech, *, may_be_silent: bool = False) -> str:
    """Why this cannot be somebody speaking, or "". What is too short or too long for its words is judged elsewhere."""
    samples = np.asarray(speech.samples, np.float32)
    if samples.ndim != 1 or not len(samples) or not 1000 <= speech.rate <= 400_000:
        return f"it gave no sound (samples of shape {samples.shape} at {speech.rate:g} Hz)"
    if not np.isfinite(samples).all():
        return "its sound holds values that are no numbers"
    swing = samples - samples.mean()
    peak = float(np.abs(swing).max())
    if np.abs(samples).max() > _LOUDEST:
        return f"its samples reach {np.abs(samples).max():.0f}, not ±1"
    if peak < _SILENT:
        return "" if may_be_silent else "it gave nothing but silence"
    if (np.abs(swing) > 0.999 * peak).mean() > _AT_THE_RAILS or _is_noise(swing, speech.rate):
        return "it gave noise, not speech"
    return ""


def _is_noise(samples: NDArray[np.float32], rate: float) -> bool:
    """Whether the sound hisses and is as loud from its beginning to its end."""
    step = int(_STEP * rate)
    count = len(samples) // step
    if count < 10 or np.diff(np.signbit(samples)).mean() < _HISSING:
        return False
    power = np.square(samples[: count * step].reshape(count, step)).mean(axis=1)
    faint, loud = np.percentile(power, (10, 90))
    return bool(10 * np.log10(loud / max(faint, 1e-12)) < _STEADY)
