"""What a table of rules consists of, and how it is applied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

DIGITS = "0123456789"


class Rule(NamedTuple):
    """A pattern, and what is put for each match; one of the characters `needs`, if there are any, stands in each."""

    pattern: str
    put: str | Callable[[re.Match[str]], str]
    needs: frozenset[str]


def rule(pattern: str, put: str | Callable[[re.Match[str]], str], needs: str = "") -> Rule:
    """A rule for the pattern; a line without any character of `needs` is not searched, which saves most of the time."""
    return Rule(pattern, put, frozenset(needs))


_compiled = cache(re.compile)  # when first needed: a short script needs few


def applied(rules: Iterable[Rule], text: str) -> str:
    """The text after every rule, from the top."""
    marks = set(text)
    for each in rules:
        if not each.needs or not each.needs.isdisjoint(marks):
            text, count = _compiled(each.pattern).subn(each.put, text)
            if count:
                marks = set(text)
    return text


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words just as they are written, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
