"""The files of Piper's voices: where they are, what stands beside them, and what tells one from another."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, NamedTuple

from daycast.errors import DaycastError
from daycast.voice.engine import VoiceInfo
from daycast.voice.languages import tidy

_PACKAGE = re.compile(r"piper[-_.]voice", re.IGNORECASE)


@cache
def packaged() -> dict[str, Path]:
    """The voice files of the installed packages that have `piper-voice` in their name."""
    found = (
        Path(str(file.locate()))
        for package in distributions()
        if _PACKAGE.search(package.name or "")
        for file in package.files or ()
        if file.suffix == ".onnx"
    )
    return {file.stem: file for file in sorted(found)}


def placed(voice: str | None) -> tuple[Path | None, str]:
    """The voice file and the speaker that a cast's `voice` means; without one, the first of the packages."""
    if voice is None:
        return next(iter(packaged().values()), None), ""
    path, _, speaker = voice.partition("#")
    return packaged().get(path) or (Path(path) if path.endswith(".onnx") else None), speaker


class File(NamedTuple):
    """A file as it is now: under the same path, another content is another file."""

    path: Path
    size: int
    changed: int


def files(model: Path) -> tuple[File, ...]:
    """The voice file and the settings beside it; none where one of them is missing."""
    paths = (model, _beside(model))
    if not all(path.is_file() for path in paths):
        return ()
    return tuple(File(path, path.stat().st_size, path.stat().st_mtime_ns) for path in paths)


@cache
def digest(file: File) -> str:
    """The SHA-256 of what a file holds, read once."""
    with file.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def config(model: Path) -> dict[str, Any]:
    """The settings of a voice: its language, its sample rate, its speakers."""
    path = _beside(model)
    try:
        told: dict[str, Any] = {"audio": {}, "language": {}, "espeak": {}, **json.loads(path.read_text("utf-8"))}
    except (OSError, ValueError, TypeError) as error:
        raise DaycastError(f"{path}: cannot be read: {error}", hint="Download it again with its voice.") from error
    return told


def _beside(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def info(name: str, model: Path) -> VoiceInfo:
    """What the files of a voice tell of it."""
    if not files(model):
        return VoiceInfo(name, "und", get=f"Put {model.name} and {_beside(model).name} into {model.parent}.")
    told = config(model)
    language = told["language"].get("code") or told["espeak"].get("voice", "und")
    quality = told["audio"].get("quality", "")
    return VoiceInfo(name, tidy(language), f"natural, {quality}".rstrip(", "), _licence(model))


def _licence(model: Path) -> str:
    """As the voice's model card has it, which voices come with."""
    card = model.with_name("MODEL_CARD")
    told = re.search(r"Licen[cs]e:\s*(\S.*)", card.read_text(encoding="utf-8")) if card.is_file() else None
    return told[1].strip() if told else "see its model card"


def speaker_number(model: Path, speaker: str) -> int | None:
    """The number of a speaker given by number or name; None where a voice's own will do."""
    told = config(model)
    count, named = int(told.get("num_speakers", 1)), told.get("speaker_id_map", {})
    if not speaker:
        return None
    if speaker in named:
        return int(named[speaker])
    if speaker.isdecimal() and int(speaker) < count:
        return int(speaker)
    names = f", named {', '.join([*named][:24])}" if named else ""
    raise DaycastError(f"{model.name} has no speaker {speaker!r}", hint=f"It has {count}, from 0{names}.")
