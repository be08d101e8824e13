"""The sources of a show as `show.yaml` lists them: told with their state, and added to without touching the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from daycast.errors import DaycastError
from daycast.files import read_text, write_text
from daycast.find import FILE
from daycast.seeds.state import Visit, load_memory
from daycast.seeds.web.feeds import canonical
from daycast.settings import parse as parse_settings
from daycast.show import Show, Source
from daycast.yaml_nodes import Loader

KINDS = ("feed", "page", "path")
_PLAIN = re.compile(r"https?://[\w./?=&%~+,;@:-]*[\w/=]")


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with its last visit."""

    kind: str
    address: str
    outlet: str
    visit: Visit


def listed(show: Show) -> tuple[Listed, ...]:
    """The show's sources in their order."""
    memory = load_memory(show)
    return tuple(
        Listed(kind, place, source.outlet or "", memory.sources.get(place, Visit()))
        for source in show.sources
        for kind in KINDS
        if (place := getattr(source, kind))
    )


def add(show: Show, sources: Sequence[Source]) -> tuple[Source, ...]:
    """Writes `sources` to the end of the list in `show.yaml`, without those that are there; gives the new ones.

    Comments, order and quotes of the file stay as they are.
    """
    known = {_identity(source) for source in show.sources}
    fresh: dict[str, Source] = {}
    for source in sources:
        if _identity(source) not in known:
            fresh.setdefault(_identity(source), source)
    new = tuple(fresh.values())
    if not new:
        return ()
    path = show.root / FILE
    text = appended(read_text(path), [source.model_dump(exclude_none=True) for source in new])
    if parse_settings(text, path, Show).sources != (*show.sources, *new):
        raise DaycastError(
            f"{path}: its `sources` are written in a way that cannot be added to", hint="Add it by hand."
        )
    write_text(path, text)
    return new


def appended(text: str, entries: Sequence[Mapping[str, str]]) -> str:
    """YAML `text` with `entries` at the end of its `sources`, and every other byte as it was."""
    if not text.endswith("\n"):
        text += "\n"
    node: Any = yaml.compose(text, Loader=Loader)
    place = next((value for key, value in node.value if key.value == "sources"), None)
    if place is None:
        return f"{text}sources:\n{_block(entries, 2)}"
    if isinstance(place, yaml.SequenceNode) and place.flow_style and place.value:
        at = place.value[-1].end_mark.index
        return text[:at] + "".join(f", {_flow(entry)}" for entry in entries) + text[at:]
    if isinstance(place, yaml.SequenceNode) and not place.flow_style:
        at, indent = _end_of_line(text, _last_scalar(place).end_mark.index), place.start_mark.column
        return text[:at] + _block(entries, indent) + text[at:]
    before, after = text[: place.start_mark.index].rstrip(" "), text[place.end_mark.index :]
    at = _end_of_line(after, 0)
    return before + after[:at] + _block(entries, 2) + after[at:]


def _last_scalar(node: Any) -> Any:
    """The last piece of text in a node: unlike the node itself it ends where it is seen to end."""
    while not isinstance(node, yaml.ScalarNode):
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node


def _end_of_line(text: str, at: int) -> int:
    return text.find("\n", at) + 1


def _block(entries: Sequence[Mapping[str, str]], indent: int) -> str:
    lines = (
        f"{' ' * indent}{'  ' if number else '- '}{key}: {_scalar(value)}\n"
        for entry in entries
        for number, (key, value) in enumerate(entry.items())
    )
    return "".join(lines)


def _flow(entry: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items()) + "}"


def _scalar(value: str) -> str:
    """A value without quotes where YAML reads it back as it is; a JSON string is a YAML string."""
    is_plain = value.isprintable() and _PLAIN.fullmatch(value)
    return value if is_plain else json.dumps(value, ensure_ascii=False)


def _identity(source: Source) -> str:
    return canonical(source.feed or source.page or "").rstrip("/") or f"path:{source.path}"
