"""What changed between two texts of a script: line by line, found by content, and word by word."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from daycast.scripts.merging.match import match, moved
from daycast.scripts.merging.tree import Item, read

_DELIMITERS = ("root", "front matter", "end")


@dataclass(frozen=True, slots=True)
class Change:
    """One line, heading, key or footnote that is new, gone, reworded or elsewhere.

    `old` and `new` are its rows, `None` where it was not or is not; `old_line` and `line` are where these begin in
    their texts, from 1, and 0 where they do not.
    """

    old: str | None
    new: str | None
    old_line: int
    line: int
    moved: bool = False

    @property
    def kind(self) -> Literal["added", "deleted", "edited", "moved"]:
        """What happened to it; what was moved may have been edited too."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "deleted"
        return "moved" if self.moved else "edited"


def changes(old: str, new: str) -> tuple[Change, ...]:
    """What makes `new` out of `old`, in the order of `new`; what is gone stands where it stood."""
    before, after = read(old), read(new)
    pairs = match(before, after)
    back = {j: i for i, j in pairs.items()}
    travelled = moved(before, after, pairs)
    found: list[tuple[float, Change]] = []
    for j, item in enumerate(after.items):
        was = before.items[back[j]] if j in back else None
        if item.kind not in _DELIMITERS and (was is None or was.words != item.words or j in travelled):
            found.append((j, _change(was, item, moved=j in travelled)))
    above = 0.0
    for i, item in enumerate(before.items):
        if i in pairs:
            above = pairs[i]
        elif item.kind not in _DELIMITERS:
            found.append((above + 0.5, _change(item, None)))
    return tuple(change for _, change in sorted(found, key=lambda one: one[0]))


def _change(old: Item | None, new: Item | None, *, moved: bool = False) -> Change:
    return Change(
        old.text if old else None, new.text if new else None, old.line if old else 0, new.line if new else 0, moved
    )


def by_word(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """The words of both in turn: (taken away, put in), the same in both where they are the same."""
    left, right = old.split(), new.split()
    runs = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    return tuple((" ".join(left[a:b]), " ".join(right[c:d])) for _, a, b, c, d in runs)
