"""The pages of the show and of each episode, and the show notes: Jinja2 templates filled with values.

A show replaces a template or the style sheet by a file of the same name in its `templates/` folder.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2

from daycast.errors import DaycastError
from daycast.feed.text import clean, clock, newest_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from daycast.episodes.model import Chapter, Episode, Line
    from daycast.scripts.model import Evidence
    from daycast.show import Show

PLAIN = ("style.css", "player.js", "feed.xsl", "feed.css")  # copied as they are


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines under one chapter. `heading` is the chapter's rank on the page, from 3, without a gap."""

    chapter: Chapter | None
    heading: int
    lines: tuple[Line, ...]


def templates(show: Show) -> jinja2.Environment:
    """Where the show's pages come from: its own `templates/` first, then the ones that daycast brings."""
    return _environment(show.templates if show.templates.is_dir() else None)


@cache
def _environment(own: Path | None) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(own or ()), jinja2.PackageLoader("daycast.feed")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(clock=clock, day=_day, duration=_duration)
    environment.tests["web"] = is_web
    return environment


def pages(
    environment: jinja2.Environment,
    show: Show,
    episodes: Sequence[Episode],
    cover: str | None,
    changed: Collection[date] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Each page's name in `feed/` and its bytes. `cover` is the artwork's name there.

    `changed` are the days whose episode is new, not what it was, or gone since the pages were made; the pages that none
    of them concerns may be left out. None means that everything may have changed.
    """
    ordered = newest_first(episodes)
    for name in PLAIN:
        yield name, _source(environment, name).encode()
    for episode in ordered:
        if changed is not None and episode.date not in changed:
            continue
        page = _fill(
            environment,
            "episode.html.j2",
            show=show,
            cover=cover,
            episode=episode,
            passages=passages(episode),
            number={source.label: number for number, source in enumerate(episode.sources, start=1)},
        )
        yield f"{episode.date}/index.html", page.encode()
    page = _fill(environment, "index.html.j2", show=show, cover=cover, episodes=ordered)
    yield "index.html", page.encode()


def notes(environment: jinja2.Environment, show: Show, episode: Episode) -> str:
    """The show notes of `episode` as HTML for podcast apps: summary, chapters with times, sources."""
    articles = _articles(episode.sources)
    return _fill(environment, "notes.html.j2", show=show, episode=episode, articles=articles)


def passages(episode: Episode) -> tuple[Passage, ...]:
    """The transcript in chapters. A line belongs to the last chapter that began before its middle, so that a
    time rounded on one side does not move it."""
    starts: list[Chapter | None] = [None, *episode.chapters]
    lines: list[list[Line]] = [[] for _ in starts]
    for line in episode.lines:
        middle = (line.start + line.end) / 2
        lines[sum(chapter.start <= middle for chapter in episode.chapters)].append(line)
    in_section, found = False, []
    for chapter, spoken in zip(starts, lines, strict=True):
        if chapter or spoken:
            in_section = in_section or (chapter is not None and chapter.level == 1)
            below = chapter is not None and chapter.level > 1 and in_section
            found.append(Passage(chapter, 4 if below else 3, tuple(spoken)))
    return tuple(found)


def _articles(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One of `sources` for each article: several sentences of it may have been quoted."""
    return tuple({(source.outlet, source.url): source for source in reversed(tuple(sources))}.values())[::-1]


def _fill(environment: jinja2.Environment, name: str, **values: Any) -> str:
    with _mistakes_named(name):
        return clean(environment.get_template(name).render(values))


def _source(environment: jinja2.Environment, name: str) -> str:
    with _mistakes_named(name):
        assert environment.loader is not None
        return environment.loader.get_source(environment, name)[0]


@contextmanager
def _mistakes_named(name: str) -> Iterator[None]:
    """A mistake in a template is the person's who wrote it: says the file and the line."""
    try:
        yield
    except (jinja2.TemplateError, UnicodeDecodeError) as error:
        if isinstance(error, jinja2.TemplateSyntaxError):
            where = f"{error.filename or name}:{error.lineno}"
        else:
            frames = reversed(traceback.extract_tb(error.__traceback__))
            where = next((f"{at.filename}:{at.lineno}" for at in frames if at.filename.endswith(".j2")), name)
        message = error.message if isinstance(error, jinja2.TemplateError) else "this is not UTF-8 text"
        raise DaycastError(
            f"{where}: {message}", hint="Mend the template, or delete it to use the one that daycast brings."
        ) from error


def is_web(url: str) -> bool:
    """Whether `url` may become a link: an article's address is not ours, and could be `javascript:`."""
    return url.lower().startswith(("http://", "https://"))


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
