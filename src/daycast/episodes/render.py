"""`daycast render`: script -> score -> takes -> joined -> tagged -> kept.

Killed at any point it goes on from the takes that are there; `episode.yaml` is written last, so an episode
that has one is whole.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.episodes import describe, record
from daycast.episodes.alternates import alternates, check
from daycast.episodes.arrange import Quiet
from daycast.episodes.cover import cover, small
from daycast.episodes.id3 import ChapterTag, tag
from daycast.episodes.join import Joined, join
from daycast.episodes.model import Audio, Episode, Issue
from daycast.episodes.pictures import Picture, cited, drawn
from daycast.episodes.quality import faults
from daycast.episodes.score import Cued, Passage, Sting, score, wanted
from daycast.episodes.sidecars import NAMES, sidecars
from daycast.episodes.spoken import spoken, unfinished
from daycast.errors import ProblemsError
from daycast.files import Counted, write_bytes, write_chunks, write_text
from daycast.scripts.model import Script
from daycast.show import Show
from daycast.voice import mp3
from daycast.voice.cast import Cast
from daycast.voice.delivery import Delivery
from daycast.voice.lexicon import Lexicon
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
    delivery: Delivery,
    now: datetime,
    crew: Crew | None,
    on_spoken: Callable[[int, int], object],
) -> Rendered:
    """The episode of a checked script, in `episodes/<date>/`.

    Lines that cannot be spoken are told all at once. A programme that is not what it should be becomes no episode: what
    is wrong with it is told as a `ProblemsError`, and an episode from before stays as it is.
    """
    passages = score(script, cast, lexicon, sounds, delivery)
    lines = wanted(passages)
    picture = cover(show)
    check(show.audio.alternates)
    illustrations = cited(show, script)
    made_from = _digest(show, script, passages, picture, illustrations)
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
    joined = join(passages, takes, store, sounds, delivery)
    images = drawn(illustrations)
    described = _described(show, script, joined, images, made_from, before, now)
    if wrong := faults(joined, described.audio, path):
        raise ProblemsError(wrong, hint="The takes are kept. The episode stays as it was until this is mended.")
    audio = folder / described.audio.file
    head = _tag(show, described, cover_tag.result(), images) + mp3.header_frame(joined.frames, joined.layout)
    written = Counted(chain([head], joined.sound(store)))
    write_chunks(audio, written)
    others = alternates(audio, show.audio.alternates, described)
    sound = replace(described.audio, bytes=written.bytes, sha256=written.sha256, alternates=others)
    episode = replace(described, audio=sound)
    for image in images.values():
        write_bytes(folder / image.name, image.jpeg)
    address = f"{show.base_url}{script.date}/"
    timed = describe.timed_lines(joined.spots)
    for name, text in sidecars(episode.chapters, timed, joined.levels, title=script.title, folder=address).items():
        write_text(folder / name, text)
    record.save(folder, episode)
    return Rendered(episode, audio, made.spoken, made.cached)


def _described(
    show: Show,
    script: Script,
    joined: Joined,
    images: Mapping[str, Picture],
    made_from: str,
    before: Issue | None,
    now: datetime,
) -> Episode:
    """The episode's record, but for what only the written file tells."""
    return Episode(
        date=script.date,
        guid=before.guid if before else guid(show, script.date),
        number=before.number if before else 1 + sum(day < script.date for day in show.days("scripts")),
        published=before.published if before else released(show, script.date, now),
        title=script.title,
        summary=script.summary,
        audio=describe.audio_of(joined, f"{script.date.isoformat()}.mp3"),
        chapters=describe.chapters(joined, script, show.title, {url: image.name for url, image in images.items()}),
        lines=describe.lines(joined.spots),
        sources=script.evidence,
        made_from=made_from,
        script=script.sha256,
    )


def _tag(show: Show, episode: Episode, picture: bytes, images: Mapping[str, Picture]) -> bytes:
    jpegs = {image.name: image.jpeg for image in images.values()}
    chapters = describe.spans(episode.chapters, episode.audio.seconds)[:_TAG_CHAPTERS]
    return tag(
        title=episode.title,
        album=show.title,
        artist=show.author,
        day=episode.date,
        number=episode.number,
        summary=episode.summary,
        cover=picture,
        chapters=[
            ChapterTag(_ms(chapter.start), _ms(end), chapter.title, chapter.url, jpegs.get(chapter.image, b""))
            for chapter, end in chapters
        ],
    )


def guid(show: Show, day: date) -> str:
    """The episode's name for all time: a uuid5 of the show's title and the date."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"daycast:{show.title}/{day.isoformat()}"))


def released(show: Show, day: date, now: datetime) -> datetime:
    """Six in the morning of the day where the show lives, or now if that is earlier: apps hide what is yet to come."""
    return min(datetime.combine(day, _RELEASE, show.zone), now.astimezone(show.zone).replace(microsecond=0))


def _whole(folder: Path, audio: Audio) -> bool:
    """Whether the files of an episode stand where its record says."""
    path = folder / audio.file
    beside = (folder / name for name in (*NAMES, *(alternate.file for alternate in audio.alternates)))
    return path.is_file() and path.stat().st_size == audio.bytes and all(other.is_file() for other in beside)


def _digest(
    show: Show, script: Script, passages: tuple[Passage, ...], picture: Path, illustrations: Mapping[str, Path]
) -> str:
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
    images = {url: hashlib.sha256(file.read_bytes()).hexdigest() for url, file in illustrations.items()}
    form = [show.audio.alternates, images, show.base_url if images else ""]
    text = json.dumps([__version__, front, heard, sources, image, form], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
