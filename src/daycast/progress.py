"""How far long work is: a bar, which is loaded with the first news of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol


class Update(Protocol):
    """Hears how much is done, of how much, and what is at work."""

    def __call__(self, done: int, total: int, what: str = "") -> object: ...


@contextmanager
def progress(doing: str, quiet: bool) -> Iterator[Update]:
    """A bar on standard error, where that is a terminal and not `quiet`, from the first news of what is `doing`."""
    if quiet or not sys.stderr.isatty():
        yield lambda done, total, what="": None
        return
    with ExitStack() as stack:
        bars: list[Update] = []

        def update(done: int, total: int, what: str = "") -> None:
            if not bars:
                bars.append(stack.enter_context(_bar(doing, total)))
            bars[0](done, total, what)

        yield update


@contextmanager
def _bar(doing: str, total: int) -> Iterator[Update]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    terminal = Console(stderr=True, emoji=False)
    with Progress(*columns, console=terminal, transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda done, total, what="": bar.update(
            task, completed=done, total=total, description=f"{doing} {what}".rstrip()
        )
