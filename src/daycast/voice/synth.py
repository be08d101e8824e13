"""Sounds of our own making: soft bells and a pad, out of sines. The same call gives the same samples.

`python -m daycast.voice.synth FOLDER` writes them as WAV files.
"""

from __future__ import annotations

import io
import sys
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from daycast.files import write_bytes
from daycast.voice.sounds import MADE

Samples = NDArray[np.float32]

RATE = 24_000  # Hz
_PEAK = 0.5
_PARTIALS = ((1, 1.0), (2, 0.35), (3, 0.12), (4.2, 0.05))  # the fourth is a little off, as a bar's is


def make(name: str) -> Samples:
    """The sound `name` of `MADE`, mono, peaks at half of full scale."""
    sound = {"open": _open, "turn": _turn, "close": _close, "bed": _bed}[name]()
    return (sound * (_PEAK / np.abs(sound).max())).astype(np.float32)


def _open() -> NDArray[np.float64]:
    """A rising D major chord with the ninth, the last note left to ring."""
    return _played([(0.00, 62, 0.8), (0.16, 66, 0.8), (0.32, 69, 0.9), (0.48, 76, 1.0), (0.48, 50, 0.7)], 3.0)


def _turn() -> NDArray[np.float64]:
    """Two notes up: something else begins."""
    return _played([(0.00, 69, 0.8), (0.14, 74, 1.0)], 1.3)


def _close() -> NDArray[np.float64]:
    """The opening turned round, coming to rest on its root."""
    return _played([(0.00, 76, 0.8), (0.18, 69, 0.8), (0.36, 66, 0.8), (0.60, 62, 1.0), (0.60, 50, 0.8)], 3.4)


def _bed() -> NDArray[np.float64]:
    """Four slow chords that end where they begin. Low and without attack, to stay out of speech's way."""
    chords = ((50, 57, 62), (47, 54, 62), (43, 50, 59), (45, 52, 61))
    each, overlap = 5.0, 1.5
    whole = round(each * len(chords) * RATE)
    bed = np.zeros(whole)
    for index, chord in enumerate(chords):
        pad = _pad(chord, each + overlap, overlap)
        places = (round(index * each * RATE) + np.arange(len(pad))) % whole  # the last chord fades into the first
        bed[places] += pad
    return bed


def _played(notes: list[tuple[float, int, float]], seconds: float) -> NDArray[np.float64]:
    """Bells at (second, MIDI note, strength), faded out at the end."""
    sound = np.zeros(round(seconds * RATE))
    for start, note, strength in notes:
        begin = round(start * RATE)
        sound[begin:] += strength * _bell(_hertz(note), len(sound) - begin)
    fade = round(0.4 * RATE)
    sound[-fade:] *= np.cos(np.linspace(0, np.pi / 2, fade)) ** 2
    return sound


def _bell(hertz: float, length: int) -> NDArray[np.float64]:
    """A soft mallet on a bar: partials that fade the faster the higher they are."""
    t = np.arange(length) / RATE
    tone = sum(
        weight * np.exp(-t * (1.6 + 1.4 * multiple)) * np.sin(2 * np.pi * hertz * multiple * t)
        for multiple, weight in _PARTIALS
    )
    return np.asarray(tone * (1 - np.exp(-t / 0.006)))


def _pad(chord: tuple[int, ...], seconds: float, fade: float) -> NDArray[np.float64]:
    """A held chord of two detuned sines a note, which swells in and out over `fade` seconds."""
    t = np.arange(round(seconds * RATE)) / RATE
    voices = [np.sin(2 * np.pi * _hertz(note) * shift * t) for note in chord for shift in (1.0, 1.0015)]
    ramp = np.sin(np.linspace(0, np.pi / 2, round(fade * RATE))) ** 2
    held = np.sum(voices, axis=0)
    held[: len(ramp)] *= ramp
    held[-len(ramp) :] *= ramp[::-1]
    return np.asarray(held)


def _hertz(note: int) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def main(folder: Path) -> None:
    """Writes every sound into `folder` as 16-bit WAV."""
    for name in MADE:
        buffer = io.BytesIO()
        with wave.open(buffer, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(np.rint(make(name) * 32767).astype("<i2").tobytes())
        write_bytes(folder / f"{name}.wav", buffer.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
