"""Texts: plain where they are plain, harmless where they are HTML, and links that lead where they say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit, urlunsplit

from daycast.feed.examine.rule import Book, Miss, Whose
from daycast.feed.examine.seen import Seen
from daycast.feed.examine.values import markup, short, wrong_url
from daycast.feed.examine.vocabulary import PLAIN
from daycast.feed.examine.xmlnode import Node

BOOK = Book(Whose.RSS)

_W3C = "https://validator.w3.org/feed/docs"
_RELATIVE = re.compile(
    r"""<(?:a|img)\b[^<>]*?\s(?:href|src)\s*=\s*["']?((?![a-z][a-z0-9+.-]*:|//|\#)[^"'\s<>]+)""", re.I
)
_DANGER = re.compile(r"<(?:script|object|embed|iframe|applet|meta|link|form)\b|<[^<>]*\son[a-z]+\s*=", re.IGNORECASE)
_HOLDERS = ("itunes:owner", "image", "textInput")
_PAGES = ("first", "last", "next", "previous", "prev", "prev-archive", "next-archive", "current")
_RELS = frozenset(("self", "alternate", "hub", "related", "enclosure", "via", "license", "payment", "edit", "replies",
                   "search", "search-link", "up", "http://podlove.org/deep-link", "http://podlove.org/simple-chapters",
                   *_PAGES))  # fmt: skip


@BOOK.better("rss-plain-text", "Its titles and names are plain text.", f"{_W3C}/warning/ContainsHTML.html")
def _plain(seen: Seen) -> Iterable[Miss]:
    holders = [(node, (*PLAIN, "description")) for tag in _HOLDERS for node in seen.channel.all(tag)]
    for parent, tags in (*((parent, PLAIN) for parent in seen.parents), *holders):
        for child in parent.children:
            if child.tag in tags and (found := markup(child.text)):
                yield Miss(child, f"<{child.tag}> has the HTML {short(found)}", "Apps show it as it is: leave it out.")


@BOOK.better("rss-not-blank", "No element of it is empty.", f"{_W3C}/warning/NotBlank.html")
def _blank(seen: Seen) -> Iterable[Miss]:
    for parent in seen.parents:
        for child in parent.children:
            says = child.text.strip() or child.children or child.attributes
            if not says and child.namespace in ("", "itunes", "content"):
                yield Miss(child, f"<{child.tag}> is empty", "Fill it, or leave it out.")


@BOOK.better("rss-relative-links", "Links in its texts are absolute.", f"{_W3C}/warning/ContainsRelRef.html")
def _relative(seen: Seen) -> Iterable[Miss]:
    for node in _html(seen):
        if found := _RELATIVE.search(node.text):
            what = f"<{node.tag}> links to “{short(found[1])}”"
            yield Miss(node, what, "In an app it leads nowhere: write the whole address.")


@BOOK.better("rss-harmless", "Its texts have no scripts, frames or forms.", f"{_W3C}/warning/SecurityRisk.html")
def _harmless(seen: Seen) -> Iterable[Miss]:
    for node in _html(seen):
        if found := _DANGER.search(node.text):
            yield Miss(node, f"<{node.tag}> has {short(found[0])}", "Apps cut it out, or refuse the text: remove it.")


@BOOK.required("rss-atom-links", "Each atom:link has a rel and an address.", f"{_W3C}/error/MissingHref.html")
def _links(seen: Seen) -> Iterable[Miss]:
    for node in _atom(seen):
        wrong = wrong_url(node.attributes.get("href", "").strip())
        if wrong:
            yield Miss(node, f"<atom:link>: {wrong}", 'Write href="https://…".')


@BOOK.better("rss-atom-rels", "Each atom:link has a relation that is registered, and nothing in it.",
             f"{_W3C}/warning/UnregisteredAtomLinkRel.html")  # fmt: skip
def _rels(seen: Seen) -> Iterable[Miss]:
    for node in _atom(seen):
        rel = node.attributes.get("rel", "alternate")
        if rel not in _RELS and wrong_url(rel):
            yield Miss(node, f"“{short(rel)}” is no registered relation", "Use self, hub, next or another of IANA’s.")
        if node.children or node.text.strip():
            yield Miss(node, "<atom:link> is not empty", "Write <atom:link … />.")


@BOOK.better("rss-self", "It names its own address by atom:link rel=self.",
             f"{_W3C}/warning/MissingAtomSelfLink.html")  # fmt: skip
def _self(seen: Seen) -> Iterable[Miss]:
    found = [node for node in seen.channel.all("atom:link") if node.attributes.get("rel") == "self"]
    if not found:
        do = 'Add <atom:link rel="self" type="application/rss+xml" href="…" /> with the feed’s address.'
        yield Miss(seen.channel, "no atom:link says where this feed is", do)
    for other in found[1:]:
        yield Miss(other, "a second atom:link says where this feed is", "Leave one.")


@BOOK.better("rss-self-matches", "The address that it names as its own is where it is.",
             f"{_W3C}/warning/SelfDoesntMatchLocation.html")  # fmt: skip
def _matches(seen: Seen) -> Iterable[Miss]:
    here = seen.server.get.url if seen.server else ""
    for node in seen.channel.all("atom:link"):
        told = node.attributes.get("href", "").strip()
        if here and node.attributes.get("rel") == "self" and _same(told) not in (_same(here), _same(seen.address)):
            yield Miss(node, f"it says that it is {short(told)}, but was found at {short(here)}",
                       "Write the address that people subscribe to.")  # fmt: skip


@BOOK.better("rss-paging", "Its other pages are other pages.", "https://www.rfc-editor.org/rfc/rfc5005")
def _paging(seen: Seen) -> Iterable[Miss]:
    links = seen.channel.all("atom:link")
    own = {node.attributes.get("href") for node in links if node.attributes.get("rel") == "self"}
    for node in links:
        rel = node.attributes.get("rel", "")
        if rel in ("next", "previous", "prev", "prev-archive", "next-archive") and node.attributes.get("href") in own:
            yield Miss(node, f"its {rel} page is itself", "Name the page, or leave the link out on the last one.")


def _same(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, parts.query, ""))


def _html(seen: Seen) -> Iterable[Node]:
    return (child for parent in seen.parents for child in parent.children
            if child.tag in ("description", "content:encoded", "itunes:summary"))  # fmt: skip


def _atom(seen: Seen) -> Iterable[Node]:
    return (node for parent in seen.parents for node in parent.all("atom:link"))
