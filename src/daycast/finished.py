"""Whether there is anything to do: a stamp of all that a command read and left behind, and what to say while it stands.

Asked before the command line is even read: the same words, in the same show, with every file as it was. Files are told
apart by size, time and inode, so that finding nothing to do costs no reading and no imports.
"""

from __future__ import annotations

import hashlib
import json
import os
import site
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from daycast import __version__
from daycast.errors import DaycastError
from daycast.files import sha256, write_text
from daycast.find import FILE, FOLDERS, LISTENERS, TEMPLATES, find_show

if TYPE_CHECKING:
    from daycast.show import Show

COMMANDS = ("today", "render")

_TAKES = ".takes"
# What daycast remembers: an episode that stands needs none of it.
_OWN = (_TAKES, ".answers", ".history", ".ledger.sqlite")
_ARCHIVE = ".archive."  # and what editions' names stand behind


def finished(words: Sequence[str], root: Path | None, now: datetime) -> str | None:
    """What to say to a command line that was done before and of which nothing has changed; None where there is work."""
    if not words or words[0] not in COMMANDS or root is None:
        return None
    try:
        stamp = json.loads(_path(root, words[0]).read_bytes())
        day = date.fromisoformat(stamp["day"])
        is_due = stamp["dated"] or now.astimezone(ZoneInfo(stamp["zone"])).date() == day
        also = [Path(path) for path in stamp["also"]]
        if stamp["words"] == list(words) and is_due and stamp["seal"] == _all(root, words[0], str(stamp["stem"]), also):
            return str(stamp["says"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no stamp, or one that somebody else wrote: the command looks for itself
    return None


def reads(root: Path, command: str) -> str:
    """A seal on what the command reads of the show at `root` and does not write, but for the script.

    It is taken before any of it is read.
    """
    return _sealed(_read_by(root.resolve(), command))


class Read(NamedTuple):
    """What a command read: what `reads` told when it began, the sha256 of each script as it was, and what else."""

    before: str
    scripts: Mapping[Path, str]
    also: Sequence[Path]


def finish(show: Show, words: Sequence[str], day: date, read: Read, *, dated: bool, says: str) -> None:
    """Remembers that the command line has just been done without a problem to tell, and what to `say` of it next time.

    `dated` tells that it named the day itself. Nothing is remembered where something was changed meanwhile, nor where
    `today` has sources to look at.
    """
    if not words or words[0] not in COMMANDS or (words[0] == "today" and show.sources):
        return
    seal = _all(show.root, words[0], show.stem(day), read.also)
    if reads(show.root, words[0]) != read.before:
        return
    if any(sha256(path) != digest for path, digest in read.scripts.items()):
        return
    stamp = {
        "words": words,
        "dated": dated,
        "day": day.isoformat(),
        "stem": show.stem(day),
        "zone": show.time_zone,
        "says": says,
    }
    stamp |= {"seal": seal, "also": [str(path.resolve()) for path in read.also]}
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


def _path(root: Path, command: str) -> Path:
    return root / "voice" / _TAKES / f"{command}.json"


def _all(root: Path, command: str, stem: str, also: Sequence[Path]) -> str:
    """A seal on everything that the command reads and leaves."""
    root = root.resolve()
    script, approved = root / "scripts" / f"{stem}.md", root / "scripts" / ".approved"
    left = [root / name for name in FOLDERS] if command == "today" else [root / "episodes" / stem]
    return _sealed([*_read_by(root, command), script, approved, *left, *also])


def _read_by(root: Path, command: str) -> list[Path]:
    more = [root / name for name in (TEMPLATES, "seeds", LISTENERS)] if command == "today" else []
    return [root / FILE, *sorted(root.glob("cover*.*")), Path(__file__).parent, root / "voice", *more]


def _sealed(places: Iterable[Path]) -> str:
    """A digest of what these files are, and all files in these folders, and of which packages are installed."""
    packages = site.getsitepackages()  # too large to walk; a folder's own time tells
    paths = (*packages, *(path for place in places for path in _files(str(place.absolute()))))
    seen = [(path, state.st_ino, state.st_size, state.st_mtime_ns) for path in paths if (state := _state(path))]
    return hashlib.sha256(json.dumps([__version__, seen]).encode()).hexdigest()


def _files(place: str) -> Iterator[str]:
    """The file, or every one below the folder that a command reads or writes, in one order, also where a link leads."""
    if not os.path.isdir(place):  # noqa: PTH112 - of hundreds of files, paths would take longer than the files
        yield place
        return
    seen: set[str] = set()
    for folder, folders, names in os.walk(place, followlinks=True):
        real = os.path.realpath(folder)
        folders[:] = [] if real in seen else sorted(name for name in folders if name not in (*_OWN, "__pycache__"))
        seen.add(real)
        yield from (
            f"{folder}{os.sep}{name}" for name in sorted(names) if name not in _OWN and not name.startswith(_ARCHIVE)
        )


def _state(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None
