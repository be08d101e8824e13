"""A script's blocks as markdown-it sees them: `blocks` asks it wherever a row does not tell by itself what it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from daycast.scripts.blocks import Block, block, paragraph

_UNREAD = {
    "blockquote_open": "a quotation",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "fence": "a code block",
    "html_block": "HTML",
}
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")


def read(rows: list[str], text: str) -> Iterator[Block]:
    """The blocks of `text`, which has as many rows as `rows`; these are what the blocks hold."""
    tokens = _markdown().parse(text)
    begun = [(token.map[0], place) for place, token in enumerate(tokens) if token.level == 0 and token.map]
    ends = [*(start for start, _ in begun), len(rows)]
    if ends[0]:
        yield Block("blank", "", "".join(rows[: ends[0]]), line=1)
    for (start, place), end in zip(begun, ends[1:], strict=True):
        yield from _blocks(tokens[place : place + 2], rows[start:end], start + 1)


@cache
def _markdown() -> MarkdownIt:
    """CommonMark's blocks, less those that would turn or swallow a line that is meant as words."""
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(footnote_plugin)
    return parser.disable(["inline", "footnote_tail", "reference", "lheading", "code"])


def _blocks(tokens: list[Token], rows: list[str], line: int) -> Iterator[Block]:
    token = tokens[0]
    match token.type:
        case "front_matter":
            yield block("front matter", rows, line, token.content)
        case "heading_open":
            yield block("heading", rows, line, tokens[1].content, level=int(token.tag[1:]))
        case "paragraph_open":
            yield from paragraph(rows, line)
        case "footnote_reference_open":
            words = " ".join(_FOOTNOTE.sub("", "".join(rows), count=1).split())
            yield block("footnote", rows, line, words, label=str(token.meta["label"]))
        case "html_block" if token.content.lstrip().startswith("<!--"):
            yield block("comment", rows, line, token.content)
        case "hr":
            yield block("rule", rows, line)
        case _:
            yield block("unread", rows, line, _UNREAD.get(token.type, "this"))
