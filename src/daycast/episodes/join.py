"""Takes joined: which frames follow each other, and what begins at which of them. Sound stays in the store."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.arrange import Mark, Quiet
from daycast.episodes.pieces import over_beds, placed, stings
from daycast.episodes.reel import Part, Silence
from daycast.episodes.score import Cued, Passage, Sting
from daycast.voice import mp3
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.loudness import FLOOR
from daycast.voice.takes import Head, TakeStore

if TYPE_CHECKING:
    from daycast.voice.sounds import Sounds
    from daycast.voice.workers import Crew


@dataclass(frozen=True, slots=True)
class Spot:
    """A turn's place: its first frame, and the take that is heard there, alone or over a bed."""

    cued: Cued
    start: int
    take: Head

    @property
    def end(self) -> int:
        return self.start + self.take.frames


@dataclass(frozen=True, slots=True)
class Gap:
    """Silence that is meant to be: its first frame and its number of frames. `asked` where the script wants it."""

    start: int
    frames: int
    asked: bool


@dataclass(frozen=True, slots=True)
class Sounded:
    """A sound by its name, alone or as a bed: its first frame and its number of frames."""

    name: str
    start: int
    frames: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A programme as pieces in order.

    `levels` are those of all its frames in hundredths of LUFS, `true_peak` the highest in dBTP.
    """

    delivery: Delivery
    pieces: tuple[Part | Silence, ...]
    levels: Sequence[int]
    true_peak: float
    marks: tuple[tuple[int, Mark], ...]
    spots: tuple[Spot, ...]
    gaps: tuple[Gap, ...]
    sounds: tuple[Sounded, ...] = ()

    @property
    def frames(self) -> int:
        return len(self.levels)

    @property
    def layout(self) -> mp3.Layout:
        return mp3.LAYOUTS[self.delivery.channels]


def join(
    passages: Sequence[Passage],
    takes: Iterable[Head],
    store: TakeStore,
    sounds: Sounds,
    crew: Crew,
    delivery: Delivery = MONO,
) -> Joined:
    """The programme of `passages`; `takes` are those of its lines in order. The crew makes sounds that are missing."""
    layout = mp3.LAYOUTS[delivery.channels]
    pieces: list[Part | Silence] = []
    levels = array("h")
    peaks = [-120.0]
    marks: list[tuple[int, Mark]] = []
    spots: list[Spot] = []
    gaps: list[Gap] = []
    heard: list[Sounded] = []
    following, known = iter(takes), stings(passages, store, sounds, crew)
    laid_out = [(passage, placed(passage, following, known)) for passage in passages]
    mixes = over_beds(laid_out, store, sounds, crew)

    def add(take: Head) -> None:
        pieces.append(Part(take.key, take.frames * layout.frame_bytes))
        levels.extend(take.levels)
        peaks.append(take.true_peak)

    for passage, notes in laid_out:
        start = len(levels)
        for one in notes:
            match one.note:
                case Mark():
                    marks.append((start + one.start, one.note))
                case Quiet():
                    gaps.append(Gap(start + one.start, one.note.frames, one.note.asked))
                case Cued() if one.take:
                    spots.append(Spot(one.note, start + one.start, one.take))
                case Sting() if one.take:
                    heard.append(Sounded(one.note.name, start + one.start, one.take.frames))
            if passage.key is None:
                if isinstance(one.note, Quiet):
                    pieces.append(Silence(one.note.frames, layout))
                    levels.extend([FLOOR] * one.note.frames)
                elif one.take:
                    add(one.take)
        if passage.key is not None and passage.bed is not None:
            heard.append(Sounded(passage.bed, start, mixes[passage.key].frames))
            add(mixes[passage.key])
    return Joined(delivery, tuple(pieces), levels, max(peaks), tuple(marks), tuple(spots), tuple(gaps), tuple(heard))
