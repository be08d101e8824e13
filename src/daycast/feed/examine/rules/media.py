"""The files that a feed names, with the elements that name them, and what several makers ask of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daycast.feed.examine.rule import Miss, NotAsked
from daycast.feed.examine.seen import File, Picture, Seen
from daycast.feed.examine.values import extension, seconds
from daycast.feed.examine.xmlnode import Node

_ENDINGS = {"JPEG": ("jpg", "jpeg"), "PNG": ("png",)}
_KIN = (
    frozenset({"audio/mpeg", "audio/mp3", "audio/x-mp3", "audio/mpeg3"}),
    frozenset({"audio/mp4", "audio/m4a", "audio/x-m4a", "video/mp4", "video/x-m4v", "video/m4v", "video/quicktime",
               "audio/aac", "audio/x-m4b"}),
    frozenset({"audio/ogg", "audio/opus", "audio/vorbis", "application/ogg"}),
    frozenset({"audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"}),
    frozenset({"audio/flac", "audio/x-flac"}),
)  # fmt: skip
_APART = 2.0  # seconds, and
_SHARE = 0.01  # of the length, that a duration may be off: rounding, and what encoders add at the ends


def named(parents: Iterable[Node], tag: str, attribute: str) -> Iterator[tuple[Node, str]]:
    for parent in parents:
        for node in parent.all(tag):
            if url := node.attributes.get(attribute, "").strip():
                yield node, url


def artwork(seen: Seen) -> Iterable[tuple[Node, str]]:
    """The artwork of the channel and of the items looked at."""
    return named((seen.channel, *seen.looked_at), "itunes:image", "href")


def enclosures(seen: Seen) -> Iterable[tuple[Node, str]]:
    return named(seen.looked_at, "enclosure", "url")


def there(seen: Seen, nodes: Iterable[tuple[Node, str]]) -> tuple[tuple[Node, File], ...]:
    """The files among `nodes` that could be had. Raises `NotAsked` where none was asked for."""
    return tuple((node, file) for node, file in _asked(seen, nodes) if not file.why)


def served(seen: Seen, nodes: Iterable[tuple[Node, str]]) -> tuple[tuple[Node, File], ...]:
    """The files among `nodes` that a server was asked for. Raises `NotAsked` where there is no server."""
    if not seen.server:
        raise NotAsked("a folder has no server")
    return _asked(seen, nodes)


def _asked(seen: Seen, nodes: Iterable[tuple[Node, str]]) -> tuple[tuple[Node, File], ...]:
    named = tuple(nodes)
    found = tuple((node, seen.files[url]) for node, url in named if url in seen.files)
    if named and not found:
        raise NotAsked("the files are not beside the feed")
    return found


def pictures(seen: Seen) -> Iterator[tuple[Node, Picture]]:
    for node, file in there(seen, artwork(seen)):
        if file.picture:
            yield node, file.picture


def artwork_size(seen: Seen) -> Iterator[Miss]:
    for node, picture in pictures(seen):
        size = f"{picture.width} × {picture.height} pixels"
        if picture.width != picture.height:
            yield Miss(node, f"the artwork is {size}", "Make it square, best 3000 × 3000.")
        elif not 1400 <= picture.width <= 3000:
            yield Miss(node, f"the artwork is {size}", "Make it 1400 × 1400 to 3000 × 3000, best the largest.")


def artwork_format(seen: Seen) -> Iterator[Miss]:
    for node, file in there(seen, artwork(seen)):
        ending = extension(file.url)
        if not file.picture:
            yield Miss(node, "the artwork is no picture that can be read", "Save it as JPEG or PNG.")
        elif file.picture.format not in _ENDINGS:
            yield Miss(node, f"the artwork is {file.picture.format}", "Save it as JPEG or PNG.")
        elif ending not in _ENDINGS[file.picture.format]:
            right = _ENDINGS[file.picture.format][0]
            told = f"ends with .{ending[:20]}" if ending else "has no ending"
            yield Miss(node, f"the artwork is {file.picture.format}, but {told}", f"Let its name end with .{right}.")


def artwork_colours(seen: Seen) -> Iterator[Miss]:
    for node, picture in pictures(seen):
        if picture.mode not in ("RGB", "RGBA"):
            yield Miss(node, f"the artwork’s colours are {picture.mode}", "Save it as RGB (sRGB).")


def durations(seen: Seen) -> Iterator[Miss]:
    for node, file in there(seen, enclosures(seen)):
        item = next(item for item in seen.looked_at if node in item.children)
        told, real = seconds(item.said("itunes:duration")), file.audio.seconds if file.audio else None
        if told is not None and real is not None and abs(told - real) > max(_APART, _SHARE * real):
            duration = item.first("itunes:duration")
            yield Miss(duration, f"the duration is {told} s, but the recording {real:.0f} s", f"Write {real:.0f}.")


def is_alike(one: str, other: str) -> bool:
    """Whether two media types are names of the same."""
    return one == other or any(one in kin and other in kin for kin in _KIN)
