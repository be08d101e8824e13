"""What a publish has to look at: every file of the newest episodes, and of older ones what changes with any other file.

A file is known by inode, size and time, so that finding nothing to do reads no file. Whatever replaces a file in a
folder changes the time of the folder: a few questions for each old episode find everything but a file of it that was
written in place. So a show of 10,000 episodes is looked through in a moment.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast import __version__
from daycast.episodes.record import FILE as RECORD
from daycast.feed.media import README, artworks
from daycast.feed.siblings import siblings
from daycast.scripts.approve import FOLDER as APPROVED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from daycast.show import Show

_CLOSELY = 300  # the newest episodes, of which every file is looked at
_AND = "+"
_DAY = r"\d{4}-\d{2}-\d{2}"
_ELSEWHERE = {
    "sources",
    "interests",
    "rank",
    "writer",
    "minutes",
    "loudness",
    "publish",
    "takes",
    "schedule",
    "editions",
}  # settings that no page or tag tells


@dataclass(frozen=True, slots=True)
class Seals:
    """Digests of what a publish reads: what all of it depends on, each rendered episode's own files by date, and files
    that are merely copied."""

    common: str
    episodes: Mapping[date, str]
    copied: str = ""

    def digest(self) -> str:
        """One for all of it."""
        listed = [[day.isoformat(), seal] for day, seal in self.episodes.items()]
        return hashlib.sha256(json.dumps([self.common, self.copied, listed]).encode()).hexdigest()


def read_by(show: Show) -> Seals:
    """Seals on settings, code, templates, cover and episodes, and where they are reviewed, on scripts."""
    folders = (Path(__file__).parent, *show.template_folders)
    files = [str(path) for folder in folders for path in _files(folder)]
    settings = show.model_dump_json(exclude=_ELSEWHERE) + repr(show.publish.hubs)
    root, days = _within(show.root), show.days("episodes")
    covers = [str(path) for path in artworks(show)]
    named = [cover.removeprefix(root) for cover in covers]
    common = _digest(files, "\n".join([__version__, settings, repr(siblings(show)), *named]), within=root)
    sealed, reviewed = {}, show.review == "required"
    for place, day in enumerate(days):
        folder = f"{root}episodes/{show.stem(day)}"
        if os.access(f"{folder}/{RECORD}", os.F_OK):
            also = (
                [f"{root}scripts/{show.stem(day)}.md", f"{root}scripts/{APPROVED}/{show.stem(day)}"] if reviewed else []
            )
            closely = place >= len(days) - _CLOSELY
            sealed[day] = _episode(folder, (RECORD, f"{day}.mp3"), also, closely=closely, within=root)
    return Seals(common, sealed, _digest(covers, within=root))


def _within(folder: Path) -> str:
    """What to leave out of the paths below `folder`: seals tell the same from wherever a show is looked at."""
    return "" if folder == Path() else f"{folder}/"


def left_by(show: Show, days: Iterable[date]) -> dict[date, str]:
    """Seals on the published files of the episodes of these days."""
    days = sorted(days)
    feed = _within(show.feed)
    return {
        day: _episode(f"{feed}{day}", (f"{day}.mp3",), closely=place >= len(days) - _CLOSELY, within=feed)
        for place, day in enumerate(days)
    }


def around(show: Show, also: Iterable[str]) -> str:
    """A seal on what stands in `feed/` beside the episodes, and on the hidden files `also`."""
    inner = "|".join([_DAY, *(re.escape(other.feed_name) for other in show.every() if other.name and not show.name)])
    found = (
        path
        for path in _files(show.feed, prune=re.compile(inner))
        if path.name != README and not path.name.startswith(".")
    )
    feed = _within(show.feed)
    return _digest([*map(str, found), *(f"{feed}{name}" for name in also)], within=feed)


def file_seal(path: Path) -> str:
    """A seal on one file."""
    return _digest([str(path)], within=_within(path.parent))


def same(one: str, other: str) -> bool:
    """Whether two seals on an episode tell the same, as far as both looked: newer episodes are looked at closely."""
    (rough, _, close), (its_rough, _, its_close) = one.partition(_AND), other.partition(_AND)
    return rough == its_rough and (close == its_close or not (close and its_close))


def _episode(folder: str, names: tuple[str, ...], also: Sequence[str] = (), *, closely: bool, within: str) -> str:
    rough = _digest([folder, *(f"{folder}/{name}" for name in names), *also], within=within)
    if not closely:
        return rough
    return rough + _AND + _digest(sorted(entry.path for entry in _entries(folder)), within=within)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return list(found)
    except OSError:
        return []


def _files(folder: Path, *, prune: re.Pattern[str] | None = None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not (prune and prune.fullmatch(name)))
        yield from (Path(place, name) for name in sorted(names))


def _digest(files: Iterable[str], text: str = "", *, within: str) -> str:
    """The digest of `text` and of each file's identity: a new file or new bytes change it."""
    seen = []
    for path in files:
        try:
            found = os.stat(path)  # noqa: PTH116, a tenth of the time: there are many
        except OSError:
            continue
        seen.append((path.removeprefix(within), found.st_ino, found.st_size, found.st_mtime_ns))
    return hashlib.blake2b(repr((text, seen)).encode(errors="surrogateescape"), digest_size=12).hexdigest()
