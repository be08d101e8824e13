"""Inline Markdown: plain words out of it, and plain words into it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token


# Without any of these, inline Markdown is its own words, and nothing has to be loaded to read it.
_MARKED = re.compile(r"[\\`*_\[<{\r\n\0]|&(?:#|\w+;)")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a turn: its words as written, and how to say them if the script tells (`say=`)."""

    text: str
    say: str | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """What stands in inline Markdown and in none of its spans: a tag, the address behind a link, an attribute."""

    what: Literal["HTML", "link", "image", "attribute"]
    text: str


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_plugin

    return MarkdownIt("commonmark").use(attrs_plugin, spans=True)


@lru_cache(maxsize=4096)  # a check looks at each line of a script from several sides
def _tokens(text: str) -> tuple[Token, ...]:
    return tuple(_markdown().parseInline(text)[0].children or ())


def spans(text: str) -> tuple[Span, ...]:
    """The words of inline Markdown, without its marks, tags and link targets."""
    return tuple(_spans(iter(_tokens(text)))) if _MARKED.search(text) else (Span(text),) if text else ()


def plain(text: str) -> str:
    """The words of inline Markdown as a reader sees them."""
    return words_of(_tokens(text)) if _MARKED.search(text) else text


def words_of(tokens: Sequence[Token]) -> str:
    """The words of parsed inline Markdown."""
    return "".join(span.text for span in _spans(iter(tokens)))


def _spans(tokens: Iterator[Token]) -> Iterator[Span]:
    for token in tokens:
        if token.type == "span_open" and token.attrGet("say"):
            inner = "".join(span.text for span in _spans(_until_close(tokens)))
            yield Span(inner, str(token.attrGet("say")))
        elif token.type in ("softbreak", "hardbreak"):
            yield Span(" ")
        elif token.type in ("text", "code_inline", "image"):
            yield Span(token.content)


def _until_close(tokens: Iterator[Token]) -> Iterator[Token]:
    depth = 1
    for token in tokens:
        depth += (token.type == "span_open") - (token.type == "span_close")
        if not depth:
            return
        yield token


def unread(text: str) -> tuple[Unread, ...]:
    """What `spans` leaves out of inline Markdown, but for emphasis and `<!-- notes -->`; of HTML, the first tag."""
    if not _MARKED.search(text):
        return ()
    found = tuple(_unread(_tokens(text)))
    if found or "]{" not in text:
        return found
    import html

    words = Counter(_WORD.findall(_NOTE.sub("", html.unescape(text))))
    for span in spans(text):
        words -= Counter(_WORD.findall(f"{span.text} say {span.say}" if span.say else span.text))
    return (Unread("attribute", " ".join(words)),) if words else ()  # given twice, or inside another


def _unread(tokens: Sequence[Token]) -> Iterator[Unread]:
    tags = (token.content for token in tokens if token.type == "html_inline" and not token.content.startswith("<!--"))
    if tag := next(tags, None):
        yield Unread("HTML", tag)
    for token in tokens:
        match token.type:
            case "link_open" if token.markup != "autolink":
                yield Unread("link", str(token.attrGet("href")))
            case "image":
                yield Unread("image", str(token.attrGet("src")))
            case "span_open" | "code_inline":
                for name, value in token.attrs.items():
                    if name != "say" or token.type == "code_inline" or not value:
                        mark = {"class": f".{value}", "id": f"#{value}"}.get(name, name)
                        yield Unread("attribute", mark)


_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"<!--.*?-->")
_MARKS = re.compile(
    r"[\\`*\[<{]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)"  # what inline Markdown gives a meaning to
    r"|(?<!\w)#|^[-+=>~]"  # and what would begin a block
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?!\S)")


def escape(words: str) -> str:
    """Plain words as inline Markdown that reads as just those words: `plain(escape(w)) == w`."""
    marked = _MARKS.sub(r"\\\g<0>", " ".join(words.split()))
    return _NUMBERED.sub(r"\1\\\2", marked)
