"""Takes: what was spoken, kept under the digest of everything that it was made from.

A file is one line of JSON (key, digest of the body, form, frames, levels, peak) and the body. It is found by its key,
verified when read, and written whole, so any number of processes may share a folder, and machines a mounted one.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from array import array
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Literal

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice, WordMark
from daycast.voice.loudness import integrated
from daycast.voice.mp3 import FRAME_SECONDS
from daycast.voice.registry import open_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
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


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a take in the store, without its sound: all that is needed to place and to measure it.

    The fields are those of `Take`; `levels` takes two bytes a frame.
    """

    key: str
    form: Form
    frames: int
    levels: Sequence[int]
    true_peak: float
    words: tuple[WordMark, ...] = ()

    @classmethod
    def of(cls, take: Take) -> Head:
        return cls(take.key, take.form, take.frames, array("h", take.levels), take.true_peak, take.words)

    @property
    def seconds(self) -> float:
        return self.frames * FRAME_SECONDS


def take_key(voice: Voice, text: str, form: Form, delivery: Delivery = MONO) -> str:
    """The key of `text`, as it will be spoken, in this voice."""
    around = _known_around_text if type(voice) is Voice else _around_text  # what an engine's own is may change in files
    before, after = around(voice, form, delivery)
    return hashlib.sha256(f"{before}{json.dumps(text, ensure_ascii=False)}{after}".encode()).hexdigest()


def _around_text(voice: Voice, form: Form, delivery: Delivery) -> tuple[str, str]:
    """The canonical JSON of what a take is made from, before its text and behind it."""
    made_from = {"engine": _identity(voice.engine), "voice": voice.heard(), "form": form, **delivery.made_from()}
    before, _, after = _canonical(text=_TEXT, **made_from).partition(json.dumps(_TEXT))
    return before, after


_known_around_text = lru_cache(_around_text)
_TEXT = "\0 the text"


@cache
def _identity(engine: str) -> str:
    return open_engine(engine).identity()


def piece_key(**made_from: Any) -> str:
    """The key of a piece made from these values (JSON); also for pieces of other packages' making."""
    return hashlib.sha256(_canonical(**made_from).encode()).hexdigest()


def _canonical(**made_from: Any) -> str:
    return json.dumps({"recipe": RECIPE, **made_from}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class TakeStore:
    """The takes in a folder. `on_damaged` hears of every file that is not what its header says; it counts as absent."""

    def __init__(self, folder: Path, *, on_damaged: Callable[[Path], object] = lambda path: None) -> None:
        self.folder = folder
        self._on_damaged = on_damaged

    def path(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.take"

    def has(self, key: str) -> bool:
        """Whether there is a file for `key`; `get` alone knows whether it is sound."""
        return os.path.isfile(f"{self.folder}/{key[:2]}/{key}.take")  # noqa: PTH113 - asked of every line there is

    def bring(self, keys: Iterable[str]) -> None:
        """Makes the takes of `keys` that lie elsewhere ready here. A folder has what it has."""

    def share(self, keys: Iterable[str]) -> None:
        """Begins to give the takes of `keys` to others who share them. Whoever can see a folder has them."""

    def settle(self) -> int:
        """Waits for what `share` began; how many takes others could not be given."""
        return 0

    def get(self, key: str) -> Take | None:
        """The take of `key`, verified; None where there is none or it is damaged."""
        found = self._found(key)
        if found is None:
            return None
        head, data = found
        return Take(key, head.form, head.frames, tuple(head.levels), head.true_peak, data, head.words)

    def head(self, key: str) -> Head | None:
        """What is known of the take of `key`, whose sound is verified too; None as `get`."""
        found = self._found(key)
        return found[0] if found else None

    def _found(self, key: str) -> tuple[Head, bytes] | None:
        path = self.path(key)
        try:
            content = _read(path)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise DaycastError(f"{path}: cannot be read: {error.strerror or error}") from error
        found = _parse(key, content)
        if found is None:
            self._on_damaged(path)
        return found

    def heads(self, keys: Iterable[str]) -> dict[str, Head]:
        """The heads of those of `keys` that are there and sound."""
        return {key: head for key in keys if (head := self.head(key))}

    def body(self, key: str) -> bytes:
        """The sound of a take that was verified a moment ago; one that has gone since is a `DaycastError`."""
        path = self.path(key)
        try:
            return _read(path).partition(b"\n")[2]
        except OSError as error:
            raise DaycastError(
                f"{path}: has gone while the episode was made: {error.strerror or error}", hint="Run the command again."
            ) from error

    def put_aside(self, key: str) -> None:
        """Takes the file of a damaged take out of the way, so that it counts as gone and is made again."""
        path = self.path(key)
        with suppress(OSError):  # who may only read leaves it to others
            path.replace(path.with_suffix(".damaged"))

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


def _read(path: Path) -> bytes:
    """The file's bytes; on a mounted share another machine may put the same anew while it is read."""
    try:
        return path.read_bytes()
    except OSError as error:
        if error.errno != errno.ESTALE:
            raise
        return path.read_bytes()


def sound_take(key: str, content: bytes) -> bool:
    """Whether these bytes are the whole file of the take of `key`."""
    return _parse(key, content) is not None


def _parse(key: str, content: bytes) -> tuple[Head, bytes] | None:
    head, _, data = content.partition(b"\n")
    try:
        header = json.loads(head)
        if header["key"] != key or header["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        levels = array("h", header["levels"])
        words = tuple(map(WordMark._make, header.get("words", ())))
        return Head(key, header["form"], header["frames"], levels, header["true_peak"], words), data
    except (ValueError, KeyError, TypeError, OverflowError):
        return None
