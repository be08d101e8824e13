"""What nobody knows of a story: what its sources say of that, and what none of them says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.kinds import QUOTE, UNKNOWN, WATCH
from daycast.sections import Kind
from daycast.seeds.model import Story
from daycast.seeds.sentences import sentences_of

_FULL = 8  # sentences of a story's articles, from which on they can be said not to tell something

_LATER = re.compile(
    r"\b(?:will|shall|would|could|may|might|should|plan(?:s|ned)?|expect\w*|due|next|upcoming|until|scheduled"
    r"|deadline|intend\w*|aim(?:s|ed)?|hope[sd]?|want(?:s|ed)?|later|soon|tomorrow|future|ahead|pending"
    r"|by (?:the end|\d|[A-Z]))\b"
)
PRICE = re.compile(r"\b(?:pric(?:e|es|ed|ing)|costs?|charges?|fees?|rents?|per (?:month|year|user)|an hour)\b")
CURRENCY = re.compile(r"[$€£]|\b(?:dollars?|euros?|pounds?|cents?)\b")
_MONEY_AT_ALL = re.compile(rf"{CURRENCY.pattern}|{PRICE.pattern}|\b(?:million|billion|paid|pays?|free)\b")
_SOLD = re.compile(r"\b(?:on sale|for sale|sells?|customers?|buyers?|shoppers?|products?|subscri(?:bers?|ptions?))\b")
_OPENING = 2  # sentences of an article that tell what it is about
_ENGLISH = re.compile(r"\b(?:the|of|and|to|in)\b")
_OF_ITSELF = re.compile(
    r"^It (?:is|was|remains?) (?:also |still |not yet |yet )*"
    r"(?=unclear|unknown|uncertain|not (?:yet )?(?:known|clear))"
)
_HELD_BACK = re.compile(
    r"\b(?:has|have) not (?:yet )?(?:given|named|set|decided|answered|explained|shown|provided|told)\b"
)


def plainly_unknown(known: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts of a story, with those that tell what is not known seen as such, and able to stand alone.

    "It is also unclear whether ..." needs no sentence before it but for its "also"; who "has not named a price" leaves
    that open.
    """
    return tuple(_plainly(fact) for fact in known)


def _plainly(fact: Fact) -> Fact:
    if QUOTE in fact.kinds:
        return fact
    opening = _OF_ITSELF.match(fact.text)
    if opening:
        rest = fact.text[opening.end() :]
        verb = fact.text.split()[1]
        return replace(fact, text=f"It {verb} {rest}", leans=False)
    if _HELD_BACK.search(fact.text) and UNKNOWN not in fact.kinds:
        return replace(fact, kinds=(UNKNOWN, *(kind for kind in fact.kinds if kind != WATCH)))
    return fact


def unanswered(story: Story, told: Collection[Kind]) -> tuple[Kind, ...]:
    """Which of the usual questions no article of a story answers: what comes next, and, where something is sold, the
    price.

    Nothing is said of a story that was given in a few sentences, as its articles may tell elsewhere, or in another
    language.
    """
    written = sentences_of(story.articles)
    every = " ".join(written)
    if len(written) < _FULL or len(_ENGLISH.findall(every)) < len(written):
        return ()
    opening = " ".join(text for one in story.articles for text in (one.title, *sentences_of([one])[:_OPENING]))
    found: list[Kind] = []
    if WATCH not in told and not _LATER.search(every):
        found.append(WATCH)
    if "the money" not in told and _SOLD.search(opening) and not _MONEY_AT_ALL.search(every):
        found.append("the money")
    return tuple(found)
