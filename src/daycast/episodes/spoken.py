"""The lines of a script spoken: all that can be, whatever is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes.score import Cued
from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.voice.engine import Voice
from daycast.voice.registry import check_voice
from daycast.voice.speak import Spoken, speak
from daycast.voice.takes import TakeStore
from daycast.yaml_nodes import line_of

if TYPE_CHECKING:
    from daycast.voice.workers import Crew


@dataclass(frozen=True, slots=True)
class Failures:
    """How many lines could not be spoken, and why: one problem for all of a voice that have the same reason."""

    lines: int
    problems: tuple[Problem, ...]


def spoken(
    lines: Sequence[Cued],
    path: Path,
    cast: Path,
    store: TakeStore,
    *,
    crew: Crew | None,
    on_spoken: Callable[[int, int], object],
) -> tuple[Spoken, Failures]:
    """The takes of `lines` of the script at `path`, and what kept others from being spoken, in it or in the `cast`."""
    made = speak([line.wanted for line in lines], store, crew=crew, on_spoken=on_spoken)
    failed = [(lines[failure.place].say, failure) for failure in made.failures]
    mute = silent({say.speaker: failure.wanted.voice for say, failure in failed}, cast)
    alike: dict[tuple[Voice, str], list[int]] = {}
    for say, failure in failed:
        if say.speaker not in mute:
            alike.setdefault((failure.wanted.voice, failure.reason), []).append(say.line)
    told = [_unspoken(path, rows, reason) for (_, reason), rows in alike.items()]
    return made, Failures(len(failed), (*dict.fromkeys(mute.values()), *told))


def _unspoken(path: Path, rows: Sequence[int], reason: str) -> Problem:
    """What kept the lines at these rows from being spoken, at the first of them."""
    more = f", and {len(rows) - 1} more," if len(rows) > 1 else ""
    message, _, hint = reason.partition("\n")
    return Problem(path, rows[0], f"this line{more} could not be spoken: {message}", hint.strip())


def silent(voices: Mapping[str, Voice], cast: Path) -> dict[str, Problem]:
    """The speakers whose voice cannot speak here, each with what is wrong, which the file `cast` has to mend."""
    found = {}
    for speaker, voice in voices.items():
        try:
            check_voice(voice)
        except DaycastError as error:
            found[speaker] = Problem(cast, line_of(cast, speaker), f"{speaker}: {error.message}", error.hint)
    return found


def unfinished(problems: Sequence[Problem], good: int, of: int) -> ProblemsError:
    """All that is in the way of the episode, where `good` of its lines are in the store."""
    return ProblemsError(
        sorted(problems, key=lambda problem: (problem.path, problem.line)),
        hint=f"{good} of {of} lines are spoken and kept. The episode stays as it was until this is mended.",
    )
