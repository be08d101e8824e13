"""What the files of `feed/` are to those who serve them: feed, texts, media; and the headers that a store keeps."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from daycast.feed import kinds
from daycast.feed.kinds import media_type
from daycast.feed.packed import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Container

ENCLOSURE = ".mp3"

_SOON, _LATER = "public, max-age=300", "public, max-age=86400"


def headers(name: str) -> dict[str, str]:
    """Content-Type and Cache-Control under which a store keeps a file.

    The same address gets new words, so texts are asked for again after five minutes; media after a day, for a mended
    episode keeps its address.
    """
    return {"Content-Type": media_type(PurePosixPath(name).name), "Cache-Control": _SOON if is_text(name) else _LATER}


def is_text(name: str) -> bool:
    """Whether it is made anew at each publish if its words change, packed or not; the rest is sound and pictures."""
    return kinds.is_text(unpacked(name))


def is_archive(name: str) -> bool:
    """Whether it is a page of older episodes, `feed-1.xml` and so on (RFC 5005)."""
    return name.startswith("feed-") and name.endswith(".xml")


def is_packed(name: str, names: Container[str]) -> bool:
    """Whether `name` is the compressed form of another of `names`."""
    return name.endswith(SUFFIXES) and unpacked(name) in names


def unpacked(name: str) -> str:
    """The name of the file that this one is, or is the compressed form of."""
    return name.rpartition(".")[0] if name.endswith(SUFFIXES) else name
