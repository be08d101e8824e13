"""The comments that a merge puts below a person's words, to tell where the new draft says something else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.scripts.merging.tree import Item, Tree

_OFFER = "<!-- new draft: "

_LEFT_OUT = {kind: f"the new draft leaves this {kind} out" for kind in ("line", "story", "section")}


def offer(item: Item) -> str:
    """The comment that offers the new draft's words below a person's."""
    return _comment(f"new draft: {item.text}", in_front=item.in_front)


def left_out(item: Item) -> str:
    """The comment that tells that the new draft has no such line, story or section."""
    return _comment(_LEFT_OUT.get(item.kind, _LEFT_OUT["line"]), in_front=item.in_front)


def _comment(words: str, *, in_front: bool) -> str:
    if in_front:
        return "\n".join(f"# {row}" for row in words.split("\n"))
    return f"<!-- {words.replace('-->', '--&gt;')} -->"


def notes(*trees: Tree) -> set[str]:
    """Every comment that the machine may have written about these texts."""
    offers = {offer(item) for tree in trees for item in tree.items}
    return offers | {_comment(words, in_front=front) for words in _LEFT_OUT.values() for front in (False, True)}


def open_offers(text: str, path: Path) -> Iterator[Problem]:
    """A warning for each line of the new draft that a comment still offers."""
    for line, row in enumerate(text.split("\n"), 1):
        if row.startswith(_OFFER):
            yield Problem(path, line, "the new draft says something else than the line above",
                          "take its words over, or delete this comment", warning=True)  # fmt: skip
