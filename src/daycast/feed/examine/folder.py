"""A feed in a folder, such as a show's `feed/`: what its addresses mean are files beside it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from daycast.errors import DaycastError
from daycast.feed.examine.media_bytes import PIECE, Wanted, audio, picture
from daycast.feed.examine.seen import Audio, File
from daycast.feed.examine.xmlnode import Node
from daycast.feed.paging import MAIN

LARGEST = 64_000_000  # bytes of a feed
_BEGINNING = 4_000_000  # bytes of another file that are kept: all of a transcript, and what tells a picture
_PIECES = 64  # of a recording that are read, at most


def feed_in(place: Path) -> Path:
    """The feed that `place` is, or that lies in it. Raises `DaycastError` where there is none."""
    if not place.is_dir():
        return place
    candidates = [place / MAIN, *sorted((*place.glob("*.xml"), *place.glob("*.rss")))]
    found = next((path for path in candidates if path.is_file()), None)
    if not found:
        raise DaycastError(f"{place}: there is no {MAIN} in this folder", hint="Publish one: daycast publish")
    return found


def read(path: Path) -> bytes:
    """Raises `DaycastError` where it cannot be read, or is larger than a feed can be."""
    try:
        if path.stat().st_size > LARGEST:
            raise DaycastError(f"{path}: it is larger than {LARGEST / 1e6:.0f} MB, which no reader takes")
        return path.read_bytes()
    except OSError as error:
        raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error


def files(folder: Path, channel: Node, urls: Iterable[str]) -> Mapping[str, File]:
    """The files that `urls` mean, as far as they lie below the address at which the feed says that it is."""
    base = _base(channel)
    return {url: _file(folder, base, url) for url in dict.fromkeys(urls) if base and url.startswith(base)}


def _base(channel: Node) -> str:
    own = (node for node in channel.all("atom:link") if node.attributes.get("rel") == "self")
    address = next((node.attributes.get("href", "") for node in own), "") or channel.said("link")
    return address.strip().rpartition("/")[0] + "/" if "/" in address else ""


def _file(folder: Path, base: str, url: str) -> File:
    try:
        path = (folder / unquote(urlsplit(url[len(base) :]).path)).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            return File(url, why="there is no such file")
        size = path.stat().st_size
        with path.open("rb") as file:
            data = file.read(_BEGINNING)
            shown = picture(data)
            heard = None if shown else _audio(file, size)
            digest = _sri(file) if heard else ""
    except (OSError, ValueError) as error:
        return File(url, why=f"it cannot be read: {error}")
    return File(url, size, data, picture=shown, audio=heard, sri=digest)


def _audio(file: BinaryIO, size: int) -> Audio | None:
    pieces: dict[int, bytes] = {}
    while len(pieces) < _PIECES:
        try:
            return audio(pieces, size)
        except Wanted as more:
            file.seek(more.at)
            pieces[more.at] = file.read(PIECE)
    return None


def _sri(file: BinaryIO) -> str:
    """The digest of a file as Subresource Integrity writes it (W3C, section 3.5)."""
    file.seek(0)
    return "sha384-" + base64.b64encode(hashlib.file_digest(file, "sha384").digest()).decode("ascii")  # type: ignore[arg-type]
