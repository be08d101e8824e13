"""A show's sounds by name: the files of `voice/sounds/`, else our own of the same name.

`python -m daycast.voice.sounds TITLE FOLDER` writes those of a show called so, to listen to or to start from.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError, Problem

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "sounds"
OWN = ("open", "turn", "close", "bed")
FORMATS = (".wav", ".flac", ".ogg", ".mp3", ".aiff")  # where two files share a name, the first of these is meant
_WANTED = f"one of {', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
_UNHEARD = "nothing is heard of this sound"
_EDGE = 240  # samples at either end in which resampling may ring
_SYNTHESIS = 2  # raise it when our own sounds change


class Sounds:
    """The sounds that a show with this `voice/` folder can place. Those without a file are made from its `title`."""

    def __init__(self, voice: Path, title: str) -> None:
        self._folder = voice / FOLDER
        self._title = title

    @property
    def title(self) -> str:
        return self._title

    @property
    def place(self) -> str:
        """The show's `voice/` folder, as messages name it."""
        return str(self._folder.parent)

    def file(self, name: str) -> tuple[str, bytes] | None:
        """The name of a sound's file and what it holds; None for one of our own."""
        file = self._file(name)
        return (file.name, _read(file)) if file else None

    def names(self) -> tuple[str, ...]:
        """Every name that `load` knows, in alphabetical order."""
        return tuple(sorted({*OWN, *self._files()}))

    def problems(self) -> tuple[Problem, ...]:
        """A warning for whatever lies in the folder and is never heard; a README may, and what begins with a dot."""
        if self._folder.exists() and not self._folder.is_dir():
            return (Problem(self._folder, 0, "this is no folder", "sounds are files in a folder of that name", True),)
        return tuple(
            Problem(path, 0, "this sound is never heard", f"save it as {_WANTED}", warning=True)
            for path in self._lying()
            if not _usable(path) and path.stem.upper() != "README"
        )

    def digest(self, name: str) -> str:
        """What changes when the sound changes; for the keys of pieces made with it."""
        file = self._file(name)
        return hashlib.sha256(_read(file)).hexdigest() if file else f"{name} of {self._title}, synthesis {_SYNTHESIS}"

    def load(self, name: str, channels: int = 1, *, at_least: float = 0.0) -> NDArray[np.float32]:
        """The sound as samples at 24 kHz, within ±1: mono of shape (n,), or stereo of shape (n, 2).

        A file that cannot be read, is shorter than `at_least` seconds, or of which nothing is heard, is a
        `DaycastError`.
        """
        file = self._file(name)
        if file is None:
            from daycast.voice.tones import synthesised

            return synthesised(name, self._title, channels)
        from daycast.voice import pcm

        data = _read(file)
        try:
            samples = pcm.decode(data, channels)
        except ValueError as error:
            raise DaycastError(
                f"{file}: this sound cannot be read: {error}", hint=f"Export it anew as {_WANTED}."
            ) from error
        if reason := _unusable(samples, at_least):
            if reason == _UNHEARD and channels == 1 and not _unusable(pcm.decode(data, 2), at_least):
                reason = "its sides cancel out in mono, and nothing is heard of it"
            raise DaycastError(
                f"{file}: {reason}", hint="Save the sound anew, or delete the file. Lines that are spoken are kept."
            )
        return samples

    def _file(self, name: str) -> Path | None:
        """The file of a sound, None for one of our own; an unknown name is a `DaycastError`."""
        files = self._files()
        if name not in files and name not in OWN:
            near = difflib.get_close_matches(name, self.names(), n=1, cutoff=0.5)
            raise DaycastError(
                f"there is no sound {name!r}",
                hint=(f"Did you mean {near[0]!r}? " if near else "") + f"Known: {', '.join(self.names())}.",
            )
        return files.get(name)

    def _files(self) -> dict[str, Path]:
        usable = [path for path in self._lying() if _usable(path)]
        usable.sort(key=lambda file: FORMATS.index(file.suffix.lower()), reverse=True)
        return {file.stem: file for file in usable}

    def _lying(self) -> list[Path]:
        """What lies in the folder and is not hidden, in the order of the names."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return sorted(path for path in found if not path.name.startswith("."))


def _usable(path: Path) -> bool:
    return path.suffix.lower() in FORMATS and path.is_file()  # a pipe would be waited for without end


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DaycastError(f"{file}: cannot be read: {error.strerror or error}") from error


def _unusable(samples: NDArray[np.float32], at_least: float) -> str:
    """Why these samples, at 24 kHz, are no sound to place; "" where they are one."""
    import numpy as np

    from daycast.voice.level import frame_levels
    from daycast.voice.loudness import integrated
    from daycast.voice.mp3 import FRAME, SAMPLE_RATE

    if not len(samples):
        return "this sound is empty"
    if not np.isfinite(samples).all():
        return "this sound holds values that are no numbers"
    if len(samples) < at_least * SAMPLE_RATE:
        return f"this sound is too short to go round: it has to last {at_least:g} s at least"
    inner = samples[_EDGE:-_EDGE] if len(samples) > 20 * _EDGE else samples
    constant = np.abs(inner).mean() > 1e-3 and np.ptp(inner, axis=0).max() < 1e-3  # heard by the meter, not by an ear
    whole = np.pad(samples, [(0, -len(samples) % FRAME), *[(0, 0)] * (samples.ndim - 1)])
    return _UNHEARD if constant or not np.isfinite(integrated(frame_levels(whole))) else ""


def main(title: str, folder: Path) -> None:
    from daycast.files import write_bytes
    from daycast.voice.tones import synthesised, wav

    for name in OWN:
        write_bytes(folder / f"{name}.wav", wav(synthesised(name, title, 2)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
