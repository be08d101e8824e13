"""What Spotify asks. Source: its Podcast Delivery Specification, linked from its support pages."""

from __future__ import annotations

from collections.abc import Iterable

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import media
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import seconds

BOOK = Book(Whose.SPOTIFY)

_SPEC = "https://support.spotify.com/us/creators/article/podcast-specification-doc/"
_TYPES = ("audio/mpeg", "audio/mp3", "audio/mp4", "audio/m4a", "audio/x-m4a", "audio/aac", "video/mp4",
          "video/quicktime", "video/x-m4v", "video/m4v")  # fmt: skip
_BYTES = 200_000_000
_SECONDS = 12 * 3600
_KBITS = (96, 320)


@BOOK.required("spotify-channel", "The channel has title, description, language and artwork.", _SPEC)
def _channel(seen: Seen) -> Iterable[Miss]:
    for tag in ("title", "description", "language", "itunes:image"):
        if not seen.channel.first(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}> to the channel.")


@BOOK.required("spotify-item", "Every item has a title and an enclosure.", _SPEC)
def _item(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for tag in ("title", "enclosure"):
            if not item.first(tag):
                yield Miss(item, f"the item has no <{tag}>", f"Add <{tag}>.")


@BOOK.better("spotify-item-more", "Every item has a guid, a date and a description.", _SPEC)
def _more(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for tag in ("guid", "pubDate", "description"):
            if not item.first(tag):
                yield Miss(item, f"the item has no <{tag}>", f"Add <{tag}>.")


@BOOK.better("spotify-owner", "The owner has an email address, to which Spotify sends its code.", _SPEC)
def _owner(seen: Seen) -> Iterable[Miss]:
    owner = seen.channel.first("itunes:owner")
    if not owner or not owner.said("itunes:email"):
        yield Miss(owner or seen.channel, "the owner has no email address", "Add <itunes:owner> with <itunes:email>.")


@BOOK.required("spotify-artwork", "Artwork is square, and JPEG or PNG.", _SPEC)
def _artwork(seen: Seen) -> Iterable[Miss]:
    for node, picture in media.pictures(seen):
        if picture.width != picture.height:
            yield Miss(node, f"the artwork is {picture.width} × {picture.height} pixels", "Make it square.")
        if picture.format not in ("JPEG", "PNG", "TIFF"):
            yield Miss(node, f"the artwork is {picture.format}", "Save it as JPEG or PNG.")


@BOOK.required("spotify-type", "Episodes are MP3 or MPEG-4.", _SPEC)
def _type(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("enclosure")[:1]:
            told = node.attributes.get("type", "").partition(";")[0].strip().lower()
            if told and told not in _TYPES:
                yield Miss(
                    node, f"the type is {told[:40]}", "Offer MP3; other formats as <podcast:alternateEnclosure>."
                )


@BOOK.better("spotify-size", "Episodes have at most 200 MB and 12 hours.", _SPEC)
def _size(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("enclosure")[:1]:
            told = node.attributes.get("length", "")
            if told.isdecimal() and int(told[:18]) > _BYTES:
                yield Miss(node, f"the file has {int(told[:18]) / 1e6:,.0f} MB", "Encode it with fewer bits.")
        duration = seconds(item.said("itunes:duration"))
        if duration and duration > _SECONDS:
            yield Miss(item, f"the episode lasts {duration / 3600:.1f} hours", "Split it.")


@BOOK.better("spotify-bits", "MP3 has 96 to 320 kbit/s.", _SPEC)
def _bits(seen: Seen) -> Iterable[Miss]:
    for node, file in media.there(seen, media.enclosures(seen)):
        audio = file.audio
        if audio and audio.type == "audio/mpeg" and audio.kbits and not _KBITS[0] <= round(audio.kbits) <= _KBITS[1]:
            what = f"the MP3 has {audio.kbits:.0f} kbit/s"
            yield Miss(node, what, "Spotify encodes it anew in any case; it asks for 96 to 320 kbit/s to do so from.")


@BOOK.better("spotify-duration", "itunes:duration is as long as the recording.", _SPEC)
def _duration(seen: Seen) -> Iterable[Miss]:
    yield from media.durations(seen)
