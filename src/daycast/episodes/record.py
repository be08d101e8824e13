"""`episodes/<date>/episode.yaml`: an episode as a file, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from daycast.episodes.model import Episode, Issue
from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.plain_values import made, plain
from daycast.scripts.wishes import NONE
from daycast.yaml_nodes import Dumper, Loader

if TYPE_CHECKING:
    from pydantic import TypeAdapter

    from daycast.show import Show

FILE = "episode.yaml"

T = TypeVar("T")

_HEAD = "\nchapters:"  # where what grows with the episode begins
_ROWS = ("chapters", "lines", "sources")
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")  # YAML 1.1, 5.1 and 5.4


@cache
def _adapter(kind: type) -> TypeAdapter[Any]:
    from pydantic import TypeAdapter

    return TypeAdapter(kind)


def save(folder: Path, episode: Episode) -> bool:
    """Writes the record into the episode's folder; returns whether it changed.

    What grows with the episode stands in rows of JSON, which is YAML too and is written in a tenth of the time.
    """
    told = {field.name: getattr(episode, field.name) for field in fields(episode)}
    if episode.wishes == NONE:
        del told["wishes"]
    grown = {name: plain(told.pop(name), defaults=False) for name in _ROWS}
    head = yaml.dump(plain(told), Dumper=Dumper, sort_keys=False, allow_unicode=True, width=100)
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
    path = folder / FILE
    text = read_text(path)
    head, grown = _cut(text)
    episode: Episode = _read(path, text, Episode) if grown is None else _read(path, head, Episode, grown)
    return episode


def _cut(text: str) -> tuple[str, dict[str, list[Any]] | None]:
    """The head of a record, and the rows below it as `save` writes them, which JSON reads in a hundredth of the time.

    None for rows that somebody wrote in another form of YAML.
    """
    head, cut, below = text.partition(_HEAD)
    grown: dict[str, list[Any]] = {}
    rows: list[Any] = []
    for row in (cut + below).strip("\n").split("\n"):
        if row.startswith("- {"):
            try:
                rows.append(json.loads(row[2:]))
            except ValueError:
                return text, None
        elif (name := row.removesuffix(" []").removesuffix(":")) in _ROWS:
            grown[name] = rows = []
        else:
            return text, None
    return head, grown


def issue(folder: Path) -> Issue | None:
    """The head of the record in `folder`, in a moment however long the episode; None where there is no record."""
    return head(folder, Issue)


def head(folder: Path, kind: type[T]) -> T | None:
    """As `issue`, but of what stands there those fields that `kind` has."""
    path = folder / FILE
    if not path.is_file():
        return None
    found: T = _read(path, read_text(path).partition(_HEAD)[0], kind, quickly=True)
    return found


def _read(
    path: Path, text: str, kind: type, grown: Mapping[str, list[Any]] | None = None, *, quickly: bool = False
) -> Any:
    try:
        told = yaml.load(text, Loader=Loader)
        if quickly:
            with suppress(ValueError):
                return made(kind, told)
        return _adapter(kind).validate_python({**told, **grown} if grown and isinstance(told, dict) else told)
    except (yaml.YAMLError, ValueError) as error:
        raise DaycastError(
            f"{path}: this is not an episode's record: {str(error).splitlines()[0]}",
            hint="Bring it back from version control, or delete it and render the day again.",
        ) from error


def rendered(show: Show) -> list[Episode]:
    """Every episode of the show that has a record, oldest first."""
    folders = (show.episode(day) for day in show.days("episodes"))
    return [load(folder) for folder in folders if (folder / FILE).is_file()]
