"""RSS 2.0's elements: that those that must be there are, that no others are, and each as often as it may be."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.vocabulary import ATTRIBUTES, ITUNES, MANY, PLACES
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.RSS)

_SPEC = "https://www.rssboard.org/rss-specification"
_W3C = "https://validator.w3.org/feed/docs/error"


@BOOK.required("rss-channel", "The channel has a title, a link and a description.", f"{_SPEC}#requiredChannelElements")
def _channel(seen: Seen) -> Iterable[Miss]:
    for tag in ("title", "link", "description"):
        if not seen.channel.said(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}>…</{tag}> to the channel.")


@BOOK.required("rss-item", "Each item has a title or a description.", f"{_SPEC}#hrelementsOfLtitemgt")
def _item(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        if not item.said("title") and not item.said("description"):
            yield Miss(item, "the item has neither title nor description", "Add a <title>.")


@BOOK.required("rss-text-input", "A textInput has title, description, name and link.",
               f"{_SPEC}#lttextinputgtSubelementOfLtchannelgt")  # fmt: skip
def _text_input(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("textInput"):
        for tag in ("title", "description", "name", "link"):
            if not node.said(tag):
                yield Miss(node, f"<textInput> has no <{tag}>", f"Add <{tag}>, or leave <textInput> out.")


@BOOK.better(
    "rss-no-text-input", "It has no textInput.", "https://validator.w3.org/feed/docs/warning/AvoidTextInput.html"
)
def _no_text_input(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("textInput"):
        yield Miss(node, "there is a <textInput>", "Leave it out; hardly any reader shows it.")


@BOOK.required(
    "rss-elements", "Every element without a prefix is one of RSS 2.0, in its place.", f"{_W3C}/UndefinedElement.html"
)
def _elements(seen: Seen) -> Iterable[Miss]:
    for parent, child in _inside(seen.channel):
        places = PLACES.get(parent.tag, frozenset())
        if child.namespace or child.tag in places:
            continue
        yield Miss(child, f"<{child.tag}> is nothing that stands in <{parent.tag}>", _advice(child.tag, places))


@BOOK.required("rss-itunes-elements", "Every itunes: tag is one of Apple’s, in its place.",
               "https://help.apple.com/itc/podcasts_connect/#/itcb54353390")  # fmt: skip
def _itunes(seen: Seen) -> Iterable[Miss]:
    for parent, child in _inside(seen.channel):
        places = ITUNES.get(parent.tag) or PLACES.get(parent.tag, frozenset())
        if child.namespace == "itunes" and child.tag not in places:
            yield Miss(child, f"<{child.tag}> is nothing that stands in <{parent.tag}>", _advice(child.tag, places))


def _advice(tag: str, places: Iterable[str]) -> str:
    homes = [place for place, tags in (*PLACES.items(), *ITUNES.items()) if tag in tags]
    if homes:
        return f"It belongs into <{homes[0]}>."
    plain = {place.lower(): place for place in places}
    near = difflib.get_close_matches(tag.lower(), plain, n=1, cutoff=0.75)
    return f"Write <{plain[near[0]]}>." if near else "Leave it out; readers pass it over."


@BOOK.required("rss-once", "No element is there twice that may be there once.", f"{_W3C}/DuplicateElement.html")
def _once(seen: Seen) -> Iterable[Miss]:
    for parent in seen.channel.walk():
        if parent.tag not in PLACES:
            continue
        known = PLACES[parent.tag] | ITUNES.get(parent.tag, frozenset()) | {"content:encoded"}
        count = Counter(child.tag for child in parent.children)
        for tag in sorted(count):
            if count[tag] > 1 and tag in known - MANY - {"enclosure"}:
                what = f"<{parent.tag}> has {count[tag]} <{tag}>"
                yield Miss(parent.all(tag)[1], what, "Leave one; readers take the first, or the last.")


@BOOK.required("rss-attributes", "Every element has the attributes that it must have, and no others.",
               f"{_W3C}/MissingAttribute.html")  # fmt: skip
def _attributes(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.walk():
        must, may = ATTRIBUTES.get(node.tag, (frozenset(), frozenset()))
        for name in sorted(must - node.attributes.keys()):
            yield Miss(node, f"<{node.tag}> has no {name}", f'Add {name}="…".')
        known = node.tag in ATTRIBUTES or node.tag in PLACES["channel"] | PLACES["item"]
        strange = {name for name in node.attributes if ":" not in name and not name.startswith("{")} - must - may
        for name in sorted(strange) if known else ():
            yield Miss(node, f"<{node.tag}> has the attribute {name}, which means nothing", "Leave it out.")


@BOOK.required("rss-no-markup", "Elements that hold text hold no elements, and the others no text.",
               f"{_W3C}/UnexpectedText.html")  # fmt: skip
def _markup(seen: Seen) -> Iterable[Miss]:
    holders = frozenset({"channel", *PLACES})
    for node in seen.channel.walk():
        if node.tag in holders and node.text.strip():
            what = f"there is text right in <{node.tag}>: “{node.text.strip()[:40]}”"
            yield Miss(node, what, "Put it into an element.")
        elif node.tag not in holders and node.namespace in ("", "itunes", "content") and _is_known(node):
            for child in node.children[:1]:
                what = f"<{node.tag}> holds the element <{child.tag}>"
                yield Miss(child, what, "HTML in a feed is text: put it into <![CDATA[…]]>.")


def _is_known(node: Node) -> bool:
    tags = PLACES["channel"] | PLACES["item"] | ITUNES["channel"] | ITUNES["item"] | {"content:encoded"}
    return node.tag in tags


@BOOK.better("rss-order", "The channel tells of itself before its items.",
             "https://validator.w3.org/feed/docs/warning/MisplacedItem.html")  # fmt: skip
def _order(seen: Seen) -> Iterable[Miss]:
    begun = False
    for child in seen.channel.children:
        begun = begun or child.tag == "item"
        if begun and child.tag in PLACES["channel"] - {"item"}:
            yield Miss(child, f"<{child.tag}> stands behind an item", "Move it before the first <item>.")


@BOOK.better("rss-description-first", "An item has a description where it has content:encoded.",
             "https://validator.w3.org/feed/docs/warning/NeedDescriptionBeforeContent.html")  # fmt: skip
def _description(seen: Seen) -> Iterable[Miss]:
    for item in seen.items:
        tags = [child.tag for child in item.children]
        if "content:encoded" in tags and "description" not in tags[: tags.index("content:encoded")]:
            where = "behind content:encoded" if "description" in tags else "nowhere"
            yield Miss(item, f"its <description> stands {where}", "Put a <description> before content:encoded.")


@BOOK.better("rss-said-twice", "Nothing is said twice in two vocabularies.",
             "https://validator.w3.org/feed/docs/warning/DuplicateSemantics.html")  # fmt: skip
def _twice(seen: Seen) -> Iterable[Miss]:
    pairs = (("pubDate", "dc:date"), ("author", "dc:creator"), ("managingEditor", "dc:creator"),
             ("category", "dc:subject"), ("language", "dc:language"), ("copyright", "dc:rights"),
             ("webMaster", "dc:publisher"), ("guid", "atom:id"), ("pubDate", "atom:published"))  # fmt: skip
    for parent in seen.parents:
        for core, other in pairs:
            if parent.first(core) and (found := parent.first(other)):
                yield Miss(found, f"<{other}> says what <{core}> says", f"Leave <{core}> alone.")


def _inside(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every element below `node` with its parent, as far as RSS and Apple say what stands where."""
    for child in node.children:
        yield node, child
        if child.tag in PLACES:
            yield from _inside(child)
