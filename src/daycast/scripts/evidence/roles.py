"""Names in a claim: each must be in the evidence, and in the place that the evidence gives it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from daycast.calendar_names import DAYS_AND_MONTHS
from daycast.scripts.evidence.align import Alignment, Run
from daycast.scripts.evidence.wording import ARTICLES, SAYING, Word

_STANDS_FOR = frozenset("he she it they his her its their him them the".split())


class Names:
    """The names of a claim that is laid along its evidence; `context` is what else the same articles say."""

    def __init__(self, claim: str, laid: Alignment, context: Sequence[Sequence[Word]]) -> None:
        self.claim, self.said, self.laid, self.evidence, self.context = claim, laid.said, laid, laid.evidence, context
        every = [word for sentence in self.evidence for word in sentence]
        self.words = {word.text.lower() for word in every}
        self.called = {word.key for word in every if word.capital}
        self.firmly = {word.key for word in every if word.capital == 2}

    def reasons(self) -> Iterator[str]:
        """What is wrong with the names, in sentences."""
        missing: list[int] = []
        for index, word in enumerate(self.said):
            if self.laid.places[index] or not self.is_name(index) or self.lent(index):
                continue
            there = self.laid.instead(index)
            if not self.is_called(index):
                missing.append(index)
            elif (
                there and there.capital and not self.same_name(index, there) and not self.is_day_left_out(index, there)
            ):
                yield f"the name {word.text} stands where the cited sentence says {there.text}"
        for low, high in _stretches(missing):
            yield f"the name {self.text((low, high + 1))} is not in the evidence"
        for one, other in self.swapped():
            yield f"the names {one} and {other} have changed places"
            break
        yield from self.turned()

    def is_name(self, index: int) -> bool:
        """Whether a word is a name. At a sentence's beginning it is one if it is elsewhere, or does what people do."""
        word = self.said[index]
        if word.capital != 1:
            return word.capital == 2 and (bool(word.weight) or word.text.lower() in DAYS_AND_MONTHS)
        if word.key in self.firmly:
            return True
        after = self.said[index + 1] if index + 1 < len(self.said) else None
        acts = after is not None and (after.key in SAYING or after.text in ("has", "is", "was", "will"))
        return bool(word.weight) and acts and word.text.lower() not in self.words and word.text[-1] not in "sy"

    def is_called(self, index: int) -> bool:
        """Whether the evidence has this name, in another form too: "Israelis", "FDA"."""
        key = self.said[index].key
        return (
            key in self.called
            or any(_akin(key, other) for other in self.called)
            or self.said[index].text.lower() in self.words
            or any(self.abbreviated(index, sentence) for sentence in self.evidence)
        )

    def abbreviated(self, index: int, theirs: Sequence[Word]) -> bool:
        """Whether the name is short for names of `theirs`, or the names around it are long for one of them."""
        text = self.said[index].text.replace(".", "")
        if text.isupper() and len(text) > 1:
            return text in _initials(theirs)
        low, high = _name_around(self.said, index)
        initials = _initials(self.said[low : high + 1])
        return any(len(word.text) > 1 and word.text.replace(".", "") == initials for word in theirs)

    def same_name(self, index: int, there: Word) -> bool:
        """Whether the word in its place is the same name, shortened or in another form."""
        gap = self.laid.between(self.laid.run_of(index))
        return _akin(self.said[index].key, there.key) or self.abbreviated(index, gap)

    def is_day_left_out(self, index: int, there: Word) -> bool:
        """Whether a day or month stood beside the name, and was left out: no name took its place."""
        return there.text.lower() in DAYS_AND_MONTHS and self.said[index].text.lower() not in DAYS_AND_MONTHS

    def lent(self, index: int) -> bool:
        """Whether the articles put this name beside the one that it stands beside, or for a pronoun of the sentence."""
        key = self.said[index].key
        if not self.said[index].capital:
            return False
        for beside, step in ((index + 1, 1), (index - 1, -1)):
            if 0 <= beside < len(self.said) and self.said[beside].capital and self.laid.places[beside]:
                pair = (key, self.said[beside].key)[::step]
                if any(_has_pair(sentence, pair) for sentence in (*self.evidence, *self.context)):
                    return True
        gap = self.laid.between(self.laid.run_of(index))
        stands_for = any(word.text.lower() in _STANDS_FOR for word in gap) and not any(w.capital == 2 for w in gap)
        return stands_for and any(word.key == key and word.capital for s in self.context for word in s)

    def swapped(self) -> Iterator[tuple[str, str]]:
        """Names that stand beside each other's words: "Voters of Registrars" for "Registrars of Voters"."""
        mine = [span for span in _names(self.said) if not all(self.laid.places[span[0] : span[1]])]
        for sentence in self.evidence if mine else ():
            theirs = {_keys(sentence, span): span for span in _names(sentence)}
            here = {span: _keys(self.said, span) for span in _names(self.said)}
            for one in mine:
                for other, key in here.items():
                    if (
                        here[one] != key
                        and here[one] in theirs
                        and key in theirs
                        and (one[1] <= other[0] or other[1] <= one[0])
                    ):
                        there, where = theirs[here[one]], theirs[key]
                        inverted = (one < other) != (there < where)
                        if inverted and self.beside(one, sentence, where) and self.beside(other, sentence, there):
                            first, second = sorted((one, other))
                            yield self.text(first), self.text(second)

    def beside(self, span: Run, sentence: Sequence[Word], place: Run) -> bool:
        """Whether a name of the claim has a neighbour that another name has in the evidence."""
        return bool(
            set(zip("<>", _neighbours(self.said, span), strict=True))
            & set(zip("<>", _neighbours(sentence, place), strict=True)) - {("<", ""), (">", "")}
        )

    def turned(self) -> Iterator[str]:
        """A "by" that alone was added or left out, so that who did it becomes whom it was done to."""
        places = self.laid.places
        for index in range(1, len(self.said)):
            before, here = places[index - 1], places[index]
            skips = before and here and before[0] == here[0] and self.evidence[here[0]][before[1] + 1 : here[1]]
            added = self.said[index].key == "by" and not here and index + 1 < len(self.said) and places[index + 1]
            joined = added and before and added[0] == before[0] and added[1] == before[1] + 1
            name = self.said[index + 1 if added else index]
            if name.capital and (joined or (skips and [word.key for word in skips] == ["by"])):
                yield f"the cited sentence says it the other way round of {name.text}: mind the “by”"

    def text(self, span: Run) -> str:
        """Words of the claim as they stand in it."""
        return self.claim[self.said[span[0]].start : self.said[span[1] - 1].end]


def _names(sentence: Sequence[Word]) -> list[Run]:
    """The names in a sentence and what they are made of: up to three capitalised words in a row, from first to end."""
    return [
        (low, high)
        for low in range(len(sentence))
        for high in range(low + 1, min(low + 4, len(sentence) + 1))
        if all(word.capital and (word.weight or word.capital == 2) for word in sentence[low:high])
    ]


def _keys(sentence: Sequence[Word], span: Run) -> tuple[str, ...]:
    return tuple(word.key for word in sentence[span[0] : span[1]])


def _neighbours(sentence: Sequence[Word], span: Run) -> tuple[str, str]:
    """The words before and behind a name, articles passed over."""
    low, high = span
    while low and sentence[low - 1].key in ARTICLES:
        low -= 1
    return sentence[low - 1].key if low else "", sentence[high].key if high < len(sentence) else ""


def _name_around(sentence: Sequence[Word], place: int) -> tuple[int, int]:
    """The first and last word of the names in a row that a name is one of ("Food and Drug Administration")."""
    low = high = place
    while low and (sentence[low - 1].capital or (_joins(sentence, low - 1) and sentence[low - 2].capital)):
        low -= 1
    while high + 1 < len(sentence) and (
        sentence[high + 1].capital or (_joins(sentence, high + 1) and sentence[high + 2].capital)
    ):
        high += 1
    return low, high


def _joins(sentence: Sequence[Word], place: int) -> bool:
    return 0 < place < len(sentence) - 1 and sentence[place].text in ("of", "and")


def _akin(one: str, other: str) -> bool:
    """Forms of one name: "Israel", "Israelis"; "Europe", "European"."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 4 and long.startswith(short[: max(4, len(short) - 1)]) and len(long) - len(short) <= 3


def _initials(sentence: Sequence[Word]) -> str:
    return "".join(word.text[0] for word in sentence if word.capital)


def _has_pair(sentence: Sequence[Word], pair: tuple[str, ...]) -> bool:
    return any((one.key, other.key) == pair for one, other in pairwise(sentence))


def _stretches(indices: Sequence[int]) -> list[tuple[int, int]]:
    """Numbers in a row as first and last."""
    found: list[tuple[int, int]] = []
    for index in indices:
        if found and found[-1][1] + 1 == index:
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found
