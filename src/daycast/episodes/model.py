"""An episode as values: what was recorded, with times counted from the audio's frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from daycast.scripts.model import Evidence, Told
from daycast.scripts.wishes import NONE, Wishes


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same sound in another format: a name within the episode's folder, its media type, kbit/s."""

    file: str
    type: str
    bytes: int
    sha256: str
    bitrate: int


@dataclass(frozen=True, slots=True)
class Speaker:
    """How one speaker comes across: LUFS (None where nothing is heard), seconds, and the share of all that is said."""

    name: str
    loudness_lufs: float | None
    seconds: float
    share: float


@dataclass(frozen=True, slots=True)
class Audio:
    """The finished MP3: a name within the episode's folder, what its bytes are, and how loud it is.

    `range_lu` is the loudness range, `target_lufs` what the show asks for, `bitrate` in kbit/s. Records of old know
    neither these nor `speakers`.
    """

    file: str
    bytes: int
    sha256: str
    seconds: float
    loudness_lufs: float
    true_peak_dbtp: float
    range_lu: float = 0.0
    target_lufs: float = -19.0
    channels: int = 1
    bitrate: int = 64
    speakers: tuple[Speaker, ...] = ()
    alternates: tuple[Alternate, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to; `start` in seconds. `level` 1 is a section, 2 a story or part in it.

    `url` is where to read more, `image` a picture within the episode's folder; "" where there is none. `follows` is
    where the story that begins here was told before, newest first; records of old lack it.
    """

    start: float
    title: str
    level: int
    url: str = ""
    image: str = ""
    follows: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A spoken turn with its time in seconds. `citations` are labels of the episode's sources."""

    start: float
    end: float
    speaker: str
    text: str
    citations: tuple[str, ...]
    take: bool


@dataclass(frozen=True, slots=True)
class Episode:
    """What `episodes/<date>/episode.yaml` holds. `guid`, `number` and `published` never change again.

    `made_from` is the digest of everything that the audio was made from: equal digest, nothing to do. `script` is the
    sha256 of the script's file, `files` are those of the other files in the folder by name; records of old lack both.
    `wishes` say how apps are to list it.
    """

    date: dt.date
    guid: str
    number: int
    published: dt.datetime
    made_from: str
    title: str
    summary: str
    audio: Audio
    chapters: tuple[Chapter, ...]
    lines: tuple[Line, ...]
    sources: tuple[Evidence, ...]
    script: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    wishes: Wishes = NONE

    def digests(self) -> dict[str, str]:
        """The sha256 of each file in the episode's folder, by name: its audio, the alternates, and all beside it."""
        others = {alternate.file: alternate.sha256 for alternate in self.audio.alternates}
        return {self.audio.file: self.audio.sha256, **others, **self.files}


@dataclass(frozen=True, slots=True)
class Issue:
    """What stands at the head of an episode's record: all that making it again has to know of it."""

    guid: str
    number: int
    published: dt.datetime
    audio: Audio
    made_from: str = ""  # records written before it stood here have it further down
