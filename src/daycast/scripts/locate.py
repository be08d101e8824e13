"""Where in a file's text a problem stands: reading runs a turn's rows together, a person looks for row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from daycast.errors import Problem

_FIRST = (4, 2)  # words; one alone could stand anywhere


def located(problems: Iterable[Problem], text: str) -> tuple[Problem, ...]:
    """The problems of a text in the order of their places, each with the row and column at which its excerpt stands."""
    rows = text.split("\n")
    found = (_located(problem, rows) for problem in problems)
    return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


def _located(problem: Problem, rows: Sequence[str]) -> Problem:
    """An excerpt is looked for from its problem's line down to the next blank one; where it is not, the line begins."""
    if problem.column or not 0 < problem.line <= len(rows):
        return problem
    first = rows[problem.line - 1]
    block = "\n".join([first, *takewhile(str.strip, rows[problem.line :])])
    place = _find(problem.at, block)
    if place is None:
        return replace(problem, column=1 + len(first) - len(first.lstrip()))
    row_begins = block.rfind("\n", 0, place) + 1
    return replace(problem, line=problem.line + block.count("\n", 0, place), column=1 + place - row_begins)


def _find(excerpt: str, text: str) -> int | None:
    """Where an excerpt begins, in any white space; else, where marks stand among its words, where its first ones do."""
    words = excerpt.split()
    for count in dict.fromkeys((len(words), *_FIRST)) if words else ():
        pattern = r"\s+".join(map(re.escape, words[:count]))
        if found := re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(pattern, text):
            return found.start()
    return None
