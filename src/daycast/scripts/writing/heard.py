"""What the listener has heard so far: so that nothing is said twice and nobody is named before they are introduced."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy

from daycast.scripts.writing.facts import Fact

_SAME = 0.45  # share of the lighter sentence's weight of words at which two sentences tell the same
_AIRED = 0.6  # share of a sentence that one of an earlier episode told, at which it is no news
_NEW = 3  # words of meaning that a sentence must add to its story, or half of its own
_SAME_WITH_FIGURE = 0.4  # the same where both give the same figures in one story


class Heard:
    """Grows as facts are said. Words that stand in many sentences of the day count little when two are compared."""

    def __init__(self, day: Iterable[Fact], aired: Sequence[frozenset[str]]) -> None:
        sentences = [*(fact.terms for fact in day), *aired]
        counts = Counter(term for terms in sentences for term in terms)
        self._rarity = {term: math.log(1 + len(sentences) / count) for term, count in counts.items()}
        self._unknown = math.log(2 + len(sentences))
        self._aired = list(aired)
        self._said: list[tuple[frozenset[str], str, float]] = []
        self._told: dict[str, frozenset[str]] = {}
        self._facts: set[tuple[str, int]] = set()
        self.names: set[str] = set()

    def fork(self) -> Heard:
        """A copy that may hear more without this one hearing it."""
        other = copy(self)
        other._said, other._told = list(self._said), dict(self._told)
        other._facts, other.names = set(self._facts), set(self.names)
        return other

    def knows(self, fact: Fact) -> bool:
        """Whether a fact would largely repeat what was said, or tells little that did not air before or that its story
        has not told, in whatever sentences."""
        if len(fact.core - self._told.get(fact.story, frozenset())) < min(_NEW, len(fact.core) / 2):
            return True
        weight = self._weight(fact.core)
        if any(self._weight(fact.core & said) >= _AIRED * weight for said in self._aired):
            return True
        figures = frozenset(term for term in fact.core if term[0].isdigit())
        return any(
            share >= (_SAME_WITH_FIGURE if story == fact.story and figures and figures <= said else _SAME)
            for share, said, story in self._shares(fact.core)
        )

    def share(self, fact: Fact) -> float:
        """The largest share of the lighter of two sentences, the fact and one that was said, that both tell: 0 to 1."""
        return max((share for share, _, _ in self._shares(fact.core)), default=0.0)

    def _shares(self, terms: frozenset[str]) -> Iterator[tuple[float, frozenset[str], str]]:
        weight = self._weight(terms)
        for said, story, heavy in self._said:
            if both := terms & said:
                yield self._weight(both) / min(weight, heavy), said, story

    def has_said(self, fact: Fact) -> bool:
        return fact.key in self._facts

    def say(self, fact: Fact) -> None:
        self._said.append((fact.terms, fact.story, self._weight(fact.terms)))
        self._told[fact.story] = self._told.get(fact.story, frozenset()) | fact.terms
        self._facts.add(fact.key)
        self.names |= fact.names

    def _weight(self, terms: frozenset[str]) -> float:
        return sum(self._rarity.get(term, self._unknown) for term in terms)
