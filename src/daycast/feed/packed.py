"""The compressed forms of `feed/`'s texts: `NAME.gz` and `NAME.br` beside NAME, for any server to hand out.

gzip keeps the length and the checksum of what it holds at its end (RFC 1952, section 2.3.1), and it is written after
the Brotli form: that tells whether both belong to a file, without unpacking them.
"""

from __future__ import annotations

import gzip
import struct
import zlib
from typing import TYPE_CHECKING

import brotli

from daycast.errors import DaycastError
from daycast.feed.kinds import is_text
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

GZIP, BROTLI = ".gz", ".br"
SUFFIXES = (GZIP, BROTLI)
_TRAILER = struct.Struct("<II")
_QUALITY = 9  # of 11: the last two levels take ten times as long for two percent


def pack(folder: Path, names: Iterable[str], coming: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """Brings the compressed forms of the texts among `names` up to date; gives the names of what changed.

    `coming` are the bytes of files that are about to be written. Their forms are made first, so that no server ever
    sends an old form of a new file. Whatever compression does not make smaller has no form. Raises `DaycastError` if
    a file cannot be read or written.
    """
    coming = coming or {}
    changed: list[str] = []
    for name in dict.fromkeys((*coming, *names)):
        if is_text(name):
            data = coming[name] if name in coming else _read(folder / name)
            changed += _pack(folder, name, data)
    return tuple(changed)


def put(folder: Path, name: str, data: bytes) -> bool:
    """Writes `data` to `name` in `folder`, its compressed forms before it; returns whether its bytes changed."""
    pack(folder, (), {name: data})
    return write_bytes(folder / name, data)


def _pack(folder: Path, name: str, data: bytes) -> list[str]:
    forms = {name + BROTLI: folder / (name + BROTLI), name + GZIP: folder / (name + GZIP)}  # gzip last: it seals both
    if _is_packed(folder / name, data):
        return []
    small = gzip.compress(data, 9, mtime=0)
    if len(small) >= len(data):
        return [form for form, path in forms.items() if _remove(path)]
    smaller = brotli.compress(data, mode=brotli.MODE_TEXT, quality=_QUALITY)
    return [
        form for (form, path), packed in zip(forms.items(), (smaller, small), strict=True) if write_bytes(path, packed)
    ]


def _is_packed(path: Path, data: bytes) -> bool:
    """Whether the forms beside `path` are those of `data`."""
    try:
        with path.with_name(path.name + GZIP).open("rb") as file:
            file.seek(-_TRAILER.size, 2)
            seal = _TRAILER.unpack(file.read())
    except OSError:
        return False
    if seal != (zlib.crc32(data), len(data) & 0xFFFFFFFF):
        return False
    other = path.with_name(path.name + BROTLI)
    return other.is_file() and unpacked(other, other.read_bytes()) == data


def unpacked(path: Path, packed: bytes) -> bytes | None:
    """What a form at `path` holds; None where it is damaged."""
    try:
        return gzip.decompress(packed) if path.suffix == GZIP else bytes(brotli.decompress(packed))
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error


def _remove(path: Path) -> bool:
    if not path.is_file():
        return False
    path.unlink()
    return True
