"""What a worker of the farm does: one line or one piece at a time for each of its threads, by a crew of its own.

The crew is the one that renders on a single machine, with one process for each thread: a line that crashes or hangs
takes nobody's but its own process along, and is told as it is there.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import pickle
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple, TypeVar

from daycast.errors import DaycastError
from daycast.voice.delivery import MONO
from daycast.voice.engine import Portable, Voice
from daycast.voice.farm.facts import facts, unlike
from daycast.voice.registry import check_voice, open_engine
from daycast.voice.sounds import FOLDER, Sounds
from daycast.voice.takes import Take, TakeStore, take_key
from daycast.voice.work import Errand, Job
from daycast.voice.workers import Crew

T = TypeVar("T")

_OTHER = "it would speak with “{here}”, and not with “{meant}”"


delivered: dict[str, Path] = {}  # where the files of a parcel are, by its name


class Meant(NamedTuple):
    """A voice as the machine that renders has it: its engine's identity, and the key of a take of no words.

    `parcel` names the files that were taken along for it; "" where it goes by name.
    """

    voice: Voice
    identity: str
    key: str
    parcel: str = ""

    @classmethod
    def of(cls, voice: Voice, parcel: str = "") -> Meant:
        return cls(voice, open_engine(voice.engine).identity(), take_key(voice, "", "mp3", MONO), parcel)


class Luggage(NamedTuple):
    """What an errand needs of the machine that sends it: takes, a sound's file, the show's title, and its folder."""

    takes: tuple[Take, ...]
    sound: tuple[str, bytes] | None
    title: str
    folder: str


async def unfit(there: Mapping[str, str], voices: bytes) -> str | dict[int, str]:
    """Why this worker would not make what a machine with the facts `there` means: at all, or with some of these voices.

    `voices` are pickled, as another version of daycast might not know them. They are asked beside the event loop, since
    an engine may have to ask its server.
    """
    return await asyncio.to_thread(_unfit, there, voices)


def _unfit(there: Mapping[str, str], voices: bytes) -> str | dict[int, str]:
    if different := unlike(there, facts()):
        return f"it has {different}"
    if multiprocessing.current_process().daemon:
        return "it may not start processes, which speak; it was not started with `daycast worker`"
    meant: tuple[Meant, ...] = pickle.loads(voices)
    return {number: reason for number, one in enumerate(meant) if (reason := _mute(one))}


def _mute(meant: Meant) -> str:
    """Why this worker cannot speak just as is meant."""
    try:
        voice = _placed(meant.voice, meant.parcel)
        check_voice(voice)
        here = Meant.of(voice)
    except DaycastError as error:
        return error.message + (f" ({error.hint})" if error.hint else "")
    except Exception as error:  # whatever a broken engine raises
        return f"{meant.voice.engine} raised {type(error).__name__}: {error}"
    if here.identity != meant.identity:
        return _OTHER.format(here=here.identity, meant=meant.identity)
    return "" if here.key == meant.key else f"its voice {meant.voice.voice!r} of {meant.voice.engine} is another one"


def lacking(parcels: Sequence[str]) -> list[str]:
    """Which of these this worker has not got."""
    return [name for name in parcels if name not in delivered]


def _placed(voice: Voice, parcel: str) -> Voice:
    """The voice with its files where they are on this worker."""
    if not parcel:
        return voice
    engine = open_engine(voice.engine)
    if parcel not in delivered or not isinstance(engine, Portable):
        raise DaycastError(f"it lacks the files of the voice {voice.voice!r}", hint="Run the command again.")
    return engine.placed_in(voice, delivered[parcel])


def spoken(job: Job, parcel: str, seconds: float, there: Mapping[str, str], run: float) -> Take | str:
    """The take of one line, or why there is none; a worker that came late is found out here."""
    if different := unlike(there, facts()):
        return f"a worker has {different}"
    try:
        job = replace(job, voice=_placed(job.voice, parcel))
        if take_key(job.voice, job.text, job.form, job.delivery) != job.key:
            identity = open_engine(job.voice.engine).identity()
            return f"a worker has another voice {job.voice.voice!r} of {job.voice.engine}, or another “{identity}”"
    except DaycastError as error:
        return f"a worker lacks it: {error}"
    with _place() as folder:
        store = TakeStore(folder)
        return _crew().say(job, store, seconds, run) or _made(store, job.key)


def made(errand: Errand[T], luggage: Luggage, there: Mapping[str, str]) -> tuple[T, Take]:
    """What an errand's work returns, and the piece that it makes."""
    if different := unlike(there, facts()):
        raise DaycastError(f"a worker of the farm has {different}", hint="Install the same on it.")
    with _place() as folder:
        store = TakeStore(folder / "takes")
        for take in luggage.takes:
            store.put(take)
        if luggage.sound:
            name, data = luggage.sound
            (folder / FOLDER).mkdir()
            (folder / FOLDER / name).write_bytes(data)
        try:
            (result,) = _crew().together([errand], store, Sounds(folder, luggage.title))
        except DaycastError as error:
            raise DaycastError(error.message.replace(str(folder), luggage.folder), hint=error.hint) from None
        return result, _made(store, errand.makes)


def _made(store: TakeStore, key: str) -> Take:
    take = store.get(key)
    if take is None:
        raise DaycastError("a worker's take was lost as it was read", hint="Run the command again.")
    return take


@contextmanager
def _place() -> Iterator[Path]:
    with TemporaryDirectory(prefix="daycast-") as folder:
        yield Path(folder)


_threads = threading.local()


def _crew() -> Crew:
    """The crew of this thread, which stays while the worker does."""
    if not hasattr(_threads, "crew"):
        _threads.crew = Crew(workers=1)
    crew: Crew = _threads.crew
    return crew
