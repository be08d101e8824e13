"""What people work in, and the words by which its news is known (`fields.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from daycast.scripts.briefing.terms import stems
from daycast.yaml_nodes import Loader


@dataclass(frozen=True, slots=True, eq=False)
class Field:
    """A field of work: its name, its other names, and its words and phrases, each by how it is compared."""

    name: str
    also: tuple[str, ...]
    words: tuple[tuple[str, str], ...]


@cache
def fields() -> tuple[Field, ...]:
    """Every field that we know."""
    text = (files("daycast.scripts.briefing") / "fields.yaml").read_text(encoding="utf-8")
    return tuple(
        Field(
            name,
            tuple(stems(title) for title in (name, *told["also"])),
            tuple((word, stems(word)) for word in told["words"]),
        )
        for name, told in yaml.load(text, Loader=Loader).items()
    )


@lru_cache(maxsize=8192)
def named(text: str) -> tuple[Field, ...]:
    """The fields that a profile's industry or role names, the longest name first; "machine learning engineer" is in
    artificial intelligence, and not in manufacturing for its last word."""
    words = stems(text)
    hits = [(title, field) for field in fields() for title in field.also if title in words]
    whole = [
        (title, field)
        for title, field in hits
        if not any(title != other and title.strip() in other for other, _ in hits)
    ]
    return tuple(dict.fromkeys(field for _, field in sorted(whole, key=lambda hit: (-len(hit[0]), hit[1].name))))
