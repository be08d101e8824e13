"""Footnotes of a new draft under the numbers that they had, so that the same line reads the same in two drafts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import count

from daycast.scripts.blocks import CITATION, Block, blocks


def relabel(base: str, mine: str, new: str) -> str:
    """`new` with its evidence labelled as in `base`, or in `mine` where `base` has no such label; what is new gets
    numbers beyond those of both."""
    old, ours, draft = blocks(base), blocks(mine), blocks(new)
    known = _known(old, ours)
    taken = {label for block in (*old, *ours) for label in _labels(block)}
    fresh = map(str, count(1 + max((int(label) for label in taken if label.isdecimal()), default=0)))
    names: dict[str, str] = {}
    for block in draft:
        if block.kind == "footnote" and block.label not in names and known[block.content]:
            names[block.label] = known[block.content].pop(0)
    for label in (label for block in draft for label in _labels(block)):
        if label not in names:
            names[label] = next(fresh)
    return "".join(_renamed(block, names) + block.gap for block in draft)


def _known(old: Iterable[Block], ours: Iterable[Block]) -> defaultdict[str, list[str]]:
    """The labels of each piece of evidence, by its text."""
    labels: dict[str, str] = {}
    for block in (*old, *ours):
        if block.kind == "footnote":
            labels.setdefault(block.label, block.content)
    known = defaultdict(list)
    for label, content in labels.items():
        known[content].append(label)
    return known


def _labels(block: Block) -> Iterator[str]:
    if block.kind != "front matter":
        yield from (found["name"] for found in CITATION.finditer(block.text))


def _renamed(block: Block, names: dict[str, str]) -> str:
    if block.kind == "front matter":
        return block.text
    return CITATION.sub(lambda found: f"[^{names[found['name']]}]", block.text)
