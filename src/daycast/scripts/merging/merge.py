"""Three ways: what a person made of the machine's text stays, and the rest follows the machine's new text.

Lines are found again by what they say, not by where they stand (`match`). Every decision is about one item of the
tree, by one rule for lines, headings and front matter alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from daycast.errors import DaycastError
from daycast.scripts.blocks import CITATION
from daycast.scripts.merging.match import Pairs, match, moved, twins
from daycast.scripts.merging.notes import left_out, notes, offer
from daycast.scripts.merging.relabel import relabel
from daycast.scripts.merging.tree import Item, read, swallowed

Entry = tuple[int | None, int | None]  # the places of one item in mine and in the new draft
_OF_BASE: Entry = (None, None)  # evidence that neither has any more, and a line cites


@dataclass(frozen=True, slots=True)
class Merged:
    """The one text, and `base`: the new draft with the old numbers of its footnotes, to tell the next edits from.
    Where the draft has come to say what a person had written, `base` says what it did before.

    `kept` counts what the person wrote, changed, moved or deleted, `followed` what the new draft changed; `offers` are
    the lines of the new comments, which tell where it says something else than the person.
    """

    text: str
    base: str
    kept: int = 0
    followed: int = 0
    offers: tuple[int, ...] = ()


def merge(base: str, mine: str, new: str) -> Merged:
    """`mine`, which was `base` before a person edited it, brought up to `new`.

    Raises `DaycastError` where `mine` cannot be read as lines, as below a comment that is never closed.
    """
    if mine == new:
        return Merged(mine, new)
    if base == mine:
        return Merged(new, new)
    draft = relabel(base, mine, new)
    if base == draft:
        return Merged(mine, draft)
    if why := swallowed(mine):
        raise DaycastError(why)
    return _Merger(base, mine, draft).merged()


class _Merger:
    """The trees of the three texts, and which item of one is which of another."""

    def __init__(self, base: str, mine: str, new: str) -> None:
        self.base, self.new = read(base), read(new)
        self.mine = read(mine, notes(self.base, self.new))
        in_mine, in_new = match(self.base, self.mine), match(self.base, self.new)
        self.in_mine = in_mine
        self.was = {i: b for b, i in in_mine.items()}
        self.drafted = {j: b for b, j in in_new.items()}
        through_base = {i: in_new[b] for b, i in in_mine.items() if b in in_new}
        self.becomes: Pairs = twins(self.mine, self.new, through_base, self.was, self.drafted)
        self.comes_from = {j: i for i, j in self.becomes.items()}
        self.moved = moved(self.base, self.mine, in_mine)
        self.left_out = {i for i in range(1, len(self.mine.items)) if self.mine.items[i].holds and self.outlasts(i)}
        self.whole = {child for i in self.left_out for child in self.mine.below(i)}

    def merged(self) -> Merged:
        """The result."""
        held = self.arranged()
        order = list(_walk((0, 0), held, self.item))
        pieces = [(entry, self.text(entry), self.note(entry)) for entry in order]
        cited = {found["name"] for _, *texts in pieces for text in texts for found in CITATION.finditer(text)}
        pieces += [(entry, text, "") for entry, text in self.footnotes(cited)]
        rows: list[str] = []
        offers = []
        for (entry, text, note), following in zip(pieces, [*(entry for entry, *_ in pieces[1:]), None], strict=True):
            i = entry[0]
            if note and i is not None and note != self.mine.items[i].note:
                offers.append("".join([*rows, text]).count("\n") + 2)
            rows += [text, f"\n{note}" if note else "", self.gap(entry, following)]
        gone = set(range(1, len(self.mine.items))) - {i for i, _ in order} - set(self.mine.footnotes)
        return Merged(
            text="".join(rows),
            base=self.remembered(),
            kept=sum(self.is_persons(i) for i, _ in order if i) + self.deletions(),
            followed=len(gone) + sum(i is None or text != self.mine.items[i].text for (i, _), text, _ in pieces),
            offers=tuple(offers),
        )

    def remembered(self) -> str:
        """The new draft, but where it says what a person wrote: there as before, so that it stays that person's."""
        rows = []
        for j, item in enumerate(self.new.items):
            i = self.comes_from.get(j)
            agreed = i is not None and item.kind != "footnote" and self.mine.items[i].words == item.words
            if i is None or not agreed or (i not in self.was and item.holds):  # what it holds stays the draft's
                rows += [item.text, item.gap]
            elif i in self.was:
                rows += [self.base.items[self.was[i]].text, item.gap]
        return "".join(rows)

    # What a person did to an item of mine.

    def is_edited(self, i: int) -> bool:
        return i in self.was and self.mine.items[i].words != self.base.items[self.was[i]].words

    def is_persons(self, i: int) -> bool:
        """Whether a person wrote it, changed it or moved it."""
        return i not in self.was or i in self.moved or self.is_edited(i)

    def deletions(self) -> int:
        """How much of what the draft still has a person deleted and put nothing in its place."""
        drafted = (b for j, b in self.drafted.items() if self.new.items[j].kind != "footnote")
        added = (i for i, item in enumerate(self.mine.items) if i not in self.was and item.kind != "footnote")
        return max(0, sum(b not in self.in_mine for b in drafted) - len(list(added)))

    def outlasts(self, i: int) -> bool:
        """Whether a story or section stays though the draft leaves it out: for what a person did to it or in it."""
        if i in self.becomes or i not in self.was:
            return False
        return self.is_persons(i) or self.is_told_left_out(i) or any(
            child not in self.was or child in self.moved or (child not in self.becomes and self.is_edited(child))
            or (self.mine.items[child].holds and self.outlasts(child))
            for child in self.mine.children[i]
        )  # fmt: skip

    # What is in the result, and where.

    def stays(self, i: int) -> bool:
        """Whether an item of mine that the draft does not have is in the result."""
        return self.is_persons(i) or self.is_told_left_out(i) or i in self.left_out or i in self.whole

    def is_told_left_out(self, i: int) -> bool:
        """Whether a merge before this one kept it and told that the draft had left it out."""
        return self.mine.items[i].note == left_out(self.mine.items[i])

    def arranged(self) -> dict[Entry, list[Entry]]:
        """What each item of the result holds, in order: the draft's order, and what a person moved or added where
        that person put it."""
        of_mine: dict[int, Entry] = {0: (0, 0)}
        for i in range(1, len(self.mine.items)):
            if i in self.becomes or self.stays(i):
                of_mine[i] = i, self.becomes.get(i)
        of_new, homeless = self.of_draft()
        held: dict[Entry, list[Entry]] = defaultdict(list)
        for j, entry in of_new.items():
            if j and not self.is_placed_by_person(entry) and j not in homeless:
                held[of_new[self.new.items[j].parent]].append(entry)
        for i, holder in of_mine.items():
            place = 0
            for entry in (of_mine[child] for child in self.mine.children[i] if child in of_mine):
                if self.is_placed_by_person(entry):
                    held[holder].insert(place, entry)
                if entry in held[holder]:
                    place = held[holder].index(entry) + 1
        for j in homeless:
            self.house(j, of_new, held)
        return held

    def is_placed_by_person(self, entry: Entry) -> bool:
        i, j = entry
        return i is not None and i != 0 and (j is None or i not in self.was or i in self.moved)

    def of_draft(self) -> tuple[dict[int, Entry], list[int]]:
        """What of the draft is in the result, and which of it stood below a heading that a person deleted.

        What the draft adds to a story of which a person left nothing does not come in.
        """
        found: dict[int, Entry] = {0: (0, 0)}
        homeless: list[int] = []
        for j, item in enumerate(self.new.items[1:], 1):
            if item.kind == "footnote":
                continue
            added = j not in self.drafted and j not in self.comes_from
            if j in self.comes_from or (added and (item.parent in found or self.is_partly_there(item.parent))):
                found[j] = entry = self.comes_from.get(j), j
                if item.parent not in found and not self.is_placed_by_person(entry):
                    homeless.append(j)
        return found, homeless

    def is_partly_there(self, j: int) -> bool:
        """Whether a person who deleted this heading of the draft's left anything of what it held."""
        return j in self.drafted and any(b in self.in_mine for b in self.base.below(self.drafted[j]))

    def house(self, j: int, of_new: dict[int, Entry], held: dict[Entry, list[Entry]]) -> None:
        """Puts a homeless item of the draft behind what it stands behind there."""
        items = self.new.items
        alike = (at for at in range(j - 1, 0, -1) if items[at].rank == items[j].rank and not items[at].in_front)
        for before in (of_new[at] for at in alike if at in of_new):
            for entries in held.values():
                if before in entries:
                    entries.insert(entries.index(before) + 1, of_new[j])
                    return
        held[0, 0].insert(0, of_new[j])

    def footnotes(self, cited: set[str]) -> Iterator[tuple[Entry, str]]:
        """The evidence of what the result cites, each label once, and all that a person added; as a person left it."""
        base, mine, new = (tree.by_label for tree in (self.base, self.mine, self.new))
        order = [label for label in new if label in cited]
        place = 0
        for label, i in mine.items():
            if label not in order and (label in cited or self.is_persons(i)):
                order.insert(place, label)
            if label in order:
                place = order.index(label) + 1
        order += [label for label in base if label in cited and label not in order]
        for label in order:
            entry = mine.get(label), new.get(label)
            yield entry, self.base.items[base[label]].text if entry == _OF_BASE else self.text(entry)
        doubled = [i for i in self.mine.footnotes if i not in mine.values()]
        yield from (((i, None), self.mine.items[i].text) for i in doubled)

    # What the result says.

    def item(self, entry: Entry) -> Item:
        """What says what kind an entry is."""
        i, j = entry
        return self.mine.items[i] if i is not None else self.new.items[j or 0]

    def text(self, entry: Entry) -> str:
        """A person's words where that person wrote or changed them, else the draft's.

        Where only the layout differs, it stays as a person left it.
        """
        i, j = entry
        if j is None or (i is not None and (i not in self.was or self.is_edited(i) or self.is_laid_out(i, j))):
            return self.item(entry).text
        return self.new.items[j].text

    def is_laid_out(self, i: int, j: int) -> bool:
        """Whether a person gave an item of mine, whose words are the draft's, other rows or spaces."""
        mine = self.mine.items[i]
        return mine.words == self.new.items[j].words and mine.text != self.base.items[self.was[i]].text

    def note(self, entry: Entry) -> str:
        """What a comment below the entry says about the new draft. What an older one said is not said any more."""
        i, j = entry
        if i is None:
            return ""
        item, before = self.mine.items[i], self.base.items[self.was[i]] if i in self.was else None
        ours = {left_out(item)} | {offer(other) for other in (before, self.new.items[j] if j else None) if other}
        says = ""
        if before and j is not None and self.is_edited(i):
            after = self.new.items[j]
            if after.words != item.words and (after.words != before.words or item.note == offer(after)):
                says = offer(after)
        elif i not in self.whole and j is None:
            says = left_out(item) if before or self.is_told_left_out(i) else ""
        return "\n".join(filter(None, ("" if item.note in ours else item.note, says)))

    def gap(self, entry: Entry, following: Entry | None) -> str:
        """What parts two entries: what parts them in mine or in the draft, else a blank line."""
        for side, tree in enumerate((self.mine, self.new)):
            here, there = entry[side], following[side] if following else len(tree.items)
            if here is not None and there == here + 1:
                return tree.items[here].gap
        if entry == (0, 0):
            return ""
        item = self.item(entry)
        is_row = entry == _OF_BASE or item.kind == "footnote" or (item.in_front and item.kind != "end")
        return "\n" if following is None or is_row else "\n\n"


def _walk(entry: Entry, held: dict[Entry, list[Entry]], item: Callable[[Entry], Item]) -> Iterator[Entry]:
    """An entry and all that it holds, lines first."""
    yield entry
    for child in sorted(held.get(entry, ()), key=lambda child: item(child).rank):
        yield from _walk(child, held, item)
