"""An episode as values: what was recorded, with times counted from the audio's frames."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from daycast.scripts.model import Evidence


@dataclass(frozen=True, slots=True)
class Audio:
    """The finished MP3: a name within the episode's folder, and what its bytes are."""

    file: str
    bytes: int
    sha256: str
    seconds: float
    loudness_lufs: float
    true_peak_dbtp: float


@dataclass(frozen=True, slots=True)
class Chapter:
    """A place to jump to; `start` in seconds. `level` 1 is a section, 2 a story or part in it."""

    start: float
    title: str
    level: int


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
    sha256 of the script's file, "" in the records of old.
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


@dataclass(frozen=True, slots=True)
class Issue:
    """What stands at the head of an episode's record: all that making it again has to know of it."""

    guid: str
    number: int
    published: dt.datetime
    audio: Audio
    made_from: str = ""  # records written before it stood here have it further down
