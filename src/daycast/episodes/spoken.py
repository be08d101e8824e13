"""The lines of a script spoken: all that can be, whatever is wrong with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes.score import Cued
from daycast.errors import Problem, ProblemsError
from daycast.voice.speak import Spoken, speak
from daycast.voice.takes import TakeStore

if TYPE_CHECKING:
    from daycast.voice.workers import Crew


def spoken(
    lines: Sequence[Cued],
    path: Path,
    store: TakeStore,
    *,
    crew: Crew | None,
    on_spoken: Callable[[int, int], object],
) -> tuple[Spoken, tuple[Problem, ...]]:
    """The takes of `lines` of the script at `path`, and the lines that could not be spoken."""
    made = speak([line.wanted for line in lines], store, crew=crew, on_spoken=on_spoken)
    failures = tuple(
        Problem(path, lines[failure.place].say.line, f"this line could not be spoken: {failure.reason}")
        for failure in made.failures
    )
    return made, failures


def unfinished(problems: Sequence[Problem], good: int, of: int) -> ProblemsError:
    """All that is in the way of the episode, where `good` of its lines are in the store."""
    return ProblemsError(
        sorted(problems, key=lambda problem: problem.line),
        hint=f"{good} of {of} lines are spoken and kept. The episode stays as it was until this is mended.",
    )
