"""Brings `feed/.personal/` up to date: what all listeners' feeds share, and the stamp that tells of a change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.errors import DaycastError
from daycast.feed.media import artworks, copy
from daycast.feed.packed import put
from daycast.feed.pages import shared, templates
from daycast.feed.paging import MAIN
from daycast.feed.personal import day as days
from daycast.feed.personal.day import FOLDER, STAMP
from daycast.feed.personal.derive import Folder
from daycast.feed.personal.told import Told
from daycast.feed.publish import one_at_a_time
from daycast.files import sha256, write_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from daycast.feed.personal.day import Day
    from daycast.show import Show


def stamp(show: Show, now: datetime) -> tuple[str, ...]:
    """Puts everybody's files in their place, and last the stamp: what stands now is what listeners get from here on.

    Gives which of everybody's files changed. A template that cannot be filled is told here, and not to the listeners.
    """
    environment = templates(show)
    changed = [name for name, data in shared(environment, show) if put(show.feed, name, data)]
    cover = next(((f"cover{path.suffix}", path) for path in artworks(show)), None)
    if cover and copy(show, cover[1], cover[0]):
        changed.append(cover[0])
    _tried(show, cover[0] if cover else None, now)
    files = sorted((show.feed / FOLDER).glob("*.jsonl"))
    looks = [path for folder in show.template_folders for path in sorted(folder.rglob("*")) if path.is_file()]
    settings = hashlib.sha256(show.model_dump_json().encode()).hexdigest()
    digests = {path.name: sha256(path) for path in (*files, *looks)}
    told = {"daycast": __version__, "settings": settings, "files": digests}
    write_text(show.feed / FOLDER / STAMP, json.dumps(told, indent=1) + "\n")
    return tuple(changed)


def withdrawn(show: Show, day: date) -> None:
    """Takes a day's episodes out of all feeds. Their guids and bytes are remembered, and come back with `restored`."""
    with one_at_a_time(show):
        found = days.load(days.path_of(show, day))
        if found is None or found.gone:
            message = f"no episode of {day} is published" + (" any more" if found else "")
            raise DaycastError(message, hint=f"{show.feed / FOLDER} has those that are.")
        days.save(show, replace(found, gone=True))


def restored(day: Day) -> Day:
    """The day's episodes again as they were."""
    return replace(day, gone=False)


def _tried(show: Show, cover: str | None, now: datetime) -> None:
    """Makes one listener's feed and pages, for whoever reads the mistakes in templates."""
    found = (days.load(days.path_of(show, day)) for day in reversed(days.days(show)))
    day = next((one for one in found if one and one.rows and not one.gone), None)
    if day is None:
        return
    name = next(iter(day.rows))
    told = Told.of(day, name)
    if told:
        folder = Folder(show, name, templates(show), cover, now, (day.date,), lambda _: told)
        for file in (MAIN, "index.html", f"{day.date}/index.html"):
            folder.file(file)
