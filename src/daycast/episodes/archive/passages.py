"""An episode cut into passages: a few consecutive lines under one heading, short enough to be read as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

from daycast.episodes.chaptered import chaptered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daycast.episodes.model import Episode, Line
    from daycast.scripts.model import Evidence

_WORDS = 90  # that a passage has at most, unless its only line is longer


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of a passage: `start` in seconds, and whether it is opinion."""

    start: float
    speaker: str
    text: str
    take: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive lines of the episode of `day` under one heading, from `start` to `end` in seconds.

    `section` is the title of the section that the heading stands in, "" where it is one itself. `sources` are the
    sentences that the lines rest on, each once.
    """

    day: date
    title: str
    section: str
    heading: str
    start: float
    end: float
    lines: tuple[Spoken, ...]
    sources: tuple[Evidence, ...] = ()

    @property
    def where(self) -> str:
        """Its headings, the wider one first."""
        return " · ".join(part for part in (self.section, self.heading) if part)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


def passages(episode: Episode) -> Iterator[Passage]:
    """The episode's passages in the order in which they are said.

    Where it names sources, what stands under a heading without any only announces or takes leave, and is none; unless
    it is opinion.
    """
    known = {source.label: source for source in episode.sources}
    section = ""
    for chapter, lines in chaptered(episode):
        heading = line_of(chapter.title) if chapter else ""
        if chapter and chapter.level == 1:
            section = heading
        if known and not any(line.take or known.keys() & set(line.citations) for line in lines):
            continue
        for some in _cut(lines):
            labels = dict.fromkeys(label for line in some for label in line.citations if label in known)
            yield Passage(
                day=episode.date,
                title=line_of(episode.title),
                section=section if heading != section else "",
                heading=heading,
                start=some[0].start,
                end=some[-1].end,
                lines=tuple(Spoken(line.start, line.speaker, line_of(line.text), line.take) for line in some),
                sources=tuple(known[label] for label in labels),
            )


def line_of(text: str) -> str:
    """A text on one line, without control characters and lone surrogates, which no database and no page can hold."""
    if not text.isprintable():
        text = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(text.split())


def _cut(lines: Sequence[Line]) -> Iterator[tuple[Line, ...]]:
    """Lines in stretches of about as many words each, about `_WORDS` at most: a line goes where its middle falls."""
    ends = list(accumulate(len(line.text.split()) or 1 for line in lines))
    total = ends[-1] if ends else 0
    parts = -(-total // _WORDS)
    places = [parts * (before + end) // (2 * total + 1) for before, end in pairwise((0, *ends))]
    for _, some in groupby(zip(places, lines, strict=True), key=itemgetter(0)):
        yield tuple(line for _, line in some)
