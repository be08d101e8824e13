"""A command line of `daycast render` that is plain to see, read without the library that reads them all.

Loading that takes as long as an edited line takes to be spoken. It is asked about everything else: other options, other
ways to write these, and whatever is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

_VALUED = ("--show", "--date", "--engine", "--edition")


class Rendering(NamedTuple):
    """What is to be rendered: the show's folder, the day, everybody's engine and the edition where they are named, and
    the form."""

    folder: Path | None = None
    day: date | None = None
    engine: str | None = None
    as_json: bool = False
    edition: str = ""


def rendering(words: Sequence[str], environ: Mapping[str, str]) -> Rendering | None:
    """What a command line says, where it is `render` with its options as help writes them, each once at most."""
    if not words or words[0] != "render":
        return None
    found: dict[str, str] = {}
    rest = iter(words[1:])
    for word in rest:
        name, equals, value = word.partition("=")
        if word == "--json":
            value = "yes"
        elif name not in _VALUED:
            return None
        elif not equals:
            value = next(rest, "")
        if name in found or not value or value.startswith("-"):
            return None
        found[name] = value
    try:
        day = date.fromisoformat(found["--date"]) if "--date" in found else None
    except ValueError:
        return None
    if day and day.isoformat() != found["--date"]:
        return None
    folder = found.get("--show") or environ.get("DAYCAST_SHOW")
    return Rendering(
        Path(folder) if folder else None, day, found.get("--engine"), "--json" in found, found.get("--edition", "")
    )
