"""A show's sounds by name: the files of `voice/sounds/`, else our own of the same name.

`python -m daycast.voice.sounds TITLE FOLDER` writes those of a show called so, to listen to or to start from.
"""

from __future__ import annotations

import difflib
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER = "sounds"
OWN = ("open", "turn", "close", "bed")
FORMATS = (".wav", ".flac", ".ogg", ".mp3", ".aiff")  # where two files share a name, the first of these is meant
_SYNTHESIS = 2  # raise it when our own sounds change


class Sounds:
    """The sounds that a show with this `voice/` folder can place. Those without a file are made from its `title`."""

    def __init__(self, voice: Path, title: str) -> None:
        self._folder = voice / FOLDER
        self._title = title

    def names(self) -> tuple[str, ...]:
        """Every name that `load` knows, in alphabetical order."""
        return tuple(sorted({*OWN, *self._files()}))

    def digest(self, name: str) -> str:
        """What changes when the sound changes; for the keys of pieces made with it."""
        file = self._file(name)
        return hashlib.sha256(_read(file)).hexdigest() if file else f"{name} of {self._title}, synthesis {_SYNTHESIS}"

    def load(self, name: str, channels: int = 1) -> NDArray[np.float32]:
        """The sound as samples at 24 kHz, within ±1: mono of shape (n,), or stereo of shape (n, 2)."""
        file = self._file(name)
        if file is None:
            from daycast.voice.tones import synthesised

            return synthesised(name, self._title, channels)
        from daycast.voice import pcm

        try:
            return pcm.decode(_read(file), channels)
        except ValueError as error:
            raise DaycastError(
                f"{file}: this sound cannot be read: {error}", hint=f"Save it as one of {', '.join(FORMATS)}."
            ) from error

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
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        usable = [file for file in found if file.suffix.lower() in FORMATS]
        usable.sort(key=lambda file: FORMATS.index(file.suffix.lower()), reverse=True)
        return {file.stem: file for file in usable}


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise DaycastError(f"{file}: cannot be read: {error.strerror or error}") from error


def main(title: str, folder: Path) -> None:
    from daycast.files import write_bytes
    from daycast.voice.tones import synthesised, wav

    for name in OWN:
        write_bytes(folder / f"{name}.wav", wav(synthesised(name, title, 2)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
