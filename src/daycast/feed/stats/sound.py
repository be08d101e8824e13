"""What a minute of each episode weighs."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes.model import Audio
from daycast.episodes.record import head

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from daycast.show import Show

FORMATS = (".mp3", ".m4a", ".opus")
MINUTE = 60  # seconds of sound that make a download


@dataclass(frozen=True, slots=True)
class Sound:
    """A file of an episode as it is served: at `enough` bytes the header and a minute's sound have arrived. `format` is
    its place among `FORMATS`."""

    episode: date
    enough: int
    format: int = 0


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    audio: Audio


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sounds by their names in `feed/`, and the titles of the episodes."""

    sounds: Mapping[str, Sound]
    titles: Mapping[date, str]


def enough(size: int, seconds: float, bitrate: int) -> int:
    """The bytes of a file's header and of its first minute; all, where it is shorter than that (section 5.5.3).

    `size` in bytes, `bitrate` in kbit/s. What the sound does not account for is header: ID3 tag and cover. A format
    whose rate varies is taken at its average.
    """
    if seconds <= MINUTE:
        return size
    sound = min(size, math.ceil(seconds * bitrate * 125))
    return size - sound + math.ceil(sound * MINUTE / seconds)


def catalogue(show: Show) -> Catalogue:
    """What the show's episodes weigh, from the heads of their records."""
    sounds: dict[str, Sound] = {}
    titles: dict[date, str] = {}
    for day in show.days("episodes"):
        known = head(show.episode(day), _Head)
        if known is None:
            continue
        audio = known.audio
        titles[day] = known.title
        sounds[f"{day}/{day}.mp3"] = Sound(day, enough(audio.bytes, audio.seconds, audio.bitrate))
        for other in audio.alternates:
            weight = enough(other.bytes, audio.seconds, other.bitrate)
            sounds[f"{day}/{other.file}"] = Sound(day, weight, FORMATS.index(Path(other.file).suffix))
    return Catalogue(sounds, titles)


PATH = re.compile(r"(?:/t/([^/?#]+))?/(([0-9]{4}-[0-9]{2}-[0-9]{2})/[^/?#]+\.(?:mp3|m4a|opus))(?:[?#]|$)")
"""A request's path, under whatever address, that asks for sound: the listener's name, the file, its episode's date."""
