"""Our own sounds, computed from a show's name: the same samples every time, and nobody's recording."""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from daycast.voice.theme import INSTRUMENTS, Partial, Theme, theme

RATE = 24_000  # Hz
Sound = NDArray[np.float32]
_Wave = NDArray[np.float64]  # left and right, of shape (n, 2)
_Note = tuple[float, int]  # the second at which it is struck, and a MIDI note

_WIDTH = 0.35  # how far notes stand from the middle: 0 not at all, 1 on one side


def synthesised(name: str, title: str, channels: int = 1) -> Sound:
    """One of "open", "turn", "close" and "bed" of the show `title`: samples at 24 kHz of shape (n,), stereo (n, 2)."""
    sound, peak = _SOUNDS[name](theme(title))
    heard = sound if channels == 2 else sound.mean(axis=1)
    return np.asarray(heard / np.abs(heard).max() * peak, np.float32)


def wav(samples: Sound) -> bytes:
    """The samples as a WAV file of 16 bits."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setparams((samples.ndim, 2, RATE, 0, "NONE", ""))
        file.writeframes(np.rint(samples * 32767).astype("<i2").tobytes())
    return buffer.getvalue()


def _open(of: Theme) -> tuple[_Wave, float]:
    """The motif over its first chord."""
    tune = [(beat * of.beat, of.tonic + above) for beat, above in of.motif]
    return _sting(of, tune, of.chords[0], seconds=tune[-1][0] + 1.7), 0.5


def _turn(of: Theme) -> tuple[_Wave, float]:
    """How the motif begins, and its last note."""
    (first, low), (second, middle), *_, (_, last) = of.motif
    tune = [(first, low), (second * of.beat, middle), (2 * second * of.beat, last)]
    return _sting(of, [(at, of.tonic + above) for at, above in tune], of.chords[0][:1], seconds=1.1), 0.5


def _close(of: Theme) -> tuple[_Wave, float]:
    """The motif the other way round, home to the tonic."""
    beats = [beat for beat, _ in of.motif]
    notes = [above for _, above in reversed(of.motif)]
    tune = [(beat * of.beat, of.tonic + above) for beat, above in zip(beats, notes, strict=True)]
    home = (beats[-1] + 0.75) * of.beat
    return _sting(of, [*tune, (home, of.tonic), (home, of.tonic - 12)], of.chords[0], seconds=home + 2.2), 0.5


def _bed(of: Theme) -> tuple[_Wave, float]:
    """Four quiet chords of eight beats that go round: each swells into the next, and the last into the first."""
    length = round(8 * of.beat * RATE)
    swell = np.sin(np.linspace(0, np.pi, 2 * length)) ** 2  # overlapping halves add up to one
    total = np.zeros((4 * length, 2))
    for place, chord in enumerate(of.chords):
        sound = _held(chord, 2 * length) * swell[:, None]
        total[(np.arange(2 * length) + place * length) % len(total)] += sound
    return total, 0.25


def _sting(of: Theme, tune: Iterable[_Note], chord: Iterable[int], seconds: float) -> _Wave:
    """Struck notes over a held chord in a small room, dying away to nothing."""
    total = np.zeros((round(seconds * RATE), 2))
    for place, (start, note) in enumerate(tune):
        first = round(start * RATE)
        side = _WIDTH * (-1) ** place
        total[first:] += _panned(_struck(_hertz(note), len(total) - first, INSTRUMENTS[of.instrument]), side)
    swell = np.minimum(np.arange(len(total)) / (0.25 * RATE), 1) * 0.22
    total += _held(chord, len(total)) * swell[:, None]
    room = total + 0.35 * _echoes(total)
    end = np.linspace(1, 0, len(room))
    return np.asarray(room * (np.minimum(1, 1.8 * end) ** 2)[:, None])


def _struck(hertz: float, samples: int, partials: Iterable[Partial]) -> NDArray[np.float64]:
    """A note that is struck softly: each partial has its own level and dies away in its own time."""
    time = np.arange(samples) / RATE
    sound = np.zeros(samples)
    for times, level, decay in partials:
        if hertz * times < RATE / 2:
            sound += level * np.sin(2 * np.pi * hertz * times * time) * np.exp(-time / decay)
    return np.asarray(sound * (0.5 - 0.5 * np.cos(np.pi * np.minimum(time / 0.008, 1))))


def _held(notes: Iterable[int], samples: int) -> _Wave:
    """A chord as long as wanted, its notes side by side from left to right."""
    time = np.arange(samples) / RATE
    total = np.zeros((samples, 2))
    for place, note in enumerate(notes):
        hertz = _hertz(note)
        tone = sum(level * np.sin(2 * np.pi * hertz * (n + 1) * time) for n, level in enumerate((1, 0.28, 0.08)))
        total += _panned(np.asarray(tone), _WIDTH * ((place + 1) % 3 - 1))
    return total


def _panned(sound: NDArray[np.float64], side: float) -> _Wave:
    """One channel as two, from -1 (left) to 1 (right), as loud wherever it stands."""
    angle = (side + 1) * np.pi / 4
    return np.stack([np.cos(angle) * sound, np.sin(angle) * sound], axis=1)


def _echoes(dry: _Wave) -> _Wave:
    """The room: decaying noise with the highs damped, another on each side, by FFT."""
    noise = np.random.default_rng(1).standard_normal((round(0.9 * RATE), 2))
    noise = np.stack([np.convolve(side, np.ones(6) / 6, mode="same") for side in noise.T], axis=1)
    noise *= np.exp(-np.arange(len(noise)) / (0.2 * RATE))[:, None]
    noise /= np.sqrt(np.square(noise).sum(axis=0))
    size = len(dry) + len(noise)
    wet: _Wave = np.fft.irfft(np.fft.rfft(dry, size, axis=0) * np.fft.rfft(noise, size, axis=0), size, axis=0)
    return wet[: len(dry)]


def _hertz(note: int) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


_SOUNDS: dict[str, Callable[[Theme], tuple[_Wave, float]]] = {
    "open": _open,
    "turn": _turn,
    "close": _close,
    "bed": _bed,
}
