"""The commands for the ear: `daycast say`, `audition` and `voices`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import Engine, Json, ShowDir, opened
from daycast.errors import DaycastError

if TYPE_CHECKING:
    from daycast.day import Booth
    from daycast.voice.takes import Take

Speaker = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who says it, by the name in voice/cast.yaml; else the first."),
]


def say(
    text: Annotated[str, typer.Argument(help="What to say, as a line of a script has it.")],
    speaker: Speaker = None,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it here (.mp3 or .wav), and play nothing.")
    ] = None,
    phonemes: Annotated[
        bool, typer.Option("--phonemes", help="Print how each word will be said, and speak nothing.")
    ] = False,
    show_dir: ShowDir = None,
    engine: Engine = None,
) -> None:
    """Let a host say something, as it would sound in an episode."""
    from daycast import steps
    from daycast.voice import hear

    show, _ = opened(show_dir, None)
    room = steps.booth(show, engine)
    begun, text = hear.line(text, room.cast)
    name = room.cast.named(speaker) if speaker else begun or room.cast.speakers[0]
    voice = room.cast.voice(name)
    typer.echo(f"{name} says: {hear.words(text, room.lexicon)}")
    if phonemes:
        rows = [(p.words, p.phonemes, _from(p.guessed)) for p in hear.phonemes(text, voice, room.lexicon)]
        console.print_table(("words", "phonemes", "from"), rows)
        return
    _let_hear(hear.hear(text, voice, room.lexicon, room.store, room.delivery), room, name, out)


def audition(
    text: Annotated[str | None, typer.Option(metavar="WORDS", help="What everybody reads; else a greeting.")] = None,
    speaker: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Hear this host alone.")] = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write an MP3 of each here, and play nothing.")
    ] = None,
    show_dir: ShowDir = None,
    engine: Engine = None,
) -> None:
    """Let each host read a line, to hear how they go together."""
    from daycast import steps
    from daycast.voice.hear import hear
    from daycast.voice.workers import Crew

    show, _ = opened(show_dir, None)
    room = steps.booth(show, engine)
    failed = False
    with Crew() as crew:
        for name in [room.cast.named(speaker)] if speaker else room.cast.speakers:
            voice = room.cast.voice(name)
            how = " ".join(f"{key} {value}" for key, value in voice.model_dump(exclude_defaults=True).items())
            typer.echo(f"{name}  {how}")
            try:
                words = text or f"Hello, I am {name}, and this is {show.title}."
                take = hear(words, voice, room.lexicon, room.store, room.delivery, crew=crew)
            except DaycastError as error:
                typer.secho(str(error), err=True, fg=typer.colors.RED)
                failed = True
            else:
                _let_hear(take, room, name, out / f"{_file_name(name)}.mp3" if out else None)
    if failed:
        raise typer.Exit(1)


def _let_hear(take: Take, room: Booth, name: str, out: Path | None) -> None:
    """Writes a take to `out`, else plays it; where nobody would hear that, writes it beside the takes."""
    from daycast.voice.export import export
    from daycast.voice.play import play

    silent = "" if out else play(take)
    if silent:
        typer.echo(f"{silent}; listen to it here:")
        out = room.store.folder / "said" / f"{_file_name(name)}.mp3"
    if out:
        export(take, out)
        typer.echo(f"{out}  {take.seconds:.1f} s, {take.loudness:.1f} LUFS")


def _file_name(speaker: str) -> str:
    return re.sub(r"[^\w.-]+", "-", speaker).strip(".-") or "host"


def _from(guessed: bool | None) -> str:
    return "" if guessed is None else "a guess" if guessed else "the dictionary"


def voices(as_json: Json = False) -> None:
    """List the voices of every engine."""
    from daycast.voice.engine import engine_names, open_engine

    known = [(name, info) for name in engine_names() for info in open_engine(name).voices()]
    if as_json:
        console.print_json(
            [
                {
                    "engine": name,
                    "voice": v.name,
                    "language": v.language,
                    "about": v.about,
                    "available": v.available,
                }
                for name, v in known
            ]
        )
        return
    rows = [(name, v.name, v.language, v.about, "here" if v.available else v.get) for name, v in known]
    console.print_table(("engine", "voice", "language", "about", "on this machine"), rows)
