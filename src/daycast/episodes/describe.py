"""What an episode's record tells of its sound: how loud it is and who speaks, its chapters and its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Protocol

from daycast.address import is_web_address
from daycast.episodes.arrange import chapters_of
from daycast.episodes.id3 import MOST_CHAPTERS, ChapterTag, tag
from daycast.episodes.join import Joined, Spot
from daycast.episodes.model import Audio, Chapter, Line, Speaker
from daycast.episodes.reel import Part, Reel, Silence
from daycast.episodes.timing import Timed, timed
from daycast.episodes.transcript import Cuts, cuts
from daycast.inline import plain
from daycast.memory import Memory
from daycast.scripts.continuity import Continued
from daycast.scripts.model import Script, Told
from daycast.voice import mp3
from daycast.voice.loudness import Meter
from daycast.voice.mp3 import FRAME_SECONDS


class Frames(Protocol):
    """A programme as pieces: how many frames it has, of which kind."""

    @property
    def pieces(self) -> tuple[Part | Silence, ...]: ...
    @property
    def frames(self) -> int: ...
    @property
    def layout(self) -> mp3.Layout: ...


def audio_of(joined: Joined, file: str) -> Audio:
    """How the programme sounds; `bytes` and `sha256` are not known before it is written."""
    meter = Meter(joined.levels)
    return Audio(
        file=file,
        bytes=0,
        sha256="",
        seconds=seconds(joined.frames),
        loudness_lufs=round(meter.integrated(), 2),
        true_peak_dbtp=joined.true_peak,
        range_lu=round(meter.range(), 1),
        target_lufs=joined.delivery.loudness,
        channels=joined.delivery.channels,
        bitrate=joined.layout.bitrate,
        speakers=_speakers(joined.spots, meter),
    )


def _speakers(spots: Sequence[Spot], meter: Meter) -> tuple[Speaker, ...]:
    """Every speaker in the order of their first lines, measured where they speak."""
    stretches: dict[str, list[tuple[int, int]]] = {}
    for spot in spots:
        stretches.setdefault(spot.cued.say.speaker, []).append((spot.start, spot.end))
    frames = {name: sum(last - first for first, last in own) for name, own in stretches.items()}
    return tuple(
        Speaker(
            name=name,
            loudness_lufs=round(loudness, 2) if isfinite(loudness := meter.integrated(own)) else None,
            seconds=seconds(frames[name]),
            share=round(frames[name] / sum(frames.values()), 3),
        )
        for name, own in stretches.items()
    )


def chapters(joined: Joined, script: Script, opening: str, images: Mapping[str, str]) -> tuple[Chapter, ...]:
    """The chapters, each with the address of the first source that is cited in it, as far as one can be followed.

    `images` are the names of pictures by the address of the article that has them.
    """
    placed = chapters_of(joined.marks, opening)
    addresses = {source.label: source.url for source in script.evidence if is_web_address(source.url)}
    starts = [start for start, _ in placed]
    cited: dict[int, str] = {}  # the first address of each chapter
    for spot in joined.spots:
        for label in spot.cued.say.citations:
            if label in addresses:
                cited.setdefault(bisect_right(starts, spot.start) - 1, addresses[label])
    return tuple(
        Chapter(seconds(start), mark.title, mark.level, url := cited.get(place, ""), images.get(url, ""))
        for place, (start, mark) in enumerate(placed)
    )


def following(
    chapters: Sequence[Chapter], script: Script, said: Sequence[Line], known: Sequence[Continued]
) -> tuple[Chapter, ...]:
    """The chapters, the first that cites an article of a story which aired before with where that was."""
    addresses = {source.label: source.url for source in script.evidence}
    starts = [chapter.start for chapter in chapters]
    cited: dict[str, int] = {}  # the first chapter for each address
    for line in said:
        for label in line.citations:
            cited.setdefault(addresses.get(label, ""), bisect_right(starts, (line.start + line.end) / 2) - 1)
    told: dict[int, tuple[Told, ...]] = {}
    for story in known:
        if places := [cited[url] for url in story.articles if url and cited.get(url, -1) >= 0]:
            told[min(places)] = told.get(min(places), ()) + story.told
    return tuple(replace(chapter, follows=told.get(place, ())) for place, chapter in enumerate(chapters))


def lines(spots: Sequence[Spot]) -> tuple[Line, ...]:
    """What is said, as it is written, and when."""
    return tuple(
        Line(
            start=seconds(spot.start),
            end=seconds(spot.end),
            speaker=(say := spot.cued.say).speaker,
            text=plain(say.text),
            citations=say.citations,
            take=say.take,
        )
        for spot in spots
    )


def timed_lines(spots: Sequence[Spot]) -> tuple[Timed, ...]:
    """What is said, as it is written, with the times of its words where the engine told them."""
    return tuple(
        timed(spot.cued.say.speaker, plain(spot.cued.say.text), seconds(spot.start), seconds(spot.end), spot.take.words)
        for spot in spots
    )


def cuts_of(spots: Sequence[Spot], memory: Memory) -> tuple[Cuts, ...]:
    """Where each line is cut into captions, which its words and its take alone decide."""

    def of(spot: Spot) -> Cuts:
        take, speaker, words = spot.take, spot.cued.say.speaker, plain(spot.cued.say.text)

        def work() -> Cuts:
            return cuts(timed(speaker, words, 0.0, seconds(take.frames), take.words))

        return memory.recalled(f"cut {take.key} {speaker}: {words}", work)

    return tuple(of(spot) for spot in spots)


@dataclass(frozen=True, slots=True)
class Label:
    """What stands in the tag of every episode of a show: its title, its author, and the cover."""

    album: str
    artist: str
    cover: Part | None


def reel_of(
    label: Label,
    joined: Frames,
    chapters: Sequence[Chapter],
    images: Mapping[str, Part],
    *,
    title: str,
    summary: str,
    day: date,
    number: int,
) -> Reel:
    """The episode's file: its tag, the frame that tells players the length, and the programme.

    `images` are the pictures of chapters by their name. The first 255 chapters find room in the tag.
    """
    told = tag(
        title=title,
        album=label.album,
        artist=label.artist,
        day=day,
        number=number,
        summary=summary,
        cover=label.cover,
        chapters=[
            ChapterTag(_ms(chapter.start), _ms(end), chapter.title, chapter.url, images.get(chapter.image))
            for chapter, end in spans(chapters, seconds(joined.frames))[:MOST_CHAPTERS]
        ],
    )
    return Reel.of((*told, mp3.header_frame(joined.frames, joined.layout), *joined.pieces))


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def spans(chapters: Sequence[Chapter], end: float) -> tuple[tuple[Chapter, float], ...]:
    """Each chapter with the second at which it ends, the last one at `end`."""
    ends = [*(chapter.start for chapter in chapters[1:]), end]
    return tuple(zip(chapters, ends, strict=True))


def seconds(frames: int) -> float:
    """The time of so many frames, to the millisecond."""
    return round(frames * FRAME_SECONDS, 3)
