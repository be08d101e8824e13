"""Whether there is anything to do: for `daycast today`, a stamp of all that it read and left behind.

Files are told apart by size, time and inode, so that finding nothing to do costs no reading and no imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import site
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from daycast import __version__
from daycast.files import write_text
from daycast.show import FILE, FOLDERS, Show

_TAKES = ".takes"
_OWN = (
    _TAKES,
    ".answers",
    ".history",
    ".ledger.sqlite",
)  # what daycast remembers; an episode that stands does not need it
_FILES = (FILE, "cover.jpg", "cover.png")


def is_finished(show: Show, day: date, engine: str | None) -> bool:
    """Whether the last `today` was for this day and engine, and nothing has changed since it was done."""
    path = _path(show)
    return not show.sources and path.is_file() and path.read_text(encoding="utf-8") == _stamp(show, day, engine)


def finish(show: Show, day: date, engine: str | None) -> None:
    """Remembers that `today` has just been done, without a problem to tell."""
    write_text(_path(show), _stamp(show, day, engine))


def is_edited(show: Show, day: date) -> bool:
    """Whether the script of `day` was saved after its episode was made, so that there will be lines to speak."""
    script, made = _state(show.script(day)), _state(show.episode(day) / "episode.yaml")
    return script is not None and (made is None or made.st_mtime_ns < script.st_mtime_ns)


def _path(show: Show) -> Path:
    return show.voice / _TAKES / "today"


def _stamp(show: Show, day: date, engine: str | None) -> str:
    folders = [Path(__file__).parent, show.templates, *(show.root / name for name in FOLDERS)]
    lone = [*(show.root / name for name in _FILES), *(Path(place) for place in site.getsitepackages())]
    paths = [*lone, *(path for folder in folders for path in _files(folder))]
    seen = [(str(path), state.st_ino, state.st_size, state.st_mtime_ns) for path in paths if (state := _state(path))]
    digest = hashlib.sha256(json.dumps([__version__, seen]).encode()).hexdigest()
    return f"{day.isoformat()} {engine or ''} {digest}\n"


def _files(folder: Path) -> Iterator[Path]:
    """Every file below `folder` that `today` reads or writes, in one order."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in (*_OWN, "__pycache__"))
        yield from (Path(place, name) for name in sorted(names) if name not in _OWN)


def _state(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
