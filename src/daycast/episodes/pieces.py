"""Pieces that are made of others, and kept in the store like takes: stings, and passages over a bed.

The crew's processes make them: they have numpy and the codecs at hand, which a render that only joins never loads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.arrange import Quiet
from daycast.episodes.score import BED_LEAST, Cued, Note, Passage, Sting
from daycast.voice import mp3
from daycast.voice.delivery import Delivery
from daycast.voice.takes import Head, Take, TakeStore, piece_key
from daycast.voice.work import Errand

if TYPE_CHECKING:
    from daycast.voice.level import Samples
    from daycast.voice.sounds import Sounds
    from daycast.voice.workers import Crew


@dataclass(frozen=True, slots=True)
class Placed:
    """A note of a passage, at which of its frames it begins, and the head of what is heard, if anything is."""

    start: int
    note: Note
    take: Head | None


def stings(passages: Iterable[Passage], store: TakeStore, sounds: Sounds, crew: Crew) -> dict[str, Head]:
    """The stings of the passages by key; those that are not in the store are made now."""
    wanted = {note.key: note for passage in passages for note in passage.notes if isinstance(note, Sting)}
    known = store.heads(wanted)
    missing = [Errand(_made_sting, key, (note,), sound=note.name) for key, note in wanted.items() if key not in known]
    return known | {head.key: head for head in crew.together(missing, store, sounds)}


def over_beds(
    passages: Iterable[tuple[Passage, Sequence[Placed]]], store: TakeStore, sounds: Sounds, crew: Crew
) -> dict[str, Head]:
    """The passages that lie over a bed, each with its notes placed, as mixed pieces by key."""
    wanted = {passage.key: (passage, placed) for passage, placed in passages if passage.key}
    known = store.heads(wanted)
    missing = {key: made_of for key, made_of in wanted.items() if key not in known}
    beds = {_alone(passage, sounds): passage for passage, _ in missing.values()}
    kept = store.heads(beds)
    crew.together(
        [
            Errand(_kept_bed, key, (key, passage), sound=str(passage.bed))
            for key, passage in beds.items()
            if key not in kept
        ],
        store,
        sounds,
    )
    store.share(beds)
    mixes = [_mix(passage, placed, _alone(passage, sounds)) for passage, placed in missing.values()]
    return known | {head.key: head for head in crew.together(mixes, store, sounds)}


def _mix(passage: Passage, notes: Sequence[Placed], bed: str) -> Errand[Head]:
    assert passage.key is not None
    heard = dict.fromkeys(one.take.key for one in notes if one.take)
    return Errand(_mixed, passage.key, (passage, notes, bed), rests_on=(bed, *heard))


def placed(passage: Passage, takes: Iterator[Head], stings: dict[str, Head]) -> tuple[Placed, ...]:
    """The notes of a passage where they begin; `takes` are the heads of its lines in order, and go on after it."""
    found: list[Placed] = []
    start = 0
    for note in passage.notes:
        take = next(takes) if isinstance(note, Cued) else stings[note.key] if isinstance(note, Sting) else None
        found.append(Placed(start, note, take))
        start += take.frames if take else note.frames if isinstance(note, Quiet) else 0
    return tuple(found)


def sting(note: Sting, store: TakeStore, sounds: Sounds) -> Take:
    """A sound as a piece ready to be joined, out of the store or made and kept there, in this very process."""
    if take := store.get(note.key):
        return take
    from daycast.episodes import mix

    take = mix.sting(note.key, sounds.load(note.name, note.delivery.channels), note.delivery)
    store.put(take)
    return take


def _made_sting(store: TakeStore, sounds: Sounds, note: Sting) -> Head:
    return Head.of(sting(note, store, sounds))


def _alone(passage: Passage, sounds: Sounds) -> str:
    """The key of a passage's bed by itself."""
    assert passage.bed is not None
    sound = sounds.digest(passage.bed)
    return piece_key(piece="bed alone", sound=sound, channels=passage.delivery.channels, at_least=BED_LEAST)


def _kept_bed(store: TakeStore, sounds: Sounds, key: str, passage: Passage) -> None:
    """In a worker: a bed read or made, which takes longest, once for all passages over it."""
    from daycast.episodes import mix

    assert passage.bed is not None
    samples = sounds.load(passage.bed, passage.delivery.channels, at_least=BED_LEAST)
    store.put(mix.bed(key, samples))


def _mixed(store: TakeStore, sounds: Sounds, passage: Passage, notes: Sequence[Placed], bed: str) -> Head:
    """In a worker: a passage over its bed as one piece."""
    from daycast.episodes import mix

    assert passage.key is not None
    under = store.get(bed)
    assert under is not None
    speech, spans = _speech(notes, passage.delivery, store)
    take = mix.over_bed(passage.key, speech, spans, under, passage.delivery)
    store.put(take)
    return Head.of(take)


def _speech(notes: Sequence[Placed], delivery: Delivery, store: TakeStore) -> tuple[Samples, list[tuple[int, int]]]:
    """All that is heard of a passage but the bed, and from which to which sample."""
    import numpy as np

    from daycast.voice import pcm

    last = notes[-1]
    end = last.start + (last.take.frames if last.take else last.note.frames if isinstance(last.note, Quiet) else 0)
    length = end * mp3.FRAME
    speech = np.zeros(length if delivery.channels == 1 else (length, delivery.channels), np.float32)
    spans = []
    for one in notes:
        if one.take:
            span = (one.start * mp3.FRAME, (one.start + one.take.frames) * mp3.FRAME)
            speech[slice(*span)] = pcm.decode(store.body(one.take.key), delivery.channels)
            spans.append(span)
    return speech, spans
