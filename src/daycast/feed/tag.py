"""Tags of other namespaces than RSS's own, as values, and the feedgen extension that writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daycast.feed.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

NAMESPACES = {
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "fh": "http://purl.org/syndication/history/1.0",
}
_KNOWN = {
    **NAMESPACES,
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}


@dataclass(frozen=True, slots=True)
class Tag:
    """An element: its name with the prefix, such as `podcast:guid`, attributes, text, and what it holds."""

    name: str
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    holds: tuple[Tag, ...] = ()


def tag(name: str, text: str = "", /, *holds: Tag, **attributes: str | None) -> Tag:
    """A `Tag` whose attributes are those that have a value; `_` in their names stands for `-`."""
    told = tuple((key.replace("_", "-"), clean(value)) for key, value in attributes.items() if value)
    return Tag(name, told, clean(text), holds)


class Tags:
    """A feedgen extension, one for the channel and one for each item: writes the tags that it is given."""

    def __init__(self) -> None:
        self._tags: tuple[Tag, ...] = ()

    def add(self, tags: Iterable[Tag]) -> None:
        self._tags = (*self._tags, *tags)

    def extend_ns(self) -> dict[str, str]:
        return NAMESPACES

    def extend_rss(self, element: Any) -> None:
        parent = element if element.tag == "item" else element[0]
        for one in self._tags:
            _write(parent, one)


def _write(parent: Any, told: Tag) -> None:
    prefix, name = told.name.split(":")
    element = parent.makeelement(f"{{{_KNOWN[prefix]}}}{name}", dict(told.attributes))
    parent.append(element)
    if told.text:
        element.text = told.text
    for inner in told.holds:
        _write(element, inner)
