"""The hands of a farm: a crew's work done by the workers of a Dask scheduler, its takes put into the store here."""

from __future__ import annotations

import pickle
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

from daycast.errors import DaycastError
from daycast.voice import mp3
from daycast.voice.farm import workshop
from daycast.voice.farm.facts import facts, told
from daycast.voice.farm.line import ALONE, Line
from daycast.voice.processes import AGAIN, CLOSED
from daycast.voice.registry import check_voice

if TYPE_CHECKING:
    from daycast.farm import Farm
    from daycast.voice.engine import Voice
    from daycast.voice.sounds import Sounds
    from daycast.voice.takes import Take, TakeStore
    from daycast.voice.work import Errand, Job

T = TypeVar("T")

_FLAC = b"fLaC"  # what a FLAC file begins with (RFC 9639, section 6)
_MOMENT = 5.0  # seconds
_ERRANDS = 8  # under way at once, as each carries megabytes


class FarmHands:
    """The workers of `farm`, which is connected to with the first work, and anew where the line to it was lost.

    With no worker left for `alone` seconds, what is under way fails.
    """

    def __init__(self, farm: Farm, *, alone: float = ALONE) -> None:
        self._farm, self._alone = farm, alone
        self._changing = threading.Lock()
        self._connected: Line | None = None
        self._fit: set[tuple[str, Voice | None]] = set()
        self._parcels: dict[Voice, str] = {}
        self._closed = False
        self._room = threading.BoundedSemaphore(_ERRANDS)
        self._facts = facts()
        self._refused: tuple[float, DaycastError | None] = 0.0, None

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Asks each worker that is there whether it would make just what is meant; if not, a `DaycastError`."""
        self.ready([job.voice for job in jobs])

    def open(self, voices: Sequence[Voice]) -> Future[None]:
        self.ready(voices)
        ready: Future[None] = Future()
        ready.set_result(None)
        return ready

    def speak(self, job: Job, store: TakeStore, seconds: float, run: float) -> Future[str]:
        def keep(came: Take | str) -> str:
            if isinstance(came, str):
                return came
            store.put(checked(came, job.key))
            return ""

        line = self._line()
        return line.send(workshop.spoken, job, self._parcels.get(job.voice, ""), seconds, self._facts, run, then=keep)

    def make(self, errand: Errand[T], store: TakeStore, sounds: Sounds) -> Future[T]:
        def keep(came: tuple[T, Take]) -> T:
            result, take = came
            store.put(checked(take, errand.makes))
            return result

        luggage = _packed(errand, store, sounds)
        self._room.acquire()
        try:
            future = self._line().send(workshop.made, errand, luggage, self._facts, then=keep)
        except BaseException:
            self._room.release()
            raise
        future.add_done_callback(lambda _: self._room.release())
        return future

    def close(self) -> None:
        with self._changing:
            line, self._connected = self._connected, None
            self._closed = True
        if line:
            line.close()

    def ready(self, spoken_with: Sequence[Voice]) -> int:
        """How many workers there are, all of which would speak with these voices as this machine; else an error."""
        voices = dict.fromkeys(spoken_with)
        line = self._line()
        there = line.workers()
        unasked = [worker for worker in there for voice in (None, *voices) if (worker, voice) not in self._fit]
        if not unasked:
            return len(there)
        self._deliver(line, voices, there)
        meant = pickle.dumps(tuple(workshop.Meant.of(voice, self._parcels[voice]) for voice in voices))
        answers = line.asked(workshop.unfit, self._facts, meant, of=tuple(dict.fromkeys(unasked)))
        unfit = {worker: reason for worker, answer in answers.items() if (reason := _reason(answer, [*voices]))}
        if unfit:
            raise DaycastError(
                "\n".join(["the farm would not make the same sound as this machine:", *told(unfit)]),
                hint="Install the same daycast, engines and voices on all, and start them with `daycast worker`.",
            )
        self._fit |= {(worker, voice) for worker in answers for voice in (None, *voices)}
        return len(there)

    def _deliver(self, line: Line, voices: dict[Voice, None], there: Sequence[str]) -> None:
        """Takes the files of voices to the workers that have not got them."""
        from daycast.voice.farm.parcels import couriers, parcel

        parcels = {voice: parcel(voice) for voice in voices}
        self._parcels |= {voice: one.name if one else "" for voice, one in parcels.items()}
        needed = {one.name: one for one in parcels.values() if one}
        if needed:
            answers = line.asked(workshop.lacking, [*needed], of=there).values()
            lacking = {name for answer in answers if isinstance(answer, list) for name in answer}
            line.hand_out(couriers([one for name, one in needed.items() if name in lacking]))

    def _line(self) -> Line:
        with self._changing:
            if self._closed:
                raise DaycastError(CLOSED, hint=AGAIN)
            if self._connected is None or self._connected.lost:
                self._fit = set()
                self._connected = self._called()
            return self._connected

    def _called(self) -> Line:
        """A line to the scheduler; one that did not answer a moment ago is not waited for again."""
        when, refused = self._refused
        if refused and time.monotonic() - when < _MOMENT:
            raise refused
        try:
            return Line(self._farm, alone=self._alone)
        except DaycastError as error:
            self._refused = time.monotonic(), error
            raise


def checked(take: Take, key: str) -> Take:
    """The take, if it can be the one of `key`: else a broken worker's would be kept for good, under whatever key it
    has. Raises `DaycastError`."""
    try:
        whole = take.data[:4] == _FLAC if take.form == "pcm" else mp3.frames(take.data) == take.frames
    except ValueError:
        whole = False
    if take.key != key or not whole:
        raise DaycastError("a worker of the farm sent another take than was asked for, or a part of it", hint=AGAIN)
    return take


def _packed(errand: Errand[Any], store: TakeStore, sounds: Sounds) -> workshop.Luggage:
    """All that an errand reads."""
    takes = []
    for key in errand.rests_on:
        take = store.get(key)
        if take is None:
            raise DaycastError(f"{store.folder}: a take has gone while the episode was made", hint=AGAIN)
        takes.append(take)
    return workshop.Luggage(
        tuple(takes), sounds.file(errand.sound) if errand.sound else None, sounds.title, sounds.place
    )


def _reason(answer: object, voices: Sequence[Voice]) -> str:
    """Why a worker is not fit to speak with these voices, by what it answered or what came instead.

    A voice that this machine has not got either is the cast's to mend, and told at its lines.
    """
    if isinstance(answer, OSError):
        return ""  # it went away: it will be given nothing
    if isinstance(answer, Exception):
        return f"it is no worker of this daycast ({type(answer).__name__}: {answer})"
    if isinstance(answer, dict):
        return next((reason for number, reason in answer.items() if _is_here(voices[number])), "")
    return str(answer)


def _is_here(voice: Voice) -> bool:
    try:
        check_voice(voice)
    except DaycastError:
        return False
    return True
