"""`daycast stats`: how often the episodes were downloaded."""

from __future__ import annotations

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import Edition, Json, ShowDir, opened
from daycast.errors import DaycastError
from daycast.report import several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daycast.feed.stats.report import Report, Row
    from daycast.show import Show

_DAYS = 7  # the last ones, in the table
_TITLE = 24  # characters at least
_DAY = 7  # characters of a column
_OTHERS = 10 + 2 + 2 + 9  # characters of date and downloads, with what is between columns
_EPISODES = 30  # the newest ones
_APPS = 12


def stats(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Access logs, .gz too; else those of daycast serve.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=["%Y-%m-%d"], metavar="DATE", help="The first day, where the show lives."),
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], metavar="DATE", help="The last day.")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as a page with a plot, for your browser.")
    ] = None,
    show_dir: ShowDir = None,
    edition: Edition = "",
    as_json: Json = False,
) -> None:
    """Count the downloads in the access log. By episode, day and app, as docs/stats.md tells."""
    show, _ = opened(show_dir, None, edition)
    if since and until and since > until:
        raise DaycastError(f"from {since:%Y-%m-%d} to {until:%Y-%m-%d} there is no day", hint="Swap --from and --to.")
    if page:
        _must_be_private(show, page)
    found = _counted(show, files or (), since and since.date(), until and until.date(), quiet=as_json)
    if page:
        from daycast.feed.stats.page import page as drawn
        from daycast.files import write_text

        write_text(page, drawn(show.title, found))
    if as_json:
        from daycast.feed.stats.report import as_json as told

        console.print_json(told(found))
        return
    _print(found)
    if page:
        typer.echo(f"\n{page}: the page, with a plot")


def _must_be_private(show: Show, page: Path) -> None:
    if page.resolve().is_relative_to(show.feed.resolve()):
        raise DaycastError(
            f"{page}: what lies in feed/ is public, and who listens is not", hint="Choose a place outside of feed/."
        )


def _counted(show: Show, files: list[Path] | tuple[()], since: date | None, until: date | None, quiet: bool) -> Report:
    from daycast.errors import Problem
    from daycast.feed.stats import logs
    from daycast.feed.stats.agents import agents, namer
    from daycast.feed.stats.count import count
    from daycast.feed.stats.report import report
    from daycast.feed.stats.sound import catalogue

    problems: list[Problem] = []
    known = catalogue(show)
    with console.progress("reading", quiet) as update:
        lines = logs.lines(files or logs.own(show), problems, update)
        counted = count(lines, known.sounds, namer(agents(show)), show.zone, since=since, until=until)
    console.tell(problems)
    return report(counted, known.titles, since=since, until=until)


def _print(report: Report) -> None:
    from daycast.feed.stats.count import REASONS

    if report.episodes and report.until and report.since:
        room = shutil.get_terminal_size().columns - _OTHERS
        columns = max(1, min(_DAYS, (room - _TITLE) // _DAY))
        last = [report.until - timedelta(days=back) for back in reversed(range(columns))]
        days = [day for day in last if day >= report.since]
        room -= _DAY * len(days)
        rows = [
            (row.episode.isoformat(), _short(row.title, room), f"{row.downloads:,}", *_on(days, row))
            for row in report.episodes[:_EPISODES]
        ]
        if older := report.episodes[_EPISODES:]:
            many = sum(row.downloads for row in older)
            rows.append(("older", several(len(older), "episode"), f"{many:,}", *_on(days, *older)))
        rows.append(("all", "", f"{report.downloads:,}", *_on(days, *report.episodes)))
        headings = ("episode", "title", "downloads", *(f"{day:%m-%d}" for day in days))
        _table(headings, rows, words=2)
        for heading, found in (("app", report.apps[:_APPS]), ("listener", report.listeners)):
            if found:
                typer.echo()
                _table((heading, "downloads"), [(name, f"{many:,}") for name, many in found], words=1)
        if rest := sum(many for _, many in report.apps[_APPS:]):
            typer.echo(f"and {rest:,} downloads by {len(report.apps) - _APPS} other apps")
    else:
        typer.echo("no download was counted")
    read = f"{report.lines:,} {'line' if report.lines == 1 else 'lines'} read"
    typer.echo(f"\n{read}; not counted:" if report.left_out else f"\n{read}")
    for why, many in report.left_out.items():
        typer.echo(f"{many:>11,}  {REASONS[why]}")
    for note in report.notes:
        typer.echo(f"note: {note}")


def _on(days: Sequence[date], *rows: Row) -> list[str]:
    """The downloads on each day, of all the rows together."""
    sums = [sum(row.days.get(day, 0) for row in rows) for day in days]
    return [f"{many:,}" if many else "·" for many in sums]


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> None:
    """A table whose first columns are words and whose others are figures, which stand below each other."""
    wide = [max(map(len, column)) for column in zip(headings, *rows, strict=True)]
    fit = [
        [cell if place < words else cell.rjust(wide[place]) for place, cell in enumerate(row)]
        for row in (headings, *rows)
    ]
    console.print_table(fit[0], fit[1:], whole=[heading for heading in fit[0] if heading != "title"])


def _short(title: str, room: int) -> str:
    return title if len(title) <= room else f"{title[: max(0, room - 1)]}…"
