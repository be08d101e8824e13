"""Drafts merged with a person's words, never put over them.

`scripts/.generated/<date>.md` is what the machine wrote: a script that differs from it has been edited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from daycast.errors import DaycastError
from daycast.files import decoded, read_text, write_text
from daycast.scripts.history import look, put, versions
from daycast.show import Show

_BY_HAND = "it was written by hand alone"
_EMPTY = "it is empty (to have it written anew, delete it; to get it back: daycast undo, or your backup)"
REST = 0.5  # seconds for which nobody may have saved a script that is merged
_TRIES = 10  # at a script that is saved again each time


class Outcome(StrEnum):
    """What became of a draft."""

    WRITTEN = "written"  # there was no script yet
    RENEWED = "renewed"  # the machine's own text was replaced by its newer text
    MERGED = "merged"  # a person has edited the script; the rest of it follows the new draft
    UNCHANGED = "unchanged"  # the draft says what the script's base says: nothing to do
    REFUSED = "refused"  # the script cannot be merged; the draft was put beside it


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the script is, where the draft went, and what happened.

    Of a merge it counts the lines that are a person's (`kept`), those that changed with the draft (`followed`), and
    tells on which lines comments were put in (`offers`); `why` tells why there was none.
    """

    outcome: Outcome
    script: Path
    draft: Path
    kept: int = 0
    followed: int = 0
    offers: tuple[int, ...] = ()
    why: str = ""

    @property
    def says(self) -> str:
        """What became of the script, in words that go behind its name."""
        match self.outcome:
            case Outcome.WRITTEN:
                return "written"
            case Outcome.RENEWED:
                return "written anew"
            case Outcome.MERGED:
                told = (
                    (self.kept, "of your changes stays", "of your changes stay"),
                    (self.followed, "place follows the new draft", "places follow the new draft"),
                    (len(self.offers), "comment tells where it differs", "comments tell where it differs"),
                )
                parts = ", ".join(f"{count} {one if count == 1 else more}" for count, one, more in told if count)
                return f"merged: {parts}" if parts else "merged"
            case Outcome.UNCHANGED:
                return "up to date"
            case Outcome.REFUSED:
                return f"stays as it is, for {self.why}; the new draft is scripts/{self.draft.name}"


def base_path(show: Show, day: date) -> Path:
    """Where the machine's own text of `day` is kept."""
    return show.root / "scripts" / ".generated" / f"{show.stem(day)}.md"


def base_text(show: Show, day: date) -> str | None:
    """The machine's own text of `day`, if it wrote any."""
    path = base_path(show, day)
    return read_text(path) if path.exists() else None


def keep(show: Show, day: date, text: str) -> Kept:
    """Puts a draft in its place: as the script, or into the script that a person edited.

    The script is written before its base. Killed between the two, the same draft finds in the history what it was
    merged with, and comes to the same end. A script that is saved meanwhile is merged anew.
    """
    path = show.script(day)
    for _ in range(_TRIES):
        seen = look(show, day, rest=REST)
        if seen is None:
            write_text(base_path(show, day), text)
            if put(show, day, None, text, "write"):
                return Kept(Outcome.WRITTEN, path, path)
            continue
        kept, script, base = _kept(show, day, decoded(path, seen), text)
        along = None if base is None else (base_path(show, day), base)
        if script is not None:
            if put(show, day, seen, script, "write", along=along):
                return kept
            continue
        if along:
            write_text(*along)
        return kept
    raise DaycastError(f"{path}: it is saved again and again", hint="Close what writes it, then: daycast write")


def foresee(show: Show, day: date, text: str) -> str:
    """The script as `keep` would leave it. Raises `DaycastError` where it cannot be merged."""
    from daycast.scripts.merging.merge import merge

    seen, known = look(show, day), base_text(show, day)
    if seen is None:
        return text
    present = decoded(show.script(day), seen)
    if known is None:
        raise DaycastError(
            f"{show.script(day)}: {_BY_HAND}", hint="There is no machine's text to tell your words from."
        )
    if _is_empty(present):
        raise DaycastError(f"{show.script(day)}: {_EMPTY}")
    return merge(known, present, text).text


def _kept(show: Show, day: date, present: str, text: str) -> tuple[Kept, str | None, str | None]:
    """What becomes of the draft `text`, and the new script and its base, where they change."""
    from daycast.scripts.merging.merge import merge

    path, known = show.script(day), base_text(show, day)
    if present == text:  # also where a person moved the new draft into place: it is the machine's text again
        return Kept(Outcome.UNCHANGED, path, path), None, text
    if _is_empty(present):
        return _beside(show, day, text, _EMPTY), None, None
    if present == known:
        return Kept(Outcome.RENEWED, path, path), text, text
    if known is None:
        return _beside(show, day, text, _BY_HAND), None, None
    try:
        merged = merge(known, present, text)
    except DaycastError as error:
        return _beside(show, day, text, str(error)), None, None
    if merged.text == present:
        before = next((one.path for one in reversed(versions(show, day)) if one.verb == "write"), None)
        if before and merged.base != known:  # killed at this point, the machine's lines look like a person's
            redone = merge(known, decoded(before, before.read_bytes()), text)
            merged = redone if redone.text == present else merged
        return Kept(Outcome.UNCHANGED, path, path), None, merged.base
    kept = Kept(Outcome.MERGED, path, path, merged.kept, merged.followed, merged.offers)
    return kept, merged.text, merged.base


def _is_empty(text: str) -> bool:
    """Whether a script has no word at all: an accident, for a person who wants no script deletes it."""
    return re.search(r"\w", text) is None


def _beside(show: Show, day: date, text: str, why: str) -> Kept:
    path = show.script(day)
    beside = path.with_name(f"{show.stem(day)}.new.md")
    write_text(beside, text)
    return Kept(Outcome.REFUSED, path, beside, why=why)
