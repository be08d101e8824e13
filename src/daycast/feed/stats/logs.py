"""The access log's files: which there are, and their lines, one after the other and never all at once."""

from __future__ import annotations

import gzip
import re
import zlib
from typing import IO, TYPE_CHECKING, cast

from daycast.errors import DaycastError, Problem
from daycast.feed.site.log import NAME

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from daycast.show import Show

_ROTATED = re.compile(re.escape(NAME) + r"(?:[.-][0-9-]+)?(?:\.gz)?")  # as logrotate names them
_BLOCK = 1 << 20  # bytes
_LONGEST = 1 << 16  # bytes of a line; what is longer is none
_PACKED = b"\x1f\x8b"


def own(show: Show) -> tuple[Path, ...]:
    """The log that `daycast serve` writes, and what was rotated away of it. Raises `DaycastError` if there is none."""
    found = sorted(path for path in show.feed.glob(f"{NAME}*") if _ROTATED.fullmatch(path.name))
    if not found:
        raise DaycastError(
            f"{show.feed / NAME}: there is no access log yet",
            hint="daycast serve writes it; or name another server's: daycast stats NAME",
        )
    return tuple(found)


def lines(
    paths: Sequence[Path], problems: list[Problem], progress: Callable[[int, int, str], object] = lambda *_: None
) -> Iterator[str]:
    """The lines of all files, packed by gzip or not, but for empty ones. What ends early is read as far as it goes, and
    put to `problems`.

    `progress` hears how many of the bytes on the disk are read. Raises `DaycastError` for a file that cannot be opened.
    """
    for path in paths:
        if not path.is_file() and not path.is_fifo():
            raise DaycastError(f"{path}: there is no such file", hint="Name the files of an access log.")
    total, before = sum(path.stat().st_size for path in paths), 0
    for path in paths:
        try:
            with path.open("rb") as raw:
                for block in _blocks(raw):
                    yield from filter(None, block.decode("utf-8", "replace").split("\n"))
                    progress(before + (raw.tell() if path.is_file() else 0), total, path.name)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            problems.append(Problem(path, 0, f"it ends early or is damaged: {error}", warning=True))
        except OSError as error:
            raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
        before += path.stat().st_size


def _blocks(raw: IO[bytes]) -> Iterator[bytes]:
    """Whole lines, about a block of them at a time, without the last one's end. Empty lines at the end are left out."""
    start = raw.read(2)
    rest, file = start, raw
    if start == _PACKED:
        raw.seek(0)
        rest, file = b"", cast("IO[bytes]", gzip.GzipFile(fileobj=raw))
    while chunk := file.read(_BLOCK):
        whole, end, tail = chunk.rpartition(b"\n")
        if end:
            yield rest + whole
            rest = tail
        else:
            rest += tail
        if len(rest) > _LONGEST + _BLOCK:
            rest = rest[:_LONGEST]
    if rest:
        yield rest
