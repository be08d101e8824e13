"""`daycast doctor`: what this machine and show have and lack; with `--feed`, what is wrong with anybody's feed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import Json, ShowDir
from daycast.errors import DaycastError
from daycast.report import several

if TYPE_CHECKING:
    from daycast.feed.examine.report import Result
    from daycast.feed.examine.seen import Seen

_MANY = 40  # names of rules, which nobody reads any more


def doctor(
    show_dir: ShowDir = None,
    feed: Annotated[
        str | None, typer.Option(metavar="URL|DIR", help="Examine a feed instead: an address, a folder or a file.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Look at the files of all its episodes, not of the newest ten.")
    ] = False,
    before: Annotated[
        str | None,
        typer.Option(metavar="URL|FILE", help="The feed as it was, instead of what the last look remembers."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Tell what this machine and show have and lack, and what to do. Or, with --feed, what is wrong with a feed."""
    if feed:
        if show_dir:
            raise typer.BadParameter("takes no --show", param_hint="--feed")
        _of_feed(feed, before, everything, as_json)
    elif before or everything:
        raise typer.BadParameter("only go with --feed", param_hint="--before, --all")
    else:
        _of_show(show_dir, as_json)


def _of_show(show_dir: Path | None, as_json: bool) -> None:
    from daycast.doctor import examine
    from daycast.find import find_show

    try:
        folder: Path | None = show_dir or find_show(Path.cwd())
    except DaycastError:
        folder = None
    findings = examine(folder)
    if as_json:
        console.print_json([{"good": one.good, "what": one.what, "do": one.do} for one in findings])
    for finding in () if as_json else findings:
        typer.echo(f"{'ok ' if finding.good else '-- '} {finding.what}")
        if finding.do:
            typer.echo(f"       {finding.do}")
    if not all(finding.good for finding in findings):
        raise typer.Exit(1)


def _of_feed(feed: str, before: str | None, everything: bool, as_json: bool) -> None:
    from daycast.feed.examine import report
    from daycast.feed.examine.look import look

    with console.progress("looking", quiet=as_json) as told:
        seen = look(feed, datetime.now(UTC), before=before, everything=everything, told=told)
    results = report.judge(seen)
    if as_json:
        console.print_json(report.as_json(seen, results))
    else:
        tell(seen, results)
    if report.fails(results):
        raise typer.Exit(1)


def tell(seen: Seen, results: Sequence[Result]) -> None:
    """Prints how many rules pass, and for each maker of rules which do not, with what to do."""
    from daycast.feed.examine import report
    from daycast.feed.examine.rule import Whose

    looked_at = f"the files of {len(seen.looked_at)} looked at"
    typer.echo(f"{seen.address}: {several(len(seen.items), 'episode')}, {looked_at}\n")
    console.print_table(("", "passes", "fails", "better", "not asked"), report.summary(results))
    for whose in Whose:
        if rows := report.rows(results, whose):
            typer.echo(f"\n{whose.value}")
            console.print_table(("", "where", "what is there, and what to do", "rule"), rows, whole=("",))
    for why, names in report.unasked(results):
        count = names.count(",") + 1
        typer.echo(f"\nNot asked, because {why}: {names if count < _MANY else f'{count} rules'}.")
