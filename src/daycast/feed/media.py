"""An episode's files as they are published: which ones, whether they are what the record says, and their copies."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from daycast.episodes.sidecars import CHAPTERS, NAMES, TRANSCRIPT
from daycast.errors import DaycastError, Problem
from daycast.files import sha256, write_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.episodes.model import Episode
    from daycast.show import Show

README = "README.md"


def artworks(show: Show) -> list[Path]:
    """The show's own cover before the one that `daycast render` drew."""
    candidates = (*show.covers, show.drawn_cover)
    return [path for path in candidates if path.is_file()]


def media(show: Show, episode: Episode) -> tuple[tuple[str, Path], ...]:
    """The episode's files: their names in `feed/`, which never change, and where they come from."""
    folder, day = show.episode(episode.date), episode.date
    others = [alternate.file for alternate in episode.audio.alternates]
    images = dict.fromkeys(chapter.image for chapter in episode.chapters if chapter.image)
    names = [CHAPTERS, TRANSCRIPT, *(name for name in NAMES if (folder / name).is_file()), *others, *images]
    return (
        (f"{day}/{day}.mp3", folder / episode.audio.file),
        *((f"{day}/{name}", folder / name) for name in dict.fromkeys(names)),
    )


def fault(show: Show, episode: Episode, name: str, source: Path) -> Problem | None:
    """What is wrong with a file that is to stand in the feed as `name`; a warning where a right copy stands there."""
    target, digest = show.feed / name, episode.digests().get(source.name)
    if not digest and source.is_file():  # in records of old
        return None
    if digest and (is_copied(source, target) or sha256(source) == digest):
        return None
    what = "the file is not what its record says" if source.is_file() else "the file is missing"
    hint = f"run: daycast render {show.options(episode.date)}"
    if digest and sha256(target) == digest:
        return Problem(source, 0, f"{what}; what was published before stays", hint, warning=True)
    return Problem(source, 0, f"{what}, so the episode is not published", hint)


def copy(show: Show, source: Path, name: str) -> bool:
    """Copies `source` to `feed/<name>`; returns whether its bytes changed."""
    target = show.feed / name
    try:
        if is_copied(source, target):
            return False
        new = source.stat()
        changed = write_bytes(target, source.read_bytes())
        os.utime(target, ns=(new.st_atime_ns, new.st_mtime_ns))
    except OSError as error:
        raise DaycastError(f"{source}: cannot be copied to {target}: {error.strerror or error}") from error
    return changed


def is_copied(source: Path, target: Path) -> bool:
    """Whether `target` is the copy of `source` as it is now.

    Equal size and modification time stand for equal bytes, for the copy is given its source's time and a
    new render is a new file with a new time. So megabytes of audio are not read again at each publish.
    """
    if not (target.is_file() and source.is_file()):
        return False
    old, new = target.stat(), source.stat()
    return (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns)
