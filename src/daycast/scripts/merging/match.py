"""Which item of one text is which of another: found by what it says, wherever it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz

from daycast.scripts.blocks import CITATION
from daycast.scripts.merging.tree import Item, Tree

Pairs = dict[int, int]

_TITLE = 75  # percent of the words of two headings that are the same
_SHARED = 0.6  # of all the words below two headings
_NEAR, _FAR = 50, 75  # percent of the words of two lines that are the same: under one heading, anywhere
_TRAVELS = ("turn", "comment", "unread")  # a pause says too little to be known again elsewhere


def match(a: Tree, b: Tree) -> Pairs:
    """The place in `b` of each item of `a` that is found there. Only items of one kind are paired."""
    matching = _Matching(a, b, {0: 0}, {0}, {0})
    matching.named()
    matching.headings("section")
    matching.headings("story")
    matching.in_order()
    matching.elsewhere()
    matching.alike()
    return matching.pairs


def twins(a: Tree, b: Tree, pairs: Pairs, known_a: Collection[int], known_b: Collection[int]) -> Pairs:
    """`pairs`, and what else says the very same in `a` and in `b`, apart from the places that are known already."""
    matching = _Matching(a, b, {0: 0} | pairs, {0, *known_a}, {0, *known_b})
    matching.named()
    matching.headings("section")
    matching.headings("story")
    matching.in_order()
    matching.elsewhere()
    return matching.pairs


def moved(a: Tree, b: Tree, pairs: Pairs) -> frozenset[int]:
    """The places in `b` of what stands under another heading than in `a`, or before what it stood behind."""
    back = {j: i for i, j in pairs.items()}
    stayed = {0}
    for i, j in pairs.items():
        before = [child for child in a.children[i] if child in pairs and b.items[pairs[child]].parent == j]
        after = [back[child] for child in b.children[j] if child in back and a.items[back[child]].parent == i]
        for run in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            stayed.update(pairs[place] for place in after[run.b : run.b + run.size])
    return frozenset(j for j in back if j not in stayed and b.items[j].kind != "footnote")


@dataclass(frozen=True, slots=True)
class _Matching:
    """Two trees, what was paired so far, and which places of each are not to be paired any more."""

    a: Tree
    b: Tree
    pairs: Pairs
    used_a: set[int]
    used_b: set[int]

    def pair(self, i: int, j: int) -> None:
        if i not in self.used_a and j not in self.used_b:
            self.pairs[i] = j
            self.used_a.add(i)
            self.used_b.add(j)

    def free(self) -> tuple[list[int], list[int]]:
        """What is yet to be paired, in the order of each text."""
        return (
            [place for place in range(len(self.a.items)) if place not in self.used_a],
            [place for place in range(len(self.b.items)) if place not in self.used_b],
        )

    def named(self) -> None:
        """Pairs the front matter by its keys, footnotes by their labels, and prompts for a take by what they are about,
        so that one that was answered does not come back in other words."""
        by_name: dict[tuple[str, str], list[int]] = defaultdict(list)
        left, right = self.free()
        for j in right:
            by_name[_named(self.b.items[j])].append(j)
        for i in left:
            item = self.a.items[i]
            named = item.kind in ("front matter", "key", "end", "footnote") or (item.kind == "comment" and item.name)
            if named and (same := by_name[_named(item)]):
                self.pair(i, same.pop(0))

    def headings(self, kind: str) -> None:
        """Pairs headings by their words where what holds them is one, then by the words below them; the best first."""
        alike = (
            (-fuzz.ratio(self.a.items[i].name.split(), self.b.items[j].name.split()), abs(i - j), i, j)
            for i, j in self.crossed(kind)
            if self.pairs.get(self.a.items[i].parent) == self.b.items[j].parent
        )
        self.pair_best(one for one in alike if -one[0] >= _TITLE)
        words_a, words_b = (
            {at: _below(tree, at) for at, item in enumerate(tree.items) if item.kind == kind}
            for tree in (self.a, self.b)
        )
        shared = (
            (-2 * len(words_a[i] & words_b[j]) / (len(words_a[i]) + len(words_b[j]) or 1), abs(i - j), i, j)
            for i, j in self.crossed(kind)
        )
        self.pair_best(one for one in shared if -one[0] >= _SHARED)

    def crossed(self, kind: str) -> Iterator[tuple[int, int]]:
        """Each item of a kind that is yet to be paired, with each of the other text."""
        left, right = self.free()
        others = [j for j in right if self.b.items[j].kind == kind]
        return ((i, j) for i in left if self.a.items[i].kind == kind for j in others)

    def pair_best(self, found: Iterable[tuple[float, int, int, int]]) -> None:
        """Pairs by (what sorts the best to the front, how far apart, place, place)."""
        for _, _, i, j in sorted(found):
            self.pair(i, j)

    def in_order(self) -> None:
        """Pairs what is the same, in the same order, below one heading."""
        for left, right in self.held():
            texts_a, texts_b = _texts(self.a, left), _texts(self.b, right)
            for run in SequenceMatcher(None, texts_a, texts_b, autojunk=False).get_matching_blocks():
                for step in range(run.size):
                    self.pair(left[run.a + step], right[run.b + step])

    def elsewhere(self) -> None:
        """Pairs lines that are the same, anywhere."""
        by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
        left, right = self.free()
        for j in right:
            by_text[self.b.items[j].kind, self.b.items[j].words].append(j)
        for i in left:
            item = self.a.items[i]
            if item.kind in _TRAVELS and (same := by_text[item.kind, item.words]):
                self.pair(i, same.pop(0))

    def alike(self) -> None:
        """Pairs lines that say nearly the same: below one heading, then anywhere; the best first."""
        self.pair_best(pair for left, right in self.held() for pair in self.likeness(left, right, _NEAR))
        left, right = self.free()
        left = [i for i in left if self.a.items[i].kind in _TRAVELS]
        right = [j for j in right if self.b.items[j].kind in _TRAVELS]
        self.pair_best(self.likeness(left, right, _FAR))

    def held(self) -> Iterator[tuple[list[int], list[int]]]:
        """The lines below each heading that both texts have, as far as they are yet to be paired."""
        for i, j in list(self.pairs.items()):
            left = [c for c in self.a.children[i] if c not in self.used_a and not self.a.items[c].holds]
            right = [c for c in self.b.children[j] if c not in self.used_b and not self.b.items[c].holds]
            if left and right:
                yield left, right

    def likeness(self, left: list[int], right: list[int], least: int) -> Iterator[tuple[float, int, int, int]]:
        """The pairs that share at least `least` percent of their words, as `pair_best` takes them."""
        words_b = [(j, self.b.items[j].kind, _words(self.b.items[j])) for j in right]
        for i in left:
            kind, words = self.a.items[i].kind, _words(self.a.items[i])
            for j, other, theirs in words_b:
                if kind == other and (ratio := fuzz.ratio(words, theirs, score_cutoff=least)):
                    yield -ratio, abs(i - j), i, j


def _named(item: Item) -> tuple[str, str]:
    return item.kind, item.name


def _texts(tree: Tree, places: list[int]) -> list[tuple[str, str]]:
    return [(tree.items[place].kind, tree.items[place].words) for place in places]


def _below(tree: Tree, place: int) -> frozenset[str]:
    """The words below a heading, without what they cite."""
    items = (tree.items[child] for child in tree.below(place))
    return frozenset(word for item in items if item.kind in _TRAVELS for word in _words(item))


def _words(item: Item) -> list[str]:
    return CITATION.sub("", item.text).split()
