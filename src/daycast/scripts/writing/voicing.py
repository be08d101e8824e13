"""Facts in the words in which they are said, given what was said before them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.introduce import introduced, reintroduced, undescribed
from daycast.scripts.writing.names import names
from daycast.scripts.writing.trim import MOST_WORDS, longest, without_insertions
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import words

_HEARD = 0.8  # share of an insertion's words that the listener must have heard for it to be left out


def voiced(
    facts: Sequence[Fact], full_names: Mapping[str, Mapping[str, str]], perhaps_met: Collection[str] = ()
) -> Iterator[Fact]:
    """Each of `facts`, in their order: a person by full name first, and nobody described a second time.

    `full_names` gives by an article's id which full name each surname of its story stands for. `perhaps_met` are names
    that some listeners know from before: these are introduced in fewer words.
    """
    met: set[str] = set()
    heard: set[str] = set()
    for fact in facts:
        told = without_insertions(fact.text, partial(_is_heard, heard=frozenset(heard)))
        for name in fact.names & met:
            told = undescribed(told, name)
        fact = _introduced(replace(fact, text=told), met, perhaps_met)
        fact = _named(fact, full_names.get(fact.article.id, {}), met)
        met |= fact.names
        heard.update(words(fact.text))
        yield fact


def _introduced(fact: Fact, met: set[str], perhaps_met: Collection[str]) -> Fact:
    for who in fact.needs:
        introduce = reintroduced if who.name in perhaps_met else introduced
        text = introduce(fact.text, who) if who.name not in met else None
        if text and longest(text) <= MOST_WORDS + 3:
            fact = replace(fact, text=text, also=(*fact.also, (who.article, who.sentence)))
    return fact


def _is_heard(insertion: str, heard: frozenset[str]) -> bool:
    mine = set(words(insertion))
    return bool(mine) and len(mine & heard) >= _HEARD * len(mine)


def _named(fact: Fact, whole: Mapping[str, str], met: set[str]) -> Fact:
    """The fact with the full name of a person who was not named before; `also` then holds where it was written."""
    for last, name in whole.items():
        if name in met or not re.search(rf"\b{re.escape(last)}\b", fact.text) or _is_word(fact, last):
            continue
        met.add(name)
        where = _written(fact, name)
        here = names(fact.text)
        if where and last in here and not any(other.endswith(f" {last}") for other in here):
            text = re.sub(rf"\b{re.escape(last)}\b", name, fact.text, count=1)
            also = fact.also if where == fact.source else (*fact.also, (fact.article, where))
            fact = replace(fact, text=text, also=also)
    return fact


def _is_word(fact: Fact, last: str) -> bool:
    """Whether the fact's article has a surname as a word, too: "Water from the lake" is no company's."""
    return any(re.search(rf"\b{re.escape(last.lower())}\b", paragraph) for paragraph in fact.article.paragraphs)


def _written(fact: Fact, name: str) -> str | None:
    """The sentence of the fact's article that gives the full name."""
    return next((text for paragraph in fact.article.paragraphs for text in sentences(paragraph) if name in text), None)
