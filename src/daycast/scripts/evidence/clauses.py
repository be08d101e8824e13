"""A sentence of English cut into clauses, each with whether its speaker stands behind it as a fact."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from daycast.calendar_names import MONTH
from daycast.scripts.evidence.verbs import ANYBODY, FIRST, MODALS, OPINES, SUPPOSES

# What begins a clause: marks, and words that join. A comma within a number is none, nor a preposition before a date.
_CUT = re.compile(
    rf"(?P<mark>[;:—–()]|,(?!\d))\s*|\s(?=(?:because|since (?!\d|{MONTH})|although|though|while|whereas|given that"
    r"|now that|in that|when|after|(?:before|until) (?=\w+ \w+ed\b)|who|whose|which|where|and|but|so that|than|if"
    r"|unless|that|just as|as (?=she|he|they|it|we|I|one|the))\b)"
)
_JOIN = re.compile(
    r"^(?:(?:and|but|so|yet|because|since|although|though|while|whereas|given that|now that|in that|when|after(?: all)?"
    r"|before|until|who|whose|which|where|than|that|just as|as|for|then|or|of course|honestly|frankly|still|too)\s+)+",
    re.IGNORECASE,
)
# What goes on to state what it joins, whatever stands before it.
_STATES = re.compile(
    r"^(?:because|since|although|though|while|whereas|given that|now that|in that|when|after|who|whose|where|as)\b"
    r"|^just as\b",
    re.IGNORECASE,
)
_JUDGED = re.compile(
    r"\b(?:it|this|that)(?: is|[’']s| was) (?:such )?an? (?:\w+ )?\w+$", re.IGNORECASE
)  # it is a pity that …
_SUBJECT = re.compile(r"(?:the|a|an|he|she|they|it|his|her|their|its|this|these|[A-Z])")
_KNOWN = re.compile(r"\b(?:know|knew|notice\w*|realis\w+|realiz\w+|forget|remember|aware)$")  # what is so
_LIKE = re.compile(r"(?<!looks )\blike an? \w+$", re.IGNORECASE)  # treated like a trophy
_MAY = re.compile(r"(?<=\w )May\b")  # the month
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` as it stands in the sentence, without the word that joins it.

    `guess` tells that it is put as an opinion or a wish, `asks` as a question, `supposed` that it is not even meant to
    be so, `general` that it speaks of no one in particular ("a coin that landed on its edge"), `loose` that it joins
    on to no subject before it ("coupled with hope", "Put on a sweater").
    """

    text: str
    guess: bool = False
    asks: bool = False
    supposed: bool = False
    general: bool = False
    loose: bool = False


def clauses(sentence: str) -> Iterator[Clause]:
    """The clauses of one sentence, in order."""
    asks = sentence.rstrip('”"’) ').endswith("?")
    guessed = False
    before = ""
    for whole in _pieces(sentence):
        text = _JOIN.sub("", whole)
        found = [word.lower().strip("’'") for word in _WORD.findall(_MAY.sub("", whole))]
        states = bool(_STATES.match(whole)) or bool(whole.startswith("that ") and _KNOWN.search(before))
        relative = whole.lower().startswith(("that ", "which ", "who ", "whose ", "where "))
        guess = _opines(found) or bool(MODALS & set(found))
        content = _JUDGED.search(before) and _SUBJECT.match(text)
        yield Clause(
            text=text.strip(),
            guess=guess or (guessed and whole.lower().startswith("that ")),
            asks=asks and not states,
            supposed=bool(SUPPOSES & set(found)),
            general=(relative and _is_anybody(before) and not content) or bool(_LIKE.search(text)),
            loose=text == whole or not before,
        )
        guessed, before = guess, text


def _pieces(sentence: str) -> Iterator[str]:
    start = 0
    for found in _CUT.finditer(sentence):
        piece = sentence[start : found.start()].strip()
        if piece:
            yield piece
        start = found.end()
    if piece := sentence[start:].strip():
        yield piece


def _opines(words: list[str]) -> bool:
    """Whether the speaker thinks, hopes or doubts: "I think", "I also believe"."""
    return any(
        word in FIRST and OPINES & set(words[place + 1 : place + 4]) for place, word in enumerate(words)
    ) or words[:2] in (["my", "guess"], ["my", "bet"])


def _is_anybody(before: str) -> bool:
    """Whether what a relative clause belongs to is nobody in particular."""
    last = [word.lower() for word in _WORD.findall(before)][-4:]
    heads = [word for word in last if word in ANYBODY or word in ("the", "its", "their")]
    return bool(heads) and heads[-1] in ANYBODY
