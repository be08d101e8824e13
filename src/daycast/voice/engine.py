"""What an engine is: what it speaks with, what it gives, and what it may offer on top."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, runtime_checkable

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray


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
class Portable(Protocol):
    """What an engine offers whose voices may be files of the user's, to be taken to another machine."""

    def files_of(self, voice: Voice) -> tuple[Path, ...]:
        """The files that the voice is read from; none where it goes by a name that its engine knows."""

    def placed_in(self, voice: Voice, folder: Path) -> Voice:
        """The same voice, with these files in `folder`: its takes have the same keys."""


@runtime_checkable
class Fetcher(Protocol):
    """What an engine offers that can bring voices to this machine."""

    def fetch(self, name: str) -> None:
        """Downloads a voice that `voices` lists; where that fails, a `DaycastError`."""


class NotInstalledError(DaycastError):
    """An engine speaks only with a package that is not installed; the hint tells how to install it."""
