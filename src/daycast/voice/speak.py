"""Speaks lines: those that are not in the store yet, each once, in worker processes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice
from daycast.voice.takes import Form, Head, TakeStore, take_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daycast.voice.workers import Crew


_AHEAD = 16  # lines that may be under way at a time, and some that failed


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line to be heard: `text` is what is spoken, after the text front-end and the lexicon."""

    voice: Voice
    text: str
    form: Form = "mp3"
    delivery: Delivery = MONO

    @property
    def key(self) -> str:
        return take_key(self.voice, self.text, self.form, self.delivery)


@dataclass(frozen=True, slots=True)
class Failure:
    """A line that could not be spoken: its place among the wanted, and why."""

    place: int
    wanted: Wanted
    reason: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """The takes' heads in the order wanted; none where a line failed. `spoken` and `cached` count different takes."""

    takes: tuple[Head, ...]
    spoken: int
    cached: int
    failures: tuple[Failure, ...] = ()


def speak(
    wanted: Sequence[Wanted],
    store: TakeStore,
    *,
    crew: Crew | None = None,
    on_spoken: Callable[[int, int], object] = lambda done, total: None,
) -> Spoken:
    """Every line as a take. `on_spoken` hears (done, to do) at the start and after each line that is spoken.

    What is spoken is kept at once, so a run that was killed goes on from there. `crew` speaks, else one that is made
    for these lines; the same takes come of any number of workers.
    """
    keys = [line.key for line in wanted]
    lines = dict(zip(keys, wanted, strict=True))
    store.bring(lines)
    missing = {key: line for key, line in lines.items() if not store.has(key)}
    with ThreadPoolExecutor(1) as beside:  # reads what is there while the crew speaks what is not
        reading = beside.submit(store.heads, lines.keys() - missing.keys())
        reasons = _record(missing, store, crew, on_spoken) if missing else {}
    takes = reading.result()
    cached = len(takes)
    if damaged := {key: line for key, line in lines.items() if key not in missing and key not in takes}:
        reasons |= _record(damaged, store, crew, on_spoken)
        missing |= damaged
    for key in missing.keys() - reasons.keys():
        if take := store.head(key):
            takes[key] = take
        else:
            reasons[key] = "the take could not be read back from the store"
    store.share(takes)
    failures = tuple(
        Failure(place, line, reasons[key])
        for place, (key, line) in enumerate(zip(keys, wanted, strict=True))
        if key in reasons
    )
    ordered = () if failures else tuple(takes[key] for key in keys)
    return Spoken(ordered, len(missing) - len(reasons), cached, failures)


def _record(
    missing: dict[str, Wanted], store: TakeStore, crew: Crew | None, on_spoken: Callable[[int, int], object]
) -> dict[str, str]:
    """Speaks the lines in worker processes; returns the keys that failed, with the reason."""
    from daycast.voice.workers import Crew, Job

    longest_first = sorted(missing.items(), key=lambda item: (-len(item[1].text), item[0]))
    jobs = [Job(key, line.voice, line.text, line.form, line.delivery) for key, line in longest_first]
    left = [job.key for job in jobs]

    def told(done: int, total: int) -> None:
        # they are spoken about in this order: the first few tell which are new
        new = [key for key in left[:_AHEAD] if store.has(key)] if done else []
        left[:_AHEAD] = [key for key in left[:_AHEAD] if key not in new]
        store.share(new)
        on_spoken(done, total)

    with nullcontext(crew) if crew else Crew() as speaking:
        return speaking.record(jobs, store, told)
