"""Whether there is anything to do: a stamp of all that a command read and left behind, and what it came to.

Files are told apart by size, time and inode, so that finding nothing to do costs no reading and no imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import site
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from daycast import __version__
from daycast.files import write_text
from daycast.find import FILE, FOLDERS

if TYPE_CHECKING:
    from daycast.show import Show

Command = Literal["today", "render"]

_TAKES = ".takes"
_OWN = (
    _TAKES,
    ".answers",
    ".history",
    ".ledger.sqlite",
)  # what daycast remembers; an episode that stands does not need it
_FILES = (FILE, "cover.jpg", "cover.png")


def finished(root: Path, command: Command, day: date | None, engine: str | None, now: datetime) -> Any:
    """What `finish` remembers of the command, if its last run was for this day and engine and nothing has changed.

    None where there may be something to do. Without `day`, that of `now` where the show lives is meant.
    """
    try:
        stamp = json.loads(_path(root, command).read_bytes())
        day = day or now.astimezone(ZoneInfo(stamp["zone"])).date()
        return stamp["came_to"] if stamp["seal"] == _seal(root, command, day, engine) else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def finish(show: Show, command: Command, day: date, engine: str | None, came_to: Mapping[str, Any]) -> None:
    """Remembers that the command has just been done, without a problem to tell, and what it came to (JSON).

    Where `today` has sources to look at, it is never finished.
    """
    if command == "today" and show.sources:
        return
    stamp = {"zone": show.time_zone, "seal": _seal(show.root, command, day, engine), "came_to": came_to}
    write_text(_path(show.root, command), json.dumps(stamp))


def is_edited(root: Path, day: date) -> bool:
    """Whether the script of `day` was saved after its episode was made, so that there will be lines to speak."""
    script, made = (
        _state(root / "scripts" / f"{day.isoformat()}.md"),
        _state(root / "episodes" / day.isoformat() / "episode.yaml"),
    )
    return script is not None and (made is None or made.st_mtime_ns < script.st_mtime_ns)


def _path(root: Path, command: Command) -> Path:
    return root / "voice" / _TAKES / f"{command}.json"


def _seal(root: Path, command: Command, day: date, engine: str | None) -> str:
    """The digest of everything that the command reads and leaves, and of what it was asked."""
    lone = [*(root / name for name in _FILES), *(Path(place) for place in site.getsitepackages())]
    folders = [Path(__file__).parent]
    if command == "today":
        folders += [root / "templates", *(root / name for name in FOLDERS)]
    else:
        lone += [root / "scripts" / f"{day.isoformat()}.md", root / "scripts" / ".approved" / day.isoformat()]
        folders += [root / "voice", root / "episodes" / day.isoformat()]
    paths = [*lone, *(path for folder in folders for path in _files(folder))]
    seen = [(str(path), state.st_ino, state.st_size, state.st_mtime_ns) for path in paths if (state := _state(path))]
    asked = [__version__, day.isoformat(), engine, seen]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


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
