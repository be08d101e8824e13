"""YAML files of the user's (`show.yaml`, `cast.yaml`) as pydantic models, with the line of every mistake."""

from __future__ import annotations

import difflib
import typing
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from daycast.errors import Problem, ProblemsError
from daycast.files import read_text
from daycast.yaml_nodes import DeepError, Loader, line_at, sound, step


class Settings(BaseModel):
    """A block of a settings file: fixed once read, and no key that we do not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)


Text = Annotated[str, Field(min_length=1)]
_PLAINLY = {  # what pydantic says in words of Python
    "tuple_type": "this is to be a list, such as [one, two]",
    "dict_type": "this is to be keys, each with a value",
    "model_type": "this is to be keys, each with a value",
    "model_attributes_type": "this is to be keys, each with a value",
}
Model = TypeVar("Model", bound=BaseModel)


def load(path: Path, model: type[Model]) -> Model:
    """Reads `path` into `model`; raises `ProblemsError` that names every mistake with its line."""
    return parse(read_text(path), path, model)


def parse(text: str, path: Path, model: type[Model], *, above: int = 0) -> Model:
    """Reads YAML text that begins `above` lines down in `path`. Raises as `load` does.

    The model's validators find the file's folder as `info.context["folder"]`.
    """
    try:
        node = yaml.compose(sound(text), Loader=Loader)
        data = yaml.load(text, Loader=Loader)
        problems = list(_doubled(path, node, set()))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 + above if mark else 0
        raise ProblemsError([Problem(path, line, f"not valid YAML: {error.problem or error.context}")]) from error
    except (yaml.YAMLError, ValueError) as error:
        raise ProblemsError([Problem(path, 0, f"not valid YAML: {str(error).splitlines()[0]}")]) from error
    except RecursionError:
        raise ProblemsError([Problem(path, 0, f"not valid YAML: {DeepError()}")]) from None
    if not problems:
        try:
            return model.model_validate(data if data is not None else {}, context={"folder": path.parent})
        except ValidationError as error:
            found = [item for item in error.errors() if not _follows_from_another(item, error.errors())]
            problems = [_problem(path, node, model, item) for item in found]
    raise ProblemsError(
        replace(problem, line=problem.line + above) for problem in sorted(problems, key=lambda problem: problem.line)
    )


def _follows_from_another(item: Any, others: list[Any]) -> bool:
    """A list that is "too short" only because its entries have mistakes of their own."""
    depth = len(item["loc"])
    return item["type"] == "too_short" and any(
        len(other["loc"]) > depth and other["loc"][:depth] == item["loc"] for other in others
    )


def _problem(path: Path, node: Any, model: type[BaseModel], error: Any) -> Problem:
    keys = _without_tags(node, error["loc"], lacks_last=error["type"] == "missing")
    name = ".".join(str(key) for key in keys)
    line = line_at(node, keys)
    if error["type"] == "extra_forbidden":
        known = sorted(_fields_at(model, node, keys[:-1]))
        near = difflib.get_close_matches(str(keys[-1]), known, n=1, cutoff=0.5)
        hint = f"did you mean `{near[0]}`?" if near else f"known here: {', '.join(known)}"
        return Problem(path, line, f"unknown key `{name}`", hint)
    if error["type"] == "missing":
        return Problem(path, line, f"`{name}` is missing")
    message = _PLAINLY.get(error["type"]) or error["msg"].removeprefix("Value error, ")
    return Problem(path, line, f"`{name}`: {message[0].lower()}{message[1:]}" if name else message)


def _without_tags(node: Any, loc: tuple[Any, ...], *, lacks_last: bool) -> list[Any]:
    """`loc` without the tags of discriminated unions, which pydantic adds and the file does not have.

    Nor does it have the last key, where that is what is missing.
    """
    keys: list[Any] = []
    for index, part in enumerate(loc):
        inner = step(node, part)
        if inner is None and not (lacks_last and index + 1 == len(loc)):
            continue
        keys.append(part)
        node = inner
    return keys


def _doubled(path: Path, node: Any, looked: set[int]) -> typing.Iterator[Problem]:
    """Keys that stand twice. A node that others refer to is looked at once, or a few lines could name it for ever."""
    if id(node) in looked:
        return
    looked.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                yield Problem(path, line, f"`{key.value}` stands twice", f"first on line {seen[key.value]}")
            seen[key.value] = line
            yield from _doubled(path, value, looked)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubled(path, value, looked)


def _fields_at(model: Any, node: Any, keys: list[Any]) -> set[str]:
    """The keys that `model` (or any model inside its annotation) knows at the place `keys` of the file."""
    models = set(_models(model))
    for key in keys:
        node = step(node, key)
        if isinstance(key, int):
            continue
        inner = {
            m for outer in models if key in outer.model_fields for m in _models(outer.model_fields[key].annotation)
        }
        models = inner or models
    fitting = [found for found in models if _fits(found, node)] or models
    return {name for found in fitting for name in found.model_fields}


def _fits(model: type[BaseModel], node: Any) -> bool:
    """Whether a block may be of this model: not where a `kind` (or the like) says that it is another's."""
    for name, field in model.model_fields.items():
        value = step(node, name)
        choices = typing.get_args(field.annotation) if typing.get_origin(field.annotation) is typing.Literal else ()
        if choices and (field.default not in choices if value is None else value.value not in choices):
            return False
    return True


def _models(annotation: Any) -> typing.Iterator[type[BaseModel]]:
    """The models inside an annotation, and those that are made of them."""
    if isinstance(annotation, type) and issubclass(annotation, RootModel):
        annotation = annotation.model_fields["root"].annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        for narrower in annotation.__subclasses__():
            yield from _models(narrower)
    for argument in typing.get_args(annotation):
        yield from _models(argument)
