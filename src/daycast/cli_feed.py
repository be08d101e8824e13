"""`daycast publish` and `daycast unpublish`: what stands in the feed."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from daycast.cli_options import Edition, ShowDir, opened


def publish(
    show_dir: ShowDir = None,
    edition: Edition = "",
    again: Annotated[
        datetime | None,
        typer.Option(
            "--date", formats=["%Y-%m-%d"], metavar="DATE", help="Bring this day's episode back after an unpublish."
        ),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Change what apps know episodes by, and tell what that breaks.")
    ] = False,
) -> None:
    """Build the feed, its pages and media from all episodes.

    The guid, date and address of an episode that was published never change: where they would, this refuses.
    """
    from daycast import publishing

    show, _ = opened(show_dir, None, edition)
    problems = publishing.publish(show, again=again.date() if again else None, force=force)
    if any(not problem.warning for problem in problems):
        raise typer.Exit(1)  # what could go out is out


def unpublish(
    day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], metavar="DATE", help="The episode's date.")],
    show_dir: ShowDir = None,
    edition: Edition = "",
) -> None:
    """Take an episode out of the feed, with its page and media. Its guid and date stay its own."""
    from daycast import publishing

    show, _ = opened(show_dir, None, edition)
    publishing.unpublish(show, day.date())
