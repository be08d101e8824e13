"""Takes: what was spoken, kept under the digest of everything that it was made from.

A file is one line of JSON (key, digest of the body, form, frames, levels, peak) and the body. It is found by its key,
verified when read, and written whole, so any number of processes may share a folder.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.voice.engine import Voice, WordMark, open_engine
from daycast.voice.loudness import integrated
from daycast.voice.mp3 import FRAME_SECONDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

Form = Literal["mp3", "pcm"]

RECIPE = 2  # raise it when the same speech is levelled or encoded otherwise: every line is then spoken anew


@dataclass(frozen=True, slots=True)
class Take:
    """A piece of finished sound.

    `form` "mp3": `data` is whole frames, ready to be joined; "pcm": FLAC, 24 kHz mono, to be mixed first.
    `frames` counts 24 ms each; `levels` are theirs in hundredths of LUFS; `true_peak` is in dBTP, after coding.
    `words` are the spoken words' times, where the engine tells them.
    """

    key: str
    form: Form
    frames: int
    levels: tuple[int, ...]
    true_peak: float
    data: bytes
    words: tuple[WordMark, ...] = ()

    @property
    def seconds(self) -> float:
        return self.frames * FRAME_SECONDS

    @property
    def loudness(self) -> float:
        """LUFS; -inf for silence."""
        return integrated(self.levels)


def take_key(voice: Voice, text: str, form: Form) -> str:
    """The key of `text`, as it will be spoken, in this voice."""
    return piece_key(engine=_identity(voice.engine), voice=voice.heard(), text=text, form=form)


@cache
def _identity(engine: str) -> str:
    return open_engine(engine).identity()


def piece_key(**made_from: Any) -> str:
    """The key of a piece made from these values (JSON); also for pieces of other packages' making."""
    canonical = json.dumps({"recipe": RECIPE, **made_from}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class TakeStore:
    """The takes in a folder. `on_damaged` hears of every file that is not what its header says; it counts as absent."""

    def __init__(self, folder: Path, *, on_damaged: Callable[[Path], object] = lambda path: None) -> None:
        self.folder = folder
        self._on_damaged = on_damaged

    def path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.take"

    def has(self, key: str) -> bool:
        """Whether there is a file for `key`; `get` alone knows whether it is sound."""
        return self.path(key).is_file()

    def get(self, key: str) -> Take | None:
        """The take of `key`, verified; None where there is none or it is damaged."""
        path = self.path(key)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
        take = _parse(key, content)
        if take is None:
            self._on_damaged(path)
        return take

    def get_all(self, keys: Iterable[str]) -> dict[str, Take]:
        """Those of `keys` that are there and sound."""
        return {key: take for key in keys if (take := self.get(key))}

    def put(self, take: Take) -> None:
        """Keeps `take`; what another process has put under the same key is the same."""
        header = {
            "key": take.key,
            "sha256": hashlib.sha256(take.data).hexdigest(),
            "form": take.form,
            "frames": take.frames,
            "true_peak": take.true_peak,
            "levels": take.levels,
            **({"words": take.words} if take.words else {}),
        }
        content = json.dumps(header).encode() + b"\n" + take.data
        write_bytes(self.path(take.key), content, sync=False)  # what a power cut spoils is found out, and spoken anew


def _parse(key: str, content: bytes) -> Take | None:
    head, _, data = content.partition(b"\n")
    try:
        header = json.loads(head)
        if header["key"] != key or header["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        levels = tuple(header["levels"])
        words = tuple(WordMark(*mark) for mark in header.get("words", ()))
        return Take(key, header["form"], header["frames"], levels, header["true_peak"], data, words)
    except (ValueError, KeyError, TypeError):
        return None
