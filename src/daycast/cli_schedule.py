"""`daycast schedule`: what makes the episode appear each day by itself."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from daycast.cli_options import ShowDir, opened
from daycast.schedule import Kind


def schedule(
    kind: Annotated[Kind | None, typer.Argument(help="Who is to look at the clock; else all three are shown.")] = None,
    show_dir: ShowDir = None,
    at: Annotated[
        datetime,
        typer.Option(formats=["%H:%M"], metavar="HH:MM", help="When, in the show's time zone.", show_default="06:30"),
    ] = datetime(1900, 1, 1, 6, 30),  # noqa: DTZ001 (only its time of day counts)
) -> None:
    """Print a systemd timer, a cron line or a GitHub workflow that makes and publishes the episode each day."""
    from daycast import schedule as planning

    show, _ = opened(show_dir, None)
    program = str(Path(shutil.which("daycast") or sys.argv[0]).absolute())
    texts = [
        planning.schedule(show, each, at.time(), folder=show.root.resolve(), program=program)
        for each in ([kind] if kind else Kind)
    ]
    typer.echo("\n\n".join(texts), nl=False)
