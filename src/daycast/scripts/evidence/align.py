"""A claim laid along the sentences of its evidence: which word of the one stands where in the other."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from daycast.scripts.evidence.wording import ARTICLES, Word

_ANEW = 3  # meaningful words in a row that the sentence at hand lacks, at which another sentence is looked for
_AGAIN = 2  # meaningful words that the other sentence must have of them

Place = tuple[int, int]  # a word of the evidence: which sentence, which word of it
Run = tuple[int, int]  # words of the claim, from the first to before the second


class Alignment:
    """`places` has for each word of the claim its place in the evidence, or `None`."""

    def __init__(self, said: Sequence[Word], evidence: Sequence[Sequence[Word]]) -> None:
        self.said, self.evidence = said, evidence
        self.places: list[Place | None] = [None] * len(said)
        self._lay(0, len(said), 1)
        self.runs = self._runs(0, len(said))

    def _lay(self, start: int, end: int, least: int) -> None:
        """Lays these words along the sentence that shares most with them, then anew what that one lacks."""
        wanted = {word.key for word in self.said[start:end] if word.weight}
        shared = [len(wanted & {word.key for word in sentence if word.weight}) for sentence in self.evidence]
        if max(shared, default=0) < least:
            return
        index = shared.index(max(shared))
        mine, theirs = ([word.key for word in part] for part in (self.said[start:end], self.evidence[index]))
        laid = False
        for there, here, size in SequenceMatcher(None, theirs, mine, autojunk=False).get_matching_blocks():
            if any(word.weight for word in self.said[start + here : start + here + size]) or size > 1:
                laid = True
                self.places[start + here : start + here + size] = [(index, there + step) for step in range(size)]
        for low, high in self._runs(start, end) if laid else ():
            part = self.said[low:high]
            if sum(word.weight for word in part) >= _ANEW and any(w.weight and not w.capital for w in part):
                self._lay(low, high, _AGAIN)
            elif high - low >= _ANEW and not all(word.capital for word in part):
                self._lay_whole(low, high)

    def _lay_whole(self, low: int, high: int) -> None:
        """Lays words that say little by themselves where a sentence has just these ("He was not.")."""
        mine = [word.key for word in self.said[low:high]]
        for index, sentence in enumerate(self.evidence):
            theirs = [word.key for word in sentence]
            for there in range(len(theirs) - len(mine) + 1):
                if theirs[there : there + len(mine)] == mine:
                    self.places[low:high] = [(index, there + step) for step in range(high - low)]
                    return

    def _runs(self, start: int, end: int) -> list[Run]:
        found, low = [], start
        for index in range(start, end + 1):
            if index == end or self.places[index]:
                if index > low:
                    found.append((low, index))
                low = index + 1
        return found

    def word(self, index: int) -> Word | None:
        """The word of the evidence that a word of the claim stands for."""
        place = self.places[index]
        return self.evidence[place[0]][place[1]] if place else None

    def run_of(self, index: int) -> Run:
        """The words without a place around one of them."""
        return next((low, high) for low, high in self.runs if low <= index < high)

    def sides(self, run: Run) -> tuple[Place | None, Place | None]:
        """The places of the words before and behind."""
        low, high = run
        return self.places[low - 1] if low else None, self.places[high] if high < len(self.said) else None

    def between(self, run: Run) -> Sequence[Word]:
        """What the evidence has where the claim has these words; at an open end, as many words and two more."""
        before, after = self.sides(run)
        most = run[1] - run[0] + 2
        if before and after:
            if before[0] == after[0] and before[1] < after[1]:
                return self.evidence[before[0]][before[1] + 1 : after[1]]
            return ()
        if before:
            return self.evidence[before[0]][before[1] + 1 : before[1] + 1 + most]
        return self.evidence[after[0]][max(0, after[1] - most) : after[1]] if after else ()

    def instead(self, index: int) -> Word | None:
        """The word of the evidence that this word of the claim takes the place of, where that is plain.

        It is plain at the ends of a stretch: both stand right behind, or right before, the same word.
        """
        run = low, high = self.run_of(index)
        before, after = self.sides(run)
        theirs = [word for word in self.between(run) if word.key not in ARTICLES]
        mine = [place for place in range(low, high) if self.said[place].key not in ARTICLES]
        if not theirs or not mine:
            return None
        if before and index == mine[0]:
            return theirs[0]
        return theirs[-1] if after and index == mine[-1] else None
