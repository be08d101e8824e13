"""Files read whole and written whole: a reader sees the old bytes or the new, never half."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from daycast.errors import DaycastError, Problem, ProblemsError

if TYPE_CHECKING:
    from concurrent.futures import Future

_MOMENT = 0.05  # seconds without a change that make a file settled, if nobody asks for more
_PATIENCE = 2.0  # seconds to wait for that


def write_bytes(path: Path, data: bytes, *, mode: int | None = None, sync: bool = True) -> bool:
    """Puts `data` at `path` by temp file, fsync and rename; returns whether anything changed.

    The same bytes are left alone, so that times and caches downstream stay as they are. The file gets the permissions
    `mode`, else it keeps those it has; a new one gets what the umask lets. Without `sync` a power cut may leave it
    empty or half, which is for what is verified when it is read.
    """
    with _told_writing(path):
        if path.is_file():
            if path.stat().st_size == len(data) and path.read_bytes() == data:
                return False
            mode = permissions(path) if mode is None else mode
        _replace(path, (data,), mode, sync=sync)
    return True


def _replace(path: Path, chunks: Iterable[bytes], mode: int | None, *, sync: bool = True) -> None:
    with staged(path, sync=False) as part:
        _fill(part, chunks, mode, sync=sync)


def _fill(part: Path, chunks: Iterable[bytes], mode: int | None, *, sync: bool) -> Written:
    digest, size = hashlib.sha256(), 0
    with part.open("xb") as file:
        if mode is not None:
            part.chmod(mode)  # before there is anything to read
        for chunk in chunks:
            digest.update(chunk)
            size += file.write(chunk)
        if sync:
            file.flush()
            os.fsync(file.fileno())
    return Written(size, digest.hexdigest())


class Written(NamedTuple):
    """What was written: how many bytes, and their sha256 in hexadecimal."""

    bytes: int
    sha256: str


class Draft(NamedTuple):
    """A file that is being written: where it is until then, and what was written once it is."""

    path: Path
    written: Future[Written]


@contextmanager
def writing(path: Path, chunks: Iterable[bytes]) -> Iterator[Draft]:
    """Writes the chunks while the caller goes on; one of them is in memory at a time.

    They take the place of `path` when the block ends, and only if it ends well. A power cut may leave them short, which
    whoever reads them tells by their size.
    """
    from concurrent.futures import ThreadPoolExecutor

    mode = permissions(path) if path.is_file() else None
    with _told_writing(path), staged(path, sync=False) as part, ThreadPoolExecutor(1) as beside:
        written = beside.submit(_fill, part, chunks, mode, sync=False)
        yield Draft(part, written)
        written.result()


@contextmanager
def staged(path: Path, *, sync: bool = True) -> Iterator[Path]:
    """A path beside `path` to write to; what stands there in the end takes the place of `path`.

    With `sync` it is safely on the disk by then.
    """
    part = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield part
        if sync:
            with part.open("rb") as file:
                os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _told_writing(path: Path) -> Iterator[None]:
    """Tells a person why a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise DaycastError(
            f"{path}: cannot be written: {error.strerror or error}",
            hint="Check the folder's permissions and the free space; nothing was changed.",
        ) from error


def permissions(path: Path) -> int:
    """Who may read and write the file, as `chmod` takes it."""
    return stat.S_IMODE(path.stat().st_mode)


def sha256(path: Path) -> str | None:
    """The sha256 of a file in hexadecimal, a piece of it in memory at a time; None where there is none to be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def write_text(path: Path, text: str) -> bool:
    """`write_bytes` of UTF-8 text with `\\n` line ends."""
    return write_bytes(path, text.encode("utf-8"))


def read_text(path: Path) -> str:
    """The UTF-8 text of `path`, line ends as `\\n`, without a byte order mark."""
    return decoded(path, _read(path))


def read_settled(
    path: Path,
    *,
    rest: float | None = None,
    clock: Callable[[], float] = time.time,
    wait: Callable[[float], object] = time.sleep,
) -> bytes:
    """The bytes of a file that an editor may be saving: read again until it has been left alone for `rest` seconds.

    An editor that saves in place empties the file and fills it again. One that never rests is read as it is after
    `_PATIENCE` seconds.
    """
    rest = _MOMENT if rest is None else rest
    for _ in range(round(_PATIENCE / _MOMENT)):
        before = _state(path)
        data = _read(path)
        if before == _state(path) and before.size == len(data) and not 0 <= clock() - before.changed < rest:
            break
        wait(_MOMENT)
    return data


def decoded(path: Path, data: bytes) -> str:
    """The text that `data` of `path` holds, as `read_text` gives it; the byte that is none is told at its place."""
    try:
        return _plain(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        data = error.object  # without the byte order mark
        above, wrong = _plain(data[: error.start].decode()), data[error.start : error.start + 1]
        sign = wrong.decode("cp1252", "ignore")
        hint = f"it may be a “{sign}” of Windows-1252: save it as UTF-8" if sign else "save it as UTF-8"
        line, column = above.count("\n") + 1, len(above) - above.rfind("\n")
        problem = Problem(path, line, f"the byte 0x{wrong.hex()} is not UTF-8 text", hint, column=column)
        raise ProblemsError([problem]) from error


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class _State(NamedTuple):
    inode: int
    size: int
    changed: float  # seconds since 1970


def _state(path: Path) -> _State:
    with _told(path):
        found = path.stat()
        return _State(found.st_ino, found.st_size, found.st_mtime)


def _read(path: Path) -> bytes:
    with _told(path):
        return path.read_bytes()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tells a person why a file cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise DaycastError(f"{path}: there is no such file") from error
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
