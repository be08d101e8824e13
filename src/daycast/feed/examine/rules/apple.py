"""What Apple Podcasts asks of a show. Source: https://help.apple.com/itc/podcasts_connect/#/itcb54353390"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from daycast.categories import CATEGORIES
from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.rules import shared
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import short, wrong_email, wrong_url
from daycast.feed.examine.xmlnode import ITUNES, Document, Node

BOOK = Book(Whose.APPLE)

GUIDE = "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"
_TECHNICAL = "https://podcasters.apple.com/support/823-podcast-requirements"
_LONG = frozenset(
    {"description", "content:encoded", "itunes:summary", "copyright", "itunes:subtitle", "itunes:keywords"}
)


@BOOK.required("apple-namespace", "It declares Apple’s namespace, letter for letter.", GUIDE)
def _namespace(seen: Seen) -> Iterable[Miss]:
    if isinstance(seen.document, Document) and ITUNES not in {address for _, address in seen.document.namespaces}:
        what = "Apple’s namespace is not declared"
        yield Miss(seen.document.root, what, f'Write xmlns:itunes="{ITUNES}" into <rss>.')


@BOOK.required("apple-channel", "The channel has title, description, artwork, language, category and explicit.", GUIDE)
def _channel(seen: Seen) -> Iterable[Miss]:
    for tag in ("title", "description", "itunes:image", "language", "itunes:category", "itunes:explicit"):
        if not seen.channel.first(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}> to the channel.")


@BOOK.better("apple-channel-more", "The channel has an author, an owner and a link.", GUIDE)
def _more(seen: Seen) -> Iterable[Miss]:
    for tag in ("itunes:author", "itunes:owner", "link"):
        if not seen.channel.first(tag):
            yield Miss(seen.channel, f"the channel has no <{tag}>", f"Add <{tag}> to the channel.")


@BOOK.required("apple-episodes", "It has at least one episode.", _TECHNICAL)
def _episodes(seen: Seen) -> Iterable[Miss]:
    if not any(item.first("enclosure") for item in seen.items):
        yield Miss(seen.channel, "no item has an enclosure", "Publish an episode, or a trailer, before you submit it.")


@BOOK.required("apple-category", "Its categories are in Apple’s list, letter for letter.",
               "https://podcasters.apple.com/support/1691-apple-podcasts-categories")  # fmt: skip
def _category(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("itunes:category"):
        name = node.attributes.get("text", "")
        if name not in CATEGORIES:
            yield Miss(node, f"“{short(name)}” is no category of Apple’s", _near(name, CATEGORIES))
            continue
        for child in node.all("itunes:category"):
            told = child.attributes.get("text", "")
            if told not in CATEGORIES[name]:
                yield Miss(child, f"“{short(told)}” is no subcategory of {name}", _near(told, CATEGORIES[name]))


def _near(name: str, names: Iterable[str]) -> str:
    plain = {known.lower(): known for known in names}
    near = difflib.get_close_matches(name.lower().strip(), plain, n=1, cutoff=0.6)
    return f"Write {plain[near[0]]}." if near else f"Choose one of: {', '.join(sorted(plain.values())) or 'none'}."


@BOOK.required("apple-explicit", "itunes:explicit is true or false.", GUIDE)
def _explicit(seen: Seen) -> Iterable[Miss]:
    yield from shared.explicit(seen)


@BOOK.required("apple-type", "itunes:type is episodic or serial.", GUIDE)
def _type(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("itunes:type"):
        if node.text.strip().lower() not in ("episodic", "serial"):
            yield Miss(node, f"the type “{short(node.text.strip())}” is none", "Write episodic, or serial.")


@BOOK.required("apple-owner", "The owner’s email is an email address.", GUIDE)
def _owner(seen: Seen) -> Iterable[Miss]:
    for owner in seen.channel.all("itunes:owner"):
        if (email := owner.said("itunes:email")) and (wrong := wrong_email(email)):
            yield Miss(owner, f"the owner’s {wrong}", "Write an address at which you can be reached.")


@BOOK.better("apple-owner-whole", "The owner has a name and an email address.", GUIDE)
def _owner_whole(seen: Seen) -> Iterable[Miss]:
    for owner in seen.channel.all("itunes:owner"):
        for tag in ("itunes:name", "itunes:email"):
            if not owner.said(tag):
                yield Miss(owner, f"the owner has no <{tag}>", "Directories verify the owner by it: add it.")


@BOOK.better("apple-yes", "itunes:block and itunes:complete say Yes, or are not there.", GUIDE)
def _yes(seen: Seen) -> Iterable[Miss]:
    yield from shared.yes_or_nothing(seen)


@BOOK.required("apple-new-feed-url", "itunes:new-feed-url is an address.", GUIDE)
def _moved(seen: Seen) -> Iterable[Miss]:
    for node in seen.channel.all("itunes:new-feed-url"):
        if wrong := wrong_url(node.text.strip()):
            yield Miss(node, f"<itunes:new-feed-url>: {wrong}", "Write the feed’s new address, or leave it out.")


@BOOK.required("apple-description-bytes", "Descriptions have at most 4,000 bytes.", GUIDE)
def _bytes(seen: Seen) -> Iterable[Miss]:
    yield from shared.description_bytes(seen, ("description", "itunes:summary"))


@BOOK.required("apple-text-length", "Other texts have at most 255 characters.", GUIDE)
def _length(seen: Seen) -> Iterable[Miss]:
    yield from shared.text_length(_texts(seen))


@BOOK.better("apple-trimmed", "Texts have no space before or behind them.", GUIDE)
def _trimmed(seen: Seen) -> Iterable[Miss]:
    yield from shared.trimmed(_texts(seen))


@BOOK.required("apple-utf8", "It is encoded in UTF-8.", GUIDE)
def _utf8(seen: Seen) -> Iterable[Miss]:
    yield from shared.utf8(seen)


@BOOK.required("apple-ascii", "Addresses of audio and artwork are ASCII.", _TECHNICAL)
def _ascii(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for node in parent.children:
            url = node.attributes.get({"enclosure": "url", "itunes:image": "href"}.get(node.tag, ""), "")
            if not url.isascii():
                yield Miss(node, f"“{short(url)}” is not ASCII", "Write other letters as %XX, and hosts as xn--….")


def _texts(seen: Seen) -> Iterable[Node]:
    for parent in (*seen.parents, *seen.channel.all("itunes:owner")):
        for child in parent.children:
            if child.namespace in ("", "itunes") and child.tag not in _LONG and not child.children:
                yield child
