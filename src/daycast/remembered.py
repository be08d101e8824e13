"""Settings that were found to be right, had again in a moment while nothing that they rest on has changed.

To read them takes the library that checks them, which loads longer than one edited line takes. Kept are the plain
values that rendering needs, under the seal of `finished`: of every file of the show's settings, of this program and of
the packages that are installed. Whatever else is asked of a show is read from its file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from daycast.files import write_text
from daycast.places import Places
from daycast.voice.cast import Cast, Voice
from daycast.voice.lexicon import Lexicon

if TYPE_CHECKING:
    from daycast.show import Show

_KEPT = ("title", "author", "language", "time_zone", "base_url", "review", "loudness")


class Voices(NamedTuple):
    """What the `voice/` folder's settings say."""

    cast: Cast
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class Known:
    """A show's settings as they were read before."""

    show: Show
    voices: Voices


def recall(root: Path, seal: str) -> Known | None:
    """The settings of the show at `root`, if they are those that were remembered under this seal."""
    try:
        kept = json.loads(_path(root).read_bytes())
        if kept["seal"] != seal:
            return None
        show = cast("Show", _Recalled(root, kept["show"]))
        voices = {speaker: Voice(**voice) for speaker, voice in kept["cast"].items()}
        return Known(show, Voices(Cast(voices), Lexicon(kept["lexicon"], show.language)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # nothing, or what somebody else wrote


def remember(show: Show, voices: Voices, seal: str) -> None:
    """Keeps settings that were read after the seal was taken, if they are of plain values alone."""
    spoken_by = voices.cast.root.values()
    if any(type(voice) is not Voice or Path(voice.voice or "").is_absolute() for voice in spoken_by):
        return  # an engine has settings of its own, or a voice lies where the seal does not tell of it
    settings = {name: getattr(show, name) for name in _KEPT}
    settings["audio"] = {"channels": show.audio.channels, "alternates": show.audio.alternates}
    speaking = {speaker: asdict(voice) for speaker, voice in voices.cast.root.items()}
    kept = {"seal": seal, "show": settings, "cast": speaking, "lexicon": voices.lexicon.root}
    write_text(_path(show.root), json.dumps(kept))


class _Recalled(Places):
    """Stands in for a show: the settings that are kept are at hand, and any other is its file's to tell."""

    def __init__(self, root: Path, kept: dict[str, Any]) -> None:
        audio = kept["audio"]
        vars(self).update({name: kept[name] for name in _KEPT}, root=root)
        self.audio = SimpleNamespace(channels=audio["channels"], alternates=tuple(audio["alternates"]))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._whole, name)

    @cached_property
    def _whole(self) -> Show:
        from daycast.show import open_show

        return open_show(self.root)


def _path(root: Path) -> Path:
    return root / "voice" / ".takes" / "settings.json"
