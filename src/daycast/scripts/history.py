"""The one door to a day's script: every write keeps what it replaces, and replaces only what its caller has seen.

`scripts/.history/<date>/` holds the versions, one file each, numbered and named by the verb that replaced them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from daycast.alone import alone
from daycast.errors import DaycastError
from daycast.files import permissions, read_settled, write_bytes
from daycast.show import Show

KEPT = 100  # versions of one day
UNDO, REDO = "undo", "redo"
SAVE = "save"  # what an editor does, where it replaces a write of ours

_PATIENCE = 10.0  # seconds that one process waits for another's writing
_NAME = re.compile(r"(?P<number>\d{4,})-(?P<verb>[a-z]+)\.md")


@dataclass(frozen=True, slots=True)
class Version:
    """A text that a script once had, and the verb that replaced it."""

    number: int
    verb: str
    path: Path

    @property
    def saved(self) -> datetime:
        """When the text was saved."""
        return datetime.fromtimestamp(self.path.stat().st_mtime, UTC)


def look(show: Show, day: date, *, rest: float | None = None) -> bytes | None:
    """The script as it stands, no half of a save (see `read_settled` for `rest`); `None` if there is none."""
    path = show.script(day)
    return read_settled(path, rest=rest) if path.exists() else None


def put(
    show: Show, day: date, seen: bytes | None, text: str, verb: str, *, along: tuple[Path, str] | None = None
) -> bool:
    """Writes the script, if it still is what the caller has `seen`; else changes nothing and returns `False`.

    A file keeps its kind of line ends and its byte order mark. `along` is a file, and the text that it gets once the
    script is written; where that comes to nothing, it is again what it was.
    """
    return _replace(show, day, seen, _encoded(text, seen or b""), verb, along)


def versions(show: Show, day: date) -> tuple[Version, ...]:
    """What the script was before, oldest first."""
    folder = _folder(show, day)
    paths = {path: _NAME.fullmatch(path.name) for path in (folder.iterdir() if folder.is_dir() else ())}
    found = (Version(int(name["number"]), name["verb"], path) for path, name in paths.items() if name)
    return tuple(sorted(found, key=lambda version: version.number))


def can_undo(show: Show, day: date) -> bool:
    """Whether there is a text to go back to."""
    return _target(show, day, UNDO, look(show, day)) is not None


def can_redo(show: Show, day: date) -> bool:
    """Whether something was undone that may be done again."""
    return _target(show, day, REDO, look(show, day)) is not None


def undo(show: Show, day: date) -> Version:
    """Brings back the text before the last write that was not undone yet; what stands now is kept, to `redo`."""
    return _step(show, day, UNDO, "there is nothing to undo")


def redo(show: Show, day: date) -> Version:
    """Brings back what the last `undo` took away."""
    return _step(show, day, REDO, "nothing was undone")


def restore(show: Show, day: date, number: int) -> Version:
    """Brings back a version by its number; that is a write like any other, which `undo` takes back."""
    found = version(show, day, number)
    while not _replace(show, day, look(show, day), found.path.read_bytes(), "restore"):
        pass
    return found


def version(show: Show, day: date, number: int) -> Version:
    """The version with this number."""
    for found in versions(show, day):
        if found.number == number:
            return found
    raise DaycastError(f"{show.script(day)}: there is no version {number}",
                       hint=f"List them: daycast history {show.options(day)}")  # fmt: skip


def _step(show: Show, day: date, verb: str, nothing: str) -> Version:
    while True:
        seen = look(show, day)
        target = _target(show, day, verb, seen)
        if target is None:
            raise DaycastError(f"{show.script(day)}: {nothing}",
                               hint=f"See what there is: daycast history {show.options(day)}")  # fmt: skip
        if _replace(show, day, seen, target.path.read_bytes(), verb):
            return target


def _target(show: Show, day: date, verb: str, seen: bytes | None) -> Version | None:
    """What `verb` would bring back. Writes and undos pair up like brackets: an undo opens what a redo closes."""
    stacks: dict[str, list[Version]] = {UNDO: [], REDO: []}
    for one in versions(show, day):
        if one.verb in stacks:
            if stacks[one.verb]:
                stacks[one.verb].pop()
            stacks[REDO if one.verb == UNDO else UNDO].append(one)
        else:
            stacks[UNDO].append(one)
            stacks[REDO].clear()
    return next((one for one in reversed(stacks[verb]) if one.path.read_bytes() != seen), None)


def _replace(
    show: Show, day: date, seen: bytes | None, data: bytes, verb: str, along: tuple[Path, str] | None = None
) -> bool:
    path, folder = show.script(day), _folder(show, day)
    with _locked(path, folder):
        path = path.resolve()  # a script that is a link stays one
        if look(show, day) != seen:
            return False
        if seen == data:
            return True
        number = max((one.number for one in versions(show, day)), default=0) + 1
        before = folder / f"{number:04}-{verb}.md" if seen is not None else None
        was = along[0].read_bytes() if along else b""
        fresh = path.with_name(f".{path.name}.next")  # on the disk of the file that it replaces
        try:
            linked = before is not None and _link(path, before)
            write_bytes(fresh, data, mode=permissions(path) if before else None)
            if before is None and path.exists():
                return False
            if before and linked and not (_is_same(path, before) and read_settled(before) == seen):
                before.unlink()  # an editor saved it this moment
                return False
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)
        if along:
            write_bytes(along[0], along[1].encode("utf-8"))
        if before and read_settled(before) != seen:  # an editor was still saving in place: that save stands
            if path.read_bytes() == data:
                _link(path, folder / f"{number + 1:04}-{SAVE}.md")
                before.replace(path)
            if along:
                write_bytes(along[0], was)
            return False
        if verb not in (UNDO, REDO):  # going back must not shorten the way back
            for old in versions(show, day)[:-KEPT]:
                old.path.unlink(missing_ok=True)
        return True


def _link(path: Path, version: Path) -> bool:
    """Keeps the very file as a version, so that even what an editor is about to save into it is kept.

    Where there are no links, keeps a copy and returns `False`.
    """
    try:
        os.link(path, version)
    except OSError:
        write_bytes(version, path.read_bytes(), mode=permissions(path))
        return False
    return True


def _is_same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except FileNotFoundError:
        return False


@contextmanager
def _locked(path: Path, folder: Path) -> Iterator[None]:
    """One process at a time writes a day's script, on whichever machine."""
    busy = DaycastError(f"{path}: another daycast is writing it", hint="Try again when it is done.")
    try:
        with alone(folder, _PATIENCE, busy):
            yield
    except OSError as error:
        raise DaycastError(
            f"{path}: cannot be written: {error.strerror or error}",
            hint="Check the permissions of scripts/ and the free space; nothing was changed.",
        ) from error


def _encoded(text: str, like: bytes) -> bytes:
    """The bytes of `text` with the line ends that most of `like` has, and its byte order mark."""
    data = text.encode("utf-8")
    if like.count(b"\r\n") * 2 > like.count(b"\n"):
        data = data.replace(b"\n", b"\r\n")
    mark = b"\xef\xbb\xbf"
    return mark + data if like.startswith(mark) else data


def _folder(show: Show, day: date) -> Path:
    return show.root / "scripts" / ".history" / show.stem(day)
