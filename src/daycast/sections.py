"""The sections of an episode, as show.yaml asks for them: what each tells, in which order, and how much of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from daycast.headings import heading
from daycast.settings import Settings, Text

Kind = Literal["what happened", "how it works", "the money", "the market", "people and society", "in their words",
               "the numbers", "where accounts differ", "what is not known", "what to watch"]  # fmt: skip
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]


class Headlines(Settings):
    """The section that tells several stories in a few lines each."""

    kind: Literal["headlines"]
    title: Text | None = None
    stories: Annotated[int, Field(ge=1, le=20)] = 6
    bed: str | None = None


class Part(Settings):
    """A part of the deep dive: the kinds of sentence that it tells, its heading, and at most how many words."""

    tells: Annotated[tuple[Kind, ...], Field(min_length=1)]
    title: Text | None = None
    words: Annotated[int, Field(gt=0)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, value: object) -> object:
        return {"tells": (value,)} if isinstance(value, str) else value

    def heading(self, language: str) -> str:
        """Its title, else the name in the language of what it tells first."""
        return self.title or heading(self.tells[0], language)


def _part(*tells: Kind, title: str | None = None) -> Part:
    return Part(tells=tells, title=title)


PRESETS: dict[str, tuple[Part, ...]] = {
    "reporting": tuple(_part(kind) for kind in KINDS),
    "lenses": (
        _part("what happened"),
        _part("how it works", "the numbers", title="Technical deep dive"),
        _part("the money", title="Financial analysis"),
        _part("the market", title="Market disruption"),
        _part("people and society", "in their words", title="Cultural and social impact"),
        _part("where accounts differ"),
        _part("what is not known", "what to watch", title="Executive action plan"),
    ),
}


class DeepDive(Settings):
    """The section that stays with one story; only parts that its sources carry are written."""

    kind: Literal["deep_dive"]
    title: Text | None = None
    preset: Literal["reporting", "lenses"] = "reporting"
    parts: Annotated[tuple[Part, ...], Field(min_length=1)] | None = None
    bed: str | None = None

    def outline(self, language: str) -> tuple[Part, ...]:
        """The parts in order: the show's own, else those of the preset, by their names in the language."""
        if self.parts:
            return self.parts
        return tuple(
            part.model_copy(update={"title": part.title and heading(part.title, language)})
            for part in PRESETS[self.preset]
        )


class Moved(Settings):
    """Of a weekly edition: the stories that moved most, each told day by day in at most so many words."""

    kind: Literal["moved"]
    title: Text | None = None
    stories: Annotated[int, Field(ge=1, le=20)] = 5
    words: Annotated[int, Field(gt=0)] = 150
    bed: str | None = None


class Changed(Settings):
    """Of a weekly edition: figures that are others now than when they were first reported."""

    kind: Literal["changed"]
    title: Text | None = None
    figures: Annotated[int, Field(ge=1, le=20)] = 4
    bed: str | None = None


class Quiet(Settings):
    """Of a weekly edition: stories that were followed on at least two days, without news since so many `days`."""

    kind: Literal["quiet"]
    title: Text | None = None
    stories: Annotated[int, Field(ge=1, le=20)] = 3
    days: Annotated[int, Field(ge=7, le=60)] = 7
    bed: str | None = None


class Ahead(Settings):
    """Of a weekly edition: what was announced for the seven days to come."""

    kind: Literal["ahead"]
    title: Text | None = None
    events: Annotated[int, Field(ge=1, le=20)] = 5
    bed: str | None = None


class BriefingStories(Settings):
    """Of a briefing: how many stories a day has for its listeners to choose from, how many questions of each are
    answered, and in at most how many words each."""

    kind: Literal["briefing"]
    title: ClassVar[None] = None  # each story has its own
    stories: Annotated[int, Field(ge=1, le=60)] = 20
    questions: Annotated[int, Field(ge=0, le=9)] = 5
    words: Annotated[int, Field(ge=20)] = 70


class Facts(Settings):
    """The section of a take that tells what the sources say about its one story, in at most so many parts."""

    kind: Literal["facts"]
    title: Text | None = None
    most: Annotated[int, Field(ge=0, le=10)] = 3
    bed: str | None = None


class Related(Settings):
    """The section of a take that refers to earlier episodes on the same matter, at most so many."""

    kind: Literal["related"]
    title: Text | None = None
    pieces: Annotated[int, Field(ge=1, le=10)] = 3


class OpenQuestion(Settings):
    """The section of a take that tells what the sources say is not known, and what comes next."""

    kind: Literal["open_question"]
    title: Text | None = None


class Commentary(Settings):
    """The section of a take that is opinion: prompts for a person, or what a language model proposes."""

    kind: Literal["commentary"]
    title: Text | None = None
    bed: str | None = None


Section = Annotated[
    Headlines
    | DeepDive
    | Moved
    | Changed
    | Quiet
    | Ahead
    | BriefingStories
    | Facts
    | Related
    | OpenQuestion
    | Commentary,
    Field(discriminator="kind"),
]

SECTIONS: dict[str, tuple[Section, ...]] = {
    "daily": (Headlines(kind="headlines"), DeepDive(kind="deep_dive")),
    "weekly": (
        Moved(kind="moved"),
        Changed(kind="changed"),
        Quiet(kind="quiet"),
        Ahead(kind="ahead"),
        DeepDive(kind="deep_dive"),
    ),
    "briefing": (BriefingStories(kind="briefing"),),
    "take": (
        Facts(kind="facts"),
        Related(kind="related"),
        OpenQuestion(kind="open_question"),
        Commentary(kind="commentary"),
    ),
}
"""What an edition of each kind has where show.yaml does not say: each kind of section that it can have, once."""


def misplaced(sections: Sequence[Section], kind: str, *keys: str) -> list[InitErrorDetails]:
    """A mistake for each section that an edition of `kind` would leave untold. The list stands below `keys`."""
    known = [section.kind for section in SECTIONS[kind]]
    return [
        InitErrorDetails(
            type=PydanticCustomError(
                "misplaced",
                "an edition of the kind {edition} has no section `{section}`; it has: {known}",
                {"edition": kind, "section": section.kind, "known": ", ".join(known)},
            ),
            loc=(*keys, index, "kind"),
            input=section.kind,
        )
        for index, section in enumerate(sections)
        if section.kind not in known
    ]
