"""What the page shows of a script: a row for each block, with what is known about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from daycast.day import spoken_seconds
from daycast.episodes.arrange import Quiet, arrange
from daycast.episodes.score import sting_key
from daycast.inline import plain, spans
from daycast.scripts.blocks import CITATION, MARK, Block, blocks
from daycast.scripts.edits import Turn, turn
from daycast.scripts.model import Evidence, Say, Script, Sound
from daycast.voice.mp3 import FRAME_SECONDS
from daycast.voice.registry import is_installed
from daycast.voice.speak import Wanted
from daycast.voice.speakable import speakable

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.day import Booth
    from daycast.errors import Problem
    from daycast.inline import Span
    from daycast.voice.takes import Take

HIDDEN = ("blank", "rule")
_STEPS = 90  # at most, of a line's waveform
_QUIETEST = -50.0  # LUFS at which a waveform has no height left


@dataclass(frozen=True, slots=True)
class Clip:
    """What a take is to the page: its length in seconds, and how loud it is over time, in percent."""

    seconds: float
    loudness: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sounding:
    """How a row is heard: what is to be spoken or played, under which key, after how many seconds of quiet."""

    key: str
    quiet: float
    wanted: Wanted | None = None
    sound: str = ""

    @property
    def guess(self) -> float:
        """Seconds that the words will take; 0 for a sound."""
        return spoken_seconds(self.wanted) if self.wanted else 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A block as the page shows it; where it stands in the file is not part of it.

    `words` are those of a turn, with how to say them where the script tells; `title` is a heading's. `seconds` are
    those of the take where there is one (`clip`), else a guess. `problems` are level, message and hint.
    """

    kind: str
    text: str
    turn: Turn | None
    words: tuple[Span, ...]
    title: str
    level: int
    sounding: Sounding | None
    clip: Clip | None
    evidence: tuple[Evidence, ...]
    problems: tuple[tuple[str, str, str], ...]

    @property
    def seconds(self) -> float:
        return self.clip.seconds if self.clip else self.sounding.guess if self.sounding else 0.0


def in_script(problems: Sequence[Problem], path: Path) -> tuple[Problem, ...]:
    """The problems for the rows of the script at `path`: those of other files name them, and stand at its head."""
    return tuple(
        problem
        if problem.path == path
        else replace(problem, line=0, column=0, message=f"{problem.path.name}: {problem.message}")
        for problem in problems
    )


def rows(
    text: str, script: Script, problems: Sequence[Problem], room: Booth, clip: Callable[[str], Clip | None]
) -> tuple[tuple[int, Row], ...]:
    """Each row with the line at which it begins. Footnotes stand beside the lines that cite them, and in rows of their
    own only where none does or something is wrong with them. `clip` knows the takes by their keys."""
    found = [block for block in blocks(text) if block.kind not in HIDDEN]
    heard = soundings(script, room)
    evidence = {source.label: source for source in script.evidence}
    cited = {label for say in script.lines for label in say.citations}
    starts = [0, *(block.line for block in found[1:]), len(text) + 2]
    told = {
        block.line: tuple((p.level, p.message, p.hint) for p in problems if start <= p.line < end)
        for block, (start, end) in zip(found, pairwise(starts), strict=True)
    }
    labels = {say.line: say.citations for say in script.lines}
    return tuple(
        (block.line, _row(block, heard.get(block.line), told[block.line], labels.get(block.line, ()), evidence, clip))
        for block in found
        if block.kind != "footnote" or told[block.line] or block.label not in cited
    )


def _row(
    block: Block,
    sounding: Sounding | None,
    problems: tuple[tuple[str, str, str], ...],
    labels: Sequence[str],
    evidence: Mapping[str, Evidence],
    clip: Callable[[str], Clip | None],
) -> Row:
    said = turn(block.text) if block.kind == "turn" else None
    return Row(
        kind=block.kind,
        text=block.text,
        turn=said,
        words=spans(" ".join(MARK.sub("", CITATION.sub("", said.words)).split())) if said else (),
        title=plain(block.content) if block.kind == "heading" else "",
        level=block.level,
        sounding=sounding,
        clip=clip(sounding.key) if sounding else None,
        evidence=tuple(evidence[label] for label in labels if label in evidence),
        problems=problems,
    )


def soundings(script: Script, room: Booth) -> dict[int, Sounding]:
    """How each line and sound is heard, by its line in the file; none for what cannot be."""
    return dict(_soundings(script, room))


def _soundings(script: Script, room: Booth) -> Iterator[tuple[int, Sounding]]:
    quiet = 0.0
    able = {speaker for speaker, voice in room.cast.root.items() if is_installed(voice.engine)}
    for part in arrange(script, room.cast.pauses):
        for item in part.items:
            match item:
                case Quiet():
                    quiet += item.frames * FRAME_SECONDS
                case Say() if item.speaker in able:
                    voice = room.cast.voice(item.speaker)
                    words = speakable(item.text, room.lexicon.of(voice.engine))
                    if not words:
                        continue
                    wanted = Wanted(voice, words, "pcm" if part.bed else "mp3", room.delivery)
                    yield item.line, Sounding(wanted.key, round(quiet, 3), wanted)
                    quiet = 0.0
                case Sound() if item.name in room.sounds.names():
                    yield (
                        item.line,
                        Sounding(sting_key(item.name, room.sounds, room.delivery), round(quiet, 3), sound=item.name),
                    )
                    quiet = 0.0


def clipped(take: Take) -> Clip:
    """What the page shows of a take."""
    count = min(_STEPS, max(1, take.frames))
    cuts = [take.frames * place // count for place in range(count + 1)]
    peaks = (max(take.levels[start:end]) / 100 for start, end in pairwise(cuts) if end > start)
    return Clip(round(take.seconds, 2), tuple(round(100 * (1 - max(level, _QUIETEST) / _QUIETEST)) for level in peaks))


def overview(shown: Sequence[Row], steps: int) -> tuple[int, ...]:
    """How loud the whole script is over its time, in `steps`; 0 where nobody has spoken yet."""
    total = sum(row.seconds for row in shown) or 1.0
    heights, passed = [0] * steps, 0.0
    for row in shown:
        start, end = (int(at / total * steps) for at in (passed, passed + row.seconds))
        loudness = row.clip.loudness if row.clip else ()
        for step in range(start, min(end, steps)):
            if loudness:
                heights[step] = loudness[(step - start) * len(loudness) // max(1, end - start)]
        passed += row.seconds
    return tuple(heights)


def outline(loudness: Sequence[int]) -> str:
    """The SVG path of a waveform: one unit wide a step, 100 high, mirrored at its middle."""
    over = [f"{place} {50 - max(1, height / 2):g}" for place, height in enumerate(loudness)]
    under = [f"{place} {50 + max(1, height / 2):g}" for place, height in enumerate(loudness)]
    return "M" + "L".join([*over, *reversed(under)]) + "Z"
