"""A feed's XML as plain values, with the prefixes that everybody knows for the namespaces, whatever the feed's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
PSC = "http://podlove.org/simple-chapters"
XML = "http://www.w3.org/XML/1998/namespace"
PREFIXES: Mapping[str, str] = {
    ITUNES: "itunes",
    PODCAST: "podcast",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    ATOM: "atom",
    CONTENT: "content",
    PSC: "psc",
    XML: "xml",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/rss/1.0/modules/syndication/": "sy",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.spotify.com/ns/rss": "spotify",
    "http://www.rssboard.org/media-rss": "media",
}


@dataclass(frozen=True, slots=True)
class Node:
    """An element. `tag` is `prefix:name` for a known namespace, `{address}name` for another, `name` for none.

    `text` is its own text, without that of the elements in it; `line` counts from 1.
    """

    tag: str
    line: int
    attributes: Mapping[str, str]
    text: str
    children: tuple[Node, ...]

    def all(self, tag: str) -> tuple[Node, ...]:
        return tuple(child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> Node | None:
        return next((child for child in self.children if child.tag == tag), None)

    def said(self, tag: str) -> str:
        """The text of the first element `tag` without the space around it; "" where there is none."""
        found = self.first(tag)
        return found.text.strip() if found else ""

    def walk(self) -> Iterator[Node]:
        """This element and all below it, in the feed's order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def namespace(self) -> str:
        """The prefix of a known namespace, the address of another, "" for none."""
        if self.tag.startswith("{"):
            return self.tag[1:].partition("}")[0]
        return self.tag.rpartition(":")[0]


@dataclass(frozen=True, slots=True)
class Document:
    """A feed that is XML: its root, and the namespaces that are declared anywhere, address by prefix."""

    root: Node
    namespaces: tuple[tuple[str, str], ...]
    doctype: bool

    @property
    def channel(self) -> Node | None:
        """The RSS channel, if this is RSS."""
        return self.root.first("channel") if self.root.tag == "rss" else None

    @property
    def items(self) -> tuple[Node, ...]:
        return self.channel.all("item") if self.channel else ()
