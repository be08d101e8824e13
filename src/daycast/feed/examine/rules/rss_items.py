"""What tells one episode from another, and where its sound is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import short, wrong_type, wrong_url
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.RSS)

_W3C = "https://validator.w3.org/feed/docs"
_SPEC = "https://www.rssboard.org/rss-specification"


@BOOK.required("rss-guid-unique", "No two items have the same guid.", f"{_W3C}/error/DuplicateValue.html")
def _unique(seen: Seen) -> Iterable[Miss]:
    by_guid: defaultdict[str, list[Node]] = defaultdict(list)
    for item in seen.items:
        if guid := item.first("guid"):
            by_guid[guid.text.strip()].append(guid)
    for told, nodes in by_guid.items():
        for node in nodes[1:]:
            what = f"the guid “{short(told)}” is that of line {nodes[0].line} too"
            yield Miss(node, what, "Apps show one of the two: give each a guid of its own, and never change it.")


@BOOK.better("rss-guid", "Every item has a guid.", f"{_W3C}/warning/MissingGuid.html")
def _guid(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        if not item.said("guid"):
            yield Miss(item, "the item has no guid", 'Add <guid isPermaLink="false">…</guid>, and never change it.')


@BOOK.required("rss-guid-permalink", 'A guid is an address, unless it says isPermaLink="false".',
               f"{_W3C}/error/InvalidHttpGUID.html")  # fmt: skip
def _permalink(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for guid in item.all("guid"):
            told = guid.attributes.get("isPermaLink", "true")
            if told not in ("true", "false"):
                yield Miss(guid, f'isPermaLink="{short(told)}" is neither true nor false', 'Write "true" or "false".')
            elif told == "true" and guid.text.strip() and wrong_url(guid.text.strip()):
                yield Miss(guid, f"the guid “{short(guid.text.strip())}” is no address", 'Add isPermaLink="false".')


@BOOK.better("rss-guid-plenty", "A guid is more than a small number.", f"{_W3C}/warning/NotSufficientlyUnique.html")
def _plenty(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        guid = item.first("guid")
        if guid and guid.text.strip().isdecimal() and len(guid.text.strip()) < 9:
            yield Miss(guid, f"the guid is “{guid.text.strip()}”", "New episodes: use a UUID. Published ones: keep it.")


@BOOK.required("rss-enclosure-length", "An enclosure’s length is a number of bytes.",
               f"{_W3C}/error/InvalidIntegerAttribute.html")  # fmt: skip
def _length(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        told = node.attributes.get("length")
        if told is not None and not (told.isascii() and told.isdecimal()):
            yield Miss(node, f"the length “{short(told)}” is no number of bytes", "Write the file’s size in bytes.")


@BOOK.better("rss-enclosure-size", "An enclosure’s length is not 0.",
             f"{_SPEC}#ltenclosuregtSubelementOfLtitemgt")  # fmt: skip
def _size(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        told = node.attributes.get("length", "")
        if told.isdecimal() and not told.strip("0"):
            yield Miss(node, "the length is 0, which means that it is not known", "Write the file’s size in bytes.")


@BOOK.required("rss-enclosure-type", "An enclosure’s type is a media type.", f"{_W3C}/error/InvalidMIMEAttribute.html")
def _type(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        told = node.attributes.get("type")
        if told is not None and (wrong := wrong_type(told)):
            yield Miss(node, f"the type {wrong}", 'Write type="audio/mpeg" for MP3.')


@BOOK.required("rss-enclosure-url", "An enclosure’s address is one of http or https.",
               f"{_SPEC}#ltenclosuregtSubelementOfLtitemgt")  # fmt: skip
def _url(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        told = node.attributes.get("url")
        if told is not None and (wrong := wrong_url(told)):
            yield Miss(node, wrong, "Write the whole address of the file, beginning with https://.")


@BOOK.better("rss-enclosure-once", "An item has one enclosure.", f"{_W3C}/warning/DuplicateEnclosure.html")
def _once(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("enclosure")[1:]:
            yield Miss(node, "a second enclosure", "Most apps see one: offer others as <podcast:alternateEnclosure>.")


def _enclosures(seen: Seen) -> Iterable[Node]:
    return (node for item in seen.items for node in item.all("enclosure"))
