"""A listener's profile: what a briefing is made for. It stands in `listeners/<name>.yaml`, beside the listener's key.

The ground floor: imports no stage.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError

from daycast.errors import DaycastError, Problem, ProblemsError
from daycast.files import read_text
from daycast.find import LISTENERS
from daycast.settings import Settings, load
from daycast.yaml_nodes import Dumper, Loader, sound

_LIKE = 0.75  # how like one of ours a key must be to be taken for a slip of the pen; others belong to the user
_MEANT = {"person": "people", "minutes": "length"}  # the options of `daycast listeners add`


def _several(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _once(found: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, whatever its case: the form in small letters, which finds more, else the first."""
    forms: dict[str, str] = {}
    for words in found:
        if words.islower() or words.casefold() not in forms:
            forms[words.casefold()] = words
    return tuple(forms.values())


Words = Annotated[str, Field(min_length=1, max_length=120)]
Several = Annotated[tuple[Words, ...], BeforeValidator(_several), Field(max_length=50), AfterValidator(_once)]


class Profile(Settings):
    """What a listener does and follows. `length` is that of their briefing, in minutes; None is the edition's.

    `people` are full names. Keys that are not ours are left alone, unless one is ours with a slip of the pen.
    """

    model_config = ConfigDict(extra="ignore")

    role: str = ""
    industry: str = ""
    topics: Several = ()
    people: Several = ()
    length: Annotated[float, Field(ge=1, le=240)] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing that stories could be ranked by."""
        return not (self.role or self.industry or self.topics or self.people)


def load_profile(path: Path) -> Profile:
    """The profile in a listener's file. Raises `ProblemsError` with every mistake and its line."""
    slips = list(_slips(path))
    try:
        profile = load(path, Profile)
    except ProblemsError as error:
        raise ProblemsError(sorted([*error.problems, *slips], key=lambda problem: problem.line)) from error
    if slips:
        raise ProblemsError(slips)
    return profile


def _slips(path: Path) -> Iterator[Problem]:
    """Keys such as `topic:`, which would else be taken for the user's own and never count."""
    try:
        node = yaml.compose(sound(read_text(path)), Loader=Loader)
    except (yaml.YAMLError, ValueError):
        return  # which `load` tells
    for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
        like = difflib.get_close_matches(str(key.value), Profile.model_fields, n=1, cutoff=_LIKE)
        near = _MEANT.get(key.value) or next(iter(like), None)
        if near and key.value not in Profile.model_fields:
            line = key.start_mark.line + 1
            yield Problem(path, line, f"`{key.value}` is no key of a profile", f"did you mean `{near}`?")


def profile_of(role: str, industry: str, topics: Sequence[str], people: Sequence[str], length: float | None) -> Profile:
    """A profile out of what somebody typed. Raises `DaycastError` for what it cannot hold."""
    try:
        return Profile(role=role, industry=industry, topics=tuple(topics), people=tuple(people), length=length)
    except ValidationError as error:
        wrong = [f"{'.'.join(map(str, item['loc']))}: {item['msg'].lower()}" for item in error.errors()]
        raise DaycastError("\n".join(wrong), hint="Each topic and each name needs 1 to 120 letters.") from error


def as_yaml(profile: Profile) -> str:
    """The lines of a listener's file that say this profile; what it leaves open is left out."""
    said = {key: value for key, value in profile.model_dump(mode="json").items() if value}
    if profile.length and profile.length == int(profile.length):
        said["length"] = int(profile.length)
    if not said:
        return ""
    # Each key by itself: a mapping of single values alone would come in braces, beside which no other line can stand.
    return "".join(_row(key, value) for key, value in said.items())


def _row(key: str, value: object) -> str:
    flow = None if isinstance(value, list) else False
    text: str = yaml.dump({key: value}, Dumper=Dumper, allow_unicode=True, default_flow_style=flow, width=10_000)
    return text


def open_profile(folder: Path, name: str) -> Profile:
    """The profile of the listener `name` of the show in `folder`."""
    path = folder / LISTENERS / f"{name}.yaml"
    if path.parent != folder / LISTENERS or not path.is_file():
        raise DaycastError(f"there is no listener {name!r}", hint="See who there is: daycast listeners list")
    return load_profile(path)
