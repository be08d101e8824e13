"""`daycast briefing`: what one listener hears of a day, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daycast import console
from daycast.cli_options import Briefing, Day, Json, ShowDir, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    wanted, stories = profile.length or minutes, len(made.chosen)
    length = f"{wanted:g} {'minute' if wanted == 1 else 'minutes'}"
    typer.secho(made.script.title, bold=True)
    typer.echo(f"{_long(made.seconds)} of {length}, {stories} {'story' if stories == 1 else 'stories'}")
    for remark in _remarks(made, profile):
        typer.echo(remark)
    for one in made.chosen:
        typer.echo("")
        typer.secho(one.ranked.story.heading, bold=True)
        typer.echo(f"  why: {one.why}")
        for section in one.sections[1:]:
            typer.echo(f"  {_plain(section.title)}")


def _remarks(made: Tailored, profile: Profile) -> Iterator[str]:
    """What of the profile cannot count, or did not today."""
    from daycast.scripts.briefing.fields import named

    if profile.is_empty:
        yield "The profile says nothing: these are the day’s first stories. See docs/briefing.md."
        return
    for words in (profile.industry, profile.role):
        if words.strip() and not named(words):
            yield f"“{words}” names no field of work that daycast has words for; what they follow can stand in topics."
    if all(reason.kind == "everybody" for one in made.chosen for reason in one.ranked.reasons):
        yield "Nothing of the profile is in these stories: they are the day’s first ones."


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
