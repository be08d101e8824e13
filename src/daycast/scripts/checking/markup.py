"""Marks that leak into the words: HTML, and Markdown or notation of ours that was not understood as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.scripts.parse import DIRECTIVES

# What leaks, what it was probably meant to be, what to do. A voice reads it out or falls silent.
_ERRORS = (
    (re.compile(r"<!--|-->|</?[a-zA-Z][^>]*>"), "HTML", "take it out, or write a comment as <!-- … -->"),
    (re.compile(rf"\[(?:{'|'.join(DIRECTIVES)})\s*:[^\]]*\]"), "a directive", "put it on a row of its own"),
    (re.compile(r"\[\^[^\]]*\]?"), "a citation", "write it as [^1]"),
    (re.compile(r"\{(?:[.#][\w-]|say=)[^}]*\}?"), "a mark", "write {.take} behind a space, or [word]{say=\"…\"}"),
)  # fmt: skip
_WARNINGS = (
    (re.compile(r"!\[|\]\([^)]*\)?"), "a link or image", "keep its words alone"),
    (re.compile(r"`+"), "code", "take the backticks out"),
    (re.compile(r"(?<!\S)#{1,6}(?=\s)"), "a heading", "put it on a row of its own"),
    (re.compile(r"(?<![\w*])\*+(?=\w)|(?<=\w)\*+(?![\w*])|(?<=[^\s*])\*{2,}|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|~~"),
     "emphasis", "close it, or take it out"),
)  # fmt: skip


def leaked(words: str, path: Path, line: int) -> Iterator[Problem]:
    """What is left of marks in plain `words`, each kind once: Markdown is a warning, as a text may mean its stars."""
    for rules, warning in ((_ERRORS, False), (_WARNINGS, True)):
        for pattern, what, hint in rules:
            if found := pattern.search(words):
                yield Problem(path, line, f"{what} among the words: {found[0]}", hint, warning, at=found[0])
