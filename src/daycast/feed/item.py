"""What an item tells of an episode in Apple's, Podcasting 2.0's and Podlove's tags.

Sources: https://github.com/Podcastindex-org/podcast-namespace/tree/main/docs/tags;
https://podlove.org/simple-chapters/.
"""

from __future__ import annotations

from base64 import b64encode
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from daycast.episodes.sidecars import CHAPTERS
from daycast.feed import kinds
from daycast.feed.channel import image, persons
from daycast.feed.tag import Tag, tag
from daycast.feed.text import line, short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daycast.episodes.model import Episode
    from daycast.show import Show

TRANSCRIPTS = {
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.json": "application/json",
}


def artwork(episode: Episode) -> str | None:
    """The name in its folder of the picture that the episode has for itself. Apple takes `.jpg` and `.png` only."""
    if not episode.wishes.image:
        return None
    return "cover.png" if PurePosixPath(episode.wishes.image).suffix.lower() == ".png" else "cover.jpg"


def itunes(show: Show, episode: Episode, folder: str, *, pictured: bool) -> Iterator[Tag]:
    """The tags that feedgen's extension refuses; `folder` is the address of the episode's files."""
    yield tag("itunes:explicit", "true" if show.explicit else "false")
    if pictured:
        yield tag("itunes:image", href=f"{folder}{artwork(episode)}")


def podcast(show: Show, episode: Episode, folder: str, *, pictured: bool) -> Iterator[Tag]:
    """Podcasting 2.0's tags: what is published beside the audio, and where the episode belongs."""
    for name, kind in TRANSCRIPTS.items():
        if name in episode.files:
            yield tag("podcast:transcript", url=folder + name, type=kind, language=show.language)
    if CHAPTERS in episode.files:
        yield tag("podcast:chapters", url=folder + CHAPTERS, type=kinds.CHAPTERS)
    if season := episode.wishes.season:
        yield tag("podcast:season", str(season), name=short(show.podcast.seasons.get(season, "")))
    yield tag("podcast:episode", str(episode.number))
    speakers = tuple(speaker.name for speaker in episode.audio.speakers)
    if speakers and set(speakers) != set(show.hosts):  # these replace the channel's
        yield from persons(show, sorted(speakers, key=lambda name: (name not in show.hosts, speakers.index(name))))
    if bite := episode.wishes.soundbite:
        yield tag("podcast:soundbite", short(bite.title), startTime=f"{bite.start}", duration=f"{bite.seconds}")
    if pictured:
        yield image(f"{folder}{artwork(episode)}", line(episode.title))
    yield from _enclosures(episode, folder)


def simple_chapters(episode: Episode) -> Iterator[Tag]:
    """The chapters in the feed itself, for apps that fetch no other file (gPodder, AntennaPod)."""
    if episode.chapters:
        listed = (
            tag("psc:chapter", start=_npt(chapter.start), title=line(chapter.title) or "–", href=chapter.url)
            for chapter in episode.chapters
        )
        yield tag("psc:chapters", "", *listed, version="1.2")


def sri(sha256: str) -> str:
    """A sha256 in hexadecimal as Subresource Integrity writes it."""
    return f"sha256-{b64encode(bytes.fromhex(sha256)).decode()}"


def _enclosures(episode: Episode, folder: str) -> Iterator[Tag]:
    """Every form of the audio, that of the enclosure first, each with the digest of its bytes."""
    audio = episode.audio
    if audio.sha256:
        where = f"{folder}{episode.date}.mp3"
        yield _enclosure("audio/mpeg", audio.bytes, audio.bitrate, audio.sha256, where, default="true")
    for other in audio.alternates:
        yield _enclosure(other.type, other.bytes, other.bitrate, other.sha256, folder + other.file)


def _enclosure(kind: str, size: int, bitrate: int, sha256: str, url: str, *, default: str = "") -> Tag:
    return tag(
        "podcast:alternateEnclosure",
        "",
        tag("podcast:source", uri=url),
        tag("podcast:integrity", type="sri", value=sri(sha256)),
        type=kind,
        length=str(size),
        bitrate=str(bitrate * 1000),
        default=default,
    )


def _npt(seconds: float) -> str:
    """Normal play time (RFC 2326, section 3.6)."""
    thousandths = round(seconds * 1000)
    return (
        f"{thousandths // 3_600_000:02}:{thousandths // 60_000 % 60:02}:"
        f"{thousandths // 1000 % 60:02}.{thousandths % 1000:03}"
    )
