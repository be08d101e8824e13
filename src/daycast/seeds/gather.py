"""Reporting brought into `seeds/<date>/`: from the show's sources, or from files and addresses."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from daycast.errors import Problem
from daycast.seeds.files import read_files
from daycast.seeds.shelf import Found, Shelf, urls_in
from daycast.seeds.state import Memory, Visit, load_memory, save_memory, settled
from daycast.seeds.web.fetch import STANDARD, Limits
from daycast.seeds.web.visit import Asked, Outcome, address, visit_all
from daycast.show import Show, Source

_NEAR = timedelta(days=30)  # an article that stands in a day so near is not gathered once more


@dataclass(frozen=True, slots=True)
class Came:
    """What came from one source: how many new articles, how many that were gathered before, and a word about it."""

    source: str
    new: int
    known: int
    note: str
    failed: bool


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files that were made, those that were there already, and what could not be used.

    `came` tells it by source. `deleted` are addresses that a person deleted the articles of: they stay away.
    """

    added: tuple[Path, ...]
    known: tuple[Path, ...]
    problems: tuple[Problem, ...]
    came: tuple[Came, ...] = ()
    deleted: tuple[str, ...] = ()


def gather(
    show: Show, day: date, files: Sequence[Path], urls: Sequence[str] = (), *, now: datetime, limits: Limits = STANDARD
) -> Gathered:
    """Copies the articles in `files` (folders are searched) and at `urls` to `seeds/<day>/`.

    An article that stands there already is left as it is: a person may have edited it. One that was deleted comes
    back. What cannot be used is told, and stops nothing.
    """
    shelf, memory = Shelf(show.seeds(day)), load_memory(show)
    problems: list[Problem] = []
    added, known = _put(read_files(files, problems), shelf, ())
    pages = visit_all([Source(page=url) for url in urls], Asked(day, now, show.zone, (), {}), limits) if urls else ()
    came = []
    for url, page in zip(urls, pages, strict=True):
        new, old = _put(page.articles, shelf, ())
        came.append(Came(url, len(new), len(old), _note(page), bool(page.error)))
        added, known = added | new, known + old
    if added:
        _remember(show, memory, added.values(), (), {}, day)
    return Gathered(tuple(added), known, tuple(problems), tuple(came))


def from_sources(
    show: Show,
    day: date,
    *,
    now: datetime,
    limits: Limits = STANDARD,
    on_visited: Callable[[int, int], object] = lambda done, total: None,
) -> Gathered:
    """Gathers what the show's `sources` have for `day` and was not gathered before, deleted or not.

    `known` are all articles that stood there before. A source that fails is told in `came`, and stops nothing.
    `on_visited` hears how many sources are done, and of how many.
    """
    shelf, memory = Shelf(show.seeds(day)), load_memory(show)
    known, here = shelf.paths, urls_in(show.seeds(day))
    elsewhere = {url for past in _days_near(show, day) for url in urls_in(show.seeds(past))}
    seen = elsewhere | memory.seen.keys() | memory.passed.keys()
    asked = Asked(day, now, show.zone, seen | here, memory.sources)
    online = [source for source in show.sources if not source.path]
    outcomes = iter(visit_all(online, asked, limits, on_visited) if online else ())
    problems: list[Problem] = []
    added: dict[Path, Found] = {}
    came: list[Came] = []
    visits: dict[str, Visit] = {}
    passed: list[str] = []
    for source in show.sources:
        last = memory.sources.get(address(source), Visit())
        outcome = _from_path(show, source, now, last, problems) if source.path else next(outcomes)
        new, old = _put(outcome.articles, shelf, seen)
        added |= new
        came.append(Came(address(source), len(new), len(old) + outcome.known, _note(outcome), bool(outcome.error)))
        passed += outcome.passed
        visits[address(source)] = outcome.visit
    _remember(show, memory, added.values(), passed, visits, day)
    gone = {key.partition("#text:")[0] for key, gathered in memory.seen.items() if gathered == day.isoformat()}
    deleted = sorted(url for url in gone - here if url.startswith("http"))
    return Gathered(tuple(added), known, tuple(problems), tuple(came), tuple(deleted))


def _from_path(show: Show, source: Source, now: datetime, last: Visit, problems: list[Problem]) -> Outcome:
    """A file or folder of the show's as a source among the others; what is wrong in it goes to `problems`."""
    told = len(problems)
    articles = list(read_files([show.root / (source.path or "")], problems, outlet=source.outlet or ""))
    error = f"{len(problems) - told} problems, no articles" if len(problems) > told and not articles else ""
    return Outcome(
        found=dict(enumerate(articles)),
        error=error,
        visit=settled(replace(last, items=len(articles)), error, now),
    )


def _put(articles: Iterable[Found], shelf: Shelf, seen: Container[str]) -> tuple[dict[Path, Found], tuple[Path, ...]]:
    """Puts the new ones on the shelf; gives them, and the files of those that stand there."""
    new: dict[Path, Found] = {}
    old: list[Path] = []
    for article in articles:
        if standing := shelf.find(article):
            old.append(standing)
        elif article.key not in seen:
            new[shelf.put(article)] = article
    return new, tuple(old)


def _remember(
    show: Show,
    memory: Memory,
    added: Iterable[Found],
    passed: Iterable[str],
    visits: dict[str, Visit],
    day: date,
) -> None:
    """Adds what was gathered for `day` and what the visits left; sources that the show has no more are forgotten."""
    keys = (key for article in added for key in (article.key, article.front.url) if key)
    seen = memory.seen | dict.fromkeys(keys, day.isoformat())
    own = {address(source) for source in show.sources}
    sources = {source: visit for source, visit in (memory.sources | visits).items() if source in own}
    save_memory(show, Memory(sources, seen, memory.passed | dict.fromkeys(passed, day.isoformat())), day)


def _note(outcome: Outcome) -> str:
    """A word about a source for the person at the terminal."""
    lost = [f"{count} without an article: {reason}" for reason, count in outcome.lost.most_common()]
    left = [f"{outcome.left} more are left for another gather"] if outcome.left else []
    unchanged = ["unchanged"] if outcome.unchanged else []
    return "; ".join([outcome.error] if outcome.error else [*unchanged, *lost, *left])


def _days_near(show: Show, day: date) -> list[date]:
    return [other for other in show.days("seeds") if other != day and abs(other - day) <= _NEAR]
