"""Changes to a script's text, block by block: every byte that is not part of the change stays as it is.

A block is named by a `Place`, what was seen and where; it is found again where lines above it have come or gone. What
is no longer there is a `Moved`: somebody else changed it meanwhile, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from daycast.errors import DaycastError
from daycast.scripts.blocks import CITATION, MARK, TURN, Block, blocks


class Place(NamedTuple):
    """A block as somebody saw it: the line where it began, from 1, and its text.

    Of several blocks that read the same it was the `nth`, from 0, of `twins`; 0 twins if nobody counted them.
    """

    line: int
    text: str
    nth: int = 0
    twins: int = 0


class Moved(DaycastError):
    """The block is not there any more as it was seen. `place` is what stands in its line now, if anything does."""

    def __init__(self, place: Place | None) -> None:
        super().__init__("this was changed elsewhere meanwhile", hint="Nothing was overwritten; look at both.")
        self.place = place

    @property
    def now(self) -> str:
        """What it says there, "" if nothing does."""
        return self.place.text if self.place else ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn in its parts: `words` as they stand in the file, `marks` the citations and marks that end it."""

    speaker: str
    words: str
    marks: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join(part for part in (f"{self.speaker}:", self.words, *self.marks) if part)

    @property
    def take(self) -> bool:
        return _TAKE in self.marks

    def marked(self, take: bool) -> Turn:
        """The same marked as opinion, or not."""
        marks = tuple(mark for mark in self.marks if mark != _TAKE)
        return replace(self, marks=(*marks, _TAKE) if take else marks)

    def without(self, citation: str) -> Turn:
        """The same without a citation, wherever it stands in it."""
        words = " ".join(self.words.replace(citation, " ").split())
        return replace(self, words=words, marks=tuple(mark for mark in self.marks if mark != citation))

    def split(self, at: int) -> tuple[Turn, Turn]:
        """Two turns of the same speaker, the second from character `at` of the words on; both keep the evidence."""
        first, second = self.words[:at].strip(), self.words[at:].strip()
        if not first or not second:
            raise DaycastError("there is nothing to split off here", hint="Put the cursor between two sentences.")
        return replace(self, words=first), replace(self, words=second)


_TAKE = "{.take}"


def turn(text: str) -> Turn:
    """The parts of a turn's text, its rows on one line. Raises `DaycastError` for what is no turn."""
    found = TURN.match(" ".join(text.split()))
    if found is None:
        raise DaycastError("a line begins with who says it", hint="Write it as `Speaker: words`.")
    words = (found["text"] or "").split(" ")
    ends = len(words)
    while ends and (CITATION.fullmatch(words[ends - 1]) or MARK.fullmatch(words[ends - 1])):
        ends -= 1
    return Turn(found["speaker"], " ".join(words[:ends]), tuple(words[ends:]))


def replaced(text: str, at: Place, new: str) -> str:
    """The text with other words, one block or several, for the block at `at`; it goes where `new` is empty."""
    found = blocks(text)
    index = _find(found, at)
    if not new.strip():
        return _joined(_closed(found[:index], found[index], found[index + 1 :]), found[index + 1 :])
    return _joined(found[:index], found[index + 1 :], new, found[index].gap)


def inserted(text: str, after: Place | None, new: str) -> str:
    """The text with `new` behind the block at `after`, or ahead of all but the front matter."""
    found = blocks(text)
    return _placed(found, _find(found, after) + 1 if after else _top(found), new)


def moved(text: str, at: Place, after: Place | None) -> str:
    """The text with the block at `at` behind the one at `after`, or ahead of all but the front matter."""
    found = blocks(text)
    index = _find(found, at)
    target = _find(found, after) + 1 if after else _top(found)
    if target in (index, index + 1):
        return text
    rest = (*_closed(found[:index], found[index], found[index + 1 :]), *found[index + 1 :])
    return _placed(rest, target - (target > index), found[index].text)


def _find(found: Sequence[Block], at: Place) -> int:
    """The block that was seen at `at`. Where there are fewer or more like it than there were, any could be meant."""
    same = [index for index, block in enumerate(found) if block.text == at.text]
    if not same or (at.twins and len(same) != at.twins):
        above = (Place(block.line, block.text) for block in reversed(found) if block.line <= at.line and block.text)
        raise Moved(next(above, None))
    return same[at.nth] if at.twins else min(same, key=lambda index: abs(found[index].line - at.line))


def _top(found: Sequence[Block]) -> int:
    """Where the script proper begins."""
    return next((index + 1 for index, block in enumerate(found) if block.kind == "front matter"), 0)


def _closed(before: Sequence[Block], gone: Block, after: Sequence[Block]) -> Sequence[Block]:
    """The blocks before one that went: the file ends as it ended."""
    return before if after or not before else (*before[:-1], replace(before[-1], gap=gone.gap))


def _placed(found: Sequence[Block], index: int, new: str) -> str:
    """`new` between two blocks, with a blank row on either side."""
    before, after = found[:index], found[index:]
    if not before:
        return _joined(before, after, new, "\n\n" if after else "\n")
    gap = before[-1].gap
    apart = gap if gap.count("\n") > 1 else "\n\n"
    before = (*before[:-1], replace(before[-1], gap=apart))
    return _joined(before, after, new, apart if after else gap)


def _joined(before: Sequence[Block], after: Sequence[Block], new: str = "", gap: str = "") -> str:
    """The text of the blocks around `new`, all of which it must leave as they are: a comment that is never closed,
    say, would swallow the lines below it."""
    new = "\n".join(row.rstrip() for row in new.strip().split("\n"))
    text = "".join([*(b.text + b.gap for b in before), new + gap, *(b.text + b.gap for b in after)])
    meant = [block.text for block in (*before, *blocks(new), *after) if block.text]
    if [block.text for block in blocks(text) if block.text] != meant:
        raise DaycastError("this would run together with the lines around it", hint="Close the comment or code block.")
    return text
