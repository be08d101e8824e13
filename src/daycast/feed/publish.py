"""`daycast publish`: the rendered episodes as `feed/`.

`feed.xml` is written last, so that it never promises what is not there yet.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from daycast import __version__
from daycast.episodes.record import rendered
from daycast.episodes.sidecars import CHAPTERS, NAMES, TRANSCRIPT
from daycast.errors import DaycastError, Problem
from daycast.files import sha256, write_bytes
from daycast.scripts.approve import FOLDER as APPROVED
from daycast.scripts.approve import digest, is_approved

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daycast.episodes.model import Episode
    from daycast.show import Show

README = "README.md"
STAMP = ".published"


@dataclass(frozen=True, slots=True)
class Published:
    """What `feed/` holds now: how many episodes, which files changed, which episodes had to stay out, and which scripts
    have changed since."""

    episodes: int
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Stamp:
    """`feed/.published`: the digests of what a publish read and of what it left, and its outcome."""

    read: str
    left: str
    episodes: int
    problems: tuple[Problem, ...]


def publish(show: Show) -> Published:
    """Brings `feed/` up to date with the rendered episodes; files that are right already stay untouched.

    Raises `DaycastError` if there is no episode to publish. When nothing was touched since the last time, no
    template, record or library is loaded to find that out.
    """
    read = _inputs(show)
    last = _last(show)
    if last and (last.read, last.left) == (read, _outputs(show)):
        return Published(last.episodes, (), last.problems)
    published = _publish(show)
    stamp = _Stamp(read, _outputs(show), published.episodes, published.problems)
    write_bytes(show.feed / STAMP, TypeAdapter(_Stamp).dump_json(stamp))
    return published


def _publish(show: Show) -> Published:
    # Slow to import, and most of the time there is nothing to do.
    from daycast.feed.packed import pack, put
    from daycast.feed.pages import notes, pages, templates
    from daycast.feed.rss import FILE, rss

    records = rendered(show)
    unfit = {
        episode.date: problem for episode in records if (problem := _unfit(show, episode) or _unapproved(show, episode))
    }
    episodes = [episode for episode in records if episode.date not in unfit]
    if not episodes:
        message = "\n".join(["there is no rendered episode", *map(str, unfit.values())])
        raise DaycastError(message, hint="Run: daycast render")
    artwork = next(iter(_artworks(show)), None)
    cover = f"cover{artwork.suffix}" if artwork else None
    environment = templates(show)

    faults = {
        name: problem
        for episode in episodes
        for name, source in _media(show, episode)
        if (problem := _fault(show, episode, name, source))
    }
    media = [(name, source) for episode in episodes for name, source in _media(show, episode) if name not in faults]
    if artwork and cover:
        media.append((cover, artwork))
    changed = [name for name, source in media if _copy(show, source, name)]
    feed = rss(show, episodes, cover=cover, notes=lambda episode: notes(environment, show, episode))
    pack(show.feed, [name for name, _ in media])
    for name, data in (*pages(environment, show, episodes, cover), (FILE, feed)):
        if put(show.feed, name, data):
            changed.append(name)
    outdated = [problem for episode in episodes if (problem := _outdated(show, episode))]
    return Published(len(episodes), tuple(changed), (*unfit.values(), *faults.values(), *outdated))


def _media(show: Show, episode: Episode) -> tuple[tuple[str, Path], ...]:
    """The episode's files: their names in `feed/`, which never change, and where they come from."""
    folder, day = show.episode(episode.date), episode.date
    others = [alternate.file for alternate in episode.audio.alternates]
    images = dict.fromkeys(chapter.image for chapter in episode.chapters if chapter.image)
    names = [CHAPTERS, TRANSCRIPT, *(name for name in NAMES if (folder / name).is_file()), *others, *images]
    return (
        (f"{day}/{day}.mp3", folder / episode.audio.file),
        *((f"{day}/{name}", folder / name) for name in dict.fromkeys(names)),
    )


def _unfit(show: Show, episode: Episode) -> Problem | None:
    """Why the episode cannot be published, if so: a feed must not promise audio that is not there."""
    found = (_fault(show, episode, name, source) for name, source in _media(show, episode))
    return next((problem for problem in found if problem and not problem.warning), None)


def _fault(show: Show, episode: Episode, name: str, source: Path) -> Problem | None:
    """What is wrong with a file that is to stand in the feed as `name`; a warning where a right copy stands there."""
    target, digest = show.feed / name, episode.digests().get(source.name)
    if not digest and source.is_file():  # in records of old
        return None
    if digest and (_is_copied(source, target) or sha256(source) == digest):
        return None
    what = "the file is not what its record says" if source.is_file() else "the file is missing"
    hint = f"run: daycast render --date {episode.date}"
    if digest and sha256(target) == digest:
        return Problem(source, 0, f"{what}; what was published before stays", hint, warning=True)
    return Problem(source, 0, f"{what}, so the episode is not published", hint)


def _unapproved(show: Show, episode: Episode) -> Problem | None:
    """Why the episode must wait for a person's approval, if so. What is published already keeps its address."""
    if show.review != "required" or is_approved(show, episode.date, episode.script):
        return None
    published = show.feed / _media(show, episode)[0][0]
    if published.is_file() and hashlib.sha256(published.read_bytes()).hexdigest() == episode.audio.sha256:
        return None
    message = "the episode was made from a text that is not approved, so it is not published"
    hint = f"run: daycast approve --date {episode.date}, then: daycast render --date {episode.date}"
    return Problem(show.script(episode.date), 0, message, hint)


def _outdated(show: Show, episode: Episode) -> Problem | None:
    """Tells, where texts are reviewed, that the script is not any more what the published episode was made from."""
    script = show.script(episode.date)
    if show.review != "required" or not episode.script or not script.is_file():
        return None
    sha256 = digest(script.read_bytes())
    if sha256 == episode.script:
        return None
    hint = f"daycast render --date {episode.date}"
    if not is_approved(show, episode.date, sha256):
        hint = f"daycast approve --date {episode.date}, then: {hint}"
    message = "the script has changed since the episode was approved and made, which is published as it was"
    return Problem(script, 0, message, f"run: {hint}", warning=True)


def _artworks(show: Show) -> list[Path]:
    """The show's own cover before the one that `daycast render` drew."""
    candidates = (show.root / "cover.jpg", show.root / "cover.png", show.root / "episodes" / "cover.jpg")
    return [path for path in candidates if path.is_file()]


def _copy(show: Show, source: Path, name: str) -> bool:
    """Copies `source` to `feed/<name>`; returns whether its bytes changed."""
    target = show.feed / name
    try:
        if _is_copied(source, target):
            return False
        new = source.stat()
        changed = write_bytes(target, source.read_bytes())
        os.utime(target, ns=(new.st_atime_ns, new.st_mtime_ns))
    except OSError as error:
        raise DaycastError(f"{source}: cannot be copied to {target}: {error.strerror or error}") from error
    return changed


def _is_copied(source: Path, target: Path) -> bool:
    """Whether `target` is the copy of `source` as it is now.

    Equal size and modification time stand for equal bytes, for the copy is given its source's time and a
    new render is a new file with a new time. So megabytes of audio are not read again at each publish.
    """
    if not (target.is_file() and source.is_file()):
        return False
    old, new = target.stat(), source.stat()
    return (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns)


def _last(show: Show) -> _Stamp | None:
    try:
        return TypeAdapter(_Stamp).validate_json((show.feed / STAMP).read_bytes())
    except (OSError, ValidationError):
        return None


def _inputs(show: Show) -> str:
    """The digest of all that decides what is published and told: settings, code and templates, episodes, cover, and
    where they are reviewed, scripts."""
    folders = (Path(__file__).parent, show.templates, show.root / "episodes", show.root / "scripts" / APPROVED)
    files = [path for folder in folders for path in _files(folder)]
    if show.review == "required":
        files += sorted((show.root / "scripts").glob("*.md"))
    return _digest([*files, *_artworks(show)], __version__ + show.model_dump_json())


def _outputs(show: Show) -> str:
    return _digest(path for path in _files(show.feed) if path.name != README and path.name[0] != ".")


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (Path(place, name) for name in sorted(names))


def _digest(files: Iterable[Path], text: str = "") -> str:
    """The digest of `text` and of each file's identity: a new file or new bytes change it."""
    seen = []
    for path in files:
        try:
            stat = path.stat()
        except OSError:
            continue
        seen.append((str(path), stat.st_ino, stat.st_size, stat.st_mtime_ns))
    return hashlib.sha256(json.dumps([text, seen]).encode()).hexdigest()
