"""What the Podcast Standards Project's PSP-1 asks of a feed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import media, shared
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import seconds, short, wrong_language
from daycast.feed.examine.xmlnode import ATOM, ITUNES, PODCAST, Document

BOOK = Book(Whose.PSP1)

_SPEC = "https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification"
_TYPES = ("audio/mpeg", "audio/m4a", "audio/x-m4a", "audio/mp4", "video/m4v", "video/x-m4v", "video/mp4")
_COPYRIGHT = re.compile(r"copyright|©|\b(?:19|20)\d\d\b", re.IGNORECASE)


@BOOK.required("psp-namespaces", "It declares the namespaces itunes, podcast and atom.",
               f"{_SPEC}#required-rss-namespace-declarations")  # fmt: skip
def _namespaces(seen: Seen) -> Iterable[Miss]:
    if not isinstance(seen.document, Document):
        return
    there = {address for _, address in seen.document.namespaces}
    for prefix, address in (("itunes", ITUNES), ("podcast", PODCAST), ("atom", ATOM)):
        if address not in there:
            what = f"the namespace {prefix} is not declared"
            yield Miss(seen.document.root, what, f'Write xmlns:{prefix}="{address}" into <rss>.')


@BOOK.required("psp-self", "atom:link rel=self gives the feed’s own address.", f"{_SPEC}#channel-atom")
def _self(seen: Seen) -> Iterable[Miss]:
    if not any(node.attributes.get("rel") == "self" for node in seen.channel.all("atom:link")):
        do = 'Add <atom:link rel="self" type="application/rss+xml" href="…" />.'
        yield Miss(seen.channel, "no atom:link says where this feed is", do)


@BOOK.required("psp-channel", "The channel has title, description, link, language, category, explicit and artwork.",
               f"{_SPEC}#required-channel-elements")  # fmt: skip
def _channel(seen: Seen) -> Iterable[Miss]:
    for tag in ("title", "description", "link", "language", "itunes:category", "itunes:explicit", "itunes:image"):
        if not seen.channel.first(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}> to the channel.")


@BOOK.better("psp-channel-more", "The channel has podcast:locked, podcast:guid and itunes:author.",
             f"{_SPEC}#recommended-channel-elements")  # fmt: skip
def _channel_more(seen: Seen) -> Iterable[Miss]:
    for tag in ("podcast:locked", "podcast:guid", "itunes:author"):
        if not seen.channel.first(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}> to the channel.")


@BOOK.required("psp-item", "Every item has a title, an enclosure and a guid.", f"{_SPEC}#required-item-elements")
def _item(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for tag in ("title", "enclosure", "guid"):
            if not item.first(tag):
                yield Miss(item, f"the item has no <{tag}>", f"Add <{tag}>.")


@BOOK.better("psp-item-more", "Every item has link, date, description, duration, explicit and a transcript.",
             f"{_SPEC}#recommended-item-elements")  # fmt: skip
def _item_more(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for tag in ("link", "pubDate", "description", "itunes:duration", "itunes:explicit", "podcast:transcript"):
            if not item.first(tag):
                yield Miss(item, f"the item has no <{tag}>", f"Add <{tag}>.")


@BOOK.better("psp-item-artwork", "Every item has artwork of its own.", f"{_SPEC}#item-itunes-image")
def _item_artwork(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        if not item.first("itunes:image"):
            yield Miss(item, "the item has no <itunes:image>", "Add it where an episode has a picture of its own.")


@BOOK.required("psp-type", "Enclosures are MP3 or MPEG-4.", f"{_SPEC}#item-enclosure")
def _type(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("enclosure")[:1]:
            told = node.attributes.get("type", "").partition(";")[0].strip().lower()
            if told and told not in _TYPES:
                yield Miss(node, f"the type is {short(told)}", f"Offer one of {', '.join(_TYPES)}.")


@BOOK.required("psp-explicit", "itunes:explicit is true or false.", f"{_SPEC}#channel-itunes-explicit")
def _explicit(seen: Seen) -> Iterable[Miss]:
    yield from shared.explicit(seen)


@BOOK.required("psp-language", "The language is an ISO 639 code.", f"{_SPEC}#channel-language")
def _language(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("language"):
        if wrong := wrong_language(node.text.strip()):
            yield Miss(node, f"<language> {wrong}", "Write the code, such as en-us.")


@BOOK.required("psp-description-bytes", "Descriptions have at most 4,000 bytes.", f"{_SPEC}#channel-description")
def _bytes(seen: Seen) -> Iterable[Miss]:
    yield from shared.description_bytes(seen, ("description",))


@BOOK.required("psp-text-length", "Titles and names have at most 255 characters.",
               f"{_SPEC}#html-and-link-support-optional")  # fmt: skip
def _length(seen: Seen) -> Iterable[Miss]:
    tags = ("title", "itunes:author", "copyright", "itunes:title", "link", "guid")
    yield from shared.text_length(node for parent in seen.parents for tag in tags for node in parent.all(tag))


@BOOK.better("psp-trimmed", "Texts have no space before or behind them.", f"{_SPEC}#html-and-link-support-optional")
def _trimmed(seen: Seen) -> Iterable[Miss]:
    tags = ("title", "itunes:author", "copyright", "itunes:title", "link", "guid", "language")
    yield from shared.trimmed(node for parent in seen.parents for tag in tags for node in parent.all(tag))


@BOOK.required("psp-utf8", "It is encoded in UTF-8.", f"{_SPEC}#html-and-link-support-optional")
def _utf8(seen: Seen) -> Iterable[Miss]:
    yield from shared.utf8(seen)


@BOOK.required("psp-serial", "Each episode of a serial show has a number.", f"{_SPEC}#item-itunes-episode")
def _serial(seen: Seen) -> Iterable[Miss]:
    yield from shared.serial_numbers(seen)


@BOOK.required("psp-numbers", "Episodes and seasons have numbers from 1 upwards.", f"{_SPEC}#item-itunes-episode")
def _numbers(seen: Seen) -> Iterable[Miss]:
    tags = ("itunes:episode", "itunes:season")
    yield from shared.positive(node for item in seen.items for tag in tags for node in item.all(tag))


@BOOK.better("psp-duration", "itunes:duration is in seconds.", f"{_SPEC}#item-itunesduration")
def _duration(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("itunes:duration"):
            if not node.text.strip().isdecimal():
                told = seconds(node.text.strip())
                yield Miss(node, f"the duration is “{short(node.text.strip())}”",
                           "Write seconds." if told is None else f"Write {told}.")  # fmt: skip


@BOOK.better("psp-copyright", "The copyright is a name, without the word, the sign or a year.",
             f"{_SPEC}#channel-copyright")  # fmt: skip
def _copyright(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("copyright"):
        if found := _COPYRIGHT.search(node.text):
            yield Miss(node, f"the copyright has “{found[0]}”", "Write the holder’s name alone.")


@BOOK.better("psp-yes", "itunes:block and itunes:complete say yes, or are not there.", f"{_SPEC}#item-itunes-block")
def _yes(seen: Seen) -> Iterable[Miss]:
    yield from shared.yes_or_nothing(seen)


@BOOK.required("psp-artwork-size", "Artwork is square, 1400 to 3000 pixels wide.", f"{_SPEC}#channel-itunes-image")
def _artwork(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_size(seen)


@BOOK.required("psp-artwork-format", "Artwork is JPEG or PNG, with an ending that says so.",
               f"{_SPEC}#channel-itunes-image")  # fmt: skip
def _format(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_format(seen)


@BOOK.required("psp-artwork-rgb", "Artwork has the colours red, green and blue.", f"{_SPEC}#channel-itunes-image")
def _rgb(seen: Seen) -> Iterable[Miss]:
    yield from media.artwork_colours(seen)
