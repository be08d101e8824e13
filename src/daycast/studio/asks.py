"""What the page may ask for, as values: one class for each verb, told apart by `verb`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, TypeAdapter, model_validator

from daycast.scripts.edits import Place
from daycast.settings import Settings

Word = Annotated[str, Field(min_length=1, max_length=200)]


class At(Settings):
    """A block as the page shows it: a `Place` of `scripts.edits`."""

    model_config = ConfigDict(str_strip_whitespace=False)

    line: Annotated[int, Field(ge=1)]
    text: str
    nth: Annotated[int, Field(ge=0)] = 0
    twins: Annotated[int, Field(ge=0)] = 0

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.twins and self.nth >= self.twins:
            raise ValueError("`nth` counts the twins from 0")
        return self

    @property
    def place(self) -> Place:
        return Place(self.line, self.text, self.nth, self.twins)


class Reword(Settings):
    """Other words for a turn, or another speaker."""

    verb: Literal["reword"]
    at: At
    speaker: Word
    words: str


class Mark(Settings):
    """A turn is opinion, or is not."""

    verb: Literal["mark"]
    at: At
    take: bool


class Uncite(Settings):
    """A turn does not rest on this footnote."""

    verb: Literal["uncite"]
    at: At
    label: Word


class Rewrite(Settings):
    """Other text for a block of any kind, as it stands in the file; empty to delete it."""

    verb: Literal["rewrite"]
    at: At
    text: str


class Add(Settings):
    """New text behind a block, or ahead of all."""

    verb: Literal["add"]
    after: At | None
    text: str


class Move(Settings):
    """A block behind another one, or ahead of all."""

    verb: Literal["move"]
    at: At
    after: At | None


class Split(Settings):
    """Two turns out of one: what is said up to a cursor, and what is said from there on."""

    verb: Literal["split"]
    at: At
    speaker: Word
    first: str
    second: str


class Pronounce(Settings):
    """How a word is said from now on."""

    verb: Literal["pronounce"]
    word: Word
    said: Word


class Decide(Settings):
    """A decision on the story board, about the story `name`; with `order`, the names of the first stories."""

    verb: Literal["promote", "drop", "restore", "order", "reset"]
    name: str = ""
    order: tuple[str, ...] = ()


class Plain(Settings):
    """A verb that says everything by itself."""

    verb: Literal["undo", "redo", "write", "render", "publish"]


class Approve(Settings):
    """The text with this sha256, which is the one that the page shows, may be spoken."""

    verb: Literal["approve"]
    sha256: str


Edit = Reword | Mark | Uncite | Rewrite | Add | Move | Split
Ask = Annotated[Edit | Pronounce | Decide | Approve | Plain, Field(discriminator="verb")]
read: TypeAdapter[Ask] = TypeAdapter(Ask)
