"""The script file cut into its blocks, every byte in one of them: `"".join(b.text + b.gap for b in blocks(t)) == t`.

Reading, merging and editing all see the file through these, so that they agree on what a line is. What is Markdown is
markdown-it's to say; it is asked where a row's beginning does not tell already (lists, code, HTML, indented rows).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

Kind = Literal["blank", "front matter", "heading", "turn", "directive", "comment", "footnote", "rule", "unread"]

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
TURN = re.compile(r"(?P<speaker>[^\W\d_][\w'’.-]*(?: [\w'’.-]+){0,2}):(?:\s+(?P<text>.*))?$")
DIRECTIVE = re.compile(r"\[(?P<name>[A-Za-z]+)\s*:\s*(?P<value>[^\]]*)\]$")
CITATION = re.compile(r"(?<!\\)\[\^(?P<name>[^\]\s]+)\]")
MARK = re.compile(r"(?<!\S)\{\.(?P<name>[\w-]+)\}")


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


_HEADING = re.compile(r"(?P<marks>#{1,6}) +(?P<words>[^#\s](?:[^#\n]*[^#\s])?)\s*$")
_EVIDENCE = re.compile(r"\[\^(?P<label>[^\s\[\]\\]+)\]: *(?P<words>\w.*)")
_NOTE = re.compile(r"<!--.*-->[ \t]*$")
_WORDS = re.compile(r"[^\W\d_]|[\"'“”‘’(…]|\[(?!\^)")  # what begins a row of a paragraph, whatever follows


@lru_cache(maxsize=8)  # one look at a script reads, shows and changes the same text
def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a script's text, whose line ends are `\n`."""
    rows = re.findall(r"[^\n]*\n|[^\n]+", text)
    told = None if CONTROL.search(text) else _told_by_rows(rows)
    if told is None:
        from daycast.scripts.markdown import read

        return tuple(read(rows, unheard(text)))
    return tuple(told)


def unheard(text: str) -> str:
    """The text without control characters, which would change what Markdown sees, and with as many rows."""
    return CONTROL.sub("", text)


def _told_by_rows(rows: list[str]) -> list[Block] | None:
    """The blocks of a text each of whose rows tells by its beginning what it is; None where one does not."""
    end = _front_matter(rows)
    if not end:
        return None
    begun = [0]  # the rows at which a block begins: all but those that continue a paragraph
    paragraph = after_evidence = False
    for number in range(end, len(rows)):
        row = rows[number]
        if not row.strip(" \t\n"):
            paragraph = after_evidence = False
            continue
        if _WORDS.match(row) and not after_evidence:
            if not paragraph:
                begun.append(number)
            paragraph = True
        elif _HEADING.match(row) or _NOTE.match(row) or _EVIDENCE.match(row):
            if paragraph and row.startswith("["):
                return None
            begun.append(number)
            paragraph, after_evidence = False, row.startswith("[")
        else:
            return None
    found: list[Block] = []
    for start, end in zip(begun, [*begun[1:], len(rows)], strict=True):
        found += _told(rows[start:end], start + 1)
    return found


def _front_matter(rows: list[str]) -> int:
    """How many rows a front matter takes at the beginning of a text; 0 where that is not plain to see."""
    if rows[:1] != ["---\n"]:
        return 0
    for number, row in enumerate(rows[1:], 1):
        if row.rstrip("\n") == "---":
            return number + 1
        if row.lstrip().startswith(("-", "...")):
            return 0
    return 0


def _told(rows: list[str], line: int) -> Iterator[Block]:
    first = rows[0]
    if line == 1:
        end = _front_matter(rows)
        yield block("front matter", rows, line, "".join(rows[1 : end - 1]).rstrip("\n"))
    elif heading := _HEADING.match(first):
        yield block("heading", rows, line, heading["words"], level=len(heading["marks"]))
    elif _NOTE.match(first):
        yield block("comment", rows, line, first)
    elif evidence := _EVIDENCE.match(first):
        yield block("footnote", rows, line, " ".join(evidence["words"].split()), label=evidence["label"])
    else:
        yield from paragraph(rows, line)


def paragraph(rows: list[str], line: int) -> Iterator[Block]:
    """Rows that Markdown would run together: a turn begins at each `Speaker:`, a directive stands alone."""
    kind: Kind | None = None
    start = 0
    for number, row in enumerate(rows):
        words = unheard(row).strip()
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
    words = " ".join(unheard("".join(rows)).split())
    return block(kind, rows, line, "" if kind == "unread" else words)


def block(kind: Kind, rows: list[str], line: int, content: str = "", *, level: int = 0, label: str = "") -> Block:
    whole = "".join(rows)
    text = whole.rstrip(" \t\n") if kind != "unread" else whole.rstrip("\n")
    return Block(kind, text, whole[len(text) :], content, level, label, line)
