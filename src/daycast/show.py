"""The show: its settings (`show.yaml`) and where its folders are. The ground floor: imports no stage."""

from __future__ import annotations

import difflib
import re
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from pydantic import Field, PrivateAttr, field_validator

from daycast.errors import DaycastError
from daycast.settings import Settings, load

FILE = "show.yaml"
FOLDERS = ("seeds", "scripts", "voice", "episodes", "feed")  # in the order in which a day goes through them

Part = Literal["what happened", "how it works", "the numbers", "the money", "the market", "in their words",
               "where accounts differ", "what is not known", "what to watch"]  # fmt: skip
PARTS: tuple[Part, ...] = Part.__args__  # type: ignore[attr-defined]

Text = Annotated[str, Field(min_length=1)]


class Source(Settings):
    """Where `daycast gather` looks: a file or a folder, relative to the show's folder."""

    path: Text


class Headlines(Settings):
    """The section that tells several stories in a few lines each."""

    kind: Literal["headlines"]
    title: Text = "Top news headlines"
    stories: Annotated[int, Field(ge=1, le=20)] = 6
    bed: str | None = None


class DeepDive(Settings):
    """The section that stays with one story; only parts that its sources carry are written."""

    kind: Literal["deep_dive"]
    title: Text = "Deep dive"
    parts: Annotated[tuple[Part, ...], Field(min_length=1)] = PARTS
    bed: str | None = None


Section = Annotated[Headlines | DeepDive, Field(discriminator="kind")]


class Show(Settings):
    """`show.yaml`. Every key is described in docs/show.md."""

    title: Text
    description: Annotated[str, Field(min_length=1, max_length=4000)]
    author: Text
    email: Annotated[str, Field(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = "en-US"
    time_zone: str = "UTC"
    base_url: str = "http://localhost:8642/"
    category: Text = "News"
    explicit: bool = False
    minutes: Annotated[float, Field(gt=0, le=240)] = 8
    hosts: Annotated[tuple[Text, ...], Field(min_length=1)]
    sources: tuple[Source, ...] = ()
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
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
            raise ValueError("write the address that feed/ is served under, such as https://news.example.org/show/")
        if not url.isascii():
            raise ValueError("podcast apps take ASCII addresses only; write the host name in its xn-- form")
        return url if url.endswith("/") else url + "/"

    @property
    def root(self) -> Path:
        return self._root

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day(self, now: datetime) -> date:
        """The date of `now` (aware) where the show lives."""
        return now.astimezone(self.zone).date()

    def seeds(self, day: date) -> Path:
        return self.root / "seeds" / day.isoformat()

    def script(self, day: date) -> Path:
        return self.root / "scripts" / f"{day.isoformat()}.md"

    def episode(self, day: date) -> Path:
        return self.root / "episodes" / day.isoformat()

    @property
    def voice(self) -> Path:
        return self.root / "voice"

    @property
    def feed(self) -> Path:
        return self.root / "feed"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    def days(self, folder: str) -> list[date]:
        """The dates that `folder` ("seeds", "scripts", "episodes") holds, oldest first."""
        place = self.root / folder
        found = place.iterdir() if place.is_dir() else ()
        names = [path.stem if path.suffix == ".md" else path.name for path in found]
        return sorted({date.fromisoformat(name) for name in names if _DATE.fullmatch(name) and _is_date(name)})


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _is_date(name: str) -> bool:
    try:
        date.fromisoformat(name)
    except ValueError:
        return False
    return True


def open_show(folder: Path) -> Show:
    """The show whose `show.yaml` stands in `folder`."""
    show = load(folder / FILE, Show)
    show._root = folder
    return show


def find_show(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds a `show.yaml`."""
    for folder in (start, *start.parents):
        if (folder / FILE).is_file():
            return folder
    raise DaycastError(
        f"{start}: no {FILE} here or in any folder above",
        hint="Go to your show's folder, name it with --show DIR, or make one: daycast init my-show",
    )
