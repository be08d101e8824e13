"""Inline Markdown: plain words out of it, and plain words into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_plugin

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a turn: its words as written, and how to say them if the script tells (`say=`)."""

    text: str
    say: str | None = None


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark").use(attrs_plugin, spans=True)


@lru_cache(maxsize=4096)  # several stages ask about the same lines, and a watcher asks again at every save
def spans(text: str) -> tuple[Span, ...]:
    """The words of inline Markdown, without its marks, tags and link targets."""
    tokens = _markdown().parseInline(text)[0].children or []
    return tuple(_spans(iter(tokens)))


def plain(text: str) -> str:
    """The words of inline Markdown as a reader sees them."""
    return "".join(span.text for span in spans(text))


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


_MARKS = re.compile(
    r"[\\`*\[<{]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)"  # what inline Markdown gives a meaning to
    r"|(?<!\w)#|^[-+=>~]"  # and what would begin a block
)
_NUMBERED = re.compile(r"^(\d+)([.)])(?!\S)")


def escape(words: str) -> str:
    """Plain words as inline Markdown that reads as just those words: `plain(escape(w)) == w`."""
    marked = _MARKS.sub(r"\\\g<0>", " ".join(words.split()))
    return _NUMBERED.sub(r"\1\\\2", marked)
