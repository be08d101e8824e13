"""A section put together: a model's lines that may air, and the draft's where the model's may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daycast.inline import escape, plain
from daycast.scripts.llm.answer import Line
from daycast.scripts.llm.review import alike
from daycast.scripts.llm.sheet import Drafted, Sheet
from daycast.scripts.model import Say, Section

_CARRIES = 0.5  # the share of the draft's lines that a model must tell well; with fewer, the draft tells the section


@dataclass(frozen=True, slots=True)
class Judged:
    """A model's line after review: `good` at once, or `again`, when it was written a second time, or not at all."""

    line: Line
    good: bool
    again: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A section; how many of its lines are the model's, how many of those it wrote twice, how many are the draft's."""

    section: Section
    by_model: int
    rewritten: int
    replaced: int


def untouched(section: Section, sheet: Sheet) -> Made:
    """The section as drafted."""
    return Made(section, 0, 0, len(sheet.lines))


def assemble(section: Section, sheet: Sheet, judged: Sequence[Judged]) -> Made:
    """The section with the model's good lines, in their order, and lines of the draft in the places of the others.

    Where outlets disagree about what a good line tells, the draft says so unless the model does. Sounds and pauses
    stay before and behind the lines; those between two lines of the draft go with them.
    """
    good = [one.line for one in judged if one.good]
    telling = [line for line in sheet.lines if line.tells]
    left = [line for line in telling if not _is_told(line, good)]
    if not good or len(left) > (1 - _CARRIES) * len(telling):
        return untouched(section, sheet)
    says: list[Say] = []
    meant = {number for one in judged for number in one.line.cites}
    for one in judged:
        if one.good:
            says.append(Say(one.line.speaker, escape(one.line.text), sheet.labels(one.line.cites)))
            continue
        fitting = [line for line in left if {*one.line.cites} & {*line.tells}]
        if not sheet.labels(one.line.cites):
            fitting = [line for line in left if not meant & {*line.tells}][:1]
        left = [line for line in left if line not in fitting]
        says += [_without_opening(line, sheet) for line in fitting]
    for line in left:
        places = [place for place, say in enumerate(says, 1) if {*sheet.labels(line.tells)} & {*say.citations}]
        if line.differ and places:
            says.insert(places[-1], _without_opening(line, sheet))
    if sheet.opening:
        says[0] = replace(says[0], text=f"{escape(sheet.opening)} {says[0].text}")
    first = section.cues.index(sheet.lines[0].say)
    last = len(section.cues) - section.cues[::-1].index(sheet.lines[-1].say)
    cues = (*section.cues[:first], *says, *section.cues[last:])
    rewritten = sum(one.good and one.again for one in judged)
    return Made(replace(section, cues=cues), len(good), rewritten, len(says) - len(good))


def _is_told(drafted: Drafted, good: Sequence[Line]) -> bool:
    """Whether good lines tell what a line of the draft tells; a disagreement is told by one line or by none."""
    if drafted.differ:
        return any({*drafted.tells} <= {*line.cites} for line in good)
    cited = {number for line in good for number in line.cites}
    return {*drafted.tells} <= cited or any(alike(plain(drafted.say.text), line.text) for line in good)


def _without_opening(drafted: Drafted, sheet: Sheet) -> Say:
    if not sheet.opening or drafted is not sheet.lines[0]:
        return drafted.say
    return replace(drafted.say, text=escape(plain(drafted.say.text).removeprefix(sheet.opening).strip()))
