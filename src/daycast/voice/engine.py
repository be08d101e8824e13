"""What an engine is, and where engines are found: the entry points of the group `daycast.engines`."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from daycast.errors import DaycastError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GROUP = "daycast.engines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one speaker sounds. `rate` is times the engine's own pace, `pitch` in semitones.

    Without `voice`, the engine's first default speaks. `gain` is how many decibels louder than the show's level the
    speaker is (in a cast: than other speakers), `pause` the seconds of quiet before each turn that follows another.
    """

    engine: str = "hibari"
    voice: str | None = None
    rate: float = 1.0
    pitch: float = 0.0
    gain: float = 0.0
    pause: float | None = None

    @property
    def ratio(self) -> float:
        """What the pitch multiplies frequencies by."""
        return float(2 ** (self.pitch / 12))

    def changed(self) -> dict[str, Any]:
        """The settings that are not at their defaults."""
        told = ((field.name, getattr(self, field.name), field.default) for field in fields(self))
        return {name: float(value) if type(value) is int else value for name, value, usual in told if value != usual}

    def heard(self) -> dict[str, Any]:
        """What of the settings is heard in a take, for its key; what is at its default is left out."""
        return {name: value for name, value in self.changed().items() if name not in ("engine", "pause")}


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice that an engine knows.

    `language` is BCP 47; `quality` says in a word or two how it sounds, `licence` what it is under; `get` says how to
    obtain a voice that is not on this machine ("" when it is), and `size` how many bytes a download of it has.
    """

    name: str
    language: str
    quality: str = ""
    licence: str = ""
    get: str = ""
    size: int = 0

    @property
    def available(self) -> bool:
        return not self.get


class WordMark(NamedTuple):
    """A word as spoken, and when: seconds from the beginning of the sound that it is part of."""

    start: float
    end: float
    word: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Sound as an engine gives it: mono float32 samples of shape (n,) within ±1, played at `rate` Hz.

    `words` are the spoken words in order, where the engine tells their times.
    """

    samples: NDArray[np.float32]
    rate: float
    words: tuple[WordMark, ...] = ()


class Engine(Protocol):
    """Something that speaks. Made without arguments; importing its module and making one must cost nothing."""

    name: str

    def identity(self) -> str:
        """Everything that changes the sound of the same text: versions, seeds, threads. Part of a take's key."""

    def voices(self) -> tuple[VoiceInfo, ...]:
        """All voices that the engine knows."""

    def variants(self) -> tuple[str, ...]:
        """What may follow any voice's name after a `+`; most engines have none."""

    def defaults(self) -> tuple[Voice, ...]:
        """Voices to hand out to several hosts, the best first; the first also speaks when none is named."""

    def paces(self, voice: Voice) -> tuple[float, float]:
        """The least and the greatest `rate` that the engine can speak with, given the voice's pitch."""

    def speak(self, text: str, voice: Voice) -> Speech:
        """Speaks plain words. What cannot be spoken is a `DaycastError`, never silence."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How an engine says some words: `phonemes` in its own alphabet, mostly IPA.

    `guessed` tells words that the engine's dictionary lacks; None where the engine does not know. `told` are
    words whose phonemes a person gave, in the lexicon.
    """

    words: str
    phonemes: str
    guessed: bool | None = None
    told: bool = False


@runtime_checkable
class Phonemizer(Protocol):
    """What an engine may offer on top: telling how it says a text, word by word or clause by clause."""

    def phonemes(self, text: str, voice: Voice) -> tuple[Pronunciation, ...]:
        """The pronunciation of plain words, as `speak` would say them."""


@runtime_checkable
class Phonetic(Protocol):
    """What an engine may offer on top: taking the phonemes of a word, in the alphabet that `phonemes` tells."""

    def told(self, word: str, phonemes: str, *, s: bool) -> str:
        """What stands in a text for `word` to be said so; with `s`, the phonemes are those of the word without it."""


@runtime_checkable
class OpenEnded(Protocol):
    """What an engine offers whose voices are in files, or on a server, that the cast names."""

    def voices_at(self, voice: Voice) -> tuple[VoiceInfo, ...]:
        """The voices to be had where `voice` is; a place that cannot be asked is a `DaycastError`."""


@runtime_checkable
class Fetcher(Protocol):
    """What an engine offers that can bring voices to this machine."""

    def fetch(self, name: str) -> None:
        """Downloads a voice that `voices` lists; where that fails, a `DaycastError`."""


class NotInstalledError(DaycastError):
    """An engine speaks only with a package that is not installed; the hint tells how to install it."""


@cache
def _points() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


def engine_names() -> tuple[str, ...]:
    """The engines that are installed, in alphabetical order."""
    return tuple(sorted(_points()))


@cache
def open_engine(name: str) -> Engine:
    """The engine `name`, one for each process; an unknown name is a `DaycastError` with the nearest known one."""
    if name not in _points():
        raise DaycastError(f"there is no engine {name!r}", hint=_nearest(name, engine_names()))
    try:
        made: Engine = _points()[name].load()()
    except ImportError as error:
        raise DaycastError(
            f"the engine {name!r} cannot be loaded: {error}",
            hint="Install the package that it comes from again.",
        ) from error
    return made


def is_mute(name: str) -> bool:
    """Whether the engine `name` says of itself, by an attribute `mute`, that nothing is heard of it."""
    return bool(getattr(open_engine(name), "mute", False))


def is_installed(name: str) -> bool:
    """Whether there is an engine `name` that can be loaded here."""
    try:
        open_engine(name)
    except DaycastError:
        return False
    return True


def engine_class(name: str) -> type[Engine] | None:
    """What is registered as the engine `name`; None where there is none, or none that can be loaded."""
    try:
        found: type[Engine] = _points()[name].load()
    except (KeyError, ImportError):
        return None
    return found


def voices_for(voice: Voice) -> tuple[VoiceInfo, ...]:
    """The voices among which `voice` is to be found."""
    engine = open_engine(voice.engine)
    return engine.voices_at(voice) if isinstance(engine, OpenEnded) else engine.voices()


def info_of(voice: Voice) -> VoiceInfo | None:
    """What is known of a voice, whatever its variant; None where the engine knows no such voice."""
    return _found(voice, voices_for(voice))


def check_voice(voice: Voice) -> None:
    """Raises a `DaycastError` unless the voice's engine is installed and can speak exactly so, here and now."""
    engine = open_engine(voice.engine)
    low, high = engine.paces(voice)
    if not low <= voice.rate <= high:
        raise DaycastError(
            f"{engine.name} cannot speak at rate {voice.rate:g} with pitch {voice.pitch:g}",
            hint=f"With this pitch it speaks at rates from {low:.2f} to {high:.2f}.",
        )
    known = voices_for(voice)
    info = _found(voice, known)
    if info is None and voice.voice is None:
        raise DaycastError(f"{engine.name} has no voice of its own here", hint="Name one in voice/cast.yaml.")
    if info is None:
        names = [info.name for info in known]
        raise DaycastError(f"{engine.name} has no voice {voice.voice!r}", hint=_nearest(str(voice.voice), names))
    name, plus, variant = (voice.voice or info.name).partition("+")
    if plus and name.casefold() == info.name.casefold() and variant not in engine.variants():
        raise DaycastError(
            f"{engine.name} has no variant {variant!r} of the voice {name!r}",
            hint=_nearest(variant, engine.variants()) if engine.variants() else f"Write {name!r} alone.",
        )
    if not info.available:
        here = ", ".join(other.name for other in known if other.available)
        raise DaycastError(
            f"the voice {voice.voice!r} of {engine.name} is not on this machine",
            hint=info.get + (f" Or choose one that is here: {here}." if here else ""),
        )


def _found(voice: Voice, known: tuple[VoiceInfo, ...]) -> VoiceInfo | None:
    name = voice.voice or next((str(one.voice) for one in open_engine(voice.engine).defaults()), "")
    named = {info.name.casefold(): info for info in known}
    return named.get(name.casefold()) or named.get(name.partition("+")[0].casefold())


def _nearest(name: str, known: tuple[str, ...] | list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    shown = ", ".join(known[:24]) + (" and more" if len(known) > 24 else "")
    return (f"Did you mean {near[0]!r}? " if near else "") + f"Known: {shown or 'none'}."
