"""`daycast watch`: the episode made anew at every save."""

from __future__ import annotations

import signal
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from daycast import console
from daycast.cli_options import Day, Edition, Engine, ShowDir, opened

if TYPE_CHECKING:
    from daycast.watch import Round


def watch(show_dir: ShowDir = None, day: Day = None, edition: Edition = "", engine: Engine = None) -> None:
    """Make the episode anew at every save. That is of its script, its voices or the show; each is told in a line."""
    from daycast import rendering, watch

    show, when = opened(show_dir, day, edition)
    before: Round | None = None

    def tell(done: Round) -> None:
        nonlocal before
        typer.echo(watch.told(done, datetime.now().astimezone()))
        console.tell(watch.news(done, before.problems if before else ()))
        if done.trouble:
            typer.secho(done.trouble, err=True, fg=typer.colors.RED)
        before = done

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # so that the workers go home then, too
    typer.echo(f"watching {rendering.near(show, show.script(when))}, voice/ and show.yaml; Ctrl-C ends it")
    with suppress(KeyboardInterrupt):
        watch.watch(show, when, engine, tell, on_damaged=rendering.damaged)
