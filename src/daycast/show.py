"""The show: its settings (`show.yaml`) and where its folders are. The ground floor: imports no stage."""

from __future__ import annotations

import difflib
import re
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, Field, PrivateAttr, field_validator, model_validator

from daycast.address import has_port_or_none
from daycast.address import is_web_address as is_web_address
from daycast.categories import category as one_of_apples
from daycast.farm import Farm
from daycast.find import FILE
from daycast.headings import heading
from daycast.look import Theme
from daycast.places import Places
from daycast.podcast import Podcast
from daycast.settings import Settings, load
from daycast.targets import Folder, Target

Kind = Literal["what happened", "how it works", "the money", "the market", "people and society", "in their words",
               "the numbers", "where accounts differ", "what is not known", "what to watch"]  # fmt: skip
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]

Text = Annotated[str, Field(min_length=1)]


def _takes_paths(url: str) -> bool:
    """Whether `url` is a web address that a path can be written behind."""
    return is_web_address(url) and "?" not in url and "#" not in url


class Source(Settings):
    """Where `daycast gather` looks: a file or folder of the show's (`path`), a feed, or a web page; one of them."""

    path: Text | None = None
    feed: Text | None = None
    page: Text | None = None
    outlet: Text | None = None

    @field_validator("feed", "page")
    @classmethod
    def _on_the_web(cls, url: str | None) -> str | None:
        if url and not is_web_address(url):
            raise ValueError("write a web address, such as https://wire.example.org/feed.xml")
        return url

    @model_validator(mode="after")
    def _one_place(self) -> Self:
        if sum(place is not None for place in (self.path, self.feed, self.page)) != 1:
            raise ValueError("a source is one of `path`, `feed` and `page`")
        return self


class Weights(Settings):
    """How much each reason counts when stories are put in order; 0 leaves one out."""

    outlets: Annotated[float, Field(ge=0)] = 1
    freshness: Annotated[float, Field(ge=0)] = 1
    novelty: Annotated[float, Field(ge=0)] = 1
    interests: Annotated[float, Field(ge=0)] = 1


class OfflineWriter(Settings):
    """The built-in writer: sentences of the sources, in an order and with words around them that are the show's."""

    kind: Literal["offline"] = "offline"


def _server(url: str) -> str:
    """The address of a server that takes paths behind it, and no password in it."""
    if not _takes_paths(url):
        raise ValueError("write the server's address, such as http://localhost:11434/v1")
    if "@" in urlsplit(url).netloc:
        raise ValueError("no key and no password here; name the variable that holds it in `api_key_env`")
    return url


ServerAddress = Annotated[Text, AfterValidator(_server)]


class LlmWriter(Settings):
    """A language model behind an OpenAI-compatible server. The key is read from the environment, never from a file.

    `prices` are (input, output) for a million tokens, in whatever currency the user counts.
    """

    kind: Literal["llm"]
    base_url: ServerAddress
    model: Text
    api_key_env: Text | None = None
    prices: tuple[float, float] | None = None
    timeout: Annotated[float, Field(gt=0)] = 120  # seconds, for one answer


Writer = Annotated[OfflineWriter | LlmWriter, Field(discriminator="kind")]


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


Section = Annotated[Headlines | DeepDive, Field(discriminator="kind")]


class Audio(Settings):
    """What an episode's sound is delivered as."""

    channels: Literal["mono", "stereo"] = "mono"
    alternates: tuple[Literal["opus", "m4a"], ...] = ()


class Show(Places, Settings):
    """`show.yaml`. Every key is described in docs/show.md."""

    title: Text
    description: Annotated[str, Field(min_length=1, max_length=4000)]
    author: Text
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en-US"
    time_zone: str = "UTC"
    base_url: str = "http://localhost:8642/"
    category: Annotated[str, AfterValidator(one_of_apples)] = "News"
    explicit: bool = False
    access: Literal["open", "token"] = "open"
    minutes: Annotated[float, Field(gt=0, le=240)] = 8
    review: Literal["none", "required"] = "none"
    hosts: Annotated[tuple[Text, ...], Field(min_length=1)]
    sources: tuple[Source, ...] = ()
    interests: dict[Text, float] = Field(default_factory=dict)
    rank: Weights = Weights()
    writer: Writer = OfflineWriter()
    audio: Audio = Audio()
    podcast: Podcast = Podcast()
    publish: Target = Folder()
    farm: Farm | None = None
    theme: Theme | None = None
    loudness: Annotated[float, Field(ge=-24, le=-14)] | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)] = (
        Headlines(kind="headlines"),
        DeepDive(kind="deep_dive"),
    )
    _root: Path = PrivateAttr(default=Path())

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            near = difflib.get_close_matches(name, available_timezones(), n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"no time zone {name!r}{hint}") from None
        return name

    @field_validator("base_url")
    @classmethod
    def _absolute(cls, url: str) -> str:
        if not _takes_paths(url):
            raise ValueError("write the address that feed/ is served under, such as https://news.example.org/show/")
        if not url.isascii():
            raise ValueError("podcast apps take ASCII addresses only; write the host name in its xn-- form")
        if not re.fullmatch(r"https?://[A-Za-z0-9._:\[\]-]+(?:/[!-~]*)?", url) or not has_port_or_none(url):
            raise ValueError("write a host name, perhaps a port up to 65535, and a path without spaces")
        return url if url.endswith("/") else url + "/"

    @model_validator(mode="after")
    def _private_is_not_announced(self) -> Self:
        if self.access == "token" and (self.publish.hubs or self.publish.podping):
            raise ValueError("with `access: token` leave out `hubs` and `podping` of `publish`: they tell everybody")
        return self

    @property
    def root(self) -> Path:
        return self._root

    @property
    def titled_sections(self) -> tuple[Section, ...]:
        """The sections, each with a title; one that has none gets that of the show's language."""
        return tuple(
            section.model_copy(update={"title": section.title or heading(section.kind, self.tongue)})
            for section in self.sections
        )


def open_show(folder: Path) -> Show:
    """The show whose `show.yaml` stands in `folder`."""
    show = load(folder / FILE, Show)
    show._root = folder
    return show
