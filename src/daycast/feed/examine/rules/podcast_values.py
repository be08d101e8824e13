"""What the Podcasting 2.0 namespace's tags say, and Podlove's chapters beside them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from daycast.feed.examine.podcast_vocabulary import GROUPS, MEDIUMS, ROLES, SOURCE, TRANSCRIPTS
from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import UUID, short, wrong_date, wrong_type
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.PODCAST20)

_GEO = re.compile(r"geo:-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?(,-?[\d.]+)?(;.*)?")
_OSM = re.compile(r"[NWR]\d+(#\d+)?")
_SRI = re.compile(
    r"(?:sha(?:256|384|512)-[A-Za-z0-9+/]{43,88}={0,2})(?:\s+sha(?:256|384|512)-[A-Za-z0-9+/]{43,88}={0,2})*"
)
_NUMBER = re.compile(r"\d+(\.\d+)?")
_NPT = re.compile(r"(?:\d+:)?(?:\d{1,2}:)?\d{1,2}(?:\.\d+)?")
_TYPED = ("podcast:alternateEnclosure", "podcast:transcript", "podcast:chapters", "podcast:image")
_SECONDS = (15, 120)


@BOOK.required("podcast-guid", "podcast:guid is a UUID.", f"{SOURCE}/guid.md")
def _guid(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("podcast:guid"):
        if node.text.strip() and not UUID.fullmatch(node.text.strip()):
            do = "Write the UUIDv5 of the feed’s address, once and for all."
            yield Miss(node, f"the guid “{short(node.text.strip())}” is no UUID", do)
    for node in seen.channel.walk():
        told = node.attributes.get("feedGuid", "")
        if node.tag == "podcast:remoteItem" and told and not UUID.fullmatch(told):
            yield Miss(node, f"the feedGuid “{short(told)}” is no UUID", "Write the other show’s <podcast:guid>.")


@BOOK.required("podcast-words", "locked, block, medium, status and the like have one of their values.", SOURCE)
def _words(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        told = node.text.strip()
        if node.tag in ("podcast:locked", "podcast:block") and told and told.lower() not in ("yes", "no"):
            yield Miss(node, f"<{node.tag}> is “{short(told)}”", "Write yes, or no.")
        elif node.tag == "podcast:medium" and told and told.removesuffix("L") not in MEDIUMS:
            yield Miss(node, f"the medium is “{short(told)}”", "Write podcast, or another of the list.")
        for tag, name, words in (("liveItem", "status", ("pending", "live", "ended")),
                                 ("integrity", "type", ("sri", "pgp-signature")),
                                 ("location", "rel", ("subject", "creator"))):  # fmt: skip
            value = node.attributes.get(name)
            if node.tag == f"podcast:{tag}" and value and value.lower() not in words:
                yield Miss(node, f"the {name} is “{short(value)}”", f"Write {' or '.join(words)}.")


@BOOK.required("podcast-numbers", "Numbers in podcast: tags are numbers.", SOURCE)
def _numbers(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        told = node.text.strip()
        if node.tag == "podcast:season" and told and not told.isdecimal():
            yield Miss(node, f"the season is “{short(told)}”", 'Write its number; its name goes into name="…".')
        elif node.tag == "podcast:episode" and told and not _NUMBER.fullmatch(told):
            yield Miss(node, f"the episode is “{short(told)}”", 'Write its number; what to show goes into display="…".')
        elif node.namespace == "podcast":
            for name in ("startTime", "duration", "length", "bitrate", "width", "height"):
                value = node.attributes.get(name)
                if value and not _NUMBER.fullmatch(value):
                    yield Miss(node, f"the {name} is “{short(value)}”", "Write a number.")


@BOOK.required("podcast-trailer-date", "A trailer’s date is RFC 822’s.", f"{SOURCE}/trailer.md")
def _trailer(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("podcast:trailer"):
        if (told := node.attributes.get("pubdate")) and (wrong := wrong_date(told)):
            yield Miss(node, f"pubdate {wrong}", "Write it as <pubDate> has it.")


@BOOK.required(
    "podcast-integrity", "An integrity of type sri is a digest that browsers know.", f"{SOURCE}/integrity.md"
)
def _integrity(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        value = node.attributes.get("value", "")
        if node.tag == "podcast:integrity" and node.attributes.get("type") == "sri" and not _SRI.fullmatch(value):
            yield Miss(node, f"the digest is “{short(value)}”", "Write sha384- and the digest in base64.")


@BOOK.required("podcast-types", "Types in podcast: tags are media types.", SOURCE)
def _types(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        told = node.attributes.get("type") if node.tag in _TYPED else ""
        if told and (wrong := wrong_type(told)):
            yield Miss(node, f"the type {wrong}", "Write the file’s media type.")


@BOOK.better("podcast-file-types", "Transcripts and chapters have the types that apps know.", f"{SOURCE}/transcript.md")
def _file_types(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        for node in item.all("podcast:transcript"):
            told = node.attributes.get("type", "")
            if told and told.lower() not in TRANSCRIPTS:
                yield Miss(node, f"the type is {short(told)}", "Offer text/vtt; apps know that best.")
        for node in item.all("podcast:chapters"):
            told = node.attributes.get("type", "")
            if told and told.lower() != "application/json+chapters":
                yield Miss(node, f"the type is {short(told)}", "Write application/json+chapters.")


@BOOK.better("podcast-person", "A person’s role and group are those of the Podcast Taxonomy.", f"{SOURCE}/person.md")
def _person(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in parent.all("podcast:person"):
            for name, known in (("role", ROLES), ("group", GROUPS)):
                told = node.attributes.get(name)
                if told and told.strip().lower() not in known:
                    near = difflib.get_close_matches(told.lower(), known, n=1)
                    do = f"Write {near[0]}." if near else "Choose one of the taxonomy; apps show no other."
                    yield Miss(node, f"the {name} is “{short(told)}”", do)


@BOOK.better("podcast-soundbite", "A soundbite lasts 15 to 120 seconds.", f"{SOURCE}/soundbite.md")
def _soundbite(seen: Seen) -> Iterable[Miss]:
    for node in _all(seen, "podcast:soundbite"):
        told = node.attributes.get("duration", "")
        if _NUMBER.fullmatch(told) and not _SECONDS[0] <= float(told) <= _SECONDS[1]:
            yield Miss(node, f"the soundbite lasts {told} s", "Choose 15 to 120 seconds.")


@BOOK.better("podcast-location", "A location’s geo and osm are written as maps read them.", f"{SOURCE}/location.md")
def _location(seen: Seen) -> Iterable[Miss]:
    for node in (*seen.channel.all("podcast:location"), *_all(seen, "podcast:location")):
        for name, form, such in (("geo", _GEO, "geo:30.2672,-97.7431"), ("osm", _OSM, "R113314")):
            told = node.attributes.get(name)
            if told and not form.fullmatch(told):
                yield Miss(node, f"{name} is “{short(told)}”", f"Write it as {such}.")


@BOOK.better("podcast-rrule", "An updateFrequency’s rrule is a rule of iCalendar.", f"{SOURCE}/update-frequency.md")
def _rrule(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("podcast:updateFrequency"):
        told = node.attributes.get("rrule")
        if told is not None and not re.match(
            r"(?:[A-Z]+=[^;=]+;)*FREQ=(?:YEAR|MONTH|WEEK|DAI|HOUR|MINUTE|SECOND)L?Y", told
        ):
            yield Miss(node, f"the rrule is “{short(told)}”", "Write such as FREQ=WEEKLY;BYDAY=MO.")


@BOOK.better("podcast-deprecated", "No tag is one that the namespace has given up.", f"{SOURCE}/images-(deprecated).md")
def _deprecated(seen: Seen) -> Iterable[Miss]:
    for node in (*seen.channel.all("podcast:images"), *_all(seen, "podcast:images")):
        yield Miss(node, "<podcast:images> is deprecated", "Use <podcast:image>.")


@BOOK.required("psc-chapters", "Podlove’s chapters have a start and a title, in order.",
               "https://podlove.org/simple-chapters/")  # fmt: skip
def _podlove(seen: Seen) -> Iterable[Miss]:
    for chapters in _all(seen, "psc:chapters"):
        last = -1.0
        for node in chapters.all("psc:chapter"):
            start = node.attributes.get("start", "")
            if not _NPT.fullmatch(start):
                yield Miss(node, f"the start “{short(start)}” is no time", "Write such as 00:03:20.500.")
                continue
            moment = sum(float(part) * 60**place for place, part in enumerate(reversed(start.split(":"))))
            if moment < last:
                yield Miss(node, f"the start {start} is before the one above", "Put the chapters in order.")
            last = moment
            if not node.attributes.get("title", "").strip():
                yield Miss(node, "the chapter has no title", 'Add title="…".')


def _all(seen: Seen, tag: str) -> tuple[Node, ...]:
    return tuple(node for item in seen.items for node in item.all(tag))
