"""The script as values: sections of cues, and the evidence that their lines rest on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from daycast.scripts.wishes import NONE, Wishes


@dataclass(frozen=True, slots=True)
class Evidence:
    """A footnote: the sentence that a line rests on, word for word, and where it was published.

    `line` is where it stands in its file, from 1.
    """

    label: str
    outlet: str
    published: date
    url: str
    quote: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Say:
    """A turn: one speaker's words.

    `text` is inline Markdown on one line, which may hold `[word]{say="respelling"}` (see `inline`).
    `citations` are labels of evidence. `take` marks opinion, which needs none. `line` is where the
    turn begins in its file, from 1, and `height` the number of its rows there.
    """

    speaker: str
    text: str
    citations: tuple[str, ...] = ()
    take: bool = False
    line: int = field(default=0, compare=False)
    height: int = field(default=1, compare=False)

    @property
    def rows(self) -> range:
        """The lines of the file that it takes."""
        return range(self.line, self.line + self.height)


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence, in seconds, on top of what the structure gives."""

    seconds: float
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Sound:
    """A sound of `voice/sounds/` by name; `under` lays it under the rest of its section (a bed)."""

    name: str
    under: bool = False
    line: int = field(default=0, compare=False)


Cue = Say | Pause | Sound


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the cues below it. `level` 1 is `#`, 2 is `##`, 0 what stands before any heading."""

    level: int
    title: str
    cues: tuple[Cue, ...]
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Script:
    """One episode's words, in the order in which they are said.

    `sha256` is that of the file that they were read from, in hexadecimal; `noted` are labels that its comments cite,
    `unread` those of footnotes that could not be read.
    """

    date: date
    title: str
    summary: str
    sections: tuple[Section, ...]
    evidence: tuple[Evidence, ...]
    wishes: Wishes = NONE
    sha256: str = field(default="", compare=False)
    noted: frozenset[str] = field(default=frozenset(), compare=False)
    unread: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def lines(self) -> tuple[Say, ...]:
        return tuple(cue for section in self.sections for cue in section.cues if isinstance(cue, Say))


@dataclass(frozen=True, slots=True)
class Told:
    """Where a story was told before: the day of the episode, and the heading that it had there."""

    day: date
    heading: str


def cited_days(script: Script) -> set[date]:
    """The days where what it cites may stand: its own, and those of publication and the days after."""
    return {script.date, *(source.published + timedelta(late) for source in script.evidence for late in (0, 1))}
