"""Makes the episodes of all listeners out of one script: what they share is spoken, measured and drawn once."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from daycast.episodes import describe
from daycast.episodes.assembly import Assembly
from daycast.episodes.cover import cover, small
from daycast.episodes.pictures import cited, drawn, picture_part
from daycast.feed.personal.day import FOLDER, PICTURES, Day, Row, Table
from daycast.feed.personal.enter import Entries
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from daycast.episodes.join import Spot
    from daycast.episodes.model import Episode
    from daycast.episodes.transcript import Cuts
    from daycast.memory import Memory
    from daycast.scripts.model import Script
    from daycast.show import Show


class Tailored(Protocol):
    """A listener's selection and order of a script's sections, and why stories are there, by their headings."""

    @property
    def script(self) -> Script: ...
    @property
    def reasons(self) -> Mapping[str, str]: ...


if TYPE_CHECKING:
    Tailor = Callable[[str, Script], Tailored]  # of the listener of this name


def pressed(
    show: Show,
    script: Script,
    recorded: Episode,
    before: Day | None,
    listeners: Iterable[str],
    tailor: Tailor,
    assembly: Assembly,
    memory: Memory,
    *,
    now: datetime,
    anew: bool = False,
) -> Day:
    """The day's episodes with one for each of the `listeners` who has none, or with `anew` for each of them.

    `script` is the whole day's, `recorded` what was rendered of it; every line of it is in the store. What was made
    `before` stays as it is. Touches nothing but the pictures, which are put in their place.
    """
    wanted = [name for name in listeners if anew or not before or name not in before.rows]
    if not wanted:
        return before or Day(script.date, recorded.number, recorded.published, False, (), {})
    images = drawn(cited(show, script), memory)
    thumbnail = small(cover(show).read_bytes(), memory)
    _kept(show, (thumbnail, *(image.jpeg for image in images.values())))
    fresh = Table(
        made=now.astimezone(UTC).replace(microsecond=0),
        script=script.sha256,
        album=show.title,
        artist=show.author,
        channels=recorded.audio.channels,
        loudness=(recorded.audio.target_lufs, recorded.audio.true_peak_dbtp),
        cover=_listed(thumbnail),
        pictures={image.name: [*_listed(image.jpeg)] for image in images.values()},
        pieces=[],
        lines=[],
        sources=[[e.label, e.outlet, e.published.isoformat(), e.url, e.quote] for e in script.evidence],
        stretches=[],
    )
    tables = list(before.tables) if before else []
    number = next((place for place, table in enumerate(tables) if _alike(table, fresh)), len(tables))
    if number == len(tables):
        tables.append(fresh)
    entries = Entries(tables[number], _recipes(assembly, script), partial(_cut, memory=memory))
    names = {url: image.name for url, image in images.items()}
    rows = []
    for name in wanted:
        made = tailor(name, script)
        joined = assembly.joined(made.script)
        if not joined.frames:  # there is nothing for this listener today
            continue
        chapters = describe.chapters(joined, made.script, show.title, names)
        stood = before.row(name) if before else None
        rows.append(
            Row(
                listener=name,
                table=number,
                guid=stood.guid if stood else guid(show, script.date, name),
                title=made.script.title,
                summary=made.script.summary,
                frames=joined.frames,
                stretches=entries.stretches(joined, chapters),
                reasons=made.reasons,
            )
        )
    base = before or Day(script.date, recorded.number, recorded.published, False, (), {})
    return base.with_rows(rows, tables)


def guid(show: Show, day: date, listener: str) -> str:
    """The name of a listener's episode for all time."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"daycast:{show.title}/{day.isoformat()}/{listener}"))


def due(rendered: Collection[date], published: Collection[date], newest: int) -> list[date]:
    """The days to make episodes of: of the `newest` rendered ones those without any, and the very last.

    Whoever becomes a listener hears what was said since; earlier days are not made for them.
    """
    lately = sorted(rendered)[-newest:]
    return [day for day in lately if day not in published or day == lately[-1]]


def _alike(table: Table, other: Table) -> bool:
    """Whether episodes made now may share a table: everything but the time is the same in both."""
    fixed = ("script", "album", "artist", "channels", "loudness", "cover", "pictures", "sources")
    return all(getattr(table, name) == getattr(other, name) for name in fixed)


def _cut(spot: Spot, memory: Memory) -> Cuts:
    (cut,) = describe.cuts_of((spot,), memory)
    return [[list(span) for span in row] for row in cut]


def _recipes(assembly: Assembly, script: Script) -> dict[str, dict[str, Any]]:
    """How the takes of a script can be spoken again under the same key."""
    return {
        cued.wanted.key: {"voice": cued.wanted.voice.changed(), "text": cued.wanted.text}
        for cued in assembly.lines(script)
        if cued.wanted.form == "mp3"
    }


def _kept(show: Show, jpegs: Iterable[bytes]) -> None:
    for jpeg in dict.fromkeys(jpegs):
        write_bytes(show.feed / FOLDER / PICTURES / f"{picture_part(jpeg).key}.jpg", jpeg)


def _listed(jpeg: bytes) -> tuple[str, int]:
    part = picture_part(jpeg)
    return part.key, part.size
