"""`daycast init`: a new show, empty or a copy of the demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from daycast import console
from daycast.cli_sources import add_address
from daycast.errors import DaycastError
from daycast.headings import LANGUAGES


def init(
    folder: Annotated[Path, typer.Argument(help="The new show's folder.")],
    sample: Annotated[
        bool, typer.Option("--sample", help="Make a copy of the demo show, with two days of articles.")
    ] = False,
    title: Annotated[str | None, typer.Option(help="The show's title.")] = None,
    language: Annotated[str | None, typer.Option(help="The language that is spoken, such as en-US.")] = None,
    source: Annotated[
        list[str] | None, typer.Option(help="A folder, file or address to gather articles from (may be repeated).")
    ] = None,
) -> None:
    """Make a new show."""
    from daycast import start
    from daycast.show import open_show

    if sample:
        start.copy_sample(folder)
    else:
        title = title or console.ask("Title of the show")
        language = language or console.ask("Language", default="en-US")
        if source is None:
            source = console.ask("Folders with articles, or sites with a feed (empty: none)", default="").split()
        addresses = [place for place in source if place.startswith(("http://", "https://"))]
        paths = [place for place in source if place not in addresses]
        start.create(folder, title=title, language=language, sources=paths)
        for url in addresses:
            try:
                add_address(open_show(folder), url)
            except DaycastError as error:
                typer.secho(
                    f"{error}\n  Try again in {folder}: daycast sources add {url}", err=True, fg=typer.colors.RED
                )
        if open_show(folder).tongue not in LANGUAGES:
            typer.echo(f"The words around the facts are English; put your own into {folder}/templates/phrases.md.j2.")
    typer.echo(f"{folder}: your show. Next:")
    typer.echo(f"  cd {folder} && daycast today" + (" --date 2026-06-23" if sample else ""))
