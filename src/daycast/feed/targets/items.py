"""What `feed/` holds for a target: names, sizes and digests."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.media import README
from daycast.feed.paging import MAIN
from daycast.feed.targets.record import is_name
from daycast.feed.targets.served import is_packed
from daycast.files import sha256, write_bytes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


@dataclass(frozen=True, slots=True)
class Item:
    """One file of `feed/`: its name there, with `/`, its size in bytes, and the digest of what is sent: the bytes'
    sha256, and where a target keeps headers too, one of both.

    `state` tells whether the file is still the one that was looked at: inode, size, time of its last change.
    """

    name: str
    path: Path
    bytes: int
    digest: str
    state: tuple[int, int, int]


def items(folder: Path, known: Path, *, packed: bool, apart: Collection[str] = ()) -> tuple[Item, ...]:
    """All files of `folder` that are published, by name, but for the folders `apart` and such with a feed of their own.

    `packed` takes the `.gz` and `.br` beside a file along. Digests of files that have not changed are taken from the
    file `known`, so that an archive is not read each day. Raises `DaycastError` where there is no feed.
    """
    paths = dict(_published(folder, apart))
    if MAIN not in paths:
        raise DaycastError(f"{folder / MAIN}: there is no feed to send", hint="Run: daycast publish")
    if not packed:
        paths = {name: path for name, path in paths.items() if not is_packed(name, paths)}
    for name, path in paths.items():
        if not is_name(name):
            raise DaycastError(f"{str(path)!r}: a name that cannot be published", hint="Give the file another name.")
    before = _read(known)
    found = [_item(name, path, before.get(name)) for name, path in sorted(paths.items())]
    after = {item.name: [*item.state, item.digest] for item in found}
    write_bytes(known, json.dumps(after, separators=(",", ":")).encode())
    return tuple(found)


def is_state(name: str) -> bool:
    """Whether a name, relative to `feed/`, is kept from the public: what begins with "." and the folder's README."""
    return any(part.startswith(".") for part in name.split("/")) or name.casefold() == README.casefold()


def unchanged(item: Item) -> bool:
    """Whether the file is still the one whose digest was taken."""
    try:
        return _state(item.path) == item.state
    except OSError:
        return False


def _published(folder: Path, apart: Collection[str]) -> Iterator[tuple[str, Path]]:
    for place, folders, names in os.walk(folder):
        here = Path(place)
        own = set(folders) - ({*apart} if here == folder else set())
        folders[:] = [name for name in own if not name.startswith(".") and not (here / name / MAIN).is_file()]
        above = "" if here == folder else here.relative_to(folder).as_posix() + "/"
        yield from ((above + name, here / name) for name in names if not is_state(above + name))


def _item(name: str, path: Path, before: list[object] | None) -> Item:
    try:
        state = _state(path)
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
    digest = str(before[3]) if before and before[:3] == list(state) else sha256(path)
    if digest is None:
        raise DaycastError(f"{path}: cannot be read", hint="Check its permissions, then publish again.")
    return Item(name, path, state[1], digest, state)


def _state(path: Path) -> tuple[int, int, int]:
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _read(known: Path) -> dict[str, list[object]]:
    try:
        data = json.loads(known.read_bytes())
    except (OSError, ValueError):
        return {}
    good = isinstance(data, dict) and all(isinstance(row, list) and len(row) == 4 for row in data.values())
    return data if good else {}
