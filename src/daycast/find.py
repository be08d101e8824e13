"""Where a show is on this machine. Imports nothing heavy: it is asked before there is anything to load."""

from __future__ import annotations

import os
from pathlib import Path

from daycast.errors import DaycastError

FILE = "show.yaml"
FOLDERS = ("seeds", "scripts", "voice", "episodes", "feed")  # in the order in which a day goes through them
TEMPLATES, LISTENERS = "templates", "listeners"  # what people put beside them
OWN = (*FOLDERS, TEMPLATES, LISTENERS)


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


def is_show(folder: Path) -> bool:
    """Whether a show stands in `folder`; not in one that may not be read, such as a disk's `lost+found`."""
    return os.path.isfile(folder / FILE)  # noqa: PTH113


def shows_in(root: Path) -> list[Path]:
    """The folders of the shows in `root`, by name. Raises `DaycastError` where there is none."""
    if not root.is_dir():
        raise DaycastError(f"{root}: there is no such folder")
    try:
        found = sorted(folder for folder in root.iterdir() if is_show(folder))
    except OSError as error:
        raise DaycastError(f"{root}: cannot be read: {error.strerror or error}") from error
    if not found:
        raise DaycastError(
            f"{root}: none of its folders holds a {FILE}", hint="Name a folder with a folder for each show."
        )
    return found
