"""A show's theme, drawn from its name: key and mode, a motif, a tempo, an instrument and chords that go with them.

The same name always gives the same theme. Whatever is drawn goes together: motifs move on five notes that never clash,
chords are the mode's own, and none of them is diminished.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

Partial = tuple[float, float, float]  # times the note's frequency, level, seconds in which it dies away to a third


@dataclass(frozen=True, slots=True)
class Mode:
    """Seven notes in semitones above the tonic, five of them for tunes (by place), and chords in the order heard."""

    scale: tuple[int, ...]
    tuneful: tuple[int, ...]
    progressions: tuple[tuple[int, ...], ...]


_MAJOR, _MINOR = (0, 1, 2, 4, 5), (0, 2, 3, 4, 6)
MODES = {
    "ionian": Mode((0, 2, 4, 5, 7, 9, 11), _MAJOR, ((0, 5, 3, 4), (0, 3, 5, 4), (0, 4, 5, 3))),
    "lydian": Mode((0, 2, 4, 6, 7, 9, 11), _MAJOR, ((0, 1, 0, 5), (0, 1, 5, 4), (0, 4, 1, 5))),
    "mixolydian": Mode((0, 2, 4, 5, 7, 9, 10), _MAJOR, ((0, 6, 3, 0), (0, 4, 6, 3), (0, 3, 6, 3))),
    "dorian": Mode((0, 2, 3, 5, 7, 9, 10), _MINOR, ((0, 3, 0, 6), (0, 2, 3, 6), (0, 6, 3, 2))),
    "aeolian": Mode((0, 2, 3, 5, 7, 8, 10), _MINOR, ((0, 5, 2, 6), (0, 3, 5, 6), (0, 6, 5, 6))),
}

INSTRUMENTS: dict[str, tuple[Partial, ...]] = {
    "mallet": ((1, 1.0, 0.9), (2, 0.35, 0.5), (3, 0.12, 0.3), (4, 0.08, 0.2), (6, 0.03, 0.1)),
    "marimba": ((1, 1.0, 0.6), (4, 0.30, 0.15), (9.2, 0.05, 0.05)),
    "bell": ((1, 1.0, 1.5), (2, 0.20, 1.0), (2.76, 0.22, 0.7), (5.4, 0.10, 0.3)),
    "electric piano": ((1, 1.0, 1.2), (2, 0.45, 0.8), (3, 0.10, 0.5), (7, 0.08, 0.12)),
    "harp": tuple((n, n**-1.2, 0.9 * n**-0.6) for n in range(1, 9)),
    "reed": ((1, 1.0, 0.8), (3, 0.30, 0.6), (5, 0.12, 0.4), (7, 0.05, 0.2)),
}

# A motif is a line over the tune's notes (5 is the tonic's octave) and the beats on which they are struck.
_LINES = (
    (0, 2, 3, 5, 4, 6),
    (0, 3, 2, 3, 5, 7),
    (2, 3, 5, 3, 4, 6),
    (0, 1, 3, 5, 6, 5),
    (3, 2, 0, 3, 5, 6),
    (0, 3, 5, 6, 4, 5),
    (5, 3, 2, 3, 5, 6),
    (0, 0, 3, 3, 5, 7),
)
_BEATS = (
    (0, 0.25, 0.5, 0.75, 1.25, 2),
    (0, 0.5, 0.75, 1, 1.5, 2),
    (0, 0.5, 1, 1.25, 1.5, 2.5),
    (0, 0.25, 0.75, 1, 1.5, 2.25),
    (0, 0.5, 0.75, 1.25, 1.5, 2),
    (0, 0.33, 0.67, 1, 1.33, 2),
)


@dataclass(frozen=True, slots=True)
class Theme:
    """What the sounds of one show have in common. `tonic` is a MIDI note, `tempo` in beats a minute.

    `motif` is the beats and the semitones above the tonic of its notes; `chords` are four, each of three MIDI notes.
    """

    tonic: int
    mode: str
    tempo: int
    instrument: str
    motif: tuple[tuple[float, int], ...]
    chords: tuple[tuple[int, ...], ...]

    @property
    def beat(self) -> float:
        """Seconds."""
        return 60 / self.tempo


def theme(title: str) -> Theme:
    """The theme of the show with this title."""
    draw = _Draw(title)
    tonic, name = draw.one(range(57, 69)), draw.one(tuple(MODES))  # A3 to G#4
    mode = MODES[name]
    line, beats = draw.one(_LINES), draw.one(_BEATS)
    return Theme(
        tonic=tonic,
        mode=name,
        tempo=draw.one(range(88, 125, 4)),
        instrument=draw.one(tuple(INSTRUMENTS)),
        motif=tuple((beat, _semitones(mode, place)) for beat, place in zip(beats, line, strict=True)),
        chords=tuple(_chord(tonic, mode, degree) for degree in draw.one(mode.progressions)),
    )


def _semitones(mode: Mode, place: int) -> int:
    octave, step = divmod(place, len(mode.tuneful))
    return 12 * octave + mode.scale[mode.tuneful[step]]


def _chord(tonic: int, mode: Mode, degree: int) -> tuple[int, ...]:
    """Root, fifth and tenth, an octave below the tune, so that the chord stays out of a voice's way."""
    root, third, fifth = (mode.scale[(degree + step) % 7] + 12 * ((degree + step) // 7) for step in (0, 2, 4))
    low = tonic - (24 if root > 6 else 12)
    return low + root, low + fifth, low + third + 12


class _Draw:
    """Choices that a text makes, one after the other: the same on every machine and in every version of Python."""

    def __init__(self, text: str) -> None:
        self._left = int.from_bytes(hashlib.sha256(text.encode()).digest(), "big")

    def one(self, choices: Sequence[T]) -> T:
        self._left, place = divmod(self._left, len(choices))
        return choices[place]
