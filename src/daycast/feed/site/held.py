"""What can be sent of a file: its bytes in each coding, with their validators and headers made ahead.

Texts are kept in memory, as they were at one moment: a request is answered from the old file or the new, never from
both. What is long stays on the disk.
"""

from __future__ import annotations

import gzip
import hashlib
import os
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from daycast.feed import kinds
from daycast.feed.packed import BROTLI, GZIP, unpacked
from daycast.feed.site.coding import BROTLI as BR
from daycast.feed.site.coding import GZIP as GZ
from daycast.feed.site.coding import IDENTITY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daycast.feed.site.lookup import Place

Header = tuple[bytes, bytes]
LONGEST = 8 << 20  # bytes of a text that is kept in memory
_ROOM = 64 << 20  # bytes of all that are


@dataclass(frozen=True, slots=True)
class Form:
    """One representation: `kept` are the headers that a 304 has too, `content` those that tell of the bytes. `body` is
    None where they are on the disk. `modified` is in whole seconds since 1970."""

    body: bytes | None
    size: int
    etag: str
    modified: int
    last_modified: str
    kept: tuple[Header, ...]
    content: tuple[Header, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in memory: its forms by coding, and what the file was and when its compressed form was made (0: there was
    none), to tell whether it is so still."""

    identity: tuple[int, int, int]
    packed_at: int
    forms: Mapping[str, Form]


def form(name: str, body: bytes | None, size: int, etag: str, modified: int, coding: str = IDENTITY) -> Form:
    """The form of a file of that name. `modified` is in whole seconds since 1970."""
    date = formatdate(modified, usegmt=True)
    kept = {**kinds.headers(name), "ETag": etag, "Last-Modified": date, "Accept-Ranges": "bytes"}
    content = {"Content-Type": kinds.media_type(name)}
    if coding:
        content["Content-Encoding"] = coding
    return Form(body, size, etag, modified, date, raw(kept), raw(content))


def raw(headers: Mapping[str, str]) -> tuple[Header, ...]:
    """Headers as ASGI has them."""
    return tuple((name.lower().encode(), value.encode("latin-1")) for name, value in headers.items())


@lru_cache(maxsize=1024)
def on_disk(name: str, size: int, changed: int) -> Form:
    """The form of a file that is sent from the disk, by its size in bytes and its time of change in nanoseconds since
    1970, which a new recording has not both in common with the old."""
    return form(name, None, size, f'"{changed:x}-{size:x}"', changed // 1_000_000_000)


class Texts:
    """The texts that were asked for lately."""

    def __init__(self, base_url: str) -> None:
        self._base_url = base_url
        self._texts: dict[tuple[str, str], Text] = {}
        self._size = 0

    def get(self, place: Place, stat: os.stat_result, seen_url: str) -> Text:
        """The text at `place`, with the show's address as the listener sees it."""
        known = self._texts.get((place.file, seen_url))
        identity = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
        if known and known.identity == identity and (GZ in known.forms or known.packed_at == _packed_at(place.file)):
            return known
        packed_at = _packed_at(place.file)
        made = Text(identity, packed_at, self._forms(place, stat, seen_url))
        size = sum(form.size for form in made.forms.values())
        if known:
            self._size -= sum(form.size for form in known.forms.values())
        if self._size + size > _ROOM:
            self._texts.clear()
            self._size = 0
        self._texts[place.file, seen_url] = made
        self._size += size
        return made

    def _forms(self, place: Place, stat: os.stat_result, seen_url: str) -> Mapping[str, Form]:
        file = Path(place.file)
        data = file.read_bytes()
        if seen_url == self._base_url or not place.holds_addresses:
            packed = {BR: _packed(file, BROTLI, data), GZ: _packed(file, GZIP, data)}
        else:
            data = data.replace(escape(self._base_url).encode(), escape(seen_url).encode())
            packed = {GZ: gzip.compress(data, 6, mtime=0)}
        return forms(place.name, data, int(stat.st_mtime), packed)


def forms(name: str, data: bytes, modified: int, packed: Mapping[str, bytes | None]) -> Mapping[str, Form]:
    """A text by coding: as it is, and `packed`. `modified` is in seconds since 1970."""
    digest = hashlib.sha256(data).hexdigest()[:32]
    bodies = {IDENTITY: data, **{coding: body for coding, body in packed.items() if body is not None}}
    tags = {coding: f'"{digest}-{coding}"' if coding else f'"{digest}"' for coding in bodies}
    return {coding: form(name, body, len(body), tags[coding], modified, coding) for coding, body in bodies.items()}


def _packed_at(file: str) -> int:
    try:
        return os.stat(file + GZIP).st_mtime_ns  # noqa: PTH116
    except OSError:
        return 0


def _packed(file: Path, suffix: str, data: bytes) -> bytes | None:
    """The compressed form beside `file`, unless it is that of other bytes."""
    path = file.with_name(file.name + suffix)
    try:
        packed = path.read_bytes()
    except OSError:
        return None
    return packed if unpacked(path, packed) == data else None
