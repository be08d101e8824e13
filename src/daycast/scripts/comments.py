"""The comments of a script, which nobody says: where they stand among the cues, so that a draft can have some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daycast.scripts.blocks import blocks
from daycast.scripts.model import Cue, Script


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, `<!-- … -->` and all. `section` is the index of the script's section that it stands in, and `place`
    that of the cue of this section that it stands in front of; behind the last one it is their number."""

    section: int
    place: int
    text: str


def comments(text: str) -> tuple[Comment, ...]:
    """The comments of a script's text that are blocks of their own, in their order."""
    found: list[Comment] = []
    section, place = 0, 0
    begun = False  # what stands before the first heading is a section only where it has a cue
    for block in blocks(text):
        if block.kind == "heading":
            section, place = section + begun, 0
            begun = True
        elif block.kind in ("turn", "directive"):
            place, begun = place + 1, True
        elif block.kind == "comment":
            found.append(Comment(section, place, block.text))
    return tuple(found)


def answered(
    script: Script, known: Sequence[Comment], answers: Mapping[Comment, Sequence[Cue]]
) -> tuple[Script, tuple[Comment, ...]]:
    """The script with cues in the place of those comments that have some in `answers`, and the comments that stay."""
    sections, left = list(script.sections), list[Comment]()
    for index, section in enumerate(sections):
        mine = [comment for comment in known if comment.section == index]
        cues: list[Cue] = []
        for place in range(len(section.cues) + 1):
            last = place == len(section.cues)
            for comment in mine:
                if comment.place == place or (last and comment.place > place):
                    if answer := answers.get(comment):
                        cues += answer
                    else:
                        left.append(replace(comment, place=len(cues)))
            cues += section.cues[place : place + 1]
        sections[index] = replace(section, cues=tuple(cues))
    return replace(script, sections=tuple(sections)), tuple(left)
