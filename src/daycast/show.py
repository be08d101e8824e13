"""The show: its settings (`show.yaml`) and where its folders are. The ground floor: imports no stage."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import AfterValidator, Field, PrivateAttr, ValidationError, field_validator, model_validator

from daycast.address import has_login, is_plain_address, is_web_address, takes_paths
from daycast.categories import category as one_of_apples
from daycast.editions import DAILY, MAIN, MINUTES, SCHEDULES, WEEK, Edition, EditionKind, Editions, Schedule
from daycast.errors import DaycastError
from daycast.farm import Farm
from daycast.find import FILE
from daycast.headings import about, heading
from daycast.look import Theme
from daycast.places import Places
from daycast.podcast import Podcast
from daycast.sections import SECTIONS, Section, misplaced
from daycast.settings import Settings, Text, load
from daycast.store_settings import Takes
from daycast.targets import Folder, Target
from daycast.writers import OfflineWriter, Writer


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
    takes: Takes | None = None
    farm: Farm | None = None
    theme: Theme | None = None
    loudness: Annotated[float, Field(ge=-24, le=-14)] | None = None
    sections: Annotated[tuple[Section, ...], Field(min_length=1)] = SECTIONS[MAIN]
    schedule: Schedule = DAILY
    editions: Editions = Field(default_factory=dict)
    _root: Path = PrivateAttr(default=Path())
    _main: Show | None = PrivateAttr(default=None)
    _name: str = PrivateAttr(default="")
    _kind: EditionKind = PrivateAttr(default="daily")

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
        if not takes_paths(url):
            raise ValueError("write the address that feed/ is served under, such as https://news.example.org/show/")
        if not url.isascii():
            raise ValueError("podcast apps take ASCII addresses only; write the host name in its xn-- form")
        if has_login(url) or not is_plain_address(url):
            raise ValueError("write a host name, perhaps a port up to 65535, and a path without spaces")
        return url if url.endswith("/") else url + "/"

    @model_validator(mode="after")
    def _private_is_not_announced(self) -> Self:
        if self.access == "token" and (self.publish.hubs or self.publish.podping):
            raise ValueError("with `access: token` leave out `hubs` and `podping` of `publish`: they tell everybody")
        return self

    @field_validator("editions")
    @classmethod
    def _each_by_itself(cls, editions: dict[str, Edition]) -> dict[str, Edition]:
        feeds = [edition.feed or name for name, edition in editions.items()]
        if doubled := [feed for feed in feeds if feeds.count(feed) > 1]:
            raise ValueError(f"two of them have the feed {doubled[0]!r}")
        if wrong := [
            mistake
            for name, edition in editions.items()
            for mistake in misplaced(edition.sections or (), edition.kind_of(name), name, "sections")
        ]:
            raise ValidationError.from_exception_data("editions", wrong)
        return editions

    @field_validator("sections")
    @classmethod
    def _of_a_daily(cls, sections: tuple[Section, ...]) -> tuple[Section, ...]:
        if wrong := misplaced(sections, MAIN):
            raise ValidationError.from_exception_data("sections", wrong)
        return sections

    @property
    def root(self) -> Path:
        return self._root

    @property
    def main(self) -> Show:
        """The show that this is an edition of: itself, if it is the daily one."""
        return self._main or self

    @property
    def name(self) -> str:
        return self._name

    @property
    def kind(self) -> EditionKind:
        """What is told in it, and how."""
        return self._kind

    @property
    def feed_name(self) -> str:
        own = self.main.editions.get(self._name)
        return (own and own.feed) or self._name

    def edition(self, name: str) -> Show:
        """The edition `name` as a show of its own: with its settings, scripts, episodes and feed.

        Articles and voices are those of the show. "" and "daily" are the show itself. Raises `DaycastError` if
        show.yaml has no such edition.
        """
        main = self.main
        if name in ("", MAIN):
            return main
        wanted = main.editions.get(name)
        if wanted is None:
            known = ", ".join([MAIN, *main.editions])
            near = difflib.get_close_matches(name, main.editions, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are: {known}. More go under `editions` in {FILE}."
            raise DaycastError(f"{main.root / FILE}: this show has no edition {name!r}", hint=hint)
        made = main.model_copy(update=_laid_over(main, name, wanted))
        made._main, made._name, made._kind = main, name, wanted.kind_of(name)
        return made

    def briefing(self, name: str = "") -> Show:
        """The edition `name`, or the first that is a briefing. Raises `DaycastError` where that is none."""
        named = self.edition(name) if name else next((one for one in self.every() if one.kind == "briefing"), None)
        if named is None:
            raise DaycastError(
                f"{FILE} has no briefing among its editions", hint="Add:\neditions:\n  briefing:\n    access: token"
            )
        if named.kind != "briefing":
            raise DaycastError(
                f"the edition {name!r} is no briefing: everybody hears all of it", hint="Leave --edition out."
            )
        return named

    def every(self) -> tuple[Show, ...]:
        """The show and its editions."""
        return (self.main, *(self.edition(name) for name in self.main.editions))

    def is_due(self, day: date) -> bool:
        """Whether its schedule has an episode on `day`."""
        return WEEK[day.weekday()] in self.schedule

    @property
    def titled_sections(self) -> tuple[Section, ...]:
        """The sections, each with a title; one that has none gets that of the show's language."""
        return tuple(
            section.model_copy(update={"title": section.title or heading(section.kind, self.tongue)})
            for section in self.sections
        )


def _laid_over(main: Show, name: str, edition: Edition) -> dict[str, object]:
    """The settings of an edition that are not as in the show."""
    kind = edition.kind_of(name)
    own = {key: value for key, value in edition if value is not None and key not in ("kind", "feed")}
    podcast = main.podcast.model_copy(update={"guid": None, "new_feed_url": None})  # those name one feed alone
    alike = sum(other.kind_of(called) == kind for called, other in main.editions.items()) > 1
    by_name = kind == MAIN or (alike and name != kind)
    usual = {
        "title": f"{main.title}: {heading(name if by_name else kind, main.tongue)}",
        "description": about(kind, main.title, main.tongue) or main.description,
        "schedule": SCHEDULES[kind],
        "minutes": MINUTES.get(kind, main.minutes),
        "sections": SECTIONS[kind],
        "podcast": podcast,
        "base_url": f"{main.base_url}{edition.feed or name}/",
        "editions": {},
    }
    if kind == "briefing":
        own["access"] = "token"  # each listener's own
    if own.get("access", main.access) == "token":
        usual["publish"] = main.publish.model_copy(update={"hubs": (), "podping": None})  # they tell everybody
    return usual | own


def open_show(folder: Path, edition: str = "") -> Show:
    """The show whose `show.yaml` stands in `folder`, or that edition of it."""
    show = load(folder / FILE, Show)
    show._root = folder
    return show.edition(edition)
