"""A language as it is written turned into that language as it is said, where engines go wrong by themselves.

A table of rules for each language, applied from the top; what engines read well stays. Of the cases in
tests/voice/test_speakable.py the libraries get right by themselves, for English, and cost:

    wetext     22 of 41, 3.1 ms a line, 0.44 s to load (it spells "GPU's", says "24/7" as "twenty four sevenths")
    num2words  digits alone, 0.05 ms, 0.11 s, LGPL; inflect digits and plurals, 0.05 ms, 1.5 s
    Babel      names of units and currencies in every language, 0.05 ms, 0.07 s to load for each language

So the names are Babel's (that is, CLDR's: a test holds the tables to them), written down here, as a table costs nothing
to load; and the rules are ours.
"""

from __future__ import annotations

import importlib
from functools import cache, lru_cache

from daycast.voice.rules.addresses import addresses
from daycast.voice.rules.rule import Rule, applied

_LANGUAGES = {"en": "english", "de": "german", "es": "spanish"}


@lru_cache(maxsize=4096)  # as `speakable.clean`
def said(text: str, language: str) -> str:
    """Written words, without markup, as the words to say in a language (BCP 47).

    In a language without a table only addresses are shortened: eSpeak NG reads most notation in its own languages.
    """
    return applied(_rules(language.lower()), text)


@cache
def _rules(language: str) -> tuple[Rule, ...]:
    name = _LANGUAGES.get(language.split("-")[0])
    if name is None:
        return addresses("", "")
    rules: tuple[Rule, ...] = importlib.import_module(f"{__name__}.{name}").rules(language)
    return rules
