"""The front matter of a script: a few keys, their values taken as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from daycast.errors import Problem
from daycast.scripts.nearest import nearest
from daycast.scripts.wishes import KEYS as WISHES
from daycast.scripts.wishes import NONE, Wishes, wishes
from daycast.yaml_nodes import Loader, sound

KEYS = ("date", "title", "summary", *WISHES)
_ABOVE = 1  # the row of `---`
_ROW = re.compile(rf"(?P<key>{'|'.join(KEYS)})\s*:(?P<value>.*)")
_SPACES = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))  # which would begin a line to YAML alone


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above a script; "" for what does not, and for the date that of the file's name."""

    date: date
    title: str = ""
    summary: str = ""
    wishes: Wishes = NONE


def read_front_matter(content: str, path: Path) -> tuple[FrontMatter, tuple[Problem, ...]]:
    """The front matter between its `---`, and everything about it that is not understood.

    Values are taken from YAML's nodes: as data, `title: 12:30` would be 750 and `title: yes` would be true.
    """
    content = content.translate(_SPACES)
    reader = _Reader(path, content.split("\n"))
    front = reader.read(content)
    return front, tuple(reader.problems)


class _Reader:
    def __init__(self, path: Path, rows: list[str]) -> None:
        self.path = path
        self.rows = rows
        self.problems: list[Problem] = []

    def problem(self, mark: Any, message: str, hint: str = "", *, warning: bool = False) -> None:
        line, column = (mark.line + 1 + _ABOVE, mark.column + 1) if mark else (1, 0)
        self.problems.append(Problem(self.path, line, message, hint, warning, column))

    def read(self, content: str) -> FrontMatter:
        try:
            pairs = tuple(self.pairs(content))
        except yaml.YAMLError as error:
            reason = getattr(error, "problem", None) or "cannot be read"
            mark = getattr(error, "problem_mark", None)
            self.problem(mark, f"the front matter is not valid YAML: {reason}", "put a value with : or # into quotes")
            return self.guessed()
        values: dict[str, Any] = {}
        for key, value in pairs:
            name = key.value if isinstance(key, yaml.ScalarNode) else self.rows[key.start_mark.line].strip()
            if name in values:
                self.problem(key.start_mark, f"`{name}` stands twice", "delete one of them")
            elif name not in KEYS:
                self.problem(key.start_mark, f"unknown key `{name}`", nearest(name, KEYS))
            else:
                values[name] = value
                self.value(name, value)
        told = {name: node for name, node in values.items() if not node.tag.endswith(":null")}
        texts = {name: node.value for name, node in told.items() if isinstance(node, yaml.ScalarNode)}
        wished, wrong = wishes(texts)
        for name, hint in wrong.items():
            self.problem(told[name].start_mark, f"`{name}: {texts[name]}` is not understood", hint)
        return FrontMatter(self.day(values.get("date")), texts.get("title", ""), texts.get("summary", ""), wished)

    def guessed(self) -> FrontMatter:
        """What the rows seem to say where YAML cannot tell, so that nothing that stands there is called missing."""
        rows = {found["key"]: found["value"].strip(" '\"") for row in self.rows if (found := _ROW.match(row))}
        try:
            day = date.fromisoformat(rows.get("date", ""))
        except ValueError:
            day = self.named()
        return FrontMatter(day, rows.get("title", ""), rows.get("summary", ""))

    def pairs(self, content: str) -> Iterator[tuple[Any, Any]]:
        node = yaml.compose(sound(content), Loader=Loader)
        if isinstance(node, yaml.MappingNode):
            yield from node.value
        elif node is not None:
            self.problem(node.start_mark, "the front matter must be `key: value` lines", ", ".join(KEYS))

    def value(self, name: str, node: Any) -> None:
        """Tells what YAML would leave out of a value: the name of a tag or anchor, and all behind a ` #`."""
        begin, end = node.start_mark, node.end_mark
        if not isinstance(node, yaml.ScalarNode):
            self.problem(begin, f"`{name}` must be words", "write them on one line, in quotes")
        elif (first := self.rows[begin.line][begin.column :][:1]) in ("&", "!"):
            self.problem(begin, f"`{name}` begins with {first}, which YAML takes for itself", "put it into quotes")
        elif not node.style and (rest := self.rows[end.line][end.column :].strip()):
            self.problem(end, f"YAML takes “{rest}” for a note", f"put the whole {name} into quotes", warning=True)

    def day(self, node: Any) -> date:
        fallback = self.named()
        if node is None:
            self.problem(None, "the front matter has no `date`", f"add `date: {fallback.isoformat()}`")
            return fallback
        try:
            return date.fromisoformat(node.value)
        except (TypeError, ValueError):
            if isinstance(node, yaml.ScalarNode):
                hint = f"write `date: {fallback.isoformat()}`"
                self.problem(node.start_mark, f"`date: {node.value}` is not a day", hint)
            return fallback

    def named(self) -> date:
        """The day by which the file is named."""
        try:
            return date.fromisoformat(self.path.stem[:10])
        except ValueError:
            return date.min
