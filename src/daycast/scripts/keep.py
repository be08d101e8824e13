"""Drafts put beside a person's words, never over them.

`scripts/.generated/<date>.md` is what the machine wrote: a script that differs from it has been edited.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from daycast.files import read_text, write_text
from daycast.show import Show


class Outcome(StrEnum):
    """What became of a draft."""

    WRITTEN = "written"  # there was no script yet
    RENEWED = "renewed"  # the machine's own text was replaced by its newer text
    UNCHANGED = "unchanged"  # the draft says what the script's base says: nothing to do
    REFUSED = "refused"  # a person has edited the script; the draft was put beside it


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the script is, where the draft went, and what happened."""

    outcome: Outcome
    script: Path
    draft: Path


def base_path(show: Show, day: date) -> Path:
    """Where the machine's own text of `day` is kept."""
    return show.root / "scripts" / ".generated" / f"{day.isoformat()}.md"


def keep(show: Show, day: date, text: str) -> Kept:
    """Puts a draft in its place; a script that a person edited stays as it is, to the byte.

    Killed between the two files, the next run at worst takes the script for a person's, which loses nothing.
    """
    script, base = show.script(day), base_path(show, day)
    if not script.exists():
        write_text(base, text)
        write_text(script, text)
        return Kept(Outcome.WRITTEN, script, script)
    present = read_text(script)
    known = read_text(base) if base.exists() else None
    if present == text:  # also where a person moved the new draft into place: it is the machine's text again
        write_text(base, text)
        return Kept(Outcome.UNCHANGED, script, script)
    if present == known:
        write_text(script, text)
        write_text(base, text)
        return Kept(Outcome.RENEWED, script, script)
    if known == text:
        return Kept(Outcome.UNCHANGED, script, script)
    beside = script.with_name(f"{day.isoformat()}.new.md")
    write_text(beside, text)
    return Kept(Outcome.REFUSED, script, beside)
