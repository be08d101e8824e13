"""`daycast plan`: what is ahead of who renders a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from daycast import console
from daycast.cli_options import Day, Edition, Engine, Json, ShowDir, opened

if TYPE_CHECKING:
    from daycast.scripts.llm.writer import Estimate


def plan(
    show_dir: ShowDir = None, day: Day = None, edition: Edition = "", engine: Engine = None, as_json: Json = False
) -> None:
    """Tell what is ahead: words, minutes, and lines to speak. Also what a language model would take to write."""
    from daycast import day as stages
    from daycast import drafts, rendering, steps

    show, when = opened(show_dir, day, edition)
    room = rendering.booth(show, engine)
    writing = drafts.writing(show, when)
    if writing and not show.script(when).exists():
        script = writing[0]
    else:
        script, problems = stages.check(show, when, room, length=False)
        console.stop_at_errors(problems)
    ahead = stages.forecast(show, script, room)
    if as_json:
        console.print_json(
            {
                "date": when.isoformat(),
                "words": ahead.words,
                "minutes": ahead.minutes,
                "cached": ahead.cached,
                "to_speak": ahead.to_speak,
                **({"writer": _estimate(writing[1])} if writing else {}),
            }
        )
        return
    if writing:
        typer.echo(steps.to_write(writing[1]))
    whole = "a listener hears a part of them" if show.kind == "briefing" else f"the show aims at {show.minutes:g}"
    typer.echo(f"{ahead.words} words, about {ahead.minutes:.1f} minutes ({whole})")
    typer.echo(f"{ahead.cached} lines are spoken, {ahead.to_speak} to speak")


def _estimate(writing: Estimate) -> dict[str, object]:
    return {
        "model": writing.model,
        "parts": writing.sections,
        "remembered": writing.remembered,
        "tokens_sent": writing.usage.sent,
        "tokens_received": writing.usage.received,
        "cost": writing.cost,
    }
