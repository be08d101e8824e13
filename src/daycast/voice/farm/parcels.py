"""Voices out of files of the user's, taken along to the workers: each file once, also to those that come later."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from distributed.diagnostics.plugin import WorkerPlugin

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.voice.engine import Portable, Voice
from daycast.voice.farm import workshop
from daycast.voice.registry import open_engine


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of a voice, named by what is in them."""

    name: str
    files: tuple[Path, ...]


class Courier(WorkerPlugin):
    """A parcel on its way: to every worker, and to each that comes later before its first line."""

    def __init__(self, name: str, files: Mapping[str, bytes]) -> None:
        self.name = f"daycast-{name}"
        self._parcel, self._files = name, dict(files)

    def setup(self, worker: Any) -> None:
        folder = Path(worker.local_directory) / "daycast-voices" / self._parcel
        for name, data in self._files.items():
            write_bytes(folder / name, data, sync=False)
        workshop.delivered[self._parcel] = folder


def parcel(voice: Voice) -> Parcel | None:
    """What has to be taken along for a voice; None where its engine has it by name."""
    engine = open_engine(voice.engine)
    files = engine.files_of(voice) if isinstance(engine, Portable) else ()
    if not files:
        return None
    try:
        seals = [(path, path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        return Parcel(hashlib.sha256("".join(_digest(*seal) for seal in seals).encode()).hexdigest(), files)
    except OSError as error:
        raise DaycastError(f"{error.filename}: cannot be read: {error.strerror}") from error


def couriers(parcels: Sequence[Parcel]) -> list[Courier]:
    """What brings these parcels to the workers."""
    return [Courier(one.name, {path.name: path.read_bytes() for path in one.files}) for one in parcels]


@cache
def _digest(path: Path, size: int, changed: int) -> str:
    """The SHA-256 of the file's name and what it holds, read once for each size and time of change."""
    with path.open("rb") as stream:
        return path.name + hashlib.file_digest(stream, "sha256").hexdigest()
