"""Artwork and audio as Apple Podcasts wants them, judged by their bytes and by how they are served."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import media
from daycast.feed.examine.rules.apple import GUIDE
from daycast.feed.examine.seen import File, Seen
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.APPLE)

_ARTWORK = "https://podcasters.apple.com/support/896-artwork-requirements"
_SERVING = "https://podcasters.apple.com/support/823-podcast-requirements"


@BOOK.required("apple-artwork-size", "Artwork is square, 1400 to 3000 pixels wide.", _ARTWORK)
def _size(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_size(seen)


@BOOK.required("apple-artwork-format", "Artwork is JPEG or PNG, with an ending that says so.", _ARTWORK)
def _format(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_format(seen)


@BOOK.required("apple-artwork-rgb", "Artwork has the colours red, green and blue.", GUIDE)
def _rgb(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_colours(seen)


@BOOK.better("apple-artwork-alpha", "Artwork is not transparent.", _ARTWORK)
def _alpha(seen: Seen) -> Iterable[Miss]:
    for node, picture in media.pictures(seen):
        if picture.mode in ("RGBA", "LA", "PA"):
            yield Miss(node, "the artwork has an alpha channel", "Save it without transparency.")


@BOOK.better("apple-artwork-3000", "The show’s artwork is 3000 pixels wide.", _ARTWORK)
def _largest(seen: Seen) -> Iterable[Miss]:
    for node, picture in media.pictures(seen):
        if node in seen.channel.children and 1400 <= picture.width < 3000:
            what = f"the artwork is {picture.width} pixels wide"
            yield Miss(node, what, "Apple prefers 3000, and features no smaller one: draw it larger.")


@BOOK.required("apple-artwork-head", "The server answers HEAD for artwork.", GUIDE)
def _artwork_head(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.artwork(seen)):
        yield from _head(node, file)


@BOOK.required("apple-audio-head", "The server answers HEAD for audio, with its length.", _SERVING)
def _audio_head(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.enclosures(seen)):
        yield from _head(node, file)
        if file.head and file.head.ok and "content-length" not in file.head.headers:
            yield Miss(node, "HEAD tells no Content-Length", "Let the server tell it.")


@BOOK.required("apple-audio-range", "The server gives parts of audio that are asked for by Range.", _SERVING)
def _range(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.enclosures(seen)):
        part = file.part
        if not part or file.why:
            continue
        told = part.headers.get("content-range", "")
        if part.status != 206:
            what = f"a Range is answered with {part.status or part.error}"
            yield Miss(node, what, "Apps cannot seek, and Apple refuses the show: let the server answer 206.")
        elif not told.startswith("bytes 0-"):
            yield Miss(node, f"206 without a right Content-Range (“{told[:40]}”)", "Mend the server.")


@BOOK.required("apple-audio-length", "An enclosure’s length is its file’s size.", GUIDE)
def _length(seen: Seen) -> Iterable[Miss]:
    for node, file in media.there(seen, media.enclosures(seen)):
        told = node.attributes.get("length", "")
        if file.size is not None and told.isdecimal() and int(told[:18]) not in (0, file.size):
            yield Miss(node, f"the length is {told}, but the file has {file.size} bytes", f"Write {file.size}.")


@BOOK.required("apple-audio-kind", "An enclosure’s file is of the type that it says.", GUIDE)
def _kind(seen: Seen) -> Iterable[Miss]:
    for node, file in media.there(seen, media.enclosures(seen)):
        told = node.attributes.get("type", "").partition(";")[0].strip().lower()
        if file.audio and told.startswith(("audio/", "video/")) and not media.is_alike(told, file.audio.type):
            yield Miss(node, f"the type is {told}, but the file is {file.audio.type}", "Say what the file is.")
        elif not file.audio and told.startswith("audio/") and file.data:
            yield Miss(node, f"the type is {told}, but the file is no audio that can be read", "Upload the audio.")


@BOOK.better("apple-audio-duration", "itunes:duration is as long as the recording.", GUIDE)
def _duration(seen: Seen) -> Iterable[Miss]:
    yield from media.durations(seen)


def _head(node: Node, file: File) -> Iterator[Miss]:
    if file.head and not file.head.ok and file.get and file.get.ok:
        yield Miss(node, f"HEAD is answered with {file.head.status or file.head.error}", "Let the server answer HEAD.")
