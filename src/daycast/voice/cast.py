"""`voice/cast.yaml`: which voice speaks for whom."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import cycle
from math import log10
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.voice.engine import Voice
from daycast.voice.registry import open_engine

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FILE", "Cast", "Voice", "load_cast", "voices_ahead", "with_engine"]

FILE = "cast.yaml"


@dataclass(frozen=True, slots=True)
class Cast:
    """The speakers of a show and their voices, in the file's order."""

    root: Mapping[str, Voice]

    @property
    def speakers(self) -> tuple[str, ...]:
        return tuple(self.root)

    @property
    def pauses(self) -> dict[str, float]:
        """The seconds of quiet before the turns of those who have a habit of their own."""
        return {speaker: voice.pause for speaker, voice in self.root.items() if voice.pause is not None}

    def named(self, name: str) -> str:
        """The speaker that a person means by `name`, in any case; what nobody is called stays as it is."""
        if name in self.root:
            return name
        return next((speaker for speaker in self.root if speaker.casefold() == name.casefold()), name)

    def voice(self, speaker: str) -> Voice:
        """The voice of `speaker`, at its level; a name that is not cast is a `DaycastError` with the nearest one.

        Gains are between the speakers: they are moved so that all, heard equally long, meet the show's loudness.
        """
        if speaker in self.root:
            voice = self.root[speaker]
            above = _above(tuple(other.gain for other in self.root.values()))
            return replace(voice, gain=round(voice.gain - above, 2))
        near = difflib.get_close_matches(speaker, self.root, n=1, cutoff=0.5)
        raise DaycastError(
            f"nobody named {speaker!r} is cast",
            hint=f"Did you mean {near[0]!r}?" if near else f"{FILE} knows {', '.join(self.root)}.",
        )


def load_cast(folder: Path) -> Cast:
    """The cast of a show's `voice/` folder; mistakes come with file and line."""
    from daycast.settings import load
    from daycast.voice.cast_settings import CastSettings

    return Cast(load(folder / FILE, CastSettings).root)


@cache
def _above(gains: tuple[float, ...]) -> float:
    """How many LU louder voices with these gains, heard equally long, are together than without."""
    powers = [10 ** (gain / 10) for gain in gains]
    gate = sum(powers) / len(powers) / 10  # BS.1770's relative gate, 10 LU below
    counted = [power for power in powers if power >= gate]
    return 10 * log10(sum(counted) / len(counted))


def with_engine(cast: Cast, name: str) -> Cast:
    """The same speakers on the engine `name`, each with a default voice of its own while there are enough."""
    voices = open_engine(name).defaults()
    if not voices:
        raise DaycastError(f"the engine {name} has no voice to hand out", hint=f"Name one for each speaker in {FILE}.")
    return Cast(dict(zip(cast.root, cycle(voices), strict=False)))


def voices_ahead(folder: Path, engine: str | None = None, cast: Cast | None = None) -> tuple[Voice, ...]:
    """The voices to open ahead of their first lines, everybody's on `engine` where that is given.

    None where the cast, which is read unless it is given, or the engine cannot be had: its use tells.
    """
    try:
        cast = cast or load_cast(folder)
        return tuple((with_engine(cast, engine) if engine else cast).root.values())
    except DaycastError:
        return ()
