"""How the feed and its files are served: that they are there, by which way, and with which headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from daycast.feed.examine.rule import Book, Miss, NotAsked, Whose
from daycast.feed.examine.rules import media, podcast_files
from daycast.feed.examine.seen import File, Seen, Server
from daycast.feed.examine.values import short
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.SERVER)

_RFC9110 = "https://www.rfc-editor.org/rfc/rfc9110"
_TYPES = ("application/rss+xml", "application/xml", "text/xml")
_LASTING = (301, 308)


@BOOK.required("served-files", "What the feed names is there.", f"{_RFC9110}#section-15.3", needs_feed=True)
def _files(seen: Seen) -> Iterable[Miss]:
    named = tuple(_named(seen))
    if named and not any(url in seen.files for _, url in named):
        raise NotAsked("the files are not beside the feed")
    for node, url in named:
        file = seen.files.get(url)
        if file and file.why:
            yield Miss(node, f"{short(url)}: {file.why}", "Put the file there, or mend the address.")


@BOOK.better("served-https", "Everything is served by https.", "https://www.rfc-editor.org/rfc/rfc7258")
def _https(seen: Seen) -> Iterable[Miss]:
    server = _server(seen)
    if server.is_private:
        raise NotAsked("the server is on this machine or its network")
    if not server.get.url.startswith("https:"):
        yield Miss(None, "the feed is served by http", "Serve it by https; many apps load nothing else.")
    for node, url in _named(seen):
        if url.startswith("http:"):
            yield Miss(node, f"{short(url)} is served by http", "Name it by https.")


@BOOK.better("served-redirects", "Whatever has moved says that it has moved for good.", f"{_RFC9110}#section-15.4")
def _redirects(seen: Seen) -> Iterable[Miss]:
    passing = [hop for hop in _server(seen).get.hops if hop[0] not in _LASTING]
    if passing:
        what = f"the feed moves with {passing[0][0]} to {short(passing[0][1])}"
        yield Miss(None, what, "Answer 301 or 308, so that apps remember where it is now.")


@BOOK.better("served-type", "The feed is served as RSS.",
             "https://validator.w3.org/feed/docs/warning/UnexpectedContentType.html")  # fmt: skip
def _type(seen: Seen) -> Iterable[Miss]:
    told = _server(seen).get.type
    if told not in _TYPES:
        yield Miss(None, f"the feed’s Content-Type is “{short(told)}”", "Serve it as text/xml or application/rss+xml.")


@BOOK.better("served-charset", "The server and the feed name the same encoding.",
             "https://validator.w3.org/feed/docs/warning/EncodingMismatch.html")  # fmt: skip
def _charset(seen: Seen) -> Iterable[Miss]:
    _, _, told = _server(seen).get.headers.get("content-type", "").lower().partition("charset=")
    told = told.partition(";")[0].strip(" \"'")
    declared = seen.encoding.declared.lower() or "utf-8"
    if told and told.replace("-", "") != declared.replace("-", ""):
        yield Miss(None, f"the server says {short(told)}, the feed {declared}", "Let both say UTF-8.")


@BOOK.required("served-head", "HEAD for the feed is answered as GET is, without a body.", f"{_RFC9110}#section-9.3.2")
def _head(seen: Seen) -> Iterable[Miss]:
    server = _server(seen)
    if not server.head.ok:
        what = f"HEAD is answered with {server.head.status or server.head.error}"
        yield Miss(None, what, "Let the server answer HEAD.")
    elif server.head.type != server.get.type:
        yield Miss(None, f"HEAD says {server.head.type or 'no type'}, GET {server.get.type}", "Answer both alike.")


@BOOK.better("served-validators", "The feed has an ETag or a Last-Modified.", f"{_RFC9110}#section-8.8")
def _validators(seen: Seen) -> Iterable[Miss]:
    headers = _server(seen).get.headers
    if "etag" not in headers and "last-modified" not in headers:
        yield Miss(None, "neither ETag nor Last-Modified", "Send one, so that apps need not load the feed again.")


@BOOK.better(
    "served-304", "An app that has the newest feed is told 304 and sent nothing.", f"{_RFC9110}#section-15.4.5"
)
def _unchanged(seen: Seen) -> Iterable[Miss]:
    server = _server(seen)
    if not server.by_etag and not server.by_date:
        raise NotAsked("the server sends nothing to ask by")
    for reply, name in ((server.by_etag, "If-None-Match"), (server.by_date, "If-Modified-Since")):
        if reply and reply.status != 304:
            what = f"{name} is answered with {reply.status or reply.error}"
            yield Miss(None, what, "Answer 304: apps ask many times a day.")


@BOOK.better("served-gzip", "The feed is compressed for those who take it so.", f"{_RFC9110}#section-8.4")
def _gzip(seen: Seen) -> Iterable[Miss]:
    if _server(seen).get.headers.get("content-encoding", "").lower() not in ("gzip", "br", "zstd", "deflate"):
        yield Miss(None, "the feed is sent as it is", "Compress it: a feed becomes a fifth or less.")


@BOOK.better("served-audio-type", "Audio is served with the type that the feed says.", f"{_RFC9110}#section-8.3")
def _audio_type(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.enclosures(seen)):
        told = node.attributes.get("type", "").partition(";")[0].strip().lower()
        sent = file.head.type if file.head and file.head.ok else ""
        if told and sent and not media.is_alike(told, sent):
            yield Miss(node, f"the feed says {short(told)}, the server {short(sent)}", "Let both say what it is.")


@BOOK.better("served-audio-same", "HEAD, GET and Range agree about a file’s size.", f"{_RFC9110}#section-14.4")
def _same(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.enclosures(seen)):
        told = {size for size in _sizes(file) if size is not None}
        if len(told) > 1:
            yield Miss(node, f"sizes told: {', '.join(map(str, sorted(told)))} bytes", "Let all answers tell the same.")


@BOOK.better("served-audio-redirects", "Audio is at most five redirects away.",
             "https://podcasters.apple.com/support/823-podcast-requirements")  # fmt: skip
def _hops(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, media.enclosures(seen)):
        if file.get and len(file.get.hops) > 5:
            yield Miss(node, f"{len(file.get.hops)} redirects", "Name the file’s own address.")


def _sizes(file: File) -> Iterator[int | None]:
    for reply in (file.head, file.part):
        if reply and reply.ok:
            total = reply.headers.get("content-range", "").rpartition("/")[2]
            told = total if reply.status == 206 else reply.headers.get("content-length", "")
            yield int(told[:18]) if told.isascii() and told.isdecimal() else None


def _named(seen: Seen) -> Iterator[tuple[Node, str]]:
    yield from media.artwork(seen)
    yield from media.enclosures(seen)
    yield from podcast_files.transcripts(seen)
    yield from podcast_files.chapters(seen)
    for item in seen.looked_at:
        for node in item.all("podcast:alternateEnclosure"):
            yield from media.named((node,), "podcast:source", "uri")


def _server(seen: Seen) -> Server:
    if not seen.server:
        raise NotAsked("a folder has no server")
    return seen.server
