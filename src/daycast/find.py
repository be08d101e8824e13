"""Where a show is on this machine. Imports nothing heavy: it is asked before there is anything to load."""

from __future__ import annotations

import os
from pathlib import Path

from daycast.errors import DaycastError

FILE = "show.yaml"
FOLDERS = ("seeds", "scripts", "voice", "episodes", "feed")  # in the order in which a day goes through them


def find_show(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds a `show.yaml`."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise DaycastError(
        f"{start}: no {FILE} here or in any folder above",
        hint="Go to your show's folder, name it with --show DIR, or make one: daycast init my-show",
    )


def show_folder(named: Path | None) -> Path:
    """The folder that is named, or the nearest from here upwards that holds a show.

    Its path is relative: what is printed is short then, and editors and terminals can follow it.
    """
    return named if named else Path(os.path.relpath(find_show(Path.cwd())))
