"""`daycast today`: the episodes that are due, each from the day's articles to its feed."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from daycast import console, publishing, rendering, steps
from daycast import day as stages
from daycast.errors import DaycastError
from daycast.show import open_show

if TYPE_CHECKING:
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it: whether there was anything to tell, the sha256 of each script that was spoken, by its path, and
    what was read elsewhere; how many editions failed."""

    told: bool
    scripts: Mapping[Path, str]
    also: tuple[Path, ...] = ()
    failed: int = 0


def due(show: Show, day: date) -> tuple[Show, ...]:
    """The show and those of its editions that have an episode on `day`."""
    return tuple(one for one in show.every() if one.is_due(day))


def nothing_due(show: Show, day: date) -> str:
    """What to tell where none of them has."""
    names = ", ".join(one.name or "daily" for one in show.every())
    return (
        f"nothing is due on {day:%A}, {day.isoformat()}\n  Name what you want all the same, --edition one of: {names}"
    )


def every_show(folders: Iterable[Path], day: date | None, edition: str, engine: str | None, now: datetime) -> int:
    """Makes what is due in each of these shows, or its `edition`, today where it lives unless on `day`; tells how many
    shows failed.

    Whatever happens to one show, a fault of ours too, the next one has its turn.
    """
    failed = 0
    for folder in folders:
        typer.secho(str(folder), bold=True)
        try:
            show = open_show(folder, edition)
            when = day or show.day(now)
            if shows := (show,) if edition else due(show, when):
                failed += bool(make(shows, when, engine).failed)
            else:
                typer.echo(f"nothing is due on {when:%A}, {when.isoformat()}")
        except DaycastError as error:
            failed += 1
            console.stop(error)
        except Exception:
            failed += 1
            traceback.print_exc()
    return failed


def make(shows: tuple[Show, ...], day: date, engine: str | None) -> Made:
    """Gathers once, then makes one after the other. What is wrong with one stops no other, and is told at its turn."""
    of_this_day = any(show.kind != "weekly" for show in shows)  # a week has other days
    gathered = steps.gather(shows[0].main, day, (), needed=of_this_day)
    if len(shows) == 1:
        done = _episode(shows[0], day, engine)
        return replace(done, told=bool(gathered) or done.told)
    made, failed = [], 0
    for show in shows:
        typer.secho(f"{show.title}", bold=True)
        try:
            made.append(_episode(show, day, engine))
        except DaycastError as error:
            failed += 1
            console.stop(error)
    failed += sum(one.failed for one in made)
    scripts = {path: digest for one in made for path, digest in one.scripts.items()}
    told = bool(gathered or failed) or any(one.told for one in made)
    return Made(told, scripts, tuple(path for one in made for path in one.also), failed)


def _episode(show: Show, day: date, engine: str | None) -> Made:
    _, reported = steps.write(show, day)
    room = rendering.booth(show, engine)
    script, problems = stages.check(show, day, room, length=False)
    console.tell([problem for problem in problems if problem.warning])  # the errors are told with what came of them
    typer.echo(f"check     {console.count(problems)}")
    made = rendering.made(show, script, room, problems)
    typer.echo(rendering.episode(show, made))
    published = publishing.publish(show)
    also = tuple(rendering.also_read(show, script, room))
    told = bool(reported or published or made.unsent)
    failed = int(any(not problem.warning for problem in published))  # what could go out is out
    return Made(told, {show.script(day): made.episode.script}, also, failed)
