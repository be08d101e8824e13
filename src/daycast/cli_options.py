"""What commands have in common: options, and the show they work on."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast.find import show_folder

if TYPE_CHECKING:
    from daycast.show import Show

ShowDir = Annotated[
    Path | None,
    typer.Option(
        "--show",
        envvar="DAYCAST_SHOW",
        metavar="DIR",
        help="The show's folder; else the nearest with a show.yaml.",
    ),
]
Day = Annotated[
    datetime | None,
    typer.Option(
        "--date",
        formats=["%Y-%m-%d"],
        metavar="DATE",
        help="The episode's date; else today where the show lives.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]
Engine = Annotated[str | None, typer.Option("--engine", metavar="NAME", help="Let everybody speak with this engine.")]
Edition = Annotated[
    str, typer.Option("--edition", metavar="NAME", help="An edition of the show's; else the show itself.")
]
Briefing = Annotated[
    str, typer.Option("--edition", metavar="NAME", help="A briefing among the show's editions; else the first of them.")
]


def opened(folder: Path | None, day: datetime | None, edition: str = "") -> tuple[Show, date]:
    """The show in `folder`, or the nearest from here upwards, and the day: today where it lives, unless given.

    `edition` names one of its editions, which is a show of its own.
    """
    from daycast.show import open_show

    show = open_show(show_folder(folder), edition)
    return show, day.date() if day else show.day(datetime.now(UTC))
