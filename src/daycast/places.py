"""What follows of a show's settings: its folders, its language without the region, and which day it is there."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from daycast.find import TEMPLATES


class Places:
    """The folders and the clock of a show at `root`, or of one of its editions."""

    if TYPE_CHECKING:
        language: str
        time_zone: str

        @property
        def root(self) -> Path: ...

    @property
    def tongue(self) -> str:
        """The language without its region: "de" of "de-AT"."""
        return self.language.split("-")[0].lower()

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def day(self, now: datetime) -> date:
        """The date of `now` (aware) where the show lives."""
        return now.astimezone(self.zone).date()

    @property
    def name(self) -> str:
        """The edition's name; "" for the show itself."""
        return ""

    @property
    def feed_name(self) -> str:
        """The folder of an edition's feed in `feed/`, which is also the end of its address."""
        return self.name

    def stem(self, day: date) -> str:
        """What the files of `day` are called: "2026-06-23", or "2026-06-23.weekly" for an edition of that name."""
        return f"{day.isoformat()}.{self.name}" if self.name else day.isoformat()

    def seeds(self, day: date) -> Path:
        return self.root / "seeds" / day.isoformat()

    def script(self, day: date) -> Path:
        return self.root / "scripts" / f"{self.stem(day)}.md"

    def episode(self, day: date) -> Path:
        return self.root / "episodes" / self.stem(day)

    @property
    def voice(self) -> Path:
        return self.root / "voice"

    @property
    def feed(self) -> Path:
        return self.root / "feed" / self.feed_name

    @property
    def templates(self) -> Path:
        return self.root / TEMPLATES

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """Where templates of the show's own stand, those of the edition first."""
        places = (self.templates / self.name, self.templates) if self.name else (self.templates,)
        return tuple(place for place in places if place.is_dir())

    @property
    def covers(self) -> tuple[Path, ...]:
        """Where the show's own picture may stand, the edition's first."""
        names = (f"cover.{self.name}", "cover") if self.name else ("cover",)
        return tuple(self.root / f"{name}{suffix}" for name in names for suffix in (".jpg", ".png"))

    @property
    def drawn_cover(self) -> Path:
        """The picture that is drawn where there is none."""
        return self.root / "episodes" / f"cover{f'.{self.name}' if self.name else ''}.jpg"

    @property
    def option(self) -> str:
        """What a command line says behind its verb to mean this edition: " --edition weekly"; "" for the daily."""
        return f" --edition {self.name}" if self.name else ""

    def options(self, day: date) -> str:
        """What a command line says to mean the script of `day`: "--date 2026-06-23 --edition weekly"."""
        return f"--date {day.isoformat()}{self.option}"

    def days(self, folder: str) -> list[date]:
        """The dates that `folder` ("seeds", "scripts", "episodes") holds, oldest first."""
        place = self.root / folder
        found = place.iterdir() if place.is_dir() else ()
        end = f".{self.name}" if self.name and folder != "seeds" else ""
        names = [path.stem if path.suffix == ".md" else path.name for path in found]
        days = {named_day(name.removesuffix(end)) for name in names if name.endswith(end)}
        return sorted(day for day in days if day)


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def named_day(name: str) -> date | None:
    """The day that a file or folder is named by, such as "2026-06-23"; None where that is none."""
    try:
        return date.fromisoformat(name) if _DATE.fullmatch(name) else None
    except ValueError:
        return None
