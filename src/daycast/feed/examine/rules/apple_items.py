"""What Apple Podcasts asks of an episode. Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390"""

from __future__ import annotations

import re
from collections.abc import Iterable

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import shared
from daycast.feed.examine.rules.apple import GUIDE
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import extension, seconds, short
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.APPLE)

_TYPES = {
    "m4a": ("audio/x-m4a", "audio/m4a", "audio/mp4"),
    "mp3": ("audio/mpeg",),
    "mov": ("video/quicktime",),
    "mp4": ("video/mp4",),
    "m4v": ("video/x-m4v", "video/m4v", "video/mp4"),
    "pdf": ("application/pdf",),
}
_NUMBERED = re.compile(r"^(?:S\d+\s?)?(?:E|Ep\.?|Episode|Folge|Episodio)\s?#?\d+\b|^#\d+\b|^\d+[:.]\s", re.IGNORECASE)
_ALLOWED = frozenset("p ol ul li a b i strong em br".split())
_ELEMENT = re.compile(r"<([a-z][a-z0-9]*)\b", re.IGNORECASE)


@BOOK.required("apple-item", "Every item has a title and an enclosure with url, length and type.", GUIDE)
def _item(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        if not item.said("title"):
            yield Miss(item, "the item has no title", "Add <title>.")
        node = item.first("enclosure")
        if not node:
            yield Miss(item, "the item has no enclosure", "Add <enclosure>; Apple shows no item without one.")
        for name in ("url", "length", "type") if node else ():
            if node and not node.attributes.get(name):
                yield Miss(node, f"the enclosure has no {name}", f'Add {name}="…".')


@BOOK.better("apple-item-more", "Every item has a guid, a date, a description and a duration.", GUIDE)
def _more(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for tag in ("guid", "pubDate", "description", "itunes:duration"):
            if not item.first(tag):
                yield Miss(item, f"the item has no <{tag}>", f"Add <{tag}>.")


@BOOK.required("apple-format", "Enclosures end with .m4a, .mp3, .mov, .mp4, .m4v or .pdf.", GUIDE)
def _format(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        ending = extension(node.attributes.get("url", ""))
        if ending not in _TYPES:
            what = f"the file ends with .{short(ending)}" if ending else "the file has no ending"
            yield Miss(node, what, "Apple knows the kind of a file by its ending: offer an .mp3 or .m4a.")


@BOOK.required("apple-format-type", "An enclosure’s type is that of its file’s ending.", GUIDE)
def _type(seen: Seen) -> Iterable[Miss]:
    for node in _enclosures(seen):
        ending, told = extension(node.attributes.get("url", "")), node.attributes.get("type", "")
        right = _TYPES.get(ending)
        if right and told and told.partition(";")[0].strip().lower() not in right:
            yield Miss(node, f"the type of a .{ending} is “{short(told)}”", f'Write type="{right[0]}".')


@BOOK.required("apple-enclosure-unique", "No two items have the same enclosure.",
               "https://podcasters.apple.com/support/823-podcast-requirements")  # fmt: skip
def _unique(seen: Seen) -> Iterable[Miss]:
    first: dict[str, Node] = {}
    for node in _enclosures(seen):
        url = node.attributes.get("url", "")
        if url and first.setdefault(url, node) is not node:
            yield Miss(node, f"the enclosure is that of line {first[url].line} too", "Give each its own file.")


@BOOK.required("apple-duration", "itunes:duration is seconds, or hours, minutes and seconds.", GUIDE)
def _duration(seen: Seen) -> Iterable[Miss]:
    for node in _all(seen, "itunes:duration"):
        if seconds(node.text.strip()) is None:
            yield Miss(node, f"the duration is “{short(node.text.strip())}”", "Write seconds, such as 1801.")


@BOOK.better("apple-duration-seconds", "itunes:duration is in seconds.", GUIDE)
def _in_seconds(seen: Seen) -> Iterable[Miss]:
    for node in _all(seen, "itunes:duration"):
        told = seconds(node.text.strip())
        if told is not None and ":" in node.text:
            yield Miss(node, f"the duration is {node.text.strip()}", f"Write {told}.")


@BOOK.required("apple-numbers", "Episodes and seasons have numbers from 1 upwards.", GUIDE)
def _numbers(seen: Seen) -> Iterable[Miss]:
    yield from shared.positive((*_all(seen, "itunes:episode"), *_all(seen, "itunes:season")))


@BOOK.required("apple-serial", "Each episode of a serial show has a number.", GUIDE)
def _serial(seen: Seen) -> Iterable[Miss]:
    yield from shared.serial_numbers(seen)


@BOOK.required("apple-episode-type", "itunes:episodeType is full, trailer or bonus.", GUIDE)
def _episode_type(seen: Seen) -> Iterable[Miss]:
    for node in _all(seen, "itunes:episodeType"):
        if node.text.strip().lower() not in ("full", "trailer", "bonus"):
            yield Miss(node, f"the type “{short(node.text.strip())}” is none", "Write full, trailer or bonus.")


@BOOK.better("apple-title", "Titles of episodes have neither their number nor the show’s name.", GUIDE)
def _title(seen: Seen) -> Iterable[Miss]:
    show = seen.channel.said("title")
    for item in seen.items:
        for node in (*item.all("title"), *item.all("itunes:title")):
            told = node.text.strip()
            if found := _NUMBERED.search(told):
                yield Miss(node, f"the title begins with “{found[0].strip()}”", "Use <itunes:episode> and the like.")
            elif len(show) > 5 and show.lower() in told.lower():
                yield Miss(node, "the title repeats the show’s", "Leave it out; apps show both.")


@BOOK.better("apple-description-html", "Descriptions have no HTML but paragraphs, lists, links and stress.", GUIDE)
def _html(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in parent.all("description"):
            strange = {found.lower() for found in _ELEMENT.findall(node.text)} - _ALLOWED
            if strange:
                what = f"the description has <{short(min(strange))}>"
                yield Miss(node, what, "Apple shows <p>, <ol>, <ul>, <li> and <a>: use those.")


@BOOK.better("apple-transcript", "Where there is a transcript, one of them is VTT or SRT.",
             "https://podcasters.apple.com/support/5316-transcripts-on-apple-podcasts")  # fmt: skip
def _transcript(seen: Seen) -> Iterable[Miss]:
    kinds = ("text/vtt", "application/x-subrip", "application/srt", "text/srt")
    for item in seen.items:
        found = item.all("podcast:transcript")
        if found and not any(node.attributes.get("type", "").lower() in kinds for node in found):
            yield Miss(found[0], "no transcript is VTT or SRT", "Add one as VTT; Apple reads those.")


def _enclosures(seen: Seen) -> Iterable[Node]:
    return (node for item in seen.items for node in item.all("enclosure"))


def _all(seen: Seen, tag: str) -> Iterable[Node]:
    return tuple(node for item in seen.items for node in item.all(tag))
