"""How the command line speaks: problems, tables, JSON, progress."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import typer

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.progress import progress as progress
from daycast.report import several

_COLOURS = {"error": typer.colors.RED, "warning": typer.colors.YELLOW, "note": typer.colors.CYAN}

_SHORT = 16  # characters in a cell


def answers() -> bool:
    """Whether somebody is there to answer: standard input is a terminal."""
    return sys.stdin.isatty()


def ask(question: str, *, default: str | None = None) -> str:
    """What a person answers, or the default where nobody is there; without one, that is a `DaycastError`."""
    if answers():
        return str(typer.prompt(question, default=default))
    if default is None:
        raise DaycastError(f"nobody is there to answer: {question}", hint="Give it as an option; see --help.")
    return default


def tell(problems: Sequence[Problem], *, err: bool = True) -> None:
    """Problems a line each, on standard error unless they are what was asked for."""
    for problem in problems:
        typer.secho(str(problem), err=err, fg=_COLOURS[problem.level])


def stop(error: DaycastError) -> None:
    """Says what keeps a command from being done."""
    typer.secho(str(error), err=True, fg=typer.colors.RED)


def stop_at_errors(problems: Sequence[Problem]) -> None:
    """Raises with all problems if one of them is more than a warning."""
    if any(not problem.warning for problem in problems):
        raise ProblemsError(problems)


def count(problems: Sequence[Problem]) -> str:
    """How many errors and warnings, in words, and how many notes."""
    levels = Counter(problem.level for problem in problems)
    wrong = f"{several(levels['error'], 'error')}, {several(levels['warning'], 'warning')}"
    if not levels["error"] and not levels["warning"]:
        wrong = "nothing wrong"
    return wrong + (f", {several(levels['note'], 'note')}" if levels["note"] else "")


def as_json(data: Any) -> str:
    """A JSON value as commands print it."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def print_json(data: Any) -> None:
    """One JSON value on standard output."""
    typer.echo(as_json(data))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, whole: Sequence[str] = ()) -> None:
    """A table as wide as the terminal; where it must be narrower, cells fold, but for the short ones
    of columns to be kept `whole`."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for column, heading in enumerate(headings):
        keep = heading in whole and max(len(row[column]) for row in (headings, *rows)) <= _SHORT
        table.add_column(heading, overflow="fold", no_wrap=keep)  # an address is of use only whole
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, emoji=False).print(table)  # `:o:` is a long o


def print_words(where: str, words: Sequence[tuple[str, str]]) -> None:
    """A row of words (taken away, put in), the same in both where they stayed: in colour, or `[-old-]{+new+}`."""
    from rich.console import Console
    from rich.text import Text

    terminal = Console(highlight=False, emoji=False, soft_wrap=True)
    colour = terminal.is_terminal
    shown = []
    for old, new in words:
        if old == new:
            shown.append(Text(old))
        else:
            parts = [Text(old if colour else f"[-{old}-]", "red strike")] if old else []
            parts += [Text(new if colour else f"{{+{new}+}}", "green")] if new else []
            shown.append(Text(" " if colour else "").join(parts))
    terminal.print(Text(where), Text(" ").join(shown))
