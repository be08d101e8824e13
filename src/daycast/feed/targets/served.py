"""What the files of `feed/` are to those who serve them: feed, texts, media; and the headers that a store keeps."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

FEED = "feed.xml"
ENCLOSURE = ".mp3"

_PACKED = (".gz", ".br")
_UTF8 = "; charset=utf-8"
_TEXTS = {
    ".css": "text/css" + _UTF8,
    ".html": "text/html" + _UTF8,
    ".js": "text/javascript" + _UTF8,
    ".json": "application/json",
    ".srt": "application/x-subrip" + _UTF8,
    ".svg": "image/svg+xml",
    ".txt": "text/plain" + _UTF8,
    ".vtt": "text/vtt" + _UTF8,
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".xsl": "text/xsl" + _UTF8,
}
_MEDIA = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".opus": "audio/ogg",
    ".png": "image/png",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_SOON, _LATER = "public, max-age=300", "public, max-age=86400"


def headers(name: str) -> dict[str, str]:
    """Content-Type and Cache-Control under which a store keeps a file.

    The same address gets new words, so texts are asked for again after five minutes; media after a day, for a mended
    episode keeps its address.
    """
    return {"Content-Type": _kind(name), "Cache-Control": _SOON if is_text(name) else _LATER}


def is_text(name: str) -> bool:
    """Whether it is made anew at each publish if its words change, packed or not; the rest is sound and pictures."""
    return _suffix(unpacked(name)) in _TEXTS


def is_archive(name: str) -> bool:
    """Whether it is a page of older episodes, `feed-1.xml` and so on (RFC 5005)."""
    return name.startswith("feed-") and name.endswith(".xml")


def is_packed(name: str, names: Container[str]) -> bool:
    """Whether `name` is the compressed form of another of `names`."""
    return name.endswith(_PACKED) and unpacked(name) in names


def unpacked(name: str) -> str:
    """The name of the file that this one is, or is the compressed form of."""
    return name.rpartition(".")[0] if name.endswith(_PACKED) else name


def _kind(name: str) -> str:
    if name == FEED or is_archive(name):
        return "application/rss+xml" + _UTF8
    if PurePosixPath(name).name == "chapters.json":
        return "application/json+chapters"
    return {**_TEXTS, **_MEDIA}.get(_suffix(name), "application/octet-stream")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
