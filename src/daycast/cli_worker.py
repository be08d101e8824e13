"""`daycast worker`: this machine speaks for those that render."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from daycast.errors import DaycastError


def worker(
    scheduler: Annotated[str, typer.Option(metavar="ADDRESS", help="The scheduler's, as tcp://HOST:8786.")],
    workers: Annotated[int | None, typer.Option(min=1, help="Lines to speak at once; else one for each core.")] = None,
    ca: Annotated[Path | None, typer.Option(help="For tls://, who vouches for the others (PEM).")] = None,
    cert: Annotated[Path | None, typer.Option(help="For tls://, this machine's certificate (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="For tls://, the certificate's key (PEM).")] = None,
) -> None:
    """Speak for shows whose `farm` is this scheduler, until Ctrl-C. No show is needed on this machine."""
    from pydantic import ValidationError

    from daycast.farm import Farm
    from daycast.voice.farm.worker import serve

    files = {"ca": ca, "cert": cert, "key": key}
    given = {name: path.absolute() for name, path in files.items() if path}
    try:
        farm = Farm.model_validate({"scheduler": scheduler, **({"tls": given} if given else {})})
    except ValidationError as error:
        raise DaycastError(error.errors()[0]["msg"].removeprefix("Value error, ")) from error
    serve(farm, workers or os.cpu_count() or 1, lambda line: typer.echo(line))
