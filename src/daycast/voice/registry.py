"""Where engines are found, by the entry points of the group `daycast.engines`, and whether a voice can speak here."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from daycast.errors import DaycastError
from daycast.voice.engine import Engine, OpenEnded, Voice, VoiceInfo

GROUP = "daycast.engines"


@cache
def _points() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


_told: dict[str, EntryPoint] = {}


def known_engines() -> Mapping[str, EntryPoint]:
    """Every engine that is installed, for another process to `take`."""
    return _points()


def take(engines: Mapping[str, EntryPoint]) -> None:
    """Has these engines known here: to find them again would read the files of every package that is installed."""
    _told.update(engines)


def _point(name: str) -> EntryPoint | None:
    return _told.get(name) or _points().get(name)


def engine_names() -> tuple[str, ...]:
    """The engines that are installed, in alphabetical order."""
    return tuple(sorted(_points()))


@cache
def open_engine(name: str) -> Engine:
    """The engine `name`, one for each process; an unknown name is a `DaycastError` with the nearest known one."""
    point = _point(name)
    if point is None:
        raise DaycastError(f"there is no engine {name!r}", hint=_nearest(name, engine_names()))
    try:
        made: Engine = point.load()()
    except ImportError as error:
        raise DaycastError(
            f"the engine {name!r} cannot be loaded: {error}",
            hint="Install the package that it comes from again.",
        ) from error
    return made


def is_mute(name: str) -> bool:
    """Whether the engine `name` says of itself, by an attribute `mute`, that nothing is heard of it."""
    return bool(getattr(open_engine(name), "mute", False))


def is_installed(name: str) -> bool:
    """Whether there is an engine `name` that can be loaded here."""
    try:
        open_engine(name)
    except DaycastError:
        return False
    return True


def engine_class(name: str) -> type[Engine] | None:
    """What is registered as the engine `name`; None where there is none, or none that can be loaded."""
    try:
        point = _point(name)
        found: type[Engine] | None = point.load() if point else None
    except ImportError:
        return None
    return found


def voices_for(voice: Voice) -> tuple[VoiceInfo, ...]:
    """The voices among which `voice` is to be found."""
    engine = open_engine(voice.engine)
    return engine.voices_at(voice) if isinstance(engine, OpenEnded) else engine.voices()


def info_of(voice: Voice) -> VoiceInfo | None:
    """What is known of a voice, whatever its variant; None where the engine knows no such voice."""
    return _found(voice, voices_for(voice))


def check_voice(voice: Voice) -> None:
    """Raises a `DaycastError` unless the voice's engine is installed and can speak exactly so, here and now."""
    engine = open_engine(voice.engine)
    low, high = engine.paces(voice)
    if not low <= voice.rate <= high:
        raise DaycastError(
            f"{engine.name} cannot speak at rate {voice.rate:g} with pitch {voice.pitch:g}",
            hint=f"With this pitch it speaks at rates from {low:.2f} to {high:.2f}.",
        )
    known = voices_for(voice)
    info = _found(voice, known)
    if info is None and voice.voice is None:
        raise DaycastError(f"{engine.name} has no voice of its own here", hint="Name one in voice/cast.yaml.")
    if info is None:
        names = [info.name for info in known]
        raise DaycastError(f"{engine.name} has no voice {voice.voice!r}", hint=_nearest(str(voice.voice), names))
    name, plus, variant = (voice.voice or info.name).partition("+")
    if plus and name.casefold() == info.name.casefold() and variant not in engine.variants():
        raise DaycastError(
            f"{engine.name} has no variant {variant!r} of the voice {name!r}",
            hint=_nearest(variant, engine.variants()) if engine.variants() else f"Write {name!r} alone.",
        )
    if not info.available:
        here = ", ".join(other.name for other in known if other.available)
        raise DaycastError(
            f"the voice {voice.voice!r} of {engine.name} is not on this machine",
            hint=info.get + (f" Or choose one that is here: {here}." if here else ""),
        )


def _found(voice: Voice, known: tuple[VoiceInfo, ...]) -> VoiceInfo | None:
    name = voice.voice or next((str(one.voice) for one in open_engine(voice.engine).defaults()), "")
    named = {info.name.casefold(): info for info in known}
    return named.get(name.casefold()) or named.get(name.partition("+")[0].casefold())


def _nearest(name: str, known: tuple[str, ...] | list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    shown = ", ".join(known[:24]) + (" and more" if len(known) > 24 else "")
    return (f"Did you mean {near[0]!r}? " if near else "") + f"Known: {shown or 'none'}."
