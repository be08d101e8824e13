"""`daycast render`, without the library that reads command lines: one edited line is told of before that is loaded."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.find import show_folder
from daycast.finished import Read, finish, reads
from daycast.memory import Memory
from daycast.progress import progress
from daycast.remembered import Voices, recall, remember
from daycast.report import several
from daycast.scripts.commentary.unanswered import without_opinion
from daycast.voice.cast import voices_ahead
from daycast.voice.workers import crew_of

if TYPE_CHECKING:
    from daycast.day import Booth
    from daycast.episodes.render import Rendered
    from daycast.errors import Problem
    from daycast.scripts.model import Script
    from daycast.show import Show
    from daycast.voice.workers import Crew


def render(
    folder: Path | None, day: date | None, engine: str | None, words: Sequence[str], *, edition: str = "", as_json: bool
) -> None:
    """Does what `daycast render` says, of the show in `folder` (else the nearest), its `edition`
    and the day (else today's there).

    `words` are those of the command line, for the next time.
    """
    root = show_folder(folder)
    before = reads(root, "render")
    memory = Memory(root / "voice" / ".takes" / "memory.json", before)
    known = recall(root, memory, edition)
    if known:
        show = known.show
    else:
        from daycast.show import open_show

        show = open_show(root, edition)
    when = day or show.day(datetime.now(UTC))
    with crew_of(show.farm) as crew:
        # it comes in while the rest is loaded and the script is read
        crew.warm(*voices_ahead(show.voice, engine, known.voices.cast if known else None)[:1])
        from daycast import day as stages

        room = booth(show, engine, known.voices if known else None, memory)
        passed_over = room.sounds.problems()
        # doubts make no errors, and the length is about to be known to the second
        script, problems = stages.check(show, when, room, doubts=False, length=False)
        passed_over += tuple(without_opinion(script, show.script(when))) if show.kind == "take" else ()
        if passed_over:
            from daycast import console

            console.tell(passed_over)
        episode_made = made(show, script, room, problems, crew=crew, quiet=as_json)
    told = facts if as_json else episode
    print(told(show, episode_made))
    if not known and not engine:
        remember(show, Voices(room.cast, room.lexicon), memory)
    memory.keep()
    if passed_over or episode_made.unsent:  # it is to be told again, or tried
        return
    again = replace(episode_made, spoken=0, cached=episode_made.spoken + episode_made.cached)
    read = Read(before, {show.script(when): episode_made.episode.script}, also_read(show, script, room))
    finish(show, words, when, read, dated=day is not None, says=told(show, again))


def made(
    show: Show,
    script: Script,
    room: Booth,
    problems: Sequence[Problem],
    *,
    crew: Crew | None = None,
    quiet: bool = False,
) -> Rendered:
    """Makes the episode, with a bar while it speaks unless `quiet`. `problems` are the script's."""
    from daycast import day as stages

    with progress("speaking", quiet) as on_spoken:
        return stages.render(
            show, script, room, problems=problems, now=datetime.now(UTC), crew=crew, on_spoken=on_spoken
        )


def also_read(show: Show, script: Script, room: Booth) -> list[Path]:
    """What a render reads outside of the places that are its own: articles with pictures, and files of voices."""
    from daycast.episodes.pictures import folders

    files = (Path(voice.voice) for voice in room.cast.root.values() if voice.voice and Path(voice.voice).is_absolute())
    return [*folders(show, script), *files]


def episode(show: Show, made: Rendered) -> str:
    """Where an episode is, how long it is and what it cost, in a line."""
    audio = made.episode.audio
    minutes, seconds = divmod(round(audio.seconds), 60)
    return (
        f"render    {near(show, made.path)} {minutes}:{seconds:02}, {several(made.spoken, 'line')} spoken, "
        f"{made.cached} known, {audio.loudness_lufs:.1f} LUFS"
    )


def facts(_: Show, made: Rendered) -> str:
    """The same as JSON, for scripts."""
    audio = made.episode.audio
    return json.dumps(
        {
            "date": made.episode.date.isoformat(),
            "spoken": made.spoken,
            "cached": made.cached,
            "duration_s": audio.seconds,
            "bytes": audio.bytes,
            "path": str(made.path.resolve()),
            "loudness_lufs": audio.loudness_lufs,
            "true_peak_dbtp": audio.true_peak_dbtp,
        },
        ensure_ascii=False,
        indent=2,
    )


def booth(show: Show, engine: str | None, voices: Voices | None = None, memory: Memory | None = None) -> Booth:
    """What the show speaks with; a damaged take is told."""
    from daycast import day as stages

    return stages.booth(show, engine, voices, memory, on_damaged=damaged, on_trouble=trouble)


def trouble(message: str) -> None:
    """Tells of a bucket of takes that cannot be used."""
    print(message, file=sys.stderr)


def damaged(path: Path) -> None:
    """Tells of a take that is not what it should be."""
    print(f"{path}: damaged, spoken anew", file=sys.stderr)


def near(show: Show, path: Path) -> Path:
    """A path as the user would type it in the show's folder."""
    return path.relative_to(show.root) if path.is_relative_to(show.root) else path
