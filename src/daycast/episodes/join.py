"""Takes joined: which frames follow each other, and what begins at which of them. Sound stays in the store."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.arrange import Mark, Quiet
from daycast.episodes.score import Cued, Note, Passage, Sting
from daycast.voice import mp3
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.loudness import FLOOR
from daycast.voice.takes import Head, Take, TakeStore, piece_key

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
    takes: Iterable[Head],
    store: TakeStore,
    sounds: Sounds,
    delivery: Delivery = MONO,
) -> Joined:
    """The programme of `passages`; `takes` are those of its lines in order. Sounds and mixes are kept in the store."""
    pieces: list[str | int] = []
    levels = array("h")
    peaks = [-120.0]
    marks: list[tuple[int, Mark]] = []
    spots: list[Spot] = []
    gaps: list[Gap] = []
    following = iter(takes)

    def add(take: Head) -> None:
        pieces.append(take.key)
        levels.extend(take.levels)
        peaks.append(take.true_peak)

    for passage in passages:
        start = len(levels)
        placed = _placed(passage, following, store, sounds)
        for offset, note, take in placed:
            match note:
                case Mark():
                    marks.append((start + offset, note))
                case Quiet():
                    gaps.append(Gap(start + offset, note.frames, note.asked))
                case Cued() if take:
                    spots.append(Spot(note, start + offset, take))
            if passage.key is None:
                if isinstance(note, Quiet):
                    pieces.append(note.frames)
                    levels.extend([FLOOR] * note.frames)
                elif take:
                    add(take)
        if passage.key is not None:
            add(store.head(passage.key) or Head.of(_kept(store, _over_bed(passage, placed, store, sounds))))
    return Joined(delivery, tuple(pieces), levels, max(peaks), tuple(marks), tuple(spots), tuple(gaps))


_Placed = tuple[int, Note, Head | None]


def _placed(passage: Passage, takes: Iterator[Head], store: TakeStore, sounds: Sounds) -> list[_Placed]:
    """Each note with the frame at which it begins in its passage, and what is heard, if it is a sound."""
    placed: list[_Placed] = []
    offset = 0
    for note in passage.notes:
        take = next(takes) if isinstance(note, Cued) else None
        if isinstance(note, Sting):
            take = sting_head(note, store, sounds)
        placed.append((offset, note, take))
        offset += take.frames if take else note.frames if isinstance(note, Quiet) else 0
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


def _over_bed(passage: Passage, placed: Sequence[_Placed], store: TakeStore, sounds: Sounds) -> Take:
    """A passage over its bed, as one piece."""
    import numpy as np

    from daycast.episodes import mix
    from daycast.voice import pcm

    assert passage.bed is not None and passage.key is not None
    channels = passage.delivery.channels
    key = piece_key(piece="bed alone", sound=sounds.digest(passage.bed), channels=channels)
    end, last, take = placed[-1]
    length = (end + (take.frames if take else last.frames if isinstance(last, Quiet) else 0)) * mp3.FRAME
    speech = np.zeros(length if channels == 1 else (length, channels), np.float32)
    spans = []
    for start, _, take in placed:
        if take:
            span = (start * mp3.FRAME, (start + take.frames) * mp3.FRAME)
            speech[slice(*span)] = pcm.decode(store.body(take.key), channels)
            spans.append(span)
    bed = store.get(key) or _kept(store, mix.bed(key, sounds.load(passage.bed, channels)))
    return mix.over_bed(passage.key, speech, spans, bed, passage.delivery)
