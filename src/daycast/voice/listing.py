"""All the voices that a person may choose from, engine by engine."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from daycast.errors import DaycastError
from daycast.voice.engine import Fetcher, OpenEnded, Voice, VoiceInfo
from daycast.voice.languages import speaks
from daycast.voice.registry import engine_names, open_engine


@dataclass(frozen=True, slots=True)
class Listed:
    """A voice of an engine; without one, `get` says what the engine lacks."""

    engine: str
    voice: VoiceInfo | None = None
    get: str = ""


def listed(cast: Iterable[Voice], *, engine: str | None = None, language: str | None = None) -> tuple[Listed, ...]:
    """The voices of every engine, or of one; of a language (BCP 47), or of any.

    `cast` are a show's voices: those of the files and servers that it names are listed too.
    """
    voices = tuple(cast)
    if engine:
        open_engine(engine)
    return tuple(
        row
        for name in ([engine] if engine else engine_names())
        for row in _of(name, [voice for voice in voices if voice.engine == name])
        if language is None or row.voice is None or speaks(row.voice.language, language)
    )


def _of(name: str, cast: list[Voice]) -> list[Listed]:
    """The rows of an engine; what it lacks, or a place where it cannot look, is a row too."""
    try:
        engine = open_engine(name)
        known = [Listed(name, info) for info in engine.voices()]
    except DaycastError as error:
        return [_lacking(name, error)]
    if not isinstance(engine, OpenEnded):
        return known
    for voice in cast:
        try:
            known += [Listed(name, info) for info in engine.voices_at(voice)]
        except DaycastError as error:
            known.append(_lacking(name, error))
    return [*dict.fromkeys(known)] or [Listed(name, get="Its voices are those that voice/cast.yaml names.")]


def _lacking(name: str, error: DaycastError) -> Listed:
    return Listed(name, get=f"{error.message}. {error.hint}")


def fetch(name: str, engine: str) -> None:
    """Has an engine download one of its voices. Raises a `DaycastError` where it cannot."""
    opened = open_engine(engine)
    infos = {info.name: info for info in opened.voices()}
    if not isinstance(opened, Fetcher):
        raise DaycastError(f"the engine {engine} downloads no voices", hint="docs/engines.md tells where its are.")
    if name not in infos:
        raise DaycastError(f"{engine} has no voice {name!r}", hint=f"It has {', '.join(infos)}.")
    opened.fetch(name)
