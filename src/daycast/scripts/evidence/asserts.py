"""What a line of opinion tells as a fact that its sources do not hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from daycast.calendar_names import MONTH, WEEKDAY
from daycast.scripts.evidence.clauses import Clause, clauses
from daycast.scripts.evidence.events import happened, is_role, reported
from daycast.scripts.evidence.supports import same_words
from daycast.scripts.evidence.verbs import PARTICIPLES, VALUES
from daycast.scripts.evidence.wording import Word, words
from daycast.seeds.sentences import sentences

_HELD = 0.62  # share of a statement's meaningful words that the sources must have
_SMALL = 12  # spelt numbers up to this one, and "a hundred", are a manner of speaking as often as a figure
_QUOTED = re.compile(r"„([^“”]+)[“”]|«([^»]+)»|“([^”]+)”|\"([^\"]+)\"")
_NO_FIGURE = re.compile(r"\[[^\]]*\]|\b\d{1,2}:\d\d\b")  # a cue that is told elsewhere; the time of day
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_QUOTE_WORDS = 4  # fewer in quotation marks keep their distance from a word, and quote nobody
_DATE = re.compile(
    rf"\b(?:(?:in|since|until|last|this|on|by|of|before|after)(?: early| late| mid)? {MONTH}"
    rf"|{MONTH} \d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}|(?:19|20)\d\d"
    r"|(?:last|this) (?:year|month|week|spring|summer|autumn|fall|winter|night)|\w+ (?:years|months|weeks|days) ago"
    r"|(?:years|months|weeks|days) ago|yesterday|in the (?:spring|summer|autumn|winter)"
    rf"|(?:on|last) {WEEKDAY})\b"
)
_ACCORDING = re.compile(r"\b[Aa]ccording to (?!me\b|us\b)\w+")


@dataclass(frozen=True, slots=True)
class Claim:
    """What is told as a fact: the words of it as they stand in the line, and what is missing, in words."""

    excerpt: str
    lacks: str


def asserted(line: str, evidence: Sequence[str], known: Collection[str] = (), tongue: str = "en") -> tuple[Claim, ...]:
    """The factual claims of a plain opinion line that `evidence`, sentences of sources, does not hold.

    A claim is something that a listener could look up and find true or false:

    - a figure, or a date, that stands in no sentence,
    - four or more words in quotation marks that stand in no sentence word for word,
    - what somebody is said to have said, found or shown,
    - what somebody did, had done to them, owns, sells and the like, with a name or "the …", "she" as its subject,

    each where the sentences do not have it. No claims are what the speaker thinks, hopes, asks, supposes or guesses,
    what should, may or could be, what is only weighed ("deserved better", "a mistake"), what is said of nobody in
    particular, and of figures those that are supposed, or are small and spelt ("two ways to read it"). A figure, a
    date, or what is joined by "because", "when", "who" is a claim even behind "I think", for it is taken for granted
    there. `known` may be said without evidence. In another `tongue` than English figures and quotations are told.
    """
    sources = _Sources(evidence, known)
    found = list(_quotations(line, sources))
    bare = _QUOTED.sub(lambda match: " " if match[0].count(" ") + 1 >= _QUOTE_WORDS else match[0], line)
    bare = _NO_FIGURE.sub(" ", bare)
    for sentence in sentences(bare):
        for clause in clauses(sentence) if tongue == "en" else (Clause(sentence),):
            found += _figures(clause, sources)[:1] or (_statement(clause, sources)[:1] if tongue == "en" else [])
    return tuple(dict.fromkeys(found))


class _Sources:
    """The sentences that may be relied on, ready to be asked."""

    def __init__(self, evidence: Sequence[str], known: Collection[str]) -> None:
        said = [word for sentence in evidence for word in words(sentence)]
        free = [word for phrase in known for word in words(phrase)]
        self.text = same_words(" ".join(evidence)).lower()
        self.keys = {word.key for word in (*said, *free)}
        self.figures = {word.figure.rstrip("%$€£") for word in said if word.figure}
        self.known = known

    def quotes(self, text: str) -> bool:
        return same_words(text).lower().strip(" .,!?") in self.text

    def holds(self, clause: Sequence[Word]) -> bool:
        """Whether most of what a statement says, and each of its names and figures, stands in the sentences."""
        told = [word for word in clause if (word.weight or word.capital == 2) and word.text.lower() not in VALUES]
        if any((word.figure or word.capital == 2) and word.key not in self.keys for word in told):
            return False
        return sum(word.key in self.keys for word in told) >= _HELD * len(told)


def _quotations(line: str, sources: _Sources) -> Iterator[Claim]:
    for found in _QUOTED.finditer(line):
        inner = found[found.lastindex or 0]
        if len(inner.split()) >= _QUOTE_WORDS and not sources.quotes(inner):
            yield Claim(found[0], "this quotation stands in no cited sentence")


def _figures(clause: Clause, sources: _Sources) -> list[Claim]:
    if clause.supposed:
        return []
    found = []
    said = words(clause.text)
    for word in said:
        figure = word.figure.rstrip("%$€£")
        spelt = word.text.isalpha() and figure.isdigit() and int(figure) <= _SMALL
        spelt = spelt or word.text.lower().startswith("a ")  # a hundred times
        if figure and not spelt and not _ORDINAL.fullmatch(word.text) and figure not in sources.figures:
            found.append(Claim(word.text, f"the figure {word.text} stands in no cited sentence"))
    if not clause.guess:
        for match in _DATE.finditer(clause.text):
            new = [w for w in words(match[0]) if (w.weight or w.capital) and w.key not in sources.keys]
            if not any(match[0] in phrase for phrase in sources.known) and (new or match[0].endswith("ago")):
                found.append(Claim(match[0], f"“{match[0]}” stands in no cited sentence"))
    return found


def _statement(clause: Clause, sources: _Sources) -> list[Claim]:
    """What the clause states as done or said, if it does and the sentences do not hold it."""
    said = words(clause.text)
    if clause.guess or clause.asks or clause.general or not said or sources.holds(said):
        return []
    first = said[0].text
    if first.lower() == "there" or (clause.loose and (first.endswith(("ing", "ed")) or first.lower() in PARTICIPLES)):
        return []  # "there is …", "coupled with …", "put on a sweater" tell of nobody who did it
    if _ACCORDING.search(clause.text) or reported(said):
        return [Claim(clause.text.rstrip(" .!?"), "no cited sentence has this said")]
    if happened(said, sources.keys) or is_role(said, sources.keys):
        return [Claim(clause.text.rstrip(" .!?"), "no cited sentence says this")]
    return []
