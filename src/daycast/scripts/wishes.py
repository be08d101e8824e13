"""What a script's front matter may say of how apps list the episode: `season`, `type`, `image`, `soundbite`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

TYPES = ("full", "trailer", "bonus")
_BITE = re.compile(
    r"(?P<start>(?:\d+:)?(?:\d+:)?\d+(?:\.\d+)?)\s+(?P<seconds>\d+(?:\.\d+)?)\s*(?P<title>.*)", re.DOTALL
)
_PICTURE = re.compile(r"(?!/)(?!.*(?:^|/)\.\.(?:/|$)).+\.(?:jpe?g|png)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Soundbite:
    """A stretch that stands for the whole episode: where it starts and how long it is, in seconds."""

    start: float
    seconds: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Wishes:
    """How apps are to list an episode. `type` is one of `TYPES`, `image` a picture's path from the show's folder."""

    season: int | None = None
    type: str = "full"
    image: str = ""
    soundbite: Soundbite | None = None


NONE = Wishes()
KEYS = ("season", "type", "image", "soundbite")


def wishes(texts: Mapping[str, str]) -> tuple[Wishes, dict[str, str]]:
    """The wishes among the values of a front matter, and by key what to write instead of those that are none."""
    wrong: dict[str, str] = {}
    season, kind, image, bite = (texts.get(name, "").strip() for name in KEYS)
    if season and not (season.isdecimal() and season.isascii() and int(season)):
        wrong["season"] = "write a number from 1"
    if kind and kind not in TYPES:
        wrong["type"] = f"write one of {', '.join(TYPES)}"
    if image and not _PICTURE.fullmatch(image):
        wrong["image"] = "write the path of a JPEG or PNG file in the show's folder"
    found = _BITE.fullmatch(bite)
    if bite and not (found and float(found["seconds"])):
        wrong["soundbite"] = "write where it starts, how many seconds it lasts and its title: 1:05 30 The move"
    return Wishes(
        season=int(season) if season and "season" not in wrong else None,
        type=kind if kind and "type" not in wrong else "full",
        image=image if "image" not in wrong else "",
        soundbite=Soundbite(_seconds(found["start"]), float(found["seconds"]), " ".join(found["title"].split()))
        if found and "soundbite" not in wrong
        else None,
    ), wrong


def printed(told: Wishes) -> dict[str, str | int]:
    """The rows of a front matter that give these wishes again."""
    rows: dict[str, str | int] = {}
    if told.season:
        rows["season"] = told.season
    if told.type != NONE.type:
        rows["type"] = told.type
    if told.image:
        rows["image"] = told.image
    if bite := told.soundbite:
        rows["soundbite"] = f"{bite.start:g} {bite.seconds:g} {bite.title}".rstrip()
    return rows


def _seconds(clock: str) -> float:
    total = 0.0
    for part in clock.split(":"):
        total = total * 60 + float(part)
    return total
