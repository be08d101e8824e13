"""Files read whole and written whole: a reader sees the old bytes or the new, never half."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from daycast.errors import DaycastError

_UNMASKED = 0o644


def write_bytes(path: Path, data: bytes) -> bool:
    """Puts `data` at `path` by temp file, fsync and rename; returns whether anything changed.

    The same bytes are left alone, so that times and caches downstream stay as they are.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_UNMASKED)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DaycastError(
            f"{path}: cannot be written: {error.strerror or error}",
            hint="Check the folder's permissions and the free space; nothing was changed.",
        ) from error
    return True


def write_text(path: Path, text: str) -> bool:
    """`write_bytes` of UTF-8 text with `\\n` line ends."""
    return write_bytes(path, text.encode("utf-8"))


def read_text(path: Path) -> str:
    """The UTF-8 text of `path`, line ends as `\\n`, without a byte order mark."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise DaycastError(f"{path}: there is no such file") from error
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DaycastError(
            f"{path}:{line}: this is not UTF-8 text", hint="Save the file as UTF-8 in your editor."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
