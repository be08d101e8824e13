"""The script as a sequence of sound: who speaks, how long it is quiet, where chapters begin. In frames of 24 ms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daycast.inline import plain
from daycast.scripts.model import Pause, Say, Script, Section, Sound
from daycast.voice.mp3 import FRAME_SECONDS

# Seconds of quiet that the structure gives; a take brings some 0.1 s of its own.
TURN, STORY, SECTION, SOUND = 0.30, 0.70, 1.0, 0.30
LEAD, TAIL = 0.60, 1.2  # a bed is heard alone before the first word over it, and after the last


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a chapter begins."""

    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Silence of so many frames; `asked` where a person wants it, in the script or as a speaker's habit."""

    frames: int
    asked: bool = False


Item = Mark | Quiet | Say | Sound


@dataclass(frozen=True, slots=True)
class Block:
    """Items that are made into sound in one way: takes joined, or, over the sound `bed`, mixed as one piece."""

    items: tuple[Item, ...]
    bed: str | None = None


def arrange(script: Script, pauses: Mapping[str, float]) -> tuple[Block, ...]:
    """The script's cues with the pauses of its structure, cut where a bed begins or ends.

    A bed lies from a little before its first word to a little after its last, across all headings below its own; asked
    for again where it lies, it goes on. `pauses` are the seconds before the turns of speakers who have a habit of their
    own.
    """
    blocks: list[Block] = []
    items: list[Item] = []
    bed: tuple[str, int] | None = None  # its name, and the level of the section that it lies under

    def cut() -> None:
        nonlocal items
        if items:
            blocks.append(Block(tuple(items), bed[0] if bed else None))
        items = []

    heard = False  # since the last pause of the structure's
    for section in script.sections:
        if bed and section.level <= bed[1] and not _opens_over(bed[0], section):
            items.append(Quiet(frames(TAIL)))
            cut()
            bed, heard = None, False
        if section.level:
            if heard:
                items.append(Quiet(frames(STORY if section.level == 2 else SECTION)))
            items.append(Mark(section.level, plain(section.title)))
            heard = False
        for cue in section.cues:
            if isinstance(cue, Sound) and cue.under:
                if not bed or bed[0] != cue.name:
                    items, lead = ([*items, Quiet(frames(TAIL))], _LEAD) if bed else _led_in(items)
                    cut()
                    items, heard = [*lead], False
                bed = (cue.name, max(section.level, 1))
            elif isinstance(cue, Pause):
                items.append(Quiet(frames(cue.seconds), asked=True))
            else:
                if heard:
                    habit = None if isinstance(cue, Sound) else pauses.get(cue.speaker)
                    usual = SOUND if isinstance(cue, Sound) else TURN
                    items.append(Quiet(frames(usual if habit is None else habit), asked=habit is not None))
                items.append(cue)
                heard = True
    if bed:
        items.append(Quiet(frames(TAIL)))
    cut()
    return tuple(blocks)


def _opens_over(bed: str, section: Section) -> bool:
    """Whether the section begins by asking for this bed."""
    first = section.cues[0] if section.cues else None
    return isinstance(first, Sound) and first.under and first.name == bed


def _led_in(items: Sequence[Item]) -> tuple[list[Item], tuple[Item, ...]]:
    """What is left of the items before a bed, and what it begins with: some of their last pause, and their headings."""
    place = len(items)
    while place and isinstance(items[place - 1], Mark):
        place -= 1
    before, headings = [*items[:place]], items[place:]
    if before and isinstance(last := before[-1], Quiet) and not last.asked:
        before[-1] = Quiet(max(0, last.frames - frames(LEAD)))
    return before, (*_LEAD, *headings)


def frames(seconds: float) -> int:
    """The number of whole frames nearest to `seconds`."""
    return round(seconds / FRAME_SECONDS)


_LEAD = (Quiet(frames(LEAD)),)


def chapters_of(placed: Sequence[tuple[int, Mark]], opening: str) -> list[tuple[int, Mark]]:
    """The marks that become chapters, with their frames: one at the very start, and none that lasts no time."""
    marks = list(placed)
    if not marks or marks[0][0] > 0:
        marks.insert(0, (0, Mark(1, opening)))
    return [
        (start, mark)
        for (start, mark), (following, _) in zip(marks, [*marks[1:], (None, None)], strict=True)
        if start != following
    ]
