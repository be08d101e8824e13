"""`daycast render`: script -> score -> takes -> joined -> tagged -> kept.

Killed at any point it goes on from the takes that are there; `episode.yaml` is written last and tells what each file
is, so that one which was left half is neither published nor taken for done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes import describe, record
from daycast.episodes.alternates import alternates, check
from daycast.episodes.cover import cover, small
from daycast.episodes.digest import digest
from daycast.episodes.join import join
from daycast.episodes.model import Episode
from daycast.episodes.pictures import cited, drawn, picture_part
from daycast.episodes.quality import faults
from daycast.episodes.reading import chunks
from daycast.episodes.reel import Part
from daycast.episodes.score import score, wanted
from daycast.episodes.sidecars import NAMES, sidecars
from daycast.episodes.spoken import spoken, unfinished
from daycast.episodes.transcript import captions
from daycast.errors import ProblemsError
from daycast.files import sha256, write_bytes, writing
from daycast.memory import Memory
from daycast.scripts.continuity import recalled
from daycast.scripts.model import Script
from daycast.voice.cast import FILE as CAST
from daycast.voice.cast import Cast
from daycast.voice.delivery import Delivery
from daycast.voice.lexicon import Lexicon
from daycast.voice.sounds import Sounds
from daycast.voice.takes import TakeStore

if TYPE_CHECKING:
    from daycast.show import Show
    from daycast.voice.workers import Crew

_RELEASE = time(6, 0)  # where the show lives; an episode made earlier is released when it is made


@dataclass(frozen=True, slots=True)
class Rendered:
    """An episode, the path of its audio, how many different lines were spoken now or taken from the store, and how many
    takes are yet to be given to those who share them."""

    episode: Episode
    path: Path
    spoken: int
    cached: int
    unsent: int = 0


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
    memory: Memory,
    now: datetime,
    crew: Crew,
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
    made_from = digest(show, script, passages, picture, illustrations)
    folder = show.episode(script.date)
    before = record.issue(folder)
    if before and before.made_from == made_from and (whole := _whole(folder)):
        # another comment, or another place in an app's list, and the same sound
        stands = replace(whole, script=script.sha256, wishes=script.wishes)
        record.save(folder, stands)
        keys = {line.wanted.key for line in lines}
        store.share(keys)
        return Rendered(stands, folder / before.audio.file, 0, len(keys), store.settle())

    with ThreadPoolExecutor(1) as beside:
        cover_tag = beside.submit(small, picture.read_bytes(), memory)
        made, failures = spoken(lines, path, show.voice / CAST, store, crew=crew, on_spoken=on_spoken)
    if failures.lines:
        raise unfinished(failures.problems, len(lines) - failures.lines, len(lines))
    joined = join(passages, made.takes, store, sounds, crew, delivery)
    store.share(piece.key for piece in joined.pieces if isinstance(piece, Part))
    images = drawn(illustrations, memory)
    chapters = describe.chapters(joined, script, show.title, {url: image.name for url, image in images.items()})
    number = before.number if before else 1 + sum(day < script.date for day in show.days("scripts"))
    jpegs = {picture_part(jpeg): jpeg for jpeg in (cover_tag.result(), *(image.jpeg for image in images.values()))}
    reel = describe.reel_of(
        describe.Label(show.title, show.author, picture_part(cover_tag.result())),
        joined,
        chapters,
        {image.name: image.part for image in images.values()},
        title=script.title,
        summary=script.summary,
        day=script.date,
        number=number,
    )
    audio = folder / f"{script.date}.mp3"
    frames = chunks(reel, lambda part: jpegs.get(part) or store.body(part.key))
    with writing(audio, frames) as draft:  # takes as long as all the rest, and other hands
        sound = describe.audio_of(joined, audio.name)
        if wrong := faults(joined, sound, path):
            raise ProblemsError(wrong, hint="The takes are kept. The episode stays as it was until this is mended.")
        said, timed = describe.lines(joined.spots), describe.timed_lines(joined.spots)
        parts = captions(timed, describe.cuts_of(joined.spots, memory))
        address = f"{show.base_url}{script.date}/"
        beside_it = sidecars(chapters, parts, joined.levels, title=script.title, folder=address)
        size, digest_of_audio = draft.written.result()
        others = alternates(draft.path, audio, show.audio.alternates, sound)
    other_files = {name: text.encode() for name, text in beside_it.items()}
    other_files |= {image.name: image.jpeg for image in images.values()}
    for name, data in other_files.items():
        write_bytes(folder / name, data)
    episode = Episode(
        date=script.date,
        guid=before.guid if before else guid(show, script.date),
        number=number,
        published=before.published if before else released(show, script.date, now),
        title=script.title,
        summary=script.summary,
        audio=replace(sound, bytes=size, sha256=digest_of_audio, alternates=others),
        chapters=describe.following(chapters, script, said, recalled(show, script.date)),
        lines=said,
        sources=script.evidence,
        made_from=made_from,
        script=script.sha256,
        files={name: hashlib.sha256(data).hexdigest() for name, data in other_files.items()},
        wishes=script.wishes,
    )
    record.save(folder, episode)
    return Rendered(episode, audio, made.spoken, made.cached, store.settle())


def guid(show: Show, day: date) -> str:
    """The episode's name for all time: a uuid5 of the show's title and the date."""
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"daycast:{show.title}/{show.stem(day)}"))


def released(show: Show, day: date, now: datetime) -> datetime:
    """Six in the morning of the day where the show lives, or now if that is earlier: apps hide what is yet to come."""
    return min(datetime.combine(day, _RELEASE, show.zone), now.astimezone(show.zone).replace(microsecond=0))


def _whole(folder: Path) -> Episode | None:
    """The episode in `folder`, if each of its files is what its record says."""
    episode = record.load(folder)
    known = episode.digests()
    is_told = known.keys() >= {*NAMES}
    return episode if is_told and all(sha256(folder / name) == digest for name, digest in known.items()) else None
