"""Dataclasses as plain values and back, just as pydantic has them, which takes longer to load than they to be written.

Back are only taken values that are exactly what their class says; of others pydantic knows what to make or what to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Kind = TypeVar("Kind")


def plain(value: Any, *, defaults: bool = True) -> Any:
    """A value of strings, numbers, lists and dicts with the fields of dataclasses; without `defaults`, without those
    that are at theirs."""
    if isinstance(value, (str, int, float, NoneType)):
        return value
    if is_dataclass(value):
        kind: Any = type(value)
        pairs = ((name, getattr(value, name), usual) for name, usual in _usual(kind))
        return {name: plain(found, defaults=defaults) for name, found, usual in pairs if defaults or found != usual}
    if isinstance(value, (list, tuple)):
        return [plain(item, defaults=defaults) for item in value]
    if isinstance(value, Mapping):
        return {str(key): plain(item, defaults=defaults) for key, item in value.items()}
    return value.isoformat().replace("+00:00", "Z")  # of a time, or a date


@cache
def _usual(kind: Any) -> tuple[tuple[str, Any], ...]:
    """The names of the fields and their defaults; `MISSING` is no value's equal."""
    return tuple((field.name, field.default) for field in fields(kind))


def made(kind: type[Kind], value: Any) -> Kind:
    """A dataclass, or a tuple of them, of a plain value.

    A `ValueError` where a part is not exactly what its annotation says.
    """
    found: Kind = _made(kind, value)
    return found


def _made(kind: Any, value: Any) -> Any:
    if is_dataclass(kind) and isinstance(kind, type) and type(value) is dict:
        known = _hints(kind)
        try:
            return kind(**{name: _made(known[name], item) for name, item in value.items() if name in known})
        except TypeError as error:  # a field is missing
            raise ValueError(str(error)) from error
    if get_origin(kind) is tuple and type(value) is list:
        return tuple(_made(get_args(kind)[0], item) for item in value)
    if isinstance(kind, UnionType) and NoneType in get_args(kind):
        return None if value is None else _made(get_args(kind)[0], value)
    if kind in (date, datetime) and type(value) is str and plain(found := kind.fromisoformat(value)) == value:
        return found
    if kind is float and type(value) in (int, float):
        return float(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    raise ValueError(f"{value!r} is no {kind}")


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
