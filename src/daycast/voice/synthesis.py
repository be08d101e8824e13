"""Our own sounds, computed: the same samples every time, and nobody's recording."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE = 24_000  # Hz
Sound = NDArray[np.float32]
_Wave = NDArray[np.float64]

_NAMES = ("C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B")
_PITCHES = {name: 2 ** ((index - 9) / 12) * 440 for index, name in enumerate(_NAMES)}  # Hz, in the fourth octave


def synthesised(name: str) -> Sound:
    """One of "open", "turn", "close" and "bed" as mono samples at 24 kHz."""
    return _SOUNDS[name]()


def wav(samples: Sound) -> bytes:
    """The samples as a WAV file of 16 bits."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def _open() -> Sound:
    """A rising figure in D that stays open on its ninth."""
    tune = [(0.00, "D4"), (0.13, "A4"), (0.26, "D5"), (0.39, "E5"), (0.56, "F#5"), (0.86, "A5")]
    return _sting(tune, ["D3", "A3", "E4"], seconds=2.6)


def _turn() -> Sound:
    return _sting([(0.00, "A4"), (0.14, "D5"), (0.28, "E5")], ["D4"], seconds=0.9)


def _close() -> Sound:
    """The opening's figure, falling home."""
    tune = [(0.00, "A5"), (0.16, "F#5"), (0.32, "E5"), (0.48, "D5"), (0.72, "A4"), (1.02, "D4"), (1.02, "F#4")]
    return _sting(tune, ["D3", "A3"], seconds=3.2)


def _bed() -> Sound:
    """Four quiet chords of five seconds that go round: each swells into the next, and the last into the first."""
    chords = (("D3", "A3", "E4"), ("B2", "F#3", "D4"), ("G2", "D3", "B3"), ("A2", "E3", "B3"))
    length = 20 * RATE
    total = np.zeros(length)
    for index, chord in enumerate(chords):
        swell = np.sin(np.linspace(0, np.pi, 10 * RATE)) ** 2  # overlapping halves add up to one
        for note in chord:
            tone = _tone(_hertz(note), 10, (1, 0.25, 0.06)) * swell
            total[(np.arange(len(tone)) + index * 5 * RATE) % length] += tone
    return _normalised(total, 0.25)


def _sting(tune: list[tuple[float, str]], chord: list[str], seconds: float) -> Sound:
    """Struck notes over a held chord in a small room, dying away to nothing."""
    total = np.zeros(round(seconds * RATE))
    for start, note in tune:
        first = round(start * RATE)
        total[first:] += _struck(_hertz(note), len(total) - first)
    for note in chord:
        swell = np.minimum(np.arange(len(total)) / (0.25 * RATE), 1) * 0.22
        total += _tone(_hertz(note), seconds, (1, 0.3, 0.1)) * swell
    room = total + 0.35 * _echoes(total)
    end = np.linspace(1, 0, len(room))
    return _normalised(room * np.minimum(1, 1.8 * end) ** 2, 0.5)


def _struck(hertz: float, samples: int) -> _Wave:
    """A soft mallet: the higher a partial, the fainter and the sooner gone."""
    time = np.arange(samples) / RATE
    partials = ((1, 1.0, 0.9), (2, 0.35, 0.5), (3, 0.12, 0.3), (4, 0.08, 0.2), (6, 0.03, 0.1))
    sound = sum(
        level * np.sin(2 * np.pi * hertz * number * time) * np.exp(-time / decay)
        for number, level, decay in partials
        if hertz * number < RATE / 2
    )
    attack = 0.5 - 0.5 * np.cos(np.pi * np.minimum(time / 0.008, 1))
    return np.asarray(sound * attack)


def _tone(hertz: float, seconds: float, partials: tuple[float, ...]) -> _Wave:
    time = np.arange(round(seconds * RATE)) / RATE
    waves = [level * np.sin(2 * np.pi * hertz * (index + 1) * time) for index, level in enumerate(partials)]
    return np.asarray(np.sum(waves, axis=0))


def _echoes(dry: _Wave) -> _Wave:
    """The room: decaying noise with the highs damped, by FFT."""
    noise = np.random.default_rng(1).standard_normal(round(0.9 * RATE))
    noise = np.convolve(noise, np.ones(6) / 6, mode="same") * np.exp(-np.arange(len(noise)) / (0.2 * RATE))
    noise /= np.sqrt(np.square(noise).sum())
    size = len(dry) + len(noise)
    wet: _Wave = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(noise, size), size)[: len(dry)]
    return wet


def _hertz(note: str) -> float:
    return _PITCHES[note[:-1]] * 2.0 ** (int(note[-1]) - 4)


def _normalised(sound: _Wave, peak: float) -> Sound:
    return np.asarray(sound / np.abs(sound).max() * peak, np.float32)


_SOUNDS: dict[str, Callable[[], Sound]] = {"open": _open, "turn": _turn, "close": _close, "bed": _bed}
