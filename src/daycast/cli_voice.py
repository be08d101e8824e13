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
    from daycast.show import Show
    from daycast.voice.engine import Pronunciation, Voice
    from daycast.voice.listing import Listed
    from daycast.voice.takes import Take

_BELOW = "see below"

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
    from daycast import rendering
    from daycast.voice import hear

    show, _ = opened(show_dir, None)
    room = rendering.booth(show, engine)
    begun, text = hear.line(text, room.cast)
    name = room.cast.named(speaker) if speaker else begun or room.cast.speakers[0]
    voice = room.cast.voice(name)
    typer.echo(f"{name} says: {hear.shown(text, room.lexicon)}")
    if phonemes:
        rows = [(p.words, p.phonemes, _from(p)) for p in hear.phonemes(text, voice, room.lexicon)]
        console.print_table(("words", "phonemes", "from"), rows)
        return
    _let_hear(hear.hear(text, voice, room.lexicon, room.store, room.delivery), show, name, out)


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
    from daycast import rendering
    from daycast.voice.hear import hear
    from daycast.voice.workers import Crew

    show, _ = opened(show_dir, None)
    room = rendering.booth(show, engine)
    failed = False
    with Crew() as crew:
        for name in [room.cast.named(speaker)] if speaker else room.cast.speakers:
            voice = room.cast.voice(name)
            how = " ".join(f"{key} {value}" for key, value in room.cast.root[name].changed().items())
            typer.echo(f"{name}  {how}")
            try:
                words = text or f"Hello, I am {name}, and this is {show.title}."
                take = hear(words, voice, room.lexicon, room.store, room.delivery, crew=crew)
            except DaycastError as error:
                typer.secho(str(error), err=True, fg=typer.colors.RED)
                failed = True
            else:
                _let_hear(take, show, name, out / f"{_file_name(name)}.mp3" if out else None)
    if failed:
        raise typer.Exit(1)


def _let_hear(take: Take, show: Show, name: str, out: Path | None) -> None:
    """Writes a take to `out`, else plays it; where nobody would hear that, writes it beside the takes."""
    from daycast.voice.export import export
    from daycast.voice.play import play

    silent = "" if out else play(take)
    if silent:
        typer.echo(f"{silent}; listen to it here:")
        out = show.voice / ".takes" / "said" / f"{_file_name(name)}.mp3"
    if out:
        export(take, out)
        typer.echo(f"{out}  {take.seconds:.1f} s, {take.loudness:.1f} LUFS")


def _file_name(speaker: str) -> str:
    return re.sub(r"[^\w.-]+", "-", speaker).strip(".-") or "host"


def _from(one: Pronunciation) -> str:
    if one.told:
        return "the lexicon"
    return "" if one.guessed is None else "a guess" if one.guessed else "the dictionary"


voices = typer.Typer(name="voices", help="List the voices of every engine, or download one.")


@voices.callback(invoke_without_command=True)
def list_voices(
    context: typer.Context,
    language: Annotated[str | None, typer.Option(metavar="TAG", help="Only these: de, or en-GB.")] = None,
    engine: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this engine.")] = None,
    show_dir: ShowDir = None,
    as_json: Json = False,
) -> None:
    """List the voices of every engine, with language, quality and licence."""
    if context.invoked_subcommand:
        return
    from daycast.voice.listing import listed

    rows = listed(_cast(show_dir), engine=engine, language=language)
    if as_json:
        console.print_json([_as_json(row) for row in rows])
        return
    headings = ("engine", "voice", "language", "quality", "licence", "here?")
    console.print_table(headings, [_as_cells(row) for row in rows], whole=("engine", *headings[3:]))
    for told in dict.fromkeys(_how_to_get(row) for row in rows):
        if told:
            typer.echo(told)


@voices.command("fetch")
def fetch_voice(
    name: Annotated[str, typer.Argument(help="The voice, as the list has it.")],
    engine: Annotated[str, typer.Option(metavar="NAME", help="Whose voice it is.")] = "hibari",
) -> None:
    """Download a voice, once, to this machine."""
    from daycast.voice.listing import fetch

    fetch(name, engine)
    typer.echo(f"The voice {name} of {engine} is here. Hear it: name it in voice/cast.yaml, then daycast audition")


def _cast(show_dir: Path | None) -> tuple[Voice, ...]:
    """The voices of the show in `show_dir`, or of the nearest; none where there is none, as no show is needed."""
    from daycast.find import find_show
    from daycast.voice.cast import load_cast

    if show_dir is None:
        try:
            show_dir = find_show(Path.cwd())
        except DaycastError:
            return ()
    return tuple(load_cast(show_dir / "voice").root.values())


def _as_json(row: Listed) -> dict[str, object]:
    told = {"engine": row.engine, "available": False, "get": row.get}
    if voice := row.voice:
        told |= {"voice": voice.name, "language": voice.language, "quality": voice.quality, "licence": voice.licence}
        told |= {"available": voice.available, "get": voice.get}
    return told


def _as_cells(row: Listed) -> tuple[str, ...]:
    if voice := row.voice:
        here = "here" if voice.available else f"fetch, {voice.size / 1e6:.0f} MB" if voice.size else _BELOW
        return row.engine, voice.name, voice.language, voice.quality, voice.licence, here
    return row.engine, "", "", "", "", _BELOW


def _how_to_get(row: Listed) -> str:
    """What is told below the table: the same for all voices of an engine that downloads them."""
    if row.voice and row.voice.size:
        return "" if row.voice.available else "Download a voice, once: daycast voices fetch NAME"
    get = row.voice.get if row.voice else row.get
    return f"{row.engine}: {get}" if get else ""
