"""The show's own episodes as sources: what a script cites where it refers to what was said on air before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from daycast.seeds.model import Article

if TYPE_CHECKING:
    from daycast.show import Show

FOLDER = "scripts/"  # what the id of such a source begins with


def own_episode(show: Show, day: date, words: Iterable[str]) -> Article:
    """The episode of `day` of `show` as an article: its outlet is the show, its address that of the episode's page,
    its paragraphs are the `words` of its lines and headings. A private show's page has no address for everybody."""
    published = datetime.combine(day, time(), show.zone)
    address = "" if show.access == "token" else f"{show.base_url}{day.isoformat()}/"
    return Article(f"{FOLDER}{day.isoformat()}", show.title, show.title, address, published, tuple(words))


def episode_of(show: Show, day: date) -> Article:
    """The episode of `day` as its script stands."""
    from daycast.files import read_text
    from daycast.inline import plain
    from daycast.scripts.parse import parse

    path = show.script(day)
    script, _ = parse(read_text(path), path)
    return own_episode(
        show, day, [*(plain(part.title) for part in script.sections), *(plain(say.text) for say in script.lines)]
    )
