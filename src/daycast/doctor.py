"""`daycast doctor`: what this machine and this show have and lack, in words that tell what to do."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from daycast.day import booth
from daycast.episodes.spoken import silent
from daycast.errors import DaycastError
from daycast.farm import Farm
from daycast.feed.loopback import is_local
from daycast.feed.paging import MAIN
from daycast.feed.publish import is_published
from daycast.find import FILE, FOLDERS
from daycast.report import several
from daycast.show import Show, open_show
from daycast.store_settings import InBucket, TakesBucket, TakesFolder
from daycast.targets import S3, Target
from daycast.voice.cast import FILE as CAST
from daycast.voice.cast import Cast
from daycast.voice.engine import NotInstalledError
from daycast.voice.registry import engine_names, open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew
from daycast.writers import LlmWriter

_PATIENCE = 10.0  # seconds for a bucket that does not answer
_ROOM = 500_000_000  # bytes: some hundred episodes and their takes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: whether it is well, what was found, and what to do where it is not (or could be better)."""

    good: bool
    what: str
    do: str = ""


def examine(folder: Path | None) -> list[Finding]:
    """Looks at the machine, and at the show in `folder` if there is one."""
    found = [Finding(True, f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")]
    with Crew(workers=1) as crew:
        found += [_engine(name, crew) for name in engine_names() if name != "silence"]
    found.append(_encoder())
    if folder is None:
        found.append(
            Finding(False, f"no show here: no {FILE} in this folder or above", "Make one: daycast init my-show")
        )
        return found
    try:
        show = open_show(folder)
    except DaycastError as error:
        return [*found, Finding(False, f"{folder / FILE} needs work", str(error))]
    return [*found, Finding(True, f"the show “{show.title}” in {folder}"), *_show(show)]


def _engine(name: str, crew: Crew) -> Finding:
    """Whether an engine speaks a word, with its first default voice, as it would in a render."""
    try:
        engine = open_engine(name)
        voice = next(iter(engine.defaults()), None)
        if voice is None:
            return Finding(True, f"the engine {name} speaks with voices that voice/cast.yaml names")
        ready = sum(info.available for info in engine.voices())
        with tempfile.TemporaryDirectory(prefix="daycast-") as folder:
            spoken = speak([Wanted(voice, "One, two, three.")], TakeStore(Path(folder)), crew=crew)
        if spoken.failures:
            raise DaycastError(spoken.failures[0].reason)
    except NotInstalledError as error:
        return Finding(True, f"{error.message}, and need not be", error.hint)
    except Exception as error:  # whatever a broken engine raises is the finding
        return Finding(
            False,
            f"the engine {name} cannot speak: {error}",
            "Other engines work without it; see daycast voices.",
        )
    seconds = spoken.takes[0].seconds
    return Finding(True, f"the engine {name} speaks ({seconds:.1f} s tried, {several(ready, 'voice')} on this machine)")


def _encoder() -> Finding:
    import numpy as np

    from daycast.voice import mp3

    try:
        count = mp3.frames(mp3.encode(np.zeros(mp3.SAMPLE_RATE, np.float32)))
    except Exception as error:  # whatever a broken wheel raises is the finding
        return Finding(False, f"MP3 cannot be encoded: {error}", "Reinstall daycast; lameenc and numpy come with it.")
    return Finding(count > 0, "MP3 is encoded and decoded")


def _show(show: Show) -> Iterator[Finding]:
    room = None
    try:
        room = booth(show)
        if mute := silent(room.cast.root, show.voice / CAST):
            yield Finding(False, "the cast needs work", "\n".join(map(str, mute.values())))
        else:
            yield Finding(True, f"every voice of {', '.join(room.cast.speakers)} is here")
        hosts = dict.fromkeys(host for one in show.every() for host in one.hosts)
        if strangers := [host for host in hosts if host not in room.cast.speakers]:
            yield Finding(False, f"hosts without a voice: {', '.join(strangers)}", "Add them to voice/cast.yaml.")
    except DaycastError as error:
        yield Finding(False, "the cast needs work", str(error))
    if isinstance(show.writer, LlmWriter):
        yield _writer(show.writer)
    shut = [name for name in FOLDERS if not _writable(show.root / name)]
    if shut:
        yield Finding(False, f"folders that cannot be written: {', '.join(shut)}", "Change their permissions or owner.")
    free = shutil.disk_usage(show.root).free
    yield Finding(
        free > _ROOM,
        f"{free / 1e9:.1f} GB of disk are free",
        "" if free > _ROOM else "Make room: an hour takes some 60 MB.",
    )
    if is_local(show.base_url):
        yield Finding(True, f"base_url is {show.base_url}, for this machine and its network",
                      "To publish to others, set it to the public address of feed/.")  # fmt: skip
    yield from _target(show.publish)
    yield from _takes(show)
    if show.farm:
        yield _farm(show.farm, room.cast if room else None)
    for one in show.every():
        fed, which = is_published(one), f" of the edition {one.name}" if one.name else ""
        where = one.feed if one.kind == "briefing" else one.feed / MAIN
        what = f"{where.relative_to(show.root)} is published" if fed else f"nothing{which} is published yet"
        how = "" if fed else f"Make an episode: daycast today{one.option}"
        yield Finding(fed or bool(one.name), what, how)


def _writer(writer: LlmWriter) -> Finding:
    """Whether the language model's server is there and has the model."""
    from daycast.scripts.llm.server import Server
    from daycast.scripts.llm.trouble import UnansweredError

    try:
        with Server(writer) as server:
            models = server.models()
    except UnansweredError as error:
        return Finding(False, f"the writer’s server: {error}", error.hint)
    if models and not {writer.model, f"{writer.model}:latest"} & {*models}:
        return Finding(False, f"{writer.base_url} has no model {writer.model}", f"It has: {', '.join(models[:9])}.")
    return Finding(True, f"{writer.base_url} answers, for the writer {writer.model}")


def _farm(farm: Farm, cast: Cast | None) -> Finding:
    """Whether the farm's workers are there, and would speak as this machine does."""
    from daycast.voice.farm.hands import FarmHands

    hands = FarmHands(farm)
    try:
        count = hands.ready([cast.voice(speaker) for speaker in cast.speakers] if cast else [])
    except DaycastError as error:
        return Finding(False, error.message, error.hint)
    finally:
        hands.close()
    return Finding(True, f"the farm at {farm.scheduler} is ready, {several(count, 'worker')}")


def _target(target: Target) -> Iterator[Finding]:
    """Whether what the show's target needs is installed, and a bucket can be used."""
    program = {"rsync": "rsync", "sftp": "sftp", "github_pages": "git"}.get(target.kind)
    if program:
        there = shutil.which(program) is not None
        yield Finding(there, f"{program}, by which the feed is sent, is {'' if there else 'not '}here",
                      "" if there else f"Install {program}.")  # fmt: skip
    if isinstance(target, S3):
        there = find_spec("obstore") is not None
        yield Finding(there, f"the part that sends to S3 is {'' if there else 'not '}here",
                      "" if there else "Install it: pip install 'daycast[s3]'")  # fmt: skip
        if there:
            yield _bucket(target, "publish", "the feed goes to")


def _takes(show: Show) -> Iterator[Finding]:
    """Whether the place of the takes, if the show names one, can be read and written."""
    match show.takes:
        case TakesBucket() as place:
            yield _bucket(place, "takes", "takes are shared in")
        case TakesFolder() as place:
            folder = show.root / place.path
            try:
                with tempfile.TemporaryFile(dir=folder):
                    pass
                yield Finding(True, f"takes are kept in {folder}")
            except OSError as error:
                yield Finding(False, f"takes cannot be kept in {folder}: {error.strerror or error}",
                              "Make or mount the folder, and let yourself write in it.")  # fmt: skip


def _bucket(place: InBucket, key: str, use: str) -> Finding:
    """Whether a bucket answers, and lets a small object be written and read."""
    from daycast.bucket import Bucket, where

    try:
        Bucket(place, retries=1, patience=_PATIENCE, key=key).try_out()
    except DaycastError as error:
        return Finding(False, f"{use} {where(place)}, which cannot be used: {error.message}", error.hint)
    return Finding(True, f"{use} {where(place)}, which can be read and written")


def _writable(folder: Path) -> bool:
    """Whether files can be made in `folder`, or it in its parent."""
    nearest = folder if folder.exists() else folder.parent
    return os.access(nearest, os.W_OK | os.X_OK) if sys.platform != "win32" else os.access(nearest, os.W_OK)
