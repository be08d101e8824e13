"""HTML as blocks of words, and blocks as Markdown that a person can read and edit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HEADING, POINT, ROW, WORDS = "## ", "- ", "| ", ""
_BLOCKS = {
    **dict.fromkeys("address article blockquote br center dd div dl dt footer header hr main ol p".split(), WORDS),
    **dict.fromkeys("pre section table tbody tfoot thead tr ul".split(), WORDS),
    **dict.fromkeys("h1 h2 h3 h4 h5 h6".split(), HEADING),
    "li": POINT,
}
_SILENT = frozenset(
    "audio button figcaption figure form head iframe nav noscript script select style svg template video".split()
)
_BLANK = re.compile(r"\n\s*\n")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_START = re.compile(r"^(?:(\d+)(?=[.)]\s)|([`~>+=#]))")  # what would begin a block of Markdown


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what `mark` says: a heading, a point of a list, a table's row (cells between bars)."""

    words: str
    mark: str = WORDS


def fragment(html: str) -> tuple[Block, ...]:
    """The blocks of a piece of HTML, such as a feed's entry: all its words, but no scripts, figures and forms."""
    from lxml.etree import LxmlError
    from lxml.html import fromstring

    if "<" not in html and "&" not in html:
        return tuple(Block(words) for words in map(_one_line, _BLANK.split(html)) if words)
    try:
        tree = fromstring(f"<div>{_CONTROL.sub('', html)}</div>")
    except (ValueError, LxmlError):
        return ()
    flow = _Flow()
    flow.read(tree)
    flow.end()
    return tuple(flow.blocks)


def to_markdown(blocks: Sequence[Block]) -> str:
    """Blocks as Markdown. Text that looks like Markdown is left to be read as such; HTML in it is not."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        words = block.words.replace("<", "\\<")
        words = words if block.mark == ROW else _START.sub(r"\1\\\2", words)
        joined = "\n" if before == block.mark and block.mark in (POINT, ROW) else "\n\n"
        parts.append(f"{joined if parts else ''}{block.mark}{words}")
        before = block.mark
    return "".join(parts)


class _Flow:
    """The words of a tree as a browser breaks them into blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._words: list[str] = []

    def read(self, element: Any, mark: str = WORDS) -> None:
        """Reads `element` with all that stands in it."""
        if element.tag in _SILENT or not isinstance(element.tag, str):  # comments have no name
            return
        if element.tag == "tr" and len(element) > 1:
            cells = (_one_line(cell.text_content()) for cell in element)
            self.blocks.append(Block(" | ".join(cells) + " |", ROW))
            return
        is_block = element.tag in _BLOCKS
        if is_block:
            self.end(mark)
        mark = _BLOCKS.get(element.tag) or mark
        self._words.append(element.text or "")
        for inner in element:
            self.read(inner, mark)
            self._words.append(inner.tail or "")
        if is_block:
            self.end(mark)

    def end(self, mark: str = WORDS) -> None:
        """Ends the block that is being read."""
        if words := _one_line("".join(self._words)):
            self.blocks.append(Block(words, mark))
        self._words.clear()


def _one_line(text: str) -> str:
    return " ".join(text.split())
