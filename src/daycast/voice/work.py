"""What a crew is asked for, as values, and what a process that speaks does about it."""

from __future__ import annotations

import faulthandler
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Generic, TypeVar

from daycast.errors import DaycastError
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice
from daycast.voice.registry import check_voice, is_mute, open_engine
from daycast.voice.takes import Form, TakeStore

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daycast.voice.sounds import Sounds

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Job:
    """One take to be made: its key, who says what, and in which form it is kept."""

    key: str
    voice: Voice
    text: str
    form: Form
    delivery: Delivery = MONO


@dataclass(frozen=True, slots=True)
class Errand(Generic[T]):
    """A piece to be made of others: `work(store, sounds, *arguments)` puts it under the key `makes` into the store.

    It reads nothing else but the takes under `rests_on`, which are in the store, and the sound of the name `sound`.
    """

    work: Callable[..., T]
    makes: str
    arguments: tuple[object, ...]
    rests_on: tuple[str, ...] = ()
    sound: str = ""


def made(errand: Errand[T], folder: Path, sounds: Sounds) -> T:
    """In a worker: makes a piece; returns what its work does."""
    return errand.work(TakeStore(folder), sounds, *errand.arguments)


def recorded(job: Job, folder: Path, seconds: float, run: float) -> str:
    """In a worker, which ends if this takes more than `seconds`: makes one take; returns "" or why that failed.

    A voice that is refused is asked again where `run` is another.
    """
    # a thread in C, which also comes by where a library hangs and lets no Python run
    faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        return _spoken(job, folder, run)
    finally:
        faulthandler.cancel_dump_traceback_later()


def opened(voices: Sequence[Voice]) -> None:
    """In a worker: does what every first line of these voices waits for. What is wrong is told to the lines."""
    for voice in voices:
        with suppress(DaycastError):
            _checked(voice)


@cache
def _checked(voice: Voice) -> None:
    """Raises unless the voice can speak here, asked once for each: here as the speech is loaded here anyway."""
    check_voice(voice)


@lru_cache
def _refusal(voice: Voice, run: float) -> str:
    """Why the voice cannot speak here, or ""; one that is refused is asked again in the next run alone."""
    try:
        _checked(voice)
    except DaycastError as error:
        return str(error)
    except Exception as error:  # whatever a broken engine raises is its lines' failure
        return f"{voice.engine} raised {type(error).__name__}: {error}"
    return ""


@cache
def _nowhere() -> IO[str]:
    return Path(os.devnull).open("w")


def _spoken(job: Job, folder: Path, run: float) -> str:
    from daycast.voice.plausible import implausible
    from daycast.voice.recording import produced
    from daycast.voice.speechlike import unlike_speech

    if reason := _refusal(job.voice, run):
        return reason
    try:
        speech = open_engine(job.voice.engine).speak(job.text, job.voice)
        if reason := unlike_speech(speech, may_be_silent=is_mute(job.voice.engine)):
            return f"{job.voice.engine}: {reason}"
    except DaycastError as error:
        return str(error)
    except Exception as error:  # whatever a broken engine raises is this line's failure
        return f"{job.voice.engine} raised {type(error).__name__}: {error}"
    seconds = len(speech.samples) / speech.rate
    if reason := implausible(job.text, job.voice.rate, seconds):
        return reason
    TakeStore(folder).put(produced(job.key, speech, job.form, job.delivery, gain=job.voice.gain))
    return ""
