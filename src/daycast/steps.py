"""The steps of a day as the command line takes them: each does its stage and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import typer

from daycast import console
from daycast import day as stages
from daycast.episodes.render import Rendered
from daycast.errors import DaycastError, Problem
from daycast.scripts.keep import Outcome
from daycast.scripts.model import Script
from daycast.show import Show


def gather(show: Show, day: date, files: Sequence[Path]) -> Sequence[Problem]:
    """Brings in `files`, or what the show's sources have; says what could not be used."""
    from daycast.seeds import gather as gathering

    if not files and not show.sources:
        return ()
    got = gathering.gather(show, day, files) if files else gathering.from_sources(show, day)
    console.tell(got.problems)
    typer.echo(f"gather    {len(got.added)} new articles in {near(show, show.seeds(day))}, {len(got.known)} known")
    if files and not got.added and not got.known:
        raise DaycastError("nothing was gathered", hint="Each file above says why.")
    return got.problems


def write(show: Show, day: date) -> tuple[Outcome | None, Sequence[Problem]]:
    """Writes the script and says what became of it; `None` where a script stands that has no articles."""
    kept, problems = stages.write(show, day)
    console.tell(problems)
    if kept is None:
        typer.echo(f"write     {near(show, show.script(day))} as it stands: no articles for this day")
        return None, problems
    what = {
        Outcome.WRITTEN: "written",
        Outcome.RENEWED: "written anew",
        Outcome.UNCHANGED: "up to date",
        Outcome.REFUSED: f"has your edits and stays as it is; the new draft is {near(show, kept.draft)}",
    }
    typer.echo(f"write     {near(show, kept.script)} {what[kept.outcome]}")
    return kept.outcome, problems


def check(show: Show, day: date, room: stages.Booth) -> tuple[Script, Sequence[Problem]]:
    """The day's script, which has no errors, and its warnings, which are the caller's to tell."""
    script, problems = stages.check(show, day, room)
    console.stop_at_errors(problems)
    return script, problems


def render(show: Show, script: Script, room: stages.Booth, *, quiet: bool) -> Rendered:
    """Makes the episode, with a bar while it speaks; says what it cost unless `quiet`."""
    with console.progress("speaking", quiet) as on_spoken:
        made = stages.render(show, script, room, now=datetime.now(UTC), on_spoken=on_spoken)
    if not quiet:
        audio = made.episode.audio
        minutes, seconds = divmod(round(audio.seconds), 60)
        typer.echo(
            f"render    {near(show, made.path)} {minutes}:{seconds:02}, {made.spoken} lines spoken, "
            f"{made.cached} known, {audio.loudness_lufs:.1f} LUFS"
        )
    return made


def publish(show: Show) -> Sequence[Problem]:
    """Publishes, and says which episodes had to stay out."""
    from daycast.feed import publish as publishing

    done = publishing.publish(show)
    console.tell(done.problems)
    feed = near(show, show.feed / "feed.xml")
    typer.echo(f"publish   {feed} {done.episodes} episodes, {len(done.changed)} files changed")
    return done.problems


def booth(show: Show, engine: str | None) -> stages.Booth:
    """What the show speaks with; a damaged take is told."""
    return stages.booth(show, engine, on_damaged=lambda path: typer.echo(f"{path}: damaged, spoken anew", err=True))


def near(show: Show, path: Path) -> Path:
    """A path as the user would type it in the show's folder."""
    return path.relative_to(show.root) if path.is_relative_to(show.root) else path
