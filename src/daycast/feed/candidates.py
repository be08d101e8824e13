"""Which episodes may go out: those that nothing has happened to since the last publish, and those to be made anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.episodes.record import FILE as RECORD
from daycast.errors import Problem
from daycast.feed.media import fault, media
from daycast.feed.review import unapproved
from daycast.feed.seal import Seals, file_seal, same
from daycast.feed.shelf import Cache, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from daycast.episodes.model import Episode
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Candidates:
    """The episodes that may go out, which of them are to be made anew, and why others stay out."""

    rows: dict[date, Row]
    anew: frozenset[date]
    unfit: tuple[Problem, ...]


def candidates(
    show: Show,
    read: Seals,
    left: Mapping[date, str],
    cache: Cache,
    gone: set[date],
    load: Callable[[date], Episode],
) -> Candidates:
    """Looks at every rendered episode but those that are `gone`; a record is read (by `load`) where a file of its own
    is not what the cache knows."""
    known = cache.rows or {}
    rows, anew, unfit = {}, set(), []
    for day, seal in read.episodes.items():
        if day in gone:
            continue
        row = known.get(day)
        if row and same(row.read, seal) and same(row.left, left[day]) and row.image == _picture_seal(show, row.picture):
            rows[day] = row if row.read == seal else replace(row, read=seal)
            continue
        episode = load(day)
        published = show.feed / str(day) / f"{day}.mp3"
        if problem := _unfit(show, episode) or unapproved(show, episode, published):
            unfit.append(problem)
        else:
            rows[day] = _row(show, episode, seal)
            anew.add(day)
    return Candidates(rows, frozenset(anew), tuple(unfit))


def _row(show: Show, episode: Episode, seal: str) -> Row:
    picture = episode.wishes.image
    return Row(
        date=episode.date,
        guid=episode.guid,
        number=episode.number,
        published=episode.published,
        title=episode.title,
        summary=episode.summary,
        seconds=episode.audio.seconds,
        bytes=episode.audio.bytes,
        type=episode.wishes.type,
        season=episode.wishes.season,
        read=seal,
        picture=picture,
        image=_picture_seal(show, picture),
    )


def _picture_seal(show: Show, picture: str) -> str:
    return file_seal(show.root / picture) if picture else ""


def _unfit(show: Show, episode: Episode) -> Problem | None:
    """Why the episode cannot be published, if so: a feed must not promise audio that is not there."""
    if episode.published.tzinfo is None:
        record = show.episode(episode.date) / RECORD
        message = "`published` has no time zone, so the episode is not published"
        return Problem(record, 0, message, f"write it as {episode.published.isoformat()}+00:00, with its own offset")
    found = (fault(show, episode, name, source) for name, source in media(show, episode))
    return next((problem for problem in found if problem and not problem.warning), None)
