"""The command line: names the verbs, calls the stages, tells what they did."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from daycast import __version__, console
from daycast.cli_ask import ask
from daycast.cli_briefing import briefing
from daycast.cli_doctor import doctor
from daycast.cli_edit import approve, diff, history, redo, undo
from daycast.cli_feed import publish, unpublish
from daycast.cli_init import init
from daycast.cli_listeners import listeners
from daycast.cli_options import Day, Edition, Engine, Json, ShowDir, opened
from daycast.cli_plan import plan
from daycast.cli_schedule import schedule
from daycast.cli_serve import serve
from daycast.cli_sources import sources
from daycast.cli_stats import stats
from daycast.cli_stories import stories
from daycast.cli_studio import edit
from daycast.cli_voice import audition, say, voices
from daycast.cli_watch import watch
from daycast.cli_worker import worker
from daycast.errors import DaycastError, ProblemsError
from daycast.report import Format, report

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,  # panels around the help would take longer to load than the help takes
    help="Turn a day's reporting into a podcast episode: a script you can edit, offline speech, an RSS feed.",
)

app.add_typer(listeners)
app.add_typer(sources)
app.add_typer(voices)


app.command()(init)


@app.command()
def today(
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    engine: Engine = None,
    root: Annotated[
        Path | None, typer.Option("--all", metavar="ROOT", help="Do so for every show in this folder of shows.")
    ] = None,
) -> None:
    """Make the day's episode: gather, write, check, render, publish. So with each edition that is due.

    It may be stopped and run again at any point; a script that you edited is used as it is.
    """
    from daycast.finished import Read, finish, reads

    if root:
        from daycast import todays
        from daycast.find import shows_in

        when = day.date() if day else None
        raise typer.Exit(int(todays.every_show(shows_in(root), when, edition, engine, datetime.now(UTC)) > 0))
    show, when = opened(show_dir, day, edition)
    before = reads(show.root, "today")
    from daycast import todays

    shows = (show,) if edition else todays.due(show, when)
    if not shows:
        typer.echo(todays.nothing_due(show, when))  # no failure, to whatever runs it every day
        return
    made = todays.make(shows, when, engine)
    if made.failed:
        raise typer.Exit(1)
    if not made.told:
        says = "\n".join(
            f"today     episodes/{one.stem(when)} is published, and nothing has changed since" for one in shows
        )
        finish(show, sys.argv[1:], when, Read(before, made.scripts, made.also), dated=day is not None, says=says)
    typer.echo("next      daycast serve")


@app.command()
def gather(
    files: Annotated[
        list[str] | None, typer.Argument(help="Markdown, text, HTML, JSONL, folders, addresses of pages.")
    ] = None,
    show_dir: ShowDir = None,
    day: Day = None,
) -> None:
    """Bring articles into seeds/, from FILES or the show's sources."""
    from daycast import steps

    show, when = opened(show_dir, day)
    if not files and not show.sources:
        raise DaycastError(
            "this show has no sources", hint="Add one (daycast sources add URL), or name files to gather."
        )
    steps.gather(show, when, files or ())


app.command()(stories)
app.command()(briefing)


@app.command()
def write(show_dir: ShowDir = None, day: Day = None, edition: Edition = "") -> None:
    """Write the day's script. What you edited stays word for word; the rest follows the new draft."""
    from daycast import steps
    from daycast.scripts.keep import Outcome

    show, when = opened(show_dir, day, edition)
    outcome, _ = steps.write(show, when)
    if outcome == Outcome.REFUSED:
        raise typer.Exit(1)


app.command()(diff)
app.command()(history)
app.command()(undo)
app.command()(redo)
app.command()(approve)


@app.command()
def check(
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    form: Annotated[
        Format, typer.Option("--format", help="For people and editors (gcc), scripts (json) or GitHub (github).")
    ] = Format.GCC,
    as_json: Annotated[bool, typer.Option("--json", help="Short for --format json.")] = False,
) -> None:
    """Tell all that is wrong with the day's script. Each mistake comes with its line and column."""
    from daycast import day as stages

    show, when = opened(show_dir, day, edition)
    try:
        room = stages.booth(show)
        script, problems = stages.check(show, when, room)
        found = dict.fromkeys((*problems, *stages.unheard(show, script, room), *stages.guessed(show, script, room)))
        problems = tuple(sorted(found, key=lambda one: (one.path, one.line, one.column)))
    except ProblemsError as error:  # a file that cannot be read at all
        problems = error.problems
    if form is Format.GCC and not as_json:
        console.tell(problems, err=False)
        typer.echo(console.count(problems))
    elif lines := report(problems, Format.JSON if as_json else form):
        typer.echo(lines)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)


app.command()(edit)
app.command()(plan)


@app.command()
def render(
    show_dir: ShowDir = None, day: Day = None, edition: Edition = "", engine: Engine = None, as_json: Json = False
) -> None:
    """Speak what is new in the day's script and make the episode. A line that cannot be spoken stops no other."""
    from daycast import rendering

    rendering.render(show_dir, day.date() if day else None, engine, sys.argv[1:], edition=edition, as_json=as_json)


app.command()(watch)
app.command()(worker)


app.command()(publish)
app.command()(unpublish)


app.command()(serve)


for command in (ask, schedule, stats, say, audition):
    app.command()(command)


app.command()(doctor)


def main() -> None:
    """The entry point: a `DaycastError` is shown without its traceback."""
    _leave_out_all_but(*sys.argv[1:2])
    try:
        app()
    except DaycastError as error:
        console.stop(error)
        sys.exit(1)


def _leave_out_all_but(*named: str) -> None:
    """Takes away every command but the named one, if it is one: to build them all takes longer than many of them."""
    found = [one for one in app.registered_commands if one.callback and (one.name or one.callback.__name__) in named]
    if found:
        app.registered_commands, app.registered_groups = found, []


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"daycast {__version__}")
        raise typer.Exit


@app.callback()
def _daycast(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
