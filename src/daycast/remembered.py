"""Settings that were found to be right, had again in a moment while nothing that they rest on has changed.

To read them takes the library that checks them, which loads longer than one edited line takes. Remembered are the
plain values that rendering needs; whatever else is asked of a show is read from its file.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from types import NoneType, SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from daycast.memory import Memory
from daycast.places import Places
from daycast.voice.cast import Cast, Voice
from daycast.voice.lexicon import Lexicon

if TYPE_CHECKING:
    from daycast.show import Show

_SETTINGS = "settings"
_PLAIN = (str, int, float, NoneType)


class Voices(NamedTuple):
    """What the `voice/` folder's settings say."""

    cast: Cast
    lexicon: Lexicon


class Known(NamedTuple):
    """A show's settings as they were read before."""

    show: Show
    voices: Voices


def recall(root: Path, memory: Memory, edition: str = "") -> Known | None:
    """The settings of the show at `root`, or of an edition of it, if they are remembered."""
    kept = memory.known(_key(edition))
    try:
        show = cast("Show", _Recalled(root, edition, kept["show"]))
        voices = {speaker: Voice(**voice) for speaker, voice in kept["cast"].items()}
        return Known(show, Voices(Cast(voices), Lexicon(kept["lexicon"], show.language, memory=memory)))
    except (KeyError, TypeError, AttributeError):
        return None


def remember(show: Show, voices: Voices, memory: Memory) -> None:
    """Remembers settings that were read after the memory, if they are of plain values alone."""
    if any(type(voice) is not Voice or Path(voice.voice or "").is_absolute() for voice in voices.cast.root.values()):
        return  # an engine has settings of its own, or a voice lies where no seal tells of it
    values = ((name, getattr(show, name)) for name in type(show).model_fields)
    kept: dict[str, Any] = {name: value for name, value in values if isinstance(value, _PLAIN)}
    kept["audio"] = {"channels": show.audio.channels, "alternates": show.audio.alternates}
    kept |= {"kind": show.kind, "takes": show.takes and show.takes.model_dump()}
    speaking = {speaker: asdict(voice) for speaker, voice in voices.cast.root.items()}
    memory.learn(_key(show.name), {"show": kept, "cast": speaking, "lexicon": voices.lexicon.root})


def _key(edition: str) -> str:
    return f"{_SETTINGS} {edition}".rstrip()


class _Recalled(Places):
    """Stands in for a show: its plain settings are at hand, and any other is its file's to tell."""

    def __init__(self, root: Path, edition: str, kept: dict[str, Any]) -> None:
        audio = kept["audio"]
        vars(self).update(kept, root=root)
        self._edition = edition
        self.audio = SimpleNamespace(channels=audio["channels"], alternates=tuple(audio["alternates"]))
        self.takes = kept["takes"] and SimpleNamespace(**kept["takes"])

    @property
    def name(self) -> str:
        return self._edition

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> Show:
        from daycast.show import open_show

        return open_show(self.root, self._edition)
