"""All that was seen of a feed, as one value: its text, and what answered at the addresses in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from daycast.feed.examine.parse import Encoding, Unreadable
from daycast.feed.examine.xmlnode import Document, Node


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer of a server. `hops` are (status, address) of the redirects on the way; names of headers are lower case.

    `error` says why there was no answer at all; then `status` is 0.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    hops: tuple[tuple[int, str], ...] = ()
    error: str = ""

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    @property
    def type(self) -> str:
        """The media type, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Picture:
    """What a picture's bytes say: `format` as Pillow names it (`JPEG`, `PNG`), `mode` its colours, in pixels."""

    format: str
    mode: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Audio:
    """What a recording's bytes say: its media type, and its length in seconds and kbit/s where they can be told."""

    type: str
    seconds: float | None
    kbits: float | None


@dataclass(frozen=True, slots=True)
class File:
    """A file that the feed names, or `why` it cannot be had. `size` is the whole's in bytes, where it is known.

    `data` is its beginning, of a text all of it. `head`, `get` and `part` are the answers to HEAD, GET and a Range;
    they are `None` for a file in a folder.
    """

    url: str
    size: int | None = None
    data: bytes = b""
    why: str = ""
    head: Reply | None = None
    get: Reply | None = None
    part: Reply | None = None
    picture: Picture | None = None
    audio: Audio | None = None
    sri: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """How the feed itself is served: the answers to GET, HEAD, and GET with the validators of the first."""

    get: Reply
    head: Reply
    by_etag: Reply | None
    by_date: Reply | None
    is_private: bool


@dataclass(frozen=True, slots=True)
class Episode:
    """What is remembered of an episode: the address of its audio, its title and its date as the feed had them."""

    enclosure: str
    title: str
    published: str


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier look at the same feed: its `podcast:guid`, and its episodes by guid. `where` it is remembered."""

    guid: str
    episodes: Mapping[str, Episode]
    where: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A feed and what it names, at the time `now` (aware).

    `files` are by address, of the channel and the items in `looked_at`; an address that was not asked is not there.
    """

    address: str
    document: Document | Unreadable
    encoding: Encoding
    now: datetime
    server: Server | None = None
    files: Mapping[str, File] = field(default_factory=dict)
    looked_at: tuple[Node, ...] = ()
    before: Before | None = None

    @property
    def channel(self) -> Node:
        """The channel; an empty one where the feed has none, which is found elsewhere."""
        found = self.document.channel if isinstance(self.document, Document) else None
        return found or Node("channel", 0, {}, "", ())

    @property
    def items(self) -> tuple[Node, ...]:
        return self.channel.all("item")

    @property
    def parents(self) -> tuple[Node, ...]:
        """The channel and its items."""
        return (self.channel, *self.items)
