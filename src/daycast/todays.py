"""`daycast today`: the episodes that are due, each from the day's articles to its feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from daycast import console, publishing, rendering, steps
from daycast import day as stages
from daycast.errors import DaycastError

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


def due(show: Show, day: date, *, named: bool) -> tuple[Show, ...]:
    """The show and those of its editions that have an episode on `day`; one that is `named` alone, whenever it is due.

    Raises `DaycastError` where nothing is due.
    """
    if named:
        return (show,)
    found = tuple(one for one in show.every() if one.is_due(day))
    if not found:
        names = ", ".join(one.name or "daily" for one in show.every())
        raise DaycastError(
            f"nothing is due on {day:%A}, {day.isoformat()}", hint=f"Name what you want, --edition one of: {names}"
        )
    return found


def make(shows: tuple[Show, ...], day: date, engine: str | None) -> Made:
    """Gathers once, then makes one after the other. What is wrong with one stops no other, and is told at its turn."""
    gathered = steps.gather(shows[0].main, day, ())
    if len(shows) == 1:
        done = _episode(shows[0], day, engine)
        return Made(bool(gathered) or done.told, done.scripts, done.also)
    made, failed = [], 0
    for show in shows:
        typer.secho(f"{show.title}", bold=True)
        try:
            made.append(_episode(show, day, engine))
        except DaycastError as error:
            failed += 1
            console.stop(error)
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
    return Made(bool(reported or published), {show.script(day): made.episode.script}, also)
