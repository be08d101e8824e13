"""What several makers of rules ask alike."""

from __future__ import annotations

from collections.abc import Iterable

from daycast.feed.examine.rule import Miss
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import short
from daycast.feed.examine.xmlnode import Node

_DESCRIPTION = 4000  # bytes
_TEXT = 255  # characters


def explicit(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in parent.all("itunes:explicit"):
            told = node.text.strip()
            if told not in ("true", "false"):
                right = {"yes": "true", "explicit": "true", "no": "false", "clean": "false"}.get(told.lower())
                do = f"Write {right or told.lower()}." if right or told.lower() in ("true", "false") else ""
                yield Miss(node, f"explicit is “{short(told)}”", do or "Write true, or false.")


def yes_or_nothing(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in (*parent.all("itunes:block"), *parent.all("itunes:complete")):
            if node.text.strip().lower() != "yes":
                yield Miss(node, f"<{node.tag}> “{short(node.text.strip())}” has no effect", "Leave it out.")


def description_bytes(seen: Seen, tags: Iterable[str]) -> Iterable[Miss]:
    for parent in seen.parents:
        for tag in tags:
            for node in parent.all(tag):
                if (size := len(node.text.strip().encode("utf-8", "replace"))) > _DESCRIPTION:
                    what = f"<{tag}> has {size:,} bytes"
                    yield Miss(node, what, f"Cut it to {_DESCRIPTION:,}; the whole may stand in <content:encoded>.")


def text_length(nodes: Iterable[Node]) -> Iterable[Miss]:
    for node in nodes:
        if (size := len(node.text.strip())) > _TEXT:
            yield Miss(node, f"<{node.tag}> has {size:,} characters", f"Cut it to {_TEXT}.")


def trimmed(nodes: Iterable[Node]) -> Iterable[Miss]:
    for node in nodes:
        if node.text != node.text.strip() and node.text.strip():
            yield Miss(node, f"<{node.tag}> has space around its text", "Write the text right between the tags.")


def utf8(seen: Seen) -> Iterable[Miss]:
    if seen.encoding.declared.lower() not in ("", "utf-8", "utf8"):
        yield Miss(None, f"it is encoded in {seen.encoding.declared}", "Save it as UTF-8, and declare that.")


def serial_numbers(seen: Seen) -> Iterable[Miss]:
    if seen.channel.said("itunes:type").lower() != "serial":
        return
    for item in seen.items:
        if item.said("itunes:episodeType").lower() in ("", "full") and not item.first("itunes:episode"):
            yield Miss(item, "an episode of a serial show has no number", "Add <itunes:episode>.")


def positive(nodes: Iterable[Node]) -> Iterable[Miss]:
    for node in nodes:
        told = node.text.strip()
        if not (told.isascii() and told.isdecimal() and told.strip("0")):
            yield Miss(node, f"<{node.tag}> “{short(told)}” is no number from 1 upwards", "Write 1, 2, 3 …")
