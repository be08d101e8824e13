"""A model's answer, read: lines out of JSON, however it is wrapped."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ValidationError

_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_START = re.compile(r"[\[{]")


@dataclass(frozen=True, slots=True)
class Line:
    """What a model wants said: plain words, and the numbers of the facts that they rest on."""

    speaker: str
    text: str
    cites: tuple[int, ...]


class UnreadableError(Exception):
    """An answer that holds no lines; the message tells the model why."""


def _printable(value: Any) -> Any:
    """Words on one line, without control characters, lone surrogates and invisible marks."""
    if not isinstance(value, str):
        return value
    seen = (letter for letter in value if letter.isspace() or not unicodedata.category(letter).startswith("C"))
    return " ".join("".join(seen).split())


_Words = Annotated[str, BeforeValidator(_printable)]


class _Line(BaseModel):
    speaker: _Words
    text: _Words
    cites: list[int]


class _Lines(BaseModel):
    lines: list[_Line]


def schema(speakers: tuple[str, ...], facts: int) -> dict[str, Any]:
    """The JSON schema of an answer about `facts` facts. Strict mode wants an object as root and all keys required."""
    line = {
        "type": "object",
        "properties": {
            "speaker": {"type": "string", "enum": list(speakers)},
            "text": {"type": "string"},
            "cites": {"type": "array", "items": {"type": "integer", "enum": list(range(1, facts + 1))}},
        },
        "required": ["speaker", "text", "cites"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"lines": {"type": "array", "items": line}},
        "required": ["lines"],
        "additionalProperties": False,
    }


def read(text: str) -> tuple[Line, ...]:
    """The lines of an answer, at least one. Raises `UnreadableError`."""
    data = _json(_THOUGHT.sub("", text))
    try:
        found = _Lines.model_validate({"lines": data} if isinstance(data, list) else data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise UnreadableError(f"{where}: {first['msg']}" if where else first["msg"]) from error
    if not found.lines:
        raise UnreadableError("`lines` is empty")
    return tuple(Line(line.speaker, line.text, tuple(dict.fromkeys(line.cites))) for line in found.lines)


def _json(text: str) -> Any:
    """The first JSON object or array in `text`; what stands around it is talk."""
    start = _START.search(text)
    if start is None:
        raise UnreadableError("there is no JSON in it")
    try:
        return json.JSONDecoder().raw_decode(text, start.start())[0]
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableError(f"it is not valid JSON: {error}") from error
