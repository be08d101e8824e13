"""The steps of a day as the command line takes them: each does its stage and says what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import typer

from daycast import console
from daycast.errors import DaycastError, Problem
from daycast.rendering import near as near
from daycast.show import Show

if TYPE_CHECKING:
    from daycast.scripts.keep import Outcome
    from daycast.scripts.llm.usage import Usage
    from daycast.scripts.llm.writer import Estimate, Report


def gather(show: Show, day: date, wanted: Sequence[str], *, needed: bool = True) -> Sequence[Problem]:
    """Brings in what is `wanted` (files, folders, addresses), or what the show's sources have; tells what came.

    Raises where nothing did, unless it is not `needed`.
    """
    if not wanted and not show.sources:
        return ()
    from daycast.seeds import gather as gathering

    now = datetime.now(UTC)
    if wanted:
        urls = [name for name in wanted if name.startswith(("http://", "https://"))]
        got = gathering.gather(show, day, [Path(name) for name in wanted if name not in urls], urls, now=now)
    else:
        with console.progress("gathering", quiet=False) as on_visited:
            got = gathering.from_sources(show, day, now=now, on_visited=on_visited)
    if got.came:
        rows = [(came.source, "–" if came.failed else str(came.new), str(came.known), came.note) for came in got.came]
        console.print_table(("source", "new", "known", ""), rows)
    console.tell(got.problems)
    typer.echo(f"gather    {len(got.added)} new articles in {near(show, show.seeds(day))}, {len(got.known)} known")
    if got.deleted:
        typer.echo(f"          {len(got.deleted)} that you deleted stay away; daycast gather URL brings one back:")
        for url in got.deleted:
            typer.echo(f"          {url}")
    if needed and not got.added and not got.known and (wanted or not show.script(day).exists()):
        raise DaycastError(f"nothing was gathered for {day.isoformat()}", hint="What stands above says why.")
    return got.problems


def draft(show: Show, day: date) -> tuple[str | None, Sequence[Problem], Sequence[str]]:
    """The text of a new draft, the problems of its articles, which are told, and what else there is to say of it.

    No text where a script stands that has no articles.
    """
    from daycast import drafts

    reports: list[Report] = []
    shortfalls: list[str] = []
    with console.progress("writing", False) as on_section:
        text, problems = drafts.redraft(
            show,
            day,
            on_progress=lambda now: on_section(
                now.done, now.total, f"“{shorten(now.heading, 40)}” {now.tokens} tokens"
            ),
            on_report=reports.append,
            on_short=shortfalls.append,
        )
    console.tell(problems)
    said = [f"writer    {wrote(report)}" for report in reports] + [f"length    {why}" for why in shortfalls]
    return text, problems, said


def write(show: Show, day: date) -> tuple[Outcome | None, Sequence[Problem]]:
    """Writes the script and says what became of it; `None` where a script stands that has no articles."""
    from daycast.scripts.keep import keep

    text, problems, said = draft(show, day)
    if text is None:
        typer.echo(f"write     {near(show, show.script(day))} as it stands: no articles for this day")
        return None, problems
    kept = keep(show, day, text)
    typer.echo(f"write     {near(show, kept.script)} {kept.says}")
    for row in kept.offers:
        typer.echo(f"{near(show, kept.script)}:{row}: a new draft is offered here")
    for line in said:
        typer.echo(line)
    return kept.outcome, problems


def wrote(report: Report) -> str:
    """Whose lines a language model's script has, and what they took."""
    tally = report.tally
    took = [f"{report.remembered} answers remembered"] if report.remembered else []
    took += [f"{report.asked} answers, {_taken(report.usage, report.cost)}"] if report.asked else []
    lines = f"{report.model} wrote {tally.by_model} lines ({tally.rewritten} of them twice)"
    return f"{lines}, the built-in writer {tally.replaced}; {'; '.join(took) or 'no answers'}"


def to_write(ahead: Estimate) -> str:
    """What a language model would take, as `plan` says it."""
    parts = f"{ahead.model} has {ahead.sections - ahead.remembered} parts to write, {ahead.remembered} remembered"
    return parts + (f": {_taken(ahead.usage, ahead.cost)}" if ahead.sections > ahead.remembered else "")


def _taken(usage: Usage, cost: float | None) -> str:
    about = "about " if usage.estimated else ""
    price = f", which cost {about}{cost:.4f}" if cost is not None else ""
    return f"{about}{usage.sent:,} tokens sent, {usage.received:,} received{price}"
