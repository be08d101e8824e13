"""Speaks again what the store has lost of published episodes, under the same keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from daycast.episodes.pieces import sting
from daycast.episodes.score import Sting, sting_key
from daycast.errors import Problem
from daycast.feed.personal.day import path_of
from daycast.voice.engine import Voice
from daycast.voice.workers import Job

if TYPE_CHECKING:
    from daycast.feed.personal.day import Day
    from daycast.show import Show
    from daycast.voice.delivery import Delivery
    from daycast.voice.sounds import Sounds
    from daycast.voice.takes import TakeStore
    from daycast.voice.workers import Crew


def mend(
    show: Show,
    days: Iterable[Day],
    store: TakeStore,
    sounds: Sounds,
    delivery: Delivery,
    crew: Crew,
    on_spoken: Callable[[int, int], object],
) -> dict[str, Problem]:
    """Makes again what is missing of the pieces of these days: lines by their voice and words, sounds by their name.

    Gives what cannot be, by key. What comes out shorter or longer than it was, as an engine of another version may
    speak it, is no more what was published.
    """
    lost = {piece[0]: (day, piece) for day in days for piece in missing(day, store)}
    jobs = [
        Job(key, Voice(**how["voice"]), how["text"], "mp3", delivery)
        for key, (_, (_, _, how)) in lost.items()
        if "text" in how
    ]
    reasons = crew.record(jobs, store, on_spoken) if jobs else {}
    for name in sounds.names() if lost else ():
        key = sting_key(name, sounds, delivery)
        if key in lost:
            sting(Sting(name, key, delivery), store, sounds)
    store.share(lost)
    problems = {}
    for key, (day, (_, frames, _)) in lost.items():
        head = store.head(key)
        if head is None:
            problems[key] = _problem(show, day, reasons.get(key) or "nobody knows how it was made")
        elif head.frames != frames:
            problems[key] = _problem(show, day, "it comes out longer or shorter than it was")
    return problems


def missing(day: Day, store: TakeStore) -> Sequence[list[Any]]:
    """The pieces of a day, as its tables list them, that the store has not; none of a day that was taken back."""
    if day.gone:
        return ()
    pieces = [piece for table in day.tables for piece in table.pieces]
    store.bring(key for key, *_ in pieces)
    return [piece for piece in pieces if not store.has(piece[0])]


def _problem(show: Show, day: Day, reason: str) -> Problem:
    message = f"a take has gone that published episodes are made of, and {reason.splitlines()[0]}"
    hint = f"make the episodes of that day anew: daycast publish {show.options(day.date)} --force"
    return Problem(path_of(show, day.date), 0, message, hint)
