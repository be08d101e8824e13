"""`daycast watch`: each time the day's script, the voices or the show are saved, the episode is made anew.

The script is only ever read. Nothing that is wrong with a file ends the watch: it is told, and the next save is another
chance.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import console
from daycast import day as stages
from daycast.episodes.render import Rendered
from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.find import FILE
from daycast.report import several
from daycast.show import Show, open_show
from daycast.voice import cast, lexicon, sounds

if TYPE_CHECKING:
    from daycast.voice.workers import Crew

_BEAT = 300  # ms: how soon the watch begins, and the longest that it sleeps on systems that cannot wake it


@dataclass(frozen=True, slots=True)
class Round:
    """What came of a save: the episode, or why there is none, in `took` seconds.

    `problems` are the script's; `trouble` is what else keeps the episode from being made, in words for a person.
    """

    took: float
    made: Rendered | None = None
    problems: tuple[Problem, ...] = ()
    trouble: str = ""


def watch(
    show: Show,
    day: date,
    engine: str | None,
    on_round: Callable[[Round], object],
    *,
    on_damaged: Callable[[Path], object] = lambda path: None,
) -> None:
    """Makes the episode now and at every save, and tells of each round; ends with a `KeyboardInterrupt`."""
    from watchfiles import watch as saves

    from daycast.voice.workers import crew_of

    root = show.root.resolve()
    (root / "scripts").mkdir(exist_ok=True)  # so that a first script is noticed
    # Folders, as a file would be lost sight of when an editor saves by renaming.
    places = (root, root / "scripts", root / "voice", root / "voice" / sounds.FOLDER)
    with crew_of(show.farm, cast.voices_ahead(show.voice, engine)) as crew:
        crew.warm()
        fresh = True
        for changes in saves(
            *filter(Path.is_dir, places),
            watch_filter=lambda _, name: matters(root, show.stem(day), Path(name)),
            recursive=False,
            rust_timeout=_BEAT,
            yield_on_timeout=True,
        ):
            if changes or fresh:
                on_round(make(show, day, engine, crew, on_damaged=on_damaged))
            fresh = False


def matters(root: Path, stem: str, path: Path) -> bool:
    """Whether the episode whose script is called `stem` is made from the file at `path`, in the show at `root`."""
    within = Path(os.path.relpath(path, root))
    voice = (f"voice/{cast.FILE}", f"voice/{lexicon.FILE}")
    made_from = (FILE, f"scripts/{stem}.md", *voice)
    is_cover = within.parent == Path() and within.suffix in (".jpg", ".png") and within.stem.startswith("cover")
    return is_cover or within.as_posix() in made_from or within.parent == Path("voice", sounds.FOLDER)


def make(
    show: Show,
    day: date,
    engine: str | None,
    crew: Crew,
    *,
    on_damaged: Callable[[Path], object] = lambda path: None,
) -> Round:
    """One round: reads the show as it stands, speaks what changed and makes the episode of `day`."""
    began = time.perf_counter()
    problems: tuple[Problem, ...] = ()
    try:
        show = open_show(show.root, show.name)
        room = stages.booth(show, engine, on_damaged=on_damaged)
        script, problems = stages.check(show, day, room, length=False)
        made = stages.render(show, script, room, problems=problems, now=datetime.now(UTC), crew=crew)
    except ProblemsError as error:
        warnings = tuple(problem for problem in problems if problem.warning)
        return Round(time.perf_counter() - began, problems=(*error.problems, *warnings), trouble=error.hint)
    except DaycastError as error:
        return Round(time.perf_counter() - began, problems=problems, trouble=str(error))
    return Round(time.perf_counter() - began, made, problems)


def told(done: Round, at: datetime) -> str:
    """The one line that a save gets."""
    if done.made is None:
        what = console.count(done.problems) if done.problems else "no episode"
        return f"{at:%H:%M:%S}  {what}"
    minutes, seconds = divmod(round(done.made.episode.audio.seconds), 60)
    lines = f"{several(done.made.spoken, 'line')} spoken"
    noticed = f", {console.count(done.problems)}" if done.problems else ""
    return f"{at:%H:%M:%S}  {lines}, {minutes}:{seconds:02} long, took {done.took:.1f} s{noticed}"


def news(done: Round, before: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems to list below the line: every error, and warnings that were not there at the save before."""
    known = {(problem.message, problem.hint) for problem in before}
    return tuple(
        problem for problem in done.problems if not problem.warning or (problem.message, problem.hint) not in known
    )
