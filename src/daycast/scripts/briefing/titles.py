"""What a briefing is called in an app, and what is told of it there: by the stories that it has."""

from __future__ import annotations

from collections.abc import Sequence

from daycast.scripts.writing.names import is_telling, names
from daycast.seeds.terms import COMMON

_NAMED = 3  # stories in a title
_SHORT = 42  # letters of a heading that can stand in a title of three as it is; of fewer, each has more room


def title_of(headings: Sequence[str], labels: Sequence[str] = ()) -> str:
    """The first stories in short, the weightiest first: "Export controls; Jumper; …".

    `labels` are words for the first of the stories, where there are better ones than their headings'.
    """
    room = _SHORT * _NAMED // min(max(len(headings), 1), _NAMED)
    told = [
        label or short(heading, room)
        for heading, label in zip(headings, [*labels, *[""] * len(headings)], strict=False)
    ]
    told = list(dict.fromkeys(one[:1].upper() + one[1:] for one in told))
    more = len(told) > _NAMED
    return "; ".join([*told[:_NAMED], *(["…"] if more else [])])


def short(heading: str, room: int = _SHORT) -> str:
    """A heading in a few words: as it is where it has no more letters than `room`, or the first name in it that tells
    what it is about, or its first words."""
    if len(heading) <= room:
        return heading
    telling = next((name for name in names(heading) if is_telling(name, heading)), "")
    if telling:
        return telling
    words = heading.split()
    while len(words) > 1 and (len(" ".join(words)) > room or words[-1].lower() in COMMON):
        words.pop()
    return f"{' '.join(words).rstrip(',;:')} …"


def summary_of(headings: Sequence[str]) -> str:
    """All stories by their headings, as a sentence each."""
    return " ".join(heading if heading.endswith(("?", "!", ".", "…")) else f"{heading}." for heading in headings)
