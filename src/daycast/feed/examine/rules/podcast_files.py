"""Transcripts and chapters: whether the files are what their type says, and can be read by players on the web."""

from __future__ import annotations

from collections.abc import Iterable

from daycast.feed.examine import timed_text
from daycast.feed.examine.podcast_vocabulary import SOURCE
from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import media
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import seconds
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.PODCAST20)

_FORMATS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/transcripts/transcripts.md"
_CHAPTERS = "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/examples/chapters/jsonChapters.md"


def transcripts(seen: Seen) -> Iterable[tuple[Node, str]]:
    return media.named(seen.looked_at, "podcast:transcript", "url")


def chapters(seen: Seen) -> Iterable[tuple[Node, str]]:
    return media.named(seen.looked_at, "podcast:chapters", "url")


@BOOK.required("podcast-transcript-file", "A transcript’s file is what its type says, its times in order.", _FORMATS)
def _transcript(seen: Seen) -> Iterable[Miss]:
    for node, file in media.there(seen, transcripts(seen)):
        if wrong := timed_text.wrong(node.attributes.get("type", ""), file.data):
            yield Miss(node, f"the transcript {wrong}", "Write it anew.")


@BOOK.required("podcast-chapters-file", "Chapters are JSON chapters 1.2, their times in order.", _CHAPTERS)
def _chapters(seen: Seen) -> Iterable[Miss]:
    for node, file in media.there(seen, chapters(seen)):
        item = next(item for item in seen.looked_at if node in item.children)
        length = seconds(item.said("itunes:duration"))
        if wrong := timed_text.wrong_chapters(file.data, length):
            yield Miss(node, f"the chapters’ file {wrong}", "Write it anew.")


@BOOK.better("podcast-cors", "Players on the web may read transcripts and chapters.", _FORMATS)
def _cors(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, (*transcripts(seen), *chapters(seen))):
        if file.get and file.get.ok and file.get.headers.get("access-control-allow-origin") is None:
            what = "no Access-Control-Allow-Origin"
            yield Miss(node, what, "Let the server send Access-Control-Allow-Origin: * with it.")


@BOOK.better("podcast-served-types", "Transcripts and chapters are served with the types that the feed says.", _FORMATS)
def _types(seen: Seen) -> Iterable[Miss]:
    for node, file in media.served(seen, (*transcripts(seen), *chapters(seen))):
        told = node.attributes.get("type", "").partition(";")[0].strip().lower()
        kin = ({"application/x-subrip", "application/srt", "text/srt", "text/plain"},
               {"application/json", "application/json+chapters"})  # fmt: skip
        alike = any(told in kind and file.get and file.get.type in kind for kind in kin)
        if file.get and file.get.ok and file.get.type != told and not alike:
            yield Miss(
                node, f"the type is {told}, but it is served as {file.get.type or 'nothing'}", "Mend the server."
            )


@BOOK.required("podcast-sri", "An alternate’s digest is its file’s.", f"{SOURCE}/integrity.md")
def _sri(seen: Seen) -> Iterable[Miss]:
    for item in seen.looked_at:
        for node in item.all("podcast:alternateEnclosure"):
            proof = node.first("podcast:integrity")
            for source in node.all("podcast:source") if proof else ():
                file = seen.files.get(source.attributes.get("uri", ""))
                told = proof.attributes.get("value", "") if proof else ""
                if file and file.sri and told.startswith(file.sri[:7]) and told != file.sri:
                    yield Miss(proof, "the digest is not the file’s", f"Write {file.sri}.")


@BOOK.required(
    "podcast-alternate-length", "An alternate’s length is its file’s size.", f"{SOURCE}/alternate-enclosure.md"
)
def _length(seen: Seen) -> Iterable[Miss]:
    for item in seen.looked_at:
        for node in item.all("podcast:alternateEnclosure"):
            told = node.attributes.get("length", "")
            for source in node.all("podcast:source"):
                file = seen.files.get(source.attributes.get("uri", ""))
                if file and file.size is not None and told.isdecimal() and int(told[:18]) != file.size:
                    yield Miss(node, f"the length is {told}, but the file has {file.size} bytes", f"Write {file.size}.")
