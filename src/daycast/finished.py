"""Whether there is anything to do: a stamp of all that a command read and left behind, and what to say while it stands.

Asked before the command line is even read: the same words, in the same show, with every file as it was. Files are told
apart by size, time and inode, so that finding nothing to do costs no reading and no imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import site
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from daycast import __version__
from daycast.errors import DaycastError
from daycast.files import write_text
from daycast.find import FILE, FOLDERS, find_show

if TYPE_CHECKING:
    from daycast.show import Show

COMMANDS = ("today", "render")

_TAKES = ".takes"
_OWN = (
    _TAKES,
    ".answers",
    ".history",
    ".ledger.sqlite",
)  # what daycast remembers; an episode that stands does not need it
_FILES = (FILE, "cover.jpg", "cover.png")


def finished(words: Sequence[str], root: Path | None, now: datetime) -> str | None:
    """What to say to a command line that was done before and of which nothing has changed; None where there is work."""
    if not words or words[0] not in COMMANDS or root is None:
        return None
    try:
        stamp = json.loads(_path(root, words[0]).read_bytes())
        day = date.fromisoformat(stamp["day"])
        is_due = stamp["dated"] or now.astimezone(ZoneInfo(stamp["zone"])).date() == day
        if stamp["words"] == list(words) and is_due and stamp["seal"] == _seal(root, words[0], day):
            return str(stamp["says"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no stamp, or one that somebody else wrote: the command looks for itself
    return None


def finish(show: Show, words: Sequence[str], day: date, *, dated: bool, says: str) -> None:
    """Remembers that the command line has just been done without a problem to tell, and what to `say` of it next time.

    `dated` tells that it named the day itself. Where `today` has sources to look at, it is never finished.
    """
    if not words or words[0] not in COMMANDS or (words[0] == "today" and show.sources):
        return
    seal = _seal(show.root, words[0], day)
    stamp = {"words": words, "dated": dated, "day": day.isoformat(), "zone": show.time_zone, "seal": seal, "says": says}
    write_text(_path(show.root, words[0]), json.dumps(stamp))


def meant(words: Sequence[str], environ: Mapping[str, str], here: Path) -> Path | None:
    """The show that a command line is about, if it is plain to see."""
    named = environ.get("DAYCAST_SHOW", "")
    for word, following in pairwise((*words, "")):
        if word == "--show":
            named = following
        elif word.startswith("--show="):
            named = word.removeprefix("--show=")
    try:
        return Path(named) if named else find_show(here)
    except DaycastError:
        return None


def is_edited(show: Show, day: date) -> bool:
    """Whether the script of `day` was saved after its episode was made, so that there will be lines to speak."""
    script, made = _state(show.script(day)), _state(show.episode(day) / "episode.yaml")
    return script is not None and (made is None or made.st_mtime_ns < script.st_mtime_ns)


def _path(root: Path, command: str) -> Path:
    return root / "voice" / _TAKES / f"{command}.json"


def _seal(root: Path, command: str, day: date) -> str:
    """The digest of everything that the command reads and leaves."""
    root = root.resolve()
    lone = [*(root / name for name in _FILES), *(Path(place) for place in site.getsitepackages())]
    folders = [Path(__file__).parent]
    if command == "today":
        folders += [root / "templates", *(root / name for name in FOLDERS)]
    else:
        lone += [root / "scripts" / f"{day.isoformat()}.md", root / "scripts" / ".approved" / day.isoformat()]
        folders += [root / "voice", root / "episodes" / day.isoformat()]
    paths = [*lone, *(path for folder in folders for path in _files(folder))]
    seen = [(str(path), state.st_ino, state.st_size, state.st_mtime_ns) for path in paths if (state := _state(path))]
    return hashlib.sha256(json.dumps([__version__, seen]).encode()).hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder` that a command reads or writes, in one order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (*_OWN, "__pycache__"))
        yield from (Path(place, name) for name in sorted(names) if name not in _OWN)


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
