"""`episodes/<date>/episode.yaml`: an episode as a file, and back."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter

from daycast.episodes.model import Episode, Issue
from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.settings import Dumper, Loader
from daycast.show import Show

FILE = "episode.yaml"

T = TypeVar("T")

_HEAD = "\nchapters:"  # where what grows with the episode begins
_ROWS = {"chapters", "lines", "sources"}
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # YAML 1.1, 5.1 and 5.4


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def save(folder: Path, episode: Episode) -> bool:
    """Writes the record into the episode's folder; returns whether it changed.

    What grows with the episode stands in rows of JSON, which is YAML too and is written in a tenth of the time.
    """
    dump = _adapter(Episode).dump_python
    data = dump(episode, mode="json", exclude=_ROWS)
    grown = dump(episode, mode="json", include=_ROWS, exclude_defaults=True)
    head = yaml.dump(data, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
    return write_text(folder / FILE, head + "".join(_rows(name, entries) for name, entries in grown.items()))


def _rows(name: str, entries: list[dict[str, Any]]) -> str:
    if not entries:
        return f"{name}: []\n"
    return f"{name}:\n" + "".join(f"- {_NOT_IN_YAML.sub(_escaped, _json(entry))}\n" for entry in entries)


_json = json.JSONEncoder(ensure_ascii=False).encode


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def load(folder: Path) -> Episode:
    """Reads the record of the episode in `folder`."""
    episode: Episode = _read(folder / FILE, read_text(folder / FILE), Episode)
    return episode


def issue(folder: Path) -> Issue | None:
    """The head of the record in `folder`, in a moment however long the episode; None where there is no record."""
    return head(folder, Issue)


def head(folder: Path, kind: type[T]) -> T | None:
    """As `issue`, but of what stands there those fields that `kind` has."""
    path = folder / FILE
    found: T | None = _read(path, read_text(path).partition(_HEAD)[0], kind) if path.is_file() else None
    return found


def _read(path: Path, text: str, kind: type) -> Any:
    try:
        return _adapter(kind).validate_python(yaml.load(text, Loader=Loader))
    except (yaml.YAMLError, ValueError) as error:
        raise DaycastError(
            f"{path}: this is not an episode's record: {str(error).splitlines()[0]}",
            hint="Bring it back from version control, or delete it and render the day again.",
        ) from error


def rendered(show: Show) -> list[Episode]:
    """Every episode of the show that has a record, oldest first."""
    folders = (show.episode(day) for day in show.days("episodes"))
    return [load(folder) for folder in folders if (folder / FILE).is_file()]
