"""A script's text as a tree: front matter by key, sections that hold stories that hold lines, and footnotes.

Like `blocks`, whose blocks it arranges, it keeps every byte.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import yaml

from daycast.scripts.blocks import Block, blocks
from daycast.scripts.commentary.unanswered import prompted
from daycast.yaml_nodes import sound

_KEY = re.compile(r"(?P<key>[^\s#:][^:]*?)\s*:(?:\s|$)")
_FRONT = ("front matter", "key", "row", "end")
_RANKS = {"front matter": -1, "end": 1, "story": 1, "section": 2}


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that the file says, at its place in the tree.

    `kind` is a block's, or "root", "section" or "story" (a heading), and in the front matter "key", "row" (a comment)
    and "end". `text` is its rows, `gap` what follows up to the next item, as in a block. `name` is what it is known
    by: a heading's words, a footnote's label, a key, what a prompt for a take is about. `note` is a comment of the
    machine's directly below its rows. `parent` is the place of the item that holds it, `line` counts from 1.
    """

    kind: str
    text: str
    gap: str
    parent: int
    name: str = ""
    note: str = ""
    line: int = 0

    @property
    def words(self) -> str:
        """What it says however its rows are laid out; where that matters, its rows."""
        return self.text if self.in_front or self.kind == "unread" else " ".join(self.text.split())

    @property
    def in_front(self) -> bool:
        """Whether it stands in the front matter, where comments begin with `#`."""
        return self.kind in _FRONT

    @property
    def rank(self) -> int:
        """Where it stands among those that one item holds: lines before stories before sections."""
        return _RANKS.get(self.kind, 0)

    @property
    def holds(self) -> bool:
        """Whether it may hold others."""
        return self.kind in ("root", "front matter", "section", "story")


@dataclass(frozen=True)
class Tree:
    """The items of a text in their order; the first is the root, whose gap is what stands before the first block."""

    items: tuple[Item, ...]

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """The places of what each item holds. Footnotes belong to nobody."""
        held: list[list[int]] = [[] for _ in self.items]
        for place, item in enumerate(self.items[1:], 1):
            if item.kind != "footnote":
                held[item.parent].append(place)
        return tuple(map(tuple, held))

    @cached_property
    def footnotes(self) -> tuple[int, ...]:
        """The places of the footnotes."""
        return tuple(place for place, item in enumerate(self.items) if item.kind == "footnote")

    @cached_property
    def by_label(self) -> dict[str, int]:
        """The places of the footnotes by their labels; of two with one label, the first."""
        found: dict[str, int] = {}
        for place in self.footnotes:
            found.setdefault(self.items[place].name, place)
        return found

    def below(self, place: int) -> Iterator[int]:
        """The places of all that an item holds, and of what these hold."""
        for child in self.children[place]:
            yield child
            yield from self.below(child)


def read(text: str, notes: Collection[str] = ()) -> Tree:
    """The tree of a script's text. A comment directly below an item that reads as one of `notes` is its note."""
    reader = _Reader(notes)
    for block in blocks(text):
        reader.block(block)
    return Tree(tuple(reader.items))


def swallowed(text: str) -> str:
    """Why what stands in a text is not read as the lines that it holds, or "" if it is."""
    read_as = blocks(text)
    if text.startswith("---\n") and not (read_as and read_as[0].kind == "front matter"):
        return "its front matter has no closing ---"
    if read_as and read_as[0].kind == "front matter" and not _is_mapping(read_as[0].content):
        return "its front matter cannot be read"
    last = blocks(f"{text}\n\nAda: Hello.\n")[-1]
    if last.text != "Ada: Hello.":
        return f"what begins on line {last.line} is never closed, so all below is lost in it"
    return ""


def _is_mapping(content: str) -> bool:
    try:
        return isinstance(yaml.safe_load(sound(content)), dict)
    except (yaml.YAMLError, ValueError, RecursionError):
        return False


@dataclass(slots=True)
class _Reader:
    notes: Collection[str]
    items: list[Item] = field(default_factory=lambda: [Item("root", "", "", 0)])
    section: int = 0
    holder: int = 0

    def block(self, block: Block) -> None:
        match block.kind:
            case "blank":
                self.items[-1] = replace(self.items[-1], gap=self.items[-1].gap + block.text + block.gap)
            case "front matter":
                self.front_matter(block)
            case "heading" if block.level == 1:
                self.section = self.holder = self.put("section", block, 0, block.content)
            case "heading":
                self.holder = self.put("story", block, self.section, block.content)
            case "footnote":
                self.put("footnote", block, 0, block.label)
            case "comment":
                self.put("comment", block, self.holder, prompted(block.text))
            case _:
                self.put(block.kind, block, self.holder)

    def put(self, kind: str, block: Block, parent: int, name: str = "") -> int:
        return self.add(Item(kind, block.text, block.gap, parent, name, line=block.line))

    def add(self, item: Item) -> int:
        above = self.items[-1]
        if item.text in self.notes and above.gap == "\n" and not above.note:
            self.items[-1] = replace(above, note=item.text, gap=item.gap)
        else:
            self.items.append(item)
        return len(self.items) - 1

    def front_matter(self, block: Block) -> None:
        first, *rows, last = block.text.split("\n")
        at = self.add(Item("front matter", first, "\n", 0, line=block.line))
        for line, row in enumerate(rows, block.line + 1):
            above = self.items[-1]
            if found := _KEY.match(row):
                self.add(Item("key", row, "\n", at, found["key"], line=line))
            elif row.startswith("#") or above.kind == "front matter":
                self.add(Item("row", row, "\n", at, line=line))
            elif row.strip():
                self.items[-1] = replace(above, text=above.text + above.gap + row, gap="\n")
            else:
                self.items[-1] = replace(above, gap=above.gap + row + "\n")
        self.add(Item("end", last, block.gap, at, line=block.line + len(rows) + 1))
