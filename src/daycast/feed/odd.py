"""Texts that the feed cannot tell as they are: what is left out or cut is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.episodes.record import FILE as RECORD
from daycast.errors import Problem
from daycast.feed.text import MOST, clean, line, short, unwritable
from daycast.find import FILE as SETTINGS
from daycast.yaml_nodes import line_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from daycast.episodes.model import Episode
    from daycast.show import Show


def of_show(show: Show) -> Iterator[Problem]:
    """What of the show's texts gets lost on the way into the feed."""
    path = show.root / SETTINGS
    for name in ("title", "description", "author", "copyright"):
        keys = ("podcast", name) if name == "copyright" else (name,)
        text = show.podcast.copyright if name == "copyright" else getattr(show, name)
        for message in _lost(name, (text or "",), cut=name == "description"):
            yield Problem(path, line_of(path, *keys), message, "write it without", warning=True)


def of_episode(show: Show, episode: Episode) -> Iterator[Problem]:
    """What of an episode's texts gets lost on the way into its item and the show notes."""
    bite = episode.wishes.soundbite
    texts = {
        "title": (episode.title,),
        "summary": (episode.summary,),
        "chapters": [chapter.title for chapter in episode.chapters],
        "sources": [words for source in episode.sources for words in (source.outlet, source.url)],
        "soundbite": (bite.title if bite else "",),
    }
    for name, told in texts.items():
        for message in _lost(name, told, cut=name == "summary"):
            yield _warning(show, episode, message)
    if bite and short(bite.title) != line(bite.title):
        yield _warning(show, episode, "the soundbite's title is cut to 128 characters")
    if episode.wishes.type == "trailer" and short(episode.title) != line(episode.title):
        yield _warning(show, episode, "the title is cut to 128 characters where the show names its trailer")


def _warning(show: Show, episode: Episode, message: str) -> Problem:
    hint = f"mend the script, then run: daycast render {show.options(episode.date)}"
    return Problem(show.episode(episode.date) / RECORD, 0, message, hint, warning=True)


def _lost(name: str, texts: Iterable[str], *, cut: bool) -> Iterator[str]:
    whole = "".join(texts)
    if signs := unwritable(whole):
        yield f"`{name}` has characters that no feed can hold, which are left out: {', '.join(signs)}"
    if cut and len(clean(whole).encode()) > MOST:
        yield f"`{name}` is cut to {MOST:,} bytes, the most that directories take"
