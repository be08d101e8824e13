"""`daycast render`: script -> score -> takes -> joined -> tagged -> kept.

Killed at any point it goes on from the takes that are there; `episode.yaml` is written last, so an episode
that has one is whole.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.episodes import record, sidecars
from daycast.episodes.arrange import Quiet, chapters_of
from daycast.episodes.cover import cover, small
from daycast.episodes.id3 import ChapterTag, tag
from daycast.episodes.join import Joined, join
from daycast.episodes.model import Audio, Chapter, Episode, Issue, Line
from daycast.episodes.score import Cued, Passage, Sting, score, wanted
from daycast.episodes.spoken import spoken, unfinished
from daycast.files import write_bytes, write_text
from daycast.inline import plain
from daycast.scripts.model import Script
from daycast.show import Show
from daycast.voice import mp3
from daycast.voice.cast import Cast
from daycast.voice.lexicon import Lexicon
from daycast.voice.loudness import integrated
from daycast.voice.sounds import Sounds
from daycast.voice.takes import TakeStore

if TYPE_CHECKING:
    from daycast.voice.workers import Crew

_RELEASE = time(6, 0)  # where the show lives; an episode made earlier is released when it is made
_TAG_CHAPTERS = 255


@dataclass(frozen=True, slots=True)
class Rendered:
    """An episode, the path of its audio, and how many different lines were spoken now or taken from the store."""

    episode: Episode
    path: Path
    spoken: int
    cached: int


def render(
    show: Show,
    script: Script,
    path: Path,
    *,
    cast: Cast,
    lexicon: Lexicon,
    sounds: Sounds,
    store: TakeStore,
    now: datetime,
    crew: Crew | None,
    on_spoken: Callable[[int, int], object],
) -> Rendered:
    """The episode of a checked script, in `episodes/<date>/`. Lines that cannot be spoken are told all at once."""
    passages = score(script, cast, lexicon, sounds)
    lines = wanted(passages)
    picture = cover(show)
    made_from = _digest(show, script, passages, picture)
    folder = show.episode(script.date)
    before = record.issue(folder)
    if before and before.made_from == made_from and _whole(folder, before.audio):
        stands = replace(record.load(folder), script=script.sha256)  # another comment, and the same sound
        record.save(folder, stands)
        return Rendered(stands, folder / before.audio.file, 0, len({line.wanted.key for line in lines}))

    with ThreadPoolExecutor(1) as beside:
        cover_tag = beside.submit(small, picture.read_bytes())
        made, failures = spoken(lines, path, store, crew=crew, on_spoken=on_spoken)
    if failures:
        raise unfinished(failures, len(lines) - len(failures), len(lines))
    takes = {line.wanted.key: take for line, take in zip(lines, made.takes, strict=True)}
    joined = join(passages, takes, store, sounds)
    episode, data = _finished(show, script, joined, cover_tag.result(), made_from, before, now)
    audio = folder / episode.audio.file
    write_bytes(audio, data)
    write_text(folder / sidecars.CHAPTERS, sidecars.chapters_json(episode.chapters))
    write_text(folder / sidecars.TRANSCRIPT, sidecars.webvtt(episode.lines))
    record.save(folder, episode)
    return Rendered(episode, audio, made.spoken, made.cached)


def _finished(
    show: Show,
    script: Script,
    joined: Joined,
    picture: bytes,
    made_from: str,
    before: Issue | None,
    now: datetime,
) -> tuple[Episode, bytes]:
    """The episode's record, and the bytes of its audio file."""
    placed = chapters_of(joined.marks, show.title)
    starts = [start for start, _ in placed]
    number = before.number if before else 1 + sum(day < script.date for day in show.days("scripts"))
    data = b"".join(
        (
            tag(
                title=script.title,
                album=show.title,
                artist=show.author,
                day=script.date,
                number=number,
                summary=script.summary,
                cover=picture,
                chapters=[
                    ChapterTag(_ms(start), _ms(end), mark.title)
                    for (start, mark), end in zip(placed, [*starts[1:], joined.frames], strict=True)
                ][:_TAG_CHAPTERS],
            ),
            mp3.header_frame(joined.frames),
            joined.data,
        )
    )
    audio = Audio(
        file=f"{script.date.isoformat()}.mp3",
        bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        seconds=_seconds(joined.frames),
        loudness_lufs=round(integrated(joined.levels), 2),
        true_peak_dbtp=joined.true_peak,
    )
    lines = tuple(
        Line(
            start=_seconds(spot.start),
            end=_seconds(spot.start + spot.frames),
            speaker=spot.say.speaker,
            text=plain(spot.say.text),
            citations=spot.say.citations,
            take=spot.say.take,
        )
        for spot in joined.spots
    )
    return Episode(
        date=script.date,
        guid=before.guid if before else guid(show, script.date),
        number=number,
        published=before.published if before else released(show, script.date, now),
        title=script.title,
        summary=script.summary,
        audio=audio,
        chapters=tuple(Chapter(_seconds(start), mark.title, mark.level) for start, mark in placed),
        lines=lines,
        sources=script.evidence,
        made_from=made_from,
        script=script.sha256,
    ), data


def guid(show: Show, day: date) -> str:
    """The episode's name for all time: a uuid5 of the show's title and the date."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"daycast:{show.title}/{day.isoformat()}"))


def released(show: Show, day: date, now: datetime) -> datetime:
    """Six in the morning of the day where the show lives, or now if that is earlier: apps hide what is yet to come."""
    return min(datetime.combine(day, _RELEASE, show.zone), now.astimezone(show.zone).replace(microsecond=0))


def _whole(folder: Path, audio: Audio) -> bool:
    """Whether the files of an episode stand where its record says."""
    path = folder / audio.file
    beside = (folder / name for name in (sidecars.CHAPTERS, sidecars.TRANSCRIPT))
    return path.is_file() and path.stat().st_size == audio.bytes and all(other.is_file() for other in beside)


def _digest(show: Show, script: Script, passages: tuple[Passage, ...], picture: Path) -> str:
    """Of everything that the episode's files are made from."""
    heard: list[object] = []
    for passage in passages:
        heard.append([passage.bed, passage.key])
        for note in passage.notes:
            match note:
                case Cued():
                    heard.append([note.wanted.key, note.say.speaker, note.say.text, note.say.citations, note.say.take])
                case Sting():
                    heard.append(note.key)
                case Quiet():
                    heard.append(note.frames)
                case _:
                    heard.append([note.level, note.title])
    front = [script.date.isoformat(), script.title, script.summary, show.title, show.author]
    sources = [[e.label, e.outlet, e.published.isoformat(), e.url, e.quote] for e in script.evidence]
    image = hashlib.sha256(picture.read_bytes()).hexdigest()
    text = json.dumps([__version__, front, heard, sources, image], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _seconds(frames: int) -> float:
    return round(frames * mp3.FRAME_SECONDS, 3)


def _ms(frames: int) -> int:
    return round(frames * mp3.FRAME_SECONDS * 1000)
