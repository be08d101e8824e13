"""Whether a claim stands in the sentences that it cites: every figure, name and quotation, in the same roles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from daycast.scripts.evidence.align import Alignment
from daycast.scripts.evidence.roles import Names
from daycast.scripts.evidence.wording import Word, is_negation, words
from daycast.scripts.writing.tongues import tongue as tongue_of

ENOUGH = 0.62  # share of a claim's meaningful words that its evidence must hold; other news shares about a third
_SHOWN = 6  # words or figures that a reason lists
_NEAR = 3  # words between a negation and what it negates
_COUNTED = frozenset("account articl outlet report sourc stor".split())  # a programme may count these itself


_PLAIN_MARKS = str.maketrans("“”„‘’‚«»–—\u00a0", '"""\'\'\'""-- ')
_QUOTED = re.compile(r"„([^“”]+)[“”]|«([^»]+)»|“([^”]+)”|\"([^\"]+)\"")
_ELLIPSIS = re.compile(r"…|\.\.\.|\[[^\]]*\]")
OWN_TELLING = re.compile(
    r"\b(?:(?:on (?:\w+day|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th))),? )?(?:as )?we(?: have|’ve|'ve)? (?:first )?"
    r"(?:reported|covered|told you|said|mentioned|followed|been following)"
    r"(?: (?:it|this|about this))?"
    r"(?: (?:(?:on|last|for|since) )?(?:yesterday|\w+day|(?:\w+ ){1,2}(?:days?|weeks?|months?)(?: ago)?"
    r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)))?"
    r"|\b(?:following|(?:an update|more) (?:to|on)|back to|after|remember|there was)"
    r" (?:yesterday|last week|the \w+ \w+|\w+day)(?:[’']s)? "
    r"(?:story|coverage|report|programme|episode)(?:,? [“\"][^”\"]*[”\"])?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a claim is supported, how well (0 to 1), and in sentences what is missing or changed."""

    supported: bool
    score: float
    reasons: tuple[str, ...]


def supports(
    claim: str,
    sentences: Sequence[str],
    *,
    known: Collection[str] = (),
    context: Sequence[str] = (),
    tongue: str = "en",
) -> Verdict:
    """Whether `claim` says nothing but what `sentences` say; it may leave out, join and lightly rephrase.

    The claim is laid along the sentences word by word, the forms of a word taken as one. It is not supported when

    - a figure stands in no sentence, or where the sentence has another ("nine" is 9, "$5.2B" 5.2 billion dollars),
    - a name stands in no sentence, or where the sentence has another name, or has changed places with one,
    - the words of a quotation do not stand there in just this order,
    - a negation was added, or was taken out of what is otherwise said,
    - fewer than `ENOUGH` of its meaningful words stand there.

    Words of saying, of transition ("Meanwhile", "Following yesterday's story") and of counting sources are free.
    `known` may be said without evidence: the outlets that the sentences are from, the show's hosts. `context` are
    other sentences of the same articles: they lend a surname its first name, and a pronoun its name. In another
    `tongue` than English names are not told from other words with a capital, and count as words.
    """
    if same_words(claim) in map(same_words, sentences):
        return Verdict(True, 1.0, ())
    for phrase in sorted(known, key=len, reverse=True):
        claim = _without(claim, phrase)
    telling = OWN_TELLING if tongue == "en" else tongue_of(tongue).telling
    check = _Check(telling.sub(" ", claim), sentences, context)
    names = check.names.reasons() if tongue == "en" else ()
    reasons = tuple(dict.fromkeys((*check.quotations(), *check.figures(), *names, *check.negations())))
    score = check.coverage() * 0.5 ** len(reasons)
    if score < ENOUGH and not reasons:
        reasons = (check.lacking(),)
    return Verdict(not reasons, round(score, 4), reasons)


def same_words(text: str) -> str:
    """A text with its white space and its quotation marks made plain, for telling whether two say the same words."""
    return " ".join(text.translate(_PLAIN_MARKS).split())


def _without(claim: str, phrase: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(phrase)}(?:['’]s)?(?!\w)", " ", claim) if phrase.strip() else claim


class _Check:
    """One claim against its evidence; each rule yields the reasons that it finds."""

    def __init__(self, claim: str, sentences: Sequence[str], context: Sequence[str]) -> None:
        self.claim = claim
        self.said = words(claim)
        self.evidence = [words(sentence) for sentence in sentences]
        self.laid = Alignment(self.said, self.evidence)
        self.names = Names(claim, self.laid, [words(sentence) for sentence in context])

    def quotations(self) -> Iterator[str]:
        """Passages in quotation marks that the evidence does not have word for word."""
        known = f" {' '.join(word.key for sentence in self.evidence for word in sentence)} "
        for found in _QUOTED.finditer(self.claim):
            for piece in _ELLIPSIS.split(found[found.lastindex or 0]):
                keys = " ".join(word.key for word in words(piece.strip()))
                if keys and f" {keys} " not in known:
                    yield f"the quotation “{_short(piece.strip())}” does not stand word for word in the cited sentences"

    def figures(self) -> Iterator[str]:
        """Figures that the evidence does not have, or has for something else."""
        known = {word.figure for sentence in self.evidence for word in sentence if word.figure}
        bare = {_bare(figure) for figure in known}
        for index, word in enumerate(self.said):
            if not word.figure or (word.figure == "1" and word.text.isalpha()) or self.counts_sources(index):
                continue
            there = None if self.laid.places[index] else self.laid.instead(index)
            other = there.text if there and there.figure and _bare(there.figure) != _bare(word.figure) else ""
            if word.figure not in (bare if _bare(word.figure) == word.figure else known):
                yield f"the figure {word.text} stands in none of the cited sentences ({self.those(other)})"
            elif (share := self.laid.word(index)) and share.figure == f"{word.figure}%":
                yield f"the figure {word.text} is a share in the cited sentence: {share.text}"
            elif other:
                yield f"the figure {word.text} stands where the cited sentence says {other}"

    def those(self, other: str) -> str:
        """The figures of the evidence, for a person; `other` is the one that stands in the place at hand."""
        every = dict.fromkeys(word.text for sentence in self.evidence for word in sentence if word.figure)
        return f"there: {other or ', '.join(list(every)[:_SHOWN])}" if every else "they have none"

    def negations(self) -> Iterator[str]:
        """Negations that were added, or taken out of what is otherwise said."""
        for run in self.laid.runs:
            low, high = run
            theirs = self.laid.between(run)
            denied = any(is_negation(theirs, place) for place in range(len(theirs)))
            for index in range(low, high):
                if is_negation(self.said, index) and not denied and self.beside_evidence(index) and self.is_new(index):
                    yield f"“{self.said[index].text}” is in the line and not in the sentences that it cites"
            if denied and not any(is_negation(self.said, index) for index in range(low, high)):
                yield from self.dropped(theirs)
        for before, after in pairwise(self.laid.places):
            if before and after and before[0] == after[0]:
                yield from self.dropped(self.evidence[before[0]][before[1] + 1 : after[1]])

    def dropped(self, skipped: Sequence[Word]) -> Iterator[str]:
        """A negation that the claim passes over alone; one that goes with its clause changes nothing else."""
        if not any(word.weight and not is_negation(skipped, place) for place, word in enumerate(skipped)):
            for place, word in enumerate(skipped):
                if is_negation(skipped, place):
                    yield f"the cited sentence says “{word.text}”, the line does not"

    def beside_evidence(self, index: int) -> bool:
        """Whether what stands beside a negation is said in the evidence."""
        near = range(max(0, index - _NEAR), min(len(self.said), index + _NEAR + 1))
        return any(self.laid.places[place] for place in near)

    def is_new(self, index: int) -> bool:
        """Whether no negation of the evidence that the claim has not said yet negates the same word."""
        mine = _negated(self.said, index)
        return not any(
            mine == _negated(sentence, place)
            for number, sentence in enumerate(self.evidence)
            for place in range(len(sentence))
            if is_negation(sentence, place) and (number, place) not in self.laid.places
        )

    def coverage(self) -> float:
        """Share of the meaningful words that have their place in the evidence; out of place, a word counts half."""
        known = self.keys()
        total = got = 0.0
        for index, word in enumerate(self.said):
            if word.weight and not self.counts_sources(index):
                total += 1
                placed = self.laid.places[index] is not None or self.names.lent(index)
                got += 1.0 if placed else 0.5 if word.key in known else 0.0
        return got / total if total else 1.0

    def lacking(self) -> str:
        """The words that the evidence does not have, for a person."""
        known = self.keys()
        absent = dict.fromkeys(w.text for w in self.said if w.weight and w.key not in known)
        if not absent:
            return "the cited sentences have these words, but do not say this"
        return (
            f"the cited sentences do not say this; they lack {', '.join(f'“{text}”' for text in list(absent)[:_SHOWN])}"
        )

    def keys(self) -> set[str]:
        """Every word of the evidence."""
        return {word.key for sentence in self.evidence for word in sentence}

    def counts_sources(self, index: int) -> bool:
        """Whether a figure only counts who reports: "two outlets"."""
        after = self.said[index + 1].key if index + 1 < len(self.said) else ""
        return bool(self.said[index].figure) and after in _COUNTED


def _negated(sentence: Sequence[Word], place: int) -> str:
    """The meaningful word that a negation stands before."""
    return next((word.key for word in sentence[place + 1 : place + 2 + _NEAR] if word.weight), "")


def _bare(figure: str) -> str:
    return figure.rstrip("%$€£")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
