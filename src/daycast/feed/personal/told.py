"""What a row of a day tells: a listener's episode, its file as a reel, and its captions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from daycast.episodes import describe
from daycast.episodes.model import Audio, Chapter, Episode, Line, Speaker
from daycast.episodes.reel import Part, Reel, Silence
from daycast.episodes.sidecars import CHAPTERS
from daycast.episodes.timing import timed
from daycast.episodes.transcript import Caption, captions
from daycast.feed.item import TRANSCRIPTS
from daycast.scripts.model import Evidence
from daycast.voice import mp3
from daycast.voice.engine import WordMark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daycast.feed.personal.day import Day, Row, Table

FILES = (CHAPTERS, *TRANSCRIPTS)  # what is published beside the audio


@dataclass(frozen=True, slots=True)
class _Programme:
    pieces: tuple[Part | Silence, ...]
    frames: int
    layout: mp3.Layout


@dataclass(frozen=True)
class Told:
    """One listener's episode of a day."""

    day: Day
    table: Table
    row: Row

    @classmethod
    def of(cls, day: Day, listener: str) -> Told | None:
        row = day.row(listener)
        return cls(day, day.tables[row.table], row) if row and not day.gone else None

    @property
    def modified(self) -> int:
        """When it was made, in seconds since 1970."""
        return int(self.table.made.timestamp())

    @property
    def seconds(self) -> float:
        return describe.seconds(self.row.frames)

    @cached_property
    def _stretches(self) -> tuple[tuple[int, list[Any]], ...]:
        """Each stretch with its first frame."""
        found = [self.table.stretches[number] for number in self.row.stretches]
        starts = accumulate((self._frames(pieces) for _, pieces, _ in found), initial=0)
        return tuple(zip(starts, found, strict=False))

    def _frames(self, pieces: list[int]) -> int:
        return sum(-number if number < 0 else self.table.pieces[number][1] for number in pieces)

    def _said(self) -> Iterator[tuple[int, list[Any]]]:
        for first, (_, _, lines) in self._stretches:
            for number, start in lines:
                yield first + start, self.table.lines[number]

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        return tuple(
            Chapter(describe.seconds(first + start), title, level, url, image)
            for first, (headed, _, _) in self._stretches
            for start, level, title, url, image in headed
        )

    @cached_property
    def reel(self) -> Reel:
        """The episode's file."""
        layout = mp3.LAYOUTS[self.table.channels]
        pieces: list[Part | Silence] = []
        for _, (_, numbers, _) in self._stretches:
            for number in numbers:
                if number < 0:
                    pieces.append(Silence(-number, layout))
                else:
                    key, frames, _ = self.table.pieces[number]
                    pieces.append(Part(key, frames * layout.frame_bytes))
        return describe.reel_of(
            describe.Label(self.table.album, self.table.artist, Part(*self.table.cover)),
            _Programme(tuple(pieces), self.row.frames, layout),
            self.chapters,
            {name: Part(*told) for name, told in self.table.pictures.items()},
            title=self.row.title,
            summary=self.row.summary,
            day=self.day.date,
            number=self.day.number,
        )

    @cached_property
    def episode(self) -> Episode:
        """As the record of an episode would tell it; the digest of its bytes, which no one has counted, is not told."""
        lines = tuple(
            Line(
                describe.seconds(start), describe.seconds(start + frames), speaker, words, tuple(labels), opinion
            )
            for start, (speaker, words, labels, opinion, frames, *_) in self._said()
        )  # fmt: skip
        cited = {label for line in lines for label in line.citations}
        return Episode(
            date=self.day.date,
            guid=self.row.guid,
            number=self.day.number,
            published=self.day.published,
            made_from="",
            title=self.row.title,
            summary=self.row.summary,
            audio=self._audio(lines),
            chapters=self.chapters,
            lines=lines,
            sources=tuple(_source(told) for told in self.table.sources if told[0] in cited),
            files=dict.fromkeys(FILES, ""),
        )

    def _audio(self, lines: tuple[Line, ...]) -> Audio:
        loudness, peak = self.table.loudness
        spoken: dict[str, float] = {}
        for line in lines:
            spoken[line.speaker] = spoken.get(line.speaker, 0.0) + line.end - line.start
        return Audio(
            file=f"{self.day.date}.mp3",
            bytes=self.reel.length,
            sha256="",
            seconds=self.seconds,
            loudness_lufs=loudness,
            true_peak_dbtp=peak,
            channels=self.table.channels,
            bitrate=mp3.LAYOUTS[self.table.channels].bitrate,
            speakers=tuple(
                Speaker(name, None, round(seconds, 3), round(seconds / sum(spoken.values()), 3))
                for name, seconds in spoken.items()
            ),
        )

    @cached_property
    def captions(self) -> tuple[Caption, ...]:
        """What is said in the parts that a screen shows."""
        lines, cuts = [], []
        for start, (speaker, words, _, _, frames, marks, cut, _) in self._said():
            times = tuple(WordMark(*mark) for mark in marks)
            end = describe.seconds(start + frames)
            lines.append(timed(speaker, words, describe.seconds(start), end, times))
            cuts.append(cut)
        return captions(lines, cuts)

    @property
    def pictures(self) -> dict[str, Part]:
        """The pictures that its chapters show, by name."""
        return {name: Part(*told) for name, told in self.table.pictures.items() if name in self._shown}

    @cached_property
    def _shown(self) -> frozenset[str]:
        return frozenset(chapter.image for chapter in self.chapters)


def _source(told: list[Any]) -> Evidence:
    label, outlet, published, url, quote = told
    return Evidence(label, outlet, dt.date.fromisoformat(published), url, quote)
