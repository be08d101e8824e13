"""Marks that leak into the words: HTML, and Markdown or notation of ours that was not understood as such."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.scripts.parse import CUE, DIRECTIVES

_DIRECTIVE = re.compile(rf"\[(?:{'|'.join(DIRECTIVES)})\s*:[^\]]*\]|{CUE.pattern}", re.IGNORECASE)
# What leaks, what it was probably meant to be, what to do. A voice reads it out or falls silent.
_ERRORS = (
    (re.compile(r"<!--|-->|</?[a-zA-Z][^>]*>"), "HTML", "take it out, or write a comment as <!-- … -->"),
    (_DIRECTIVE, "a directive", "put it on a row of its own, as in [pause: 800ms]"),
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
_BRACKETS = re.compile(r"(?<!!)\[(?!\^)[^\[\]]*[^\W\d][^\[\]]*\](?![({])")


_ANY = re.compile(r"[<>\[\]{}`#*_~]")  # one of these is in all that leaks


def leaked(words: str, path: Path, line: int) -> Iterator[Problem]:
    """What is left of marks in plain `words`, each kind once but directives all.

    Markdown is a warning, as a text may mean its stars.
    """
    if not _ANY.search(words):
        return
    for rules, warning in ((_ERRORS, False), (_WARNINGS, True)):
        for pattern, what, hint in rules:
            found = tuple(dict.fromkeys(match[0] for match in pattern.finditer(words)))
            for mark in found if pattern is _DIRECTIVE else found[:1]:
                yield Problem(path, line, f"{what} among the words: {mark}", hint, warning, at=mark)


def bracketed(words: str, path: Path, line: int) -> Iterator[Problem]:
    """The first words of a line in brackets, as in a play's “[laughs]”, which a voice reads like any other."""
    for found in _BRACKETS.finditer(words):
        if not _DIRECTIVE.match(found[0]):
            hint = 'what is in them is spoken: delete it, or write [word]{say="respelling"}'
            yield Problem(path, line, f"brackets among the words: {found[0]}", hint, warning=True, at=found[0])
            return
