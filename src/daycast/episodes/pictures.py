"""The pictures of chapters: those of the articles that they rest on."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes.cover import small
from daycast.episodes.reel import Part
from daycast.errors import DaycastError
from daycast.memory import Memory
from daycast.scripts.model import Script, cited_days
from daycast.seeds.pictures import pictures

if TYPE_CHECKING:
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as a JPEG, and the name under which it stands in the episode's folder."""

    name: str
    jpeg: bytes

    @property
    def part(self) -> Part:
        return picture_part(self.jpeg)


def picture_part(jpeg: bytes) -> Part:
    """A picture as a part of reels, which is kept under its sha256."""
    return Part(hashlib.sha256(jpeg).hexdigest(), len(jpeg))


def cited(show: Show, script: Script) -> dict[str, Path]:
    """The picture files of the articles that `script` cites, by the address of the article.

    An article stands in `seeds/` under the day on which it was published or gathered, or the script's own.
    """
    addresses = {source.url for source in script.evidence}
    return {url: file for url, file in pictures(folders(show, script), show.root).items() if url in addresses}


def folders(show: Show, script: Script) -> list[Path]:
    """Where the articles that `script` cites may stand."""
    return [show.seeds(day) for day in sorted(cited_days(script).intersection(show.days("seeds")))]


def drawn(files: Mapping[str, Path], memory: Memory) -> dict[str, Picture]:
    """The same, small enough for a tag. A file that is no picture is a `DaycastError`."""
    made = {}
    for url, file in files.items():
        data = file.read_bytes()
        try:
            jpeg = small(data, memory)
        except OSError as error:
            raise DaycastError(f"{file}: is not a picture: {error}", hint="Save it as JPEG or PNG.") from error
        made[url] = Picture(f"picture-{hashlib.sha256(jpeg).hexdigest()[:8]}.jpg", jpeg)
    return made
