"""The Podcasting 2.0 namespace's tags: each known, in its place, as often as it may be, with what it must have."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from daycast.feed.examine.podcast_vocabulary import LONGEST, SOURCE, TAGS
from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import short, wrong_url
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.PODCAST20)


@BOOK.required("podcast-tags", "Every podcast: tag is one of the namespace’s.", SOURCE)
def _known(seen: Seen) -> Iterable[Miss]:
    for _, node in _tags(seen):
        if node.tag not in TAGS:
            near = difflib.get_close_matches(node.tag, TAGS, n=1, cutoff=0.8)
            do = f"Write <{near[0]}>." if near else "Leave it out; apps pass it over."
            yield Miss(node, f"<{node.tag}> is no tag of the namespace", do)


@BOOK.required("podcast-places", "Every podcast: tag stands where it may.", SOURCE)
def _places(seen: Seen) -> Iterable[Miss]:
    for parent, node in _tags(seen):
        places = TAGS[node.tag].parents if node.tag in TAGS else (parent.tag,)
        if parent.tag not in places:
            homes = " or ".join(f"<{place}>" for place in places)
            yield Miss(node, f"<{node.tag}> stands in <{parent.tag}>", f"It belongs into {homes}.")


@BOOK.required("podcast-once", "No podcast: tag is there twice that may be there once.", SOURCE)
def _once(seen: Seen) -> Iterable[Miss]:
    for parent in seen.channel.walk():
        count = Counter(child.tag for child in parent.children if child.tag in TAGS and TAGS[child.tag].once)
        for tag, number in count.items():
            if number > 1:
                yield Miss(parent.all(tag)[1], f"<{parent.tag}> has {number} <{tag}>", "Leave one.")


@BOOK.required("podcast-attributes", "Every podcast: tag has the attributes that it must have.", SOURCE)
def _attributes(seen: Seen) -> Iterable[Miss]:
    for _, node in _tags(seen):
        for name in TAGS[node.tag].must if node.tag in TAGS else ():
            if not node.attributes.get(name, "").strip():
                yield Miss(node, f"<{node.tag}> has no {name}", f'Add {name}="…".')


@BOOK.required("podcast-filled", "Every podcast: tag says or holds what it must.", SOURCE)
def _filled(seen: Seen) -> Iterable[Miss]:
    for _, node in _tags(seen):
        tag = TAGS.get(node.tag)
        if tag and tag.filled and not node.text.strip():
            yield Miss(node, f"<{node.tag}> is empty", "Write its value between the tags.")
        for child in tag.holds if tag else ():
            if not node.first(child):
                yield Miss(node, f"<{node.tag}> holds no <{child}>", f"Put a <{child}> into it.")


@BOOK.required("podcast-urls", "Addresses in podcast: tags are whole.", SOURCE)
def _urls(seen: Seen) -> Iterable[Miss]:
    for _, node in _tags(seen):
        for name in TAGS[node.tag].urls if node.tag in TAGS else ():
            told = node.attributes.get(name, "").strip()
            if told and (wrong := wrong_url(told)):
                yield Miss(node, f"<{node.tag}>: {wrong}", "Write the whole address, beginning with https://.")


@BOOK.better("podcast-lengths", "Texts in podcast: tags are as short as apps show them.", SOURCE)
def _lengths(seen: Seen) -> Iterable[Miss]:
    for _, node in _tags(seen):
        tag = TAGS.get(node.tag)
        size = len(node.text.strip())
        if tag and tag.longest and size > tag.longest:
            yield Miss(node, f"<{node.tag}> has {size:,} characters", f"Cut it to {tag.longest:,}.")
        elif tag and tag.longest == 0 and size:
            yield Miss(node, f"<{node.tag}> has the text “{short(node.text.strip())}”", "Leave it empty: <… />.")
        for (name, attribute), most in LONGEST.items():
            size = len(node.attributes.get(attribute, ""))
            if node.tag == name and size > most:
                yield Miss(node, f"the {attribute} of <{node.tag}> has {size} characters", f"Cut it to {most}.")


def _tags(seen: Seen) -> Iterator[tuple[Node, Node]]:
    """Every podcast: tag with its parent."""
    for parent in seen.channel.walk():
        for child in parent.children:
            if child.namespace == "podcast":
                yield parent, child
