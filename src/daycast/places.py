"""What follows of a show's settings: its folders, its language without the region, and which day it is there."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo


class Places:
    """The folders and the clock of a show at `root`."""

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
