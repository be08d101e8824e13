"""Sentences in other languages than English, which are said word for word: what the English rules know of grammar
stands back, and the few words of a language that nothing can do without are those of its `Tongue`."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.scripts.writing.introduce import Introduction
from daycast.scripts.writing.kinds import HAPPENED, QUOTE, TOP, UNKNOWN, WATCH
from daycast.scripts.writing.tongues import Tongue
from daycast.scripts.writing.trim import DATELINE, MOST_WORDS
from daycast.sections import Kind
from daycast.seeds.model import Article

_LEAST_WORDS = 5
_QUOTED = re.compile(r"„[^“”]*[“”]|«[^»]*»|»[^«]*«|“[^”]*”|\"[^\"]*\"")
_LONG_QUOTE = 20  # letters, from which on a sentence is a quotation
_STRAY = re.compile(r"[„“”«»\"\[\]()]|</?[a-zA-Z!]|-->")
_ASIDE = re.compile(r"\s*\((?:[A-ZÄÖÜÁÉÍÓÚ][\w.-]*|\d+)\)")  # a party, an age, a place: no word of a sentence
_NO_AIR = re.compile(r"https?:|www\.|[@#]\w|\.\.\.|…|\w\.\w+/|[?:]$")
_FIGURE = re.compile(r"(?<![\w.-])\d")


@dataclass(frozen=True, slots=True)
class Plain:
    """Reads the sentences of a language by what stands in their letters and marks."""

    tongue: Tongue

    def outlet(self, name: str) -> str:
        """An outlet's name as it is said, without an article."""
        return re.sub(r"\s*\([^)]*\)|^www\.", "", name).strip() or name

    def said(self, source: str, published: date, day: date) -> str:
        """The sentence without dateline and asides; empty where it may not be said, or is out of time."""
        text = _ASIDE.sub("", DATELINE.sub("", source.strip()))
        is_late = published != day and self.tongue.today.search(text)
        return text if self.may_be_said(text) and not is_late else ""

    def may_be_said(self, text: str) -> bool:
        """Whether a sentence is whole, plain, not too long for the ear, and about others than its outlet or reader."""
        unquoted = _QUOTED.sub("", text)
        return (
            _LEAST_WORDS <= len(text.split()) <= MOST_WORDS + 3
            and text[-1] in '.!”“»"'
            and (text[0].isalnum() or text[0] in '„“«»"¡')
            and not _STRAY.search(unquoted)
            and not _NO_AIR.search(text)
            and not self.tongue.ourselves.search(unquoted)
        )

    def kinds(self, text: str, place: int) -> tuple[Kind, ...]:
        """The parts that a sentence may stand in, as `kinds.kinds` finds them in English."""
        if any(len(quote[0]) > _LONG_QUOTE for quote in _QUOTED.finditer(text)):
            return (QUOTE,)
        undated = self.tongue.dates.sub("", text)
        found = [kind for kind, pattern in self.tongue.kinds if pattern.search(undated)]
        if _FIGURE.search(undated):
            found.append("the numbers")
        if UNKNOWN in found and WATCH in found:
            found.remove(WATCH)
        if place == 0 or (place <= TOP and UNKNOWN not in found and WATCH not in found):
            found.insert(0 if place == 0 else len(found), HAPPENED)
        return tuple(found)

    def leans(self, text: str, before: str, surnames: Collection[str]) -> bool:
        """Whether the words of a sentence need the one before it."""
        return bool(self.tongue.leans.search(text))

    def names(self, text: str) -> tuple[str, ...]:
        """None: a capital tells no name in German, and none for sure elsewhere."""
        return ()

    def introductions(self, article: Article, written: Sequence[str]) -> Mapping[str, Introduction]:
        """None, as there are no names."""
        return {}
