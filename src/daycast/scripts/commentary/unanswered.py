"""Prompts for an opinion that nobody has answered yet, and takes that have none at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from daycast.errors import Problem
from daycast.scripts.model import Script

PREFIX = "your take"  # what a prompt begins with, in every language: by it a prompt is known


def prompted(comment: str) -> str:
    """What a comment, `<!-- … -->` and all, asks for an opinion about; "" where it asks for none."""
    words = comment.removeprefix("<!--").lstrip()
    return words.removeprefix(PREFIX).partition(":")[0].strip() if words.startswith(PREFIX) else ""


def settled(base: str, present: str) -> frozenset[str]:
    """What prompts of the machine's text `base` were about that a person answered, or deleted, in the script."""
    return _asked(base) - _asked(present)


def _asked(text: str) -> frozenset[str]:
    return frozenset(filter(None, map(prompted, text.split("\n"))))


def open_prompts(text: str, path: Path) -> Iterator[Problem]:
    """A note for each prompt that still stands in the text of a script."""
    for line, row in enumerate(text.split("\n"), 1):
        if prompted(row):
            yield Problem(path, line, "a prompt that waits for your take; nobody hears it",
                          "write your line in its place, or delete it", warning=True, note=True)  # fmt: skip


def without_opinion(script: Script, path: Path) -> Iterator[Problem]:
    """A warning where a take has no line of opinion, at the heading above the sign-off."""
    if not any(say.take for say in script.lines):
        headings = [section.line for section in script.sections if section.level == 1]
        where = headings[-2] if len(headings) > 1 else 1  # the last is the sign-off
        yield Problem(path, where, "this take has no line of opinion",
                      f"answer a prompt: {script.lines[0].speaker if script.lines else 'Ada'}: … {{.take}}",
                      warning=True)  # fmt: skip
