"""`daycast briefing`: what one listener hears of a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daycast import console
from daycast.cli_options import Briefing, Day, Json, ShowDir, opened

if TYPE_CHECKING:
    from daycast.profile import Profile
    from daycast.scripts.briefing.tailor import Tailored


def briefing(
    name: Annotated[str, typer.Argument(help="The listener, as listeners/ has them.")],
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Briefing = "",
    as_json: Json = False,
) -> None:
    """Print a listener's briefing: its stories, their questions, and why each is there."""
    from daycast import day as stages
    from daycast.briefings import tailoring
    from daycast.profile import open_profile

    show, when = opened(show_dir, day)
    show = show.briefing(edition)
    profile = open_profile(show.root, name)
    room = stages.booth(show)
    script, problems = stages.check(show, when, room, doubts=False, length=False)
    console.stop_at_errors(problems)
    made = tailoring(show, room)(profile, script)
    if as_json:
        console.print_json(_facts(made, profile))
    else:
        _print(made, profile, show.minutes)


def _print(made: Tailored, profile: Profile, minutes: float) -> None:
    wanted = profile.length or minutes
    typer.secho(made.script.title, bold=True)
    typer.echo(f"{_long(made.seconds)} of {wanted:g} minutes, {len(made.chosen)} stories")
    if profile.is_empty:
        typer.echo("The profile says nothing: these are the day’s first stories. See docs/briefing.md.")
    for one in made.chosen:
        typer.echo("")
        typer.secho(one.ranked.story.heading, bold=True)
        typer.echo(f"  why: {one.why}")
        for section in one.sections[1:]:
            typer.echo(f"  {_plain(section.title)}")


def _facts(made: Tailored, profile: Profile) -> dict[str, Any]:
    from daycast.scripts.model import Say

    return {
        "title": made.script.title,
        "seconds": made.seconds,
        "profile": profile.model_dump(mode="json"),
        "stories": [
            {
                "heading": one.ranked.story.heading,
                "score": one.ranked.score,
                "why": one.why,
                "reasons": [
                    {"kind": reason.kind, "about": reason.about, "words": reason.words, "points": reason.points}
                    for reason in one.ranked.reasons
                ],
                "questions": [_plain(section.title) for section in one.sections[1:]],
                "lines": [_plain(cue.text) for section in one.sections for cue in section.cues if isinstance(cue, Say)],
            }
            for one in made.chosen
        ],
    }


def _plain(text: str) -> str:
    from daycast.inline import plain

    return plain(text)


def _long(seconds: float) -> str:
    return f"{int(seconds // 60)}:{int(seconds % 60):02d}"
