"""Takes joined: which frames follow each other, and what begins at which of them. Sound stays in the store."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.arrange import Mark, Quiet
from daycast.episodes.score import Cued, Passage, Sting
from daycast.voice import mp3
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.loudness import FLOOR
from daycast.voice.takes import Head, Take, TakeStore

if TYPE_CHECKING:
    from daycast.voice.sounds import Sounds


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
class Joined:
    """A programme as pieces in order: the key of one in the store, or so many frames of silence.

    `levels` are those of all its frames in hundredths of LUFS, `true_peak` the highest in dBTP.
    """

    delivery: Delivery
    pieces: tuple[str | int, ...]
    levels: Sequence[int]
    true_peak: float
    marks: tuple[tuple[int, Mark], ...]
    spots: tuple[Spot, ...]
    gaps: tuple[Gap, ...]

    @property
    def frames(self) -> int:
        return len(self.levels)

    @property
    def layout(self) -> mp3.Layout:
        return mp3.LAYOUTS[self.delivery.channels]

    def sound(self, store: TakeStore) -> Iterator[bytes]:
        """The frames, piece by piece: however long the programme, one piece is in memory at a time."""
        for piece in self.pieces:
            yield mp3.silent_frames(piece, self.layout) if isinstance(piece, int) else store.body(piece)


def join(
    passages: Sequence[Passage],
    takes: Mapping[str, Head],
    store: TakeStore,
    sounds: Sounds,
    delivery: Delivery = MONO,
) -> Joined:
    """The programme of `passages`; `takes` holds each line's by key. Sounds and mixes are kept in the store."""
    pieces: list[str | int] = []
    levels = array("h")
    peaks = [-120.0]
    marks: list[tuple[int, Mark]] = []
    spots: list[Spot] = []
    gaps: list[Gap] = []

    def add(take: Head) -> None:
        pieces.append(take.key)
        levels.extend(take.levels)
        peaks.append(take.true_peak)

    for passage in passages:
        start = len(levels)
        for offset, note, count in _placed(passage, takes, store, sounds):
            match note:
                case Mark():
                    marks.append((start + offset, note))
                case Quiet():
                    gaps.append(Gap(start + offset, count, note.asked))
                case Cued():
                    spots.append(Spot(note, start + offset, takes[note.wanted.key]))
            if passage.bed is None:
                match note:
                    case Quiet():
                        pieces.append(count)
                        levels.extend([FLOOR] * count)
                    case Cued():
                        add(takes[note.wanted.key])
                    case Sting():
                        add(sting_head(note, store, sounds))
        if passage.key is not None:
            add(store.head(passage.key) or Head.of(_kept(store, _over_bed(passage, takes, store, sounds))))
    return Joined(delivery, tuple(pieces), levels, max(peaks), tuple(marks), tuple(spots), tuple(gaps))


def _placed(
    passage: Passage, takes: Mapping[str, Head], store: TakeStore, sounds: Sounds
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
                count = sting_head(note, store, sounds).frames
        placed.append((offset, note, count))
        offset += count
    return placed


def sting(note: Sting, store: TakeStore, sounds: Sounds) -> Take:
    """A sound as a piece ready to be joined, out of the store or made and kept there."""
    return store.get(note.key) or _kept(store, _sting(note, sounds))


def sting_head(note: Sting, store: TakeStore, sounds: Sounds) -> Head:
    """The same without its sound."""
    return store.head(note.key) or Head.of(_kept(store, _sting(note, sounds)))


def _sting(note: Sting, sounds: Sounds) -> Take:
    from daycast.episodes import mix

    return mix.sting(note.key, sounds.load(note.name, note.delivery.channels), note.delivery)


def _kept(store: TakeStore, take: Take) -> Take:
    store.put(take)
    return take


def _over_bed(passage: Passage, takes: Mapping[str, Head], store: TakeStore, sounds: Sounds) -> Take:
    """A passage over its bed, as one piece."""
    import numpy as np

    from daycast.episodes.mix import over_bed
    from daycast.voice import pcm

    assert passage.bed is not None and passage.key is not None
    channels = passage.delivery.channels
    placed = [(offset * mp3.FRAME, note, count) for offset, note, count in _placed(passage, takes, store, sounds)]
    length = sum(count for _, _, count in placed) * mp3.FRAME
    speech = np.zeros(length if channels == 1 else (length, channels), np.float32)
    spans = []
    for start, note, count in placed:
        if isinstance(note, Cued | Sting):
            data = store.body(note.wanted.key) if isinstance(note, Cued) else sting(note, store, sounds).data
            end = start + count * mp3.FRAME
            speech[start:end] = pcm.decode(data, channels)
            spans.append((start, end))
    return over_bed(passage.key, speech, spans, sounds.load(passage.bed, channels), passage.delivery)
