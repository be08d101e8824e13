"""What is remembered of a feed between two looks, so that a guid that has changed is noticed.

What was seen first stays, until a person removes the file: a mistake is told at every look, not only at the next.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from daycast.errors import DaycastError
from daycast.feed.examine.seen import Before, Episode
from daycast.feed.examine.xmlnode import Node
from daycast.files import write_bytes

_MOST = 20_000  # episodes
_MEMORY = TypeAdapter(Before)


def folder(environment: Mapping[str, str] = os.environ) -> Path:
    """Where programs keep what they remember (XDG Base Directory Specification)."""
    return Path(environment.get("XDG_STATE_HOME") or Path.home() / ".local" / "state") / "daycast" / "feeds"


def place(memory: Path, address: str, title: str = "") -> Path:
    """The file that remembers the feed at `address`; with a `title` the show of that name there."""
    name = hashlib.sha256("\n".join(filter(None, (address, title))).encode("utf-8", "replace")).hexdigest()
    return memory / f"{name[:16]}.json"


def recall(path: Path) -> Before | None:
    """What is remembered; nothing where the file is missing or damaged."""
    try:
        return _MEMORY.validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def remember(path: Path, channel: Node, known: Before | None) -> None:
    """Adds the episodes that are new in `channel` to what was known; one that only has another guid is not new.

    A folder that cannot be written to is not written to.
    """
    now, old = as_before(channel, str(path)), known or Before("", {}, str(path))
    audio = {episode.enclosure for episode in old.episodes.values()}
    titles = {(episode.title, episode.published) for episode in old.episodes.values()}
    new = {
        guid: episode
        for guid, episode in now.episodes.items()
        if episode.enclosure not in audio and (episode.title, episode.published) not in titles
    }
    episodes = {**new, **old.episodes}
    both = Before(old.guid or now.guid, dict(list(episodes.items())[:_MOST]), str(path))
    if both != known:
        try:
            write_bytes(path, _MEMORY.dump_json(both), mode=0o600)  # a private feed's addresses are secrets
        except (DaycastError, OSError):
            return


def as_before(channel: Node, where: str = "") -> Before:
    """A feed as what it was."""
    episodes: dict[str, Episode] = {}
    for item in channel.all("item"):
        node = item.first("enclosure")
        url = node.attributes.get("url", "").strip() if node else ""
        if guid := item.said("guid"):
            episodes.setdefault(guid, Episode(url, item.said("title"), item.said("pubDate")))
    return Before(channel.said("podcast:guid"), episodes, where)
