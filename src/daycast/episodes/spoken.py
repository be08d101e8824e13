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
    errors: Sequence[Problem] = (),
    of: int,
    crew: Crew | None,
    on_spoken: Callable[[int, int], object],
) -> Spoken:
    """The takes of `lines`, out of the `of` lines that the script at `path` has.

    Where `errors` stand in the way of the episode, or a line could not be spoken, a `ProblemsError` tells all of it
    once every other line is in the store.
    """
    made = speak([line.wanted for line in lines], store, crew=crew, on_spoken=on_spoken)
    failures = (
        Problem(path, lines[failure.place].say.line, f"this line could not be spoken: {failure.reason}")
        for failure in made.failures
    )
    if found := sorted((*errors, *failures), key=lambda problem: problem.line):
        good = len(lines) - len(made.failures)
        raise ProblemsError(
            found, hint=f"{good} of {of} lines are spoken and kept. The episode stays as it was until this is mended."
        )
    return made
