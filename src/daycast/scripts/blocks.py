"""The script file cut into its blocks, every byte in one of them: `"".join(b.text + b.gap for b in blocks(t)) == t`.

Reading, merging and editing all see the file through these, so that they agree on what a line is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

if TYPE_CHECKING:
    from markdown_it.token import Token

Kind = Literal["blank", "front matter", "heading", "turn", "directive", "comment", "footnote", "rule", "unread"]

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
TURN = re.compile(r"(?P<speaker>[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,2}):(?:\s+(?P<text>.*))?$")
DIRECTIVE = re.compile(r"\[(?P<name>[A-Za-z]+)\s*:\s*(?P<value>[^\]]*)\]$")
CITATION = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\]")
MARK = re.compile(r"(?<!\S)\{\.(?P<name>[\w-]+)\}")

_UNREAD = {
    "blockquote_open": "a quotation",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "fence": "a code block",
    "html_block": "HTML",
}
_FOOTNOTE = re.compile(r" {0,3}\[\^[^\]]+\]:")


@dataclass(frozen=True, slots=True)
class Block:
    """One thing that the file says.

    `text` is its rows as they stand, `gap` what follows up to the next block: a line end and blank rows. `content`
    is what is in it, without its marks (a heading's words, a directive's row, a footnote's text on one line); of what
    is unread it says what it is, as in "a list", or "" for words that nobody says. `level` is a heading's, `label`
    a footnote's. `line` counts from 1.
    """

    kind: Kind
    text: str
    gap: str
    content: str = ""
    level: int = 0
    label: str = ""
    line: int = field(default=0, compare=False)


@lru_cache(maxsize=8)  # one look at a script reads, shows and changes the same text
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a script's text, whose line ends are `\\n`."""
    rows = re.findall(r"[^\n]*\n|[^\n]+", text)
    tokens = _markdown().parse(_unheard(text))
    begun = [(token.map[0], place) for place, token in enumerate(tokens) if token.level == 0 and token.map]
    ends = [*(start for start, _ in begun), len(rows)]
    found = [Block("blank", "", "".join(rows[: ends[0]]), line=1)] if ends[0] else []
    for (start, place), end in zip(begun, ends[1:], strict=True):
        found += _read(tokens[place : place + 2], rows[start:end], start + 1)
    return tuple(found)


def _unheard(text: str) -> str:
    """The text without control characters, which would change what Markdown sees, and with as many rows."""
    return CONTROL.sub("", text)


@cache
def _markdown() -> MarkdownIt:
    """CommonMark's blocks, less those that would turn or swallow a line that is meant as words."""
    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(footnote_plugin)
    return parser.disable(["inline", "footnote_tail", "reference", "lheading", "code"])


def _read(tokens: list[Token], rows: list[str], line: int) -> Iterator[Block]:
    token = tokens[0]
    match token.type:
        case "front_matter":
            yield _block("front matter", rows, line, token.content)
        case "heading_open":
            yield _block("heading", rows, line, tokens[1].content, level=int(token.tag[1:]))
        case "paragraph_open":
            yield from _paragraph(rows, line)
        case "footnote_reference_open":
            words = " ".join(_FOOTNOTE.sub("", "".join(rows), count=1).split())
            yield _block("footnote", rows, line, words, label=str(token.meta["label"]))
        case "html_block" if token.content.lstrip().startswith("<!--"):
            yield _block("comment", rows, line, token.content)
        case "hr":
            yield _block("rule", rows, line)
        case _:
            yield _block("unread", rows, line, _UNREAD.get(token.type, "this"))


def _paragraph(rows: list[str], line: int) -> Iterator[Block]:
    """Rows that Markdown would run together: a turn begins at each `Speaker:`, a directive stands alone."""
    kind: Kind | None = None
    start = 0
    for number, row in enumerate(rows):
        words = _unheard(row).strip()
        begins: Kind | None = None
        if DIRECTIVE.match(words):
            begins = "directive"
        elif TURN.match(words):
            begins = "turn"
        elif words and kind in (None, "directive"):
            begins = "unread"
        if begins:
            if number:
                yield _paragraph_block(kind, rows[start:number], line + start)
            kind, start = begins, number
    yield _paragraph_block(kind, rows[start:], line + start)


def _paragraph_block(kind: Kind | None, rows: list[str], line: int) -> Block:
    if kind is None:  # Unicode's rarer spaces, which Markdown takes for words
        return Block("blank", "", "".join(rows), line=line)
    words = " ".join(_unheard("".join(rows)).split())
    return _block(kind, rows, line, "" if kind == "unread" else words)


def _block(kind: Kind, rows: list[str], line: int, content: str = "", *, level: int = 0, label: str = "") -> Block:
    whole = "".join(rows)
    text = whole.rstrip(" \t\n") if kind != "unread" else whole.rstrip("\n")
    return Block(kind, text, whole[len(text) :], content, level, label, line)
