"""Which stories of a day go on from earlier episodes: what the writer knew of them, for the record and the pages.

It stands beside the machine's text, in `scripts/.generated/<date>.follows.json`; a person may delete it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.files import write_text
from daycast.plain_values import made, plain
from daycast.scripts.model import Told

if TYPE_CHECKING:
    from daycast.scripts.aired import Aired
    from daycast.seeds.model import Story
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Continued:
    """A story that aired before: the addresses of today's articles on it, and where it was told, newest first."""

    articles: tuple[str, ...]
    told: tuple[Told, ...]


def continued(stories: Iterable[Story], archive: Sequence[Aired], urls: Mapping[str, str]) -> tuple[Continued, ...]:
    """Those of `stories` of which something aired before; `archive` and `urls` as `coverage` takes them."""
    return tuple(_continued(stories, archive, urls))


def _continued(stories: Iterable[Story], archive: Sequence[Aired], urls: Mapping[str, str]) -> Iterator[Continued]:
    from daycast.scripts.aired import address, coverage  # only a writer needs these, and they take a while to load

    for story in stories:
        told = dict.fromkeys(Told(part.day, part.heading) for part in coverage(story.follows, archive, urls))
        if told:
            yield Continued(tuple(address(article) for article in story.articles), tuple(told))


def remember(show: Show, day: date, stories: tuple[Continued, ...]) -> None:
    """Keeps what is known of `day`; where nothing goes on, no file is made for that."""
    path = _path(show, day)
    if stories or path.exists():
        write_text(path, json.dumps(plain(stories), ensure_ascii=False, indent=1) + "\n")


def recalled(show: Show, day: date) -> tuple[Continued, ...]:
    """What was kept of `day`; nothing where a script was written by hand alone, or the file is not to be read."""
    try:
        return made(tuple[Continued, ...], json.loads(_path(show, day).read_bytes()))
    except (OSError, ValueError):
        return ()


def _path(show: Show, day: date) -> Path:
    return show.root / "scripts" / ".generated" / f"{show.stem(day)}.follows.json"
