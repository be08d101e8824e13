"""The show's sounds by name: a file of `voice/sounds/`, else one of our own making (see `synth`)."""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.errors import DaycastError

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

MADE = ("open", "turn", "close", "bed")  # what every show has
MADE_VERSION = 1  # raise it when one of them changes, so that it is encoded anew
_ENDINGS = (".wav", ".flac", ".ogg", ".mp3", ".aiff")


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sounds of a show whose `voice/` folder is `voice`."""

    voice: Path

    @property
    def folder(self) -> Path:
        return self.voice / "sounds"

    def names(self) -> tuple[str, ...]:
        """Every name that a script may call for, in alphabetical order."""
        own = (path.stem for path in self.folder.iterdir()) if self.folder.is_dir() else ()
        return tuple(sorted({*MADE, *(name for name in own if self._file(name))}))

    def digest(self, name: str) -> str:
        """What stands for the sound's bytes in a key."""
        path = self._file(name)
        if path is None:
            self._must_be_made(name)
            return f"made {name} {MADE_VERSION}"
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def load(self, name: str) -> NDArray[np.float32]:
        """The sound as mono samples of shape (n,) at 24 kHz."""
        path = self._file(name)
        if path is None:
            from daycast.voice.synth import make

            self._must_be_made(name)
            return make(name)
        from daycast.voice import pcm

        try:
            samples = pcm.decode(path.read_bytes())
        except ValueError as error:
            raise DaycastError(f"{path}: this sound cannot be read: {error}", hint="Save it as WAV or FLAC.") from error
        if not samples.any():
            raise DaycastError(f"{path}: there is nothing to hear in this sound")
        return samples

    def _file(self, name: str) -> Path | None:
        return next((path for end in _ENDINGS if (path := self.folder / f"{name}{end}").is_file()), None)

    def _must_be_made(self, name: str) -> None:
        if name not in MADE:
            near = difflib.get_close_matches(name, self.names(), n=1)
            hint = f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(self.names())}."
            raise DaycastError(f"{self.folder}: no sound named {name!r}", hint=hint)
