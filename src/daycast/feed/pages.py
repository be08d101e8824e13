"""The pages of the show and of each episode, and the show notes: Jinja2 templates filled with values.

A show replaces a template, a script or the style sheet by a file of the same name in its `templates/` folder.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import jinja2

from daycast.episodes.chaptered import chaptered
from daycast.episodes.record import FILE as RECORD
from daycast.errors import DaycastError
from daycast.feed.cards import Card, stories
from daycast.feed.kinds import LOADS
from daycast.feed.schema import described
from daycast.feed.text import clean, clock, moment
from daycast.feed.words import labels, long_date, month_name
from daycast.look import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from daycast.episodes.model import Chapter, Episode, Line
    from daycast.feed.catalogue import Catalogue
    from daycast.feed.threads import Threads, Topic
    from daycast.scripts.model import Evidence, Told
    from daycast.show import Show

PLAIN = ("style.css", "copy.js", "player.js", "search.js", "feed.xsl", "feed.css")  # copied as they are
_NEAR = 3  # so many earlier and later tellings of a story stand on an episode's page; its topic page has them all


@dataclass(frozen=True, slots=True)
class Link:
    """Another telling of a story: the episode's card, the heading there, and the page's address with the time."""

    card: Card
    heading: str
    url: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A telling in an episode of the main show: when, under which heading, and its page, "" where it has none yet."""

    told: Told
    url: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines under one chapter. `heading` is the chapter's rank on the page, from 3, without a gap.

    Where a story begins that was told in other episodes, `earlier` and `later` are those, nearest first, and `topic`
    the one of its page. `elsewhere` are those that the main show told, on the page of an edition.
    """

    chapter: Chapter | None
    heading: int
    lines: tuple[Line, ...]
    earlier: tuple[Link, ...] = ()
    later: tuple[Link, ...] = ()
    topic: Topic | None = None
    elsewhere: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True)
class Site:
    """What every page is made of: the templates, the show, the artwork's name, and all episodes."""

    environment: jinja2.Environment
    show: Show
    cover: str | None
    all: Catalogue

    def filled(self, template: str, **values: Any) -> bytes:
        """A page from its template."""
        return fill(self.environment, self.show, template, cover=self.cover, **values).encode()


def templates(show: Show) -> jinja2.Environment:
    """Where the show's pages come from: its own `templates/` first, then the ones that daycast brings."""
    return _environment(show.template_folders, show.language)


@cache
def _environment(own: tuple[Path, ...], language: str) -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.FileSystemLoader(own), jinja2.PackageLoader("daycast.feed")]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        clock=clock,
        moment=moment,
        duration=_duration,
        day=partial(long_date, language=language),
        month=partial(month_name, language=language),
    )
    environment.tests["web"] = is_web
    return environment


def shared(environment: jinja2.Environment, show: Show) -> Iterator[tuple[str, bytes]]:
    """The style sheets and scripts of all pages, by their names in `feed/`."""
    for name in PLAIN:
        yield name, _source(environment, name).encode()
    if show.theme:
        yield "theme.css", style(show.theme).encode()


def episode_page(site: Site, episode: Episode, reasons: Mapping[str, str] = MappingProxyType({})) -> tuple[str, bytes]:
    """The page of one episode: its name in `feed/`, and its bytes. `reasons` say by their headings why stories are in
    it, where it was made for one listener."""
    newer, older = site.all.around(episode.date)
    page = site.filled(
        "episode.html.j2",
        root="../",
        episode=episode,
        passages=passages(episode, site.all.threads, site.show),
        reasons={clean(heading): why for heading, why in reasons.items()},
        source={source.label: source for source in episode.sources},
        articles=articles(episode.sources),
        newer=newer,
        older=older,
        schema=described(site.show, episode, site.cover),
    )
    return f"{episode.date}/index.html", page


def notes(environment: jinja2.Environment, show: Show, episode: Episode) -> str:
    """The show notes of `episode` as HTML for podcast apps: summary, chapters with times, sources."""
    return fill(environment, show, "notes.html.j2", episode=episode, articles=articles(episode.sources))


def passages(episode: Episode, known: Threads | None = None, show: Show | None = None) -> tuple[Passage, ...]:
    """The transcript in chapters, with where the stories of `known` were told before and after; of an edition `show`,
    with where its main show told them before."""
    links = _links(episode, known) if known else {}
    in_section, found = False, []
    for chapter, spoken in chaptered(episode):
        if chapter or spoken:
            in_section = in_section or (chapter is not None and chapter.level == 1)
            below = chapter is not None and chapter.level > 1 and in_section
            earlier, later, topic = links.get(chapter.start, _NOWHERE) if chapter else _NOWHERE
            told = _elsewhere(chapter, show) if chapter and show and show.name and not topic else ()
            found.append(Passage(chapter, 4 if below else 3, spoken, earlier, later, topic, told))
    return tuple(found)


_NOWHERE: tuple[tuple[Link, ...], tuple[Link, ...], Topic | None] = ((), (), None)


def _elsewhere(chapter: Chapter, show: Show) -> tuple[Elsewhere, ...]:
    """What the main show told before of the story that begins here. Its pages stand above those of its editions."""

    def page(told: Told) -> str:
        has_page = show.main.access == "open" and (show.main.episode(told.day) / RECORD).is_file()
        return f"../../{told.day}/" if has_page else ""

    return tuple(Elsewhere(told, page(told)) for told in chapter.follows)


def _links(episode: Episode, known: Threads) -> dict[float, tuple[tuple[Link, ...], tuple[Link, ...], Topic]]:
    """By the second at which a story begins: its earlier and its later tellings, nearest first, and its topic."""
    found = {}
    for item in stories(episode):
        if topic := known.topic(episode.date, item.heading):
            links = [
                Link(place.card, place.item.heading, f"{place.card.date}/#t={moment(place.item.start)}")
                for place in topic.places
            ]
            earlier = [link for link in links if link.card.date < episode.date]
            later = [link for link in reversed(links) if link.card.date > episode.date]
            found[item.start] = (tuple(earlier[:_NEAR]), tuple(later[:_NEAR]), topic)
    return found


def articles(sources: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """One of `sources` for each article: several sentences of it may have been quoted."""
    return tuple({(source.outlet, source.url): source for source in reversed(tuple(sources))}.values())[::-1]


def fill(environment: jinja2.Environment, show: Show, name: str, **values: Any) -> str:
    """A template with values; a mistake in it is the person's who wrote it."""
    with _mistakes_named(name):
        return clean(environment.get_template(name).render(show=show, t=labels(show.tongue), loads=LOADS, **values))


def _source(environment: jinja2.Environment, name: str) -> str:
    with _mistakes_named(name):
        assert environment.loader is not None
        return environment.loader.get_source(environment, name)[0]


@contextmanager
def _mistakes_named(name: str) -> Iterator[None]:
    """A mistake in a template is the person's who wrote it: says the file and the line."""
    try:
        yield
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)[::-1]
        if isinstance(error, jinja2.TemplateError):
            message = error.message or str(error)
        elif isinstance(error, UnicodeDecodeError):
            message = "this is not UTF-8 text"
        elif frames[0].filename.endswith(".j2"):  # raised by what stands in the template, not by us
            message = str(error)
        else:
            raise
        if isinstance(error, jinja2.TemplateSyntaxError):
            where = f"{error.filename or name}:{error.lineno}"
        else:
            where = next((f"{at.filename}:{at.lineno}" for at in frames if at.filename.endswith(".j2")), name)
        raise DaycastError(
            f"{where}: {message}", hint="Mend the template, or delete it to use the one that daycast brings."
        ) from error


def is_web(url: str) -> bool:
    """Whether `url` may become a link: an article's address is not ours, and could be `javascript:`."""
    return url.lower().startswith(("http://", "https://"))


def _duration(seconds: float) -> str:
    minutes = max(1, round(seconds / 60))
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60:02} min"
