"""Problems as other programs read them: editors (gcc), scripts (json), GitHub's pull requests (github)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from daycast.errors import Problem


class Format(StrEnum):
    """Who is to read the problems."""

    GCC = "gcc"
    JSON = "json"
    GITHUB = "github"


def several(number: int, what: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {what}{'' if number == 1 else 's'}"


def report(problems: Sequence[Problem], form: Format) -> str:
    """All problems in one form: a line each, or one JSON list."""
    match form:
        case Format.GCC:
            return "\n".join(map(str, problems))
        case Format.JSON:
            return json.dumps([as_json(problem) for problem in problems], ensure_ascii=False, indent=2)
        case Format.GITHUB:
            return "\n".join(map(as_github, problems))


def as_json(problem: Problem) -> dict[str, str | int]:
    """A problem as an object of plain values."""
    return {
        "path": str(problem.path),
        "line": problem.line,
        "column": problem.column,
        "level": problem.level,
        "message": problem.message,
        "hint": problem.hint,
    }


def as_github(problem: Problem) -> str:
    """A problem as a workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions"""
    places = {"file": str(problem.path), "line": problem.line, "col": problem.column}
    where = ",".join(f"{name}={_property(str(value))}" for name, value in places.items() if value)
    words = f"{problem.message} ({problem.hint})" if problem.hint else problem.message
    return f"::{problem.level} {where}::{_data(words)}"


def _data(text: str) -> str:
    """Escaped as GitHub's own toolkit does it (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
