"""Takes joined: frames one after the other, and what begins at which frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.arrange import Mark, Quiet
from daycast.episodes.score import Cued, Passage, Sting
from daycast.scripts.model import Say
from daycast.voice import mp3
from daycast.voice.loudness import FLOOR
from daycast.voice.takes import Take, TakeStore

if TYPE_CHECKING:
    from daycast.voice.sounds import Sounds


@dataclass(frozen=True, slots=True)
class Spot:
    """A turn's place: its first frame and its number of frames."""

    say: Say
    start: int
    frames: int


@dataclass(frozen=True, slots=True)
class Joined:
    """A programme as MP3 frames, with the level of each (hundredths of LUFS) and the highest true peak (dBTP)."""

    data: bytes
    levels: tuple[int, ...]
    true_peak: float
    marks: tuple[tuple[int, Mark], ...]
    spots: tuple[Spot, ...]

    @property
    def frames(self) -> int:
        return len(self.levels)


def join(passages: Sequence[Passage], takes: Mapping[str, Take], store: TakeStore, sounds: Sounds) -> Joined:
    """The programme of `passages`; `takes` holds each line's by key. Sounds and mixes are kept in the store."""
    pieces: list[bytes] = []
    levels: list[int] = []
    peaks = [-120.0]
    marks: list[tuple[int, Mark]] = []
    spots: list[Spot] = []

    def add(take: Take) -> None:
        pieces.append(take.data)
        levels.extend(take.levels)
        peaks.append(take.true_peak)

    for passage in passages:
        start = len(levels)
        for offset, note, count in _placed(passage, takes, store, sounds):
            if isinstance(note, Mark):
                marks.append((start + offset, note))
            elif isinstance(note, Cued):
                spots.append(Spot(note.say, start + offset, count))
            if passage.bed is None:
                match note:
                    case Quiet():
                        pieces.append(mp3.silent_frames(count))
                        levels.extend([FLOOR] * count)
                    case Cued():
                        add(takes[note.wanted.key])
                    case Sting():
                        add(sting(note, store, sounds))
        if passage.bed is not None:
            add(_mixed(passage, takes, store, sounds))
    return Joined(b"".join(pieces), tuple(levels), max(peaks), tuple(marks), tuple(spots))


def _placed(
    passage: Passage, takes: Mapping[str, Take], store: TakeStore, sounds: Sounds
) -> list[tuple[int, Mark | Quiet | Cued | Sting, int]]:
    """Each note with the frame at which it begins in its passage, and its number of frames."""
    placed, offset = [], 0
    for note in passage.notes:
        match note:
            case Mark():
                count = 0
            case Quiet():
                count = note.frames
            case Cued():
                count = takes[note.wanted.key].frames
            case Sting():
                count = sting(note, store, sounds).frames
        placed.append((offset, note, count))
        offset += count
    return placed


def sting(note: Sting, store: TakeStore, sounds: Sounds) -> Take:
    """A sound as a piece ready to be joined, out of the store or made and kept there."""

    def make() -> Take:
        from daycast.episodes import mix

        return mix.sting(note.key, sounds.load(note.name))

    return _kept(note.key, store, make)


def _mixed(passage: Passage, takes: Mapping[str, Take], store: TakeStore, sounds: Sounds) -> Take:
    """A passage over its bed, as one piece."""
    assert passage.bed is not None and passage.key is not None
    bed, key = passage.bed, passage.key

    def make() -> Take:
        import numpy as np

        from daycast.episodes.mix import over_bed
        from daycast.voice import pcm

        placed = _placed(passage, takes, store, sounds)
        speech = np.zeros(sum(count for _, _, count in placed) * mp3.FRAME, np.float32)
        for offset, note, _ in placed:
            if isinstance(note, Cued | Sting):
                take = takes[note.wanted.key] if isinstance(note, Cued) else sting(note, store, sounds)
                samples = pcm.decode(take.data)
                speech[offset * mp3.FRAME : offset * mp3.FRAME + len(samples)] = samples
        return over_bed(key, speech, sounds.load(bed))

    return _kept(key, store, make)


def _kept(key: str, store: TakeStore, make: Callable[[], Take]) -> Take:
    take = store.get(key)
    if take is None:
        take = make()
        store.put(take)
    return take
