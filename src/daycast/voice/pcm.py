"""Uncompressed sound as bytes: FLAC for takes that are mixed before they are encoded, and any file that can be read."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RATE = 24_000  # Hz


def encode(samples: NDArray[np.float32]) -> bytes:
    """Mono samples within ±1 at 24 kHz as FLAC of 16 bits."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, samples, RATE, format="FLAC", subtype="PCM_16")
    return buffer.getvalue()


def decode(data: bytes, channels: int = 1) -> NDArray[np.float32]:
    """Samples at 24 kHz from WAV, FLAC, MP3, OGG or AIFF bytes: mono of shape (n,), or (n, 2).

    One channel is heard on both sides; of more than two, the first two are taken.
    Raises `ValueError` where the bytes are none of these.
    """
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(data), dtype="float32", always_2d=True)
    except soundfile.LibsndfileError as error:
        raise ValueError(error.error_string.rstrip(".")) from error
    heard = samples.mean(axis=1) if channels == 1 else samples[:, :2] if samples.shape[1] > 1 else samples.repeat(2, 1)
    return resample(heard, rate)


def spread(samples: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Mono samples as they are, or the same in both of two channels."""
    return samples if channels == 1 else samples[:, None].repeat(2, axis=1)


def resample(samples: NDArray[np.float32], rate: float) -> NDArray[np.float32]:
    """Sound that plays at `rate` Hz, at 24 kHz."""
    if rate == RATE:
        return samples
    import soxr

    resampled: NDArray[np.float32] = soxr.resample(samples, rate, RATE, quality="HQ")
    return resampled
