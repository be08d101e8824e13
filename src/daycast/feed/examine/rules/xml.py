"""Whether it is XML, in characters that everybody can read."""

from __future__ import annotations

import re
from collections.abc import Iterable

from daycast.feed.examine.parse import Unreadable
from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.xmlnode import PREFIXES, Document, Node

BOOK = Book(Whose.RSS)

_XML = "https://www.w3.org/TR/xml/#sec-well-formed"
_BAD = re.compile("[\x7f-\x84\x86-\x9f\ufffd\ufdd0-\ufdef]")


@BOOK.required("xml", "It is well-formed XML without a trap in it.", _XML, needs_feed=False)
def _xml(seen: Seen) -> Iterable[Miss]:
    if isinstance(seen.document, Unreadable):
        at = Node("", seen.document.line, {}, "", ())
        yield Miss(at, seen.document.why, "Mend it first: no reader gets any further, and nothing else can be checked.")


@BOOK.required(
    "rss", "Its root is <rss version=\"2.0\"> with one <channel>.", "https://www.rssboard.org/rss-specification",
    needs_feed=False,
)  # fmt: skip
def _rss(seen: Seen) -> Iterable[Miss]:
    if isinstance(seen.document, Unreadable):
        return
    root = seen.document.root
    if root.tag != "rss":
        kind = "an Atom feed" if root.tag == "atom:feed" else f"<{root.tag}>"
        yield Miss(root, f"this is {kind}, not RSS", "Podcast directories take RSS 2.0 only.")
        return
    version = root.attributes.get("version", "")
    if version != "2.0":
        yield Miss(root, f"the version is “{version}”", 'Write <rss version="2.0">.')
    channels = root.all("channel")
    if len(channels) != 1:
        yield Miss(root, f"there are {len(channels)} channels", "Put everything into one <channel>.")
    for other in root.children:
        if other.tag != "channel":
            yield Miss(other, f"<{other.tag}> stands beside the channel", "Move it into <channel>.")


@BOOK.required(
    "xml-encoding", "Its bytes are in the encoding that it declares.",
    "https://validator.w3.org/feed/docs/error/UnicodeError.html", needs_feed=False,
)  # fmt: skip
def _encoding(seen: Seen) -> Iterable[Miss]:
    if seen.encoding.wrong:
        name = seen.encoding.declared or "UTF-8"
        at = Node("", seen.encoding.wrong, {}, "", ())
        yield Miss(at, f"a byte here is not {name}", "Save the feed as UTF-8, and declare that.")


@BOOK.better(
    "xml-declaration", "It declares its encoding.",
    "https://validator.w3.org/feed/docs/warning/MissingEncoding.html", needs_feed=False,
)  # fmt: skip
def _declares(seen: Seen) -> Iterable[Miss]:
    if not seen.encoding.declared:
        yield Miss(None, "no encoding is declared", 'Begin with <?xml version="1.0" encoding="UTF-8"?>.')


@BOOK.better(
    "xml-characters", "No character in it is a control character or stands for a lost one.",
    "https://validator.w3.org/feed/docs/warning/BadCharacters.html",
)  # fmt: skip
def _characters(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        for text in (node.text, *node.attributes.values()):
            if found := _BAD.search(text):
                what = f"<{node.tag}> has the character U+{ord(found[0]):04X}"
                yield Miss(node, what, "A text in Windows’ encoding was taken for another: convert it to UTF-8.")
                break


@BOOK.better("xml-doctype", "It has no document type.", "https://validator.w3.org/feed/docs/error/InvalidDoctype.html")
def _doctype(seen: Seen) -> Iterable[Miss]:
    if isinstance(seen.document, Document) and seen.document.doctype:
        yield Miss(seen.document.root, "it has a <!DOCTYPE>", "Leave it out; RSS 2.0 has none.")


@BOOK.required(
    "xml-namespaces", "Its namespaces are those that readers know, letter for letter.",
    "https://validator.w3.org/feed/docs/error/InvalidNamespace.html",
)  # fmt: skip
def _namespaces(seen: Seen) -> Iterable[Miss]:
    if not isinstance(seen.document, Document):
        return
    usual = {name: address for address, name in reversed(tuple(PREFIXES.items()))}
    plain = {_plain(address): address for address in PREFIXES}
    for prefix, address in seen.document.namespaces:
        if address in PREFIXES:
            continue
        if right := usual.get(prefix) or plain.get(_plain(address)):
            what = f'xmlns:{prefix}="{address}" is not the namespace that readers know'
            yield Miss(seen.document.root, what, f'Write xmlns:{prefix}="{right}".')


def _plain(address: str) -> str:
    return address.lower().removeprefix("https://").removeprefix("http://").rstrip("/")


@BOOK.better(
    "xml-prefixes", "Its namespaces have their usual prefixes.",
    "https://validator.w3.org/feed/docs/warning/NonstdPrefix.html",
)  # fmt: skip
def _prefixes(seen: Seen) -> Iterable[Miss]:
    if not isinstance(seen.document, Document):
        return
    for prefix, address in seen.document.namespaces:
        usual = PREFIXES.get(address)
        if usual and prefix not in (usual, ""):
            what = f"the namespace of {usual}: has the prefix {prefix}:"
            yield Miss(seen.document.root, what, f"Some readers look for the prefix alone: call it {usual}:.")
