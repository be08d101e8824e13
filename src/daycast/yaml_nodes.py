"""YAML read and written by libyaml where it is there, and the lines at which its keys stand."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml

from daycast.errors import DaycastError
from daycast.files import read_text

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

_SHORT = 10_000  # letters that cannot be nested so deep that it does harm
_DEEPEST = 100


class DeepError(yaml.YAMLError):
    """Nested deeper than any settings are: building it would end the process, as libyaml's stack has no bound."""

    def __init__(self) -> None:
        super().__init__("it is nested too deep, or within itself")


def sound(text: str) -> str:
    """The same text, if it may be built; raises `DeepError`. What is no YAML at all is told by whoever builds it."""
    if len(text) > _SHORT:
        with suppress(yaml.MarkedYAMLError, yaml.reader.ReaderError):
            depth = 0
            for event in yaml.parse(text, Loader=Loader):
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > _DEEPEST:
                    raise DeepError
    return text


def line_of(path: Path, *keys: str) -> int:
    """The line at which `keys` stand in a file that has been read, for problems that come up later; 0 where unknown."""
    try:
        node = yaml.compose(sound(read_text(path)), Loader=Loader)
    except (DaycastError, yaml.YAMLError, ValueError):  # somebody is at it meanwhile
        return 0
    return line_at(node, list(keys)) if step(node, keys[0]) else 0


def step(node: Any, part: Any) -> Any:
    """The node at the key or place `part` of `node`; None where there is none."""
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]
    return None


def line_at(node: Any, keys: list[Any]) -> int:
    """The line of the deepest key of `keys` that the file has, counted from 1."""
    line = 1
    for part in keys:
        inner = step(node, part)
        if inner is None:
            break
        line = inner.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            line = next(key.start_mark.line + 1 for key, _ in node.value if key.value == str(part))
        node = inner
    return line
