"""Sources on the web, visited all at once: a feed's entries of the day and single pages become articles."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, tzinfo
from functools import partial
from urllib.parse import urlsplit

from daycast.errors import DaycastError
from daycast.seeds.article import LIMIT, FrontMatter
from daycast.seeds.clean import word_count
from daycast.seeds.shelf import Found, digest, found
from daycast.seeds.state import Visit, settled
from daycast.seeds.web.blocks import to_markdown
from daycast.seeds.web.charset import decode
from daycast.seeds.web.feeds import Entry, Feed, canonical, of_day, outlet_of, read_feed
from daycast.seeds.web.fetch import STANDARD, Answer, Limits, Web, is_passing
from daycast.seeds.web.page import ENOUGH, Page, read_page
from daycast.seeds.web.reach import Home
from daycast.seeds.web.robots import Robots
from daycast.show import Source

_TITLE = 300  # characters
_BODY = LIMIT // 4  # characters, which have up to four bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """What a gather wants: a day's reporting, as of `now`, that is not among the keys of `known`.

    `visits` are the last ones, by address.
    """

    day: date
    now: datetime
    zone: tzinfo
    known: Container[str]
    visits: Mapping[str, Visit]

    @property
    def is_over(self) -> bool:
        return self.day < self.now.astimezone(self.zone).date()


@dataclass(slots=True)
class Outcome:
    """What came of one source. `error` is why it gave nothing at all, `lost` why single entries gave no article.

    `passed` are the keys of undated entries that are not taken, now or later; `known` counts what was gathered
    before, `left` what was too much for one gather; `again` says that another visit today may bring more.
    """

    found: dict[int, Found] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    passed: tuple[str, ...] = ()
    known: int = 0
    left: int = 0
    again: bool = False
    unchanged: bool = False
    error: str = ""
    visit: Visit = field(default_factory=Visit)

    @property
    def articles(self) -> tuple[Found, ...]:
        """The articles in the order of their source."""
        return tuple(self.found[place] for place in sorted(self.found))


def visit_all(
    sources: Sequence[Source],
    asked: Asked,
    limits: Limits = STANDARD,
    on_visited: Callable[[int, int], object] = lambda done, total: None,
) -> tuple[Outcome, ...]:
    """Visits feeds and pages; an outcome for each, in their order. Raises nothing that a source can cause."""
    return asyncio.run(_visit_all(sources, asked, limits, on_visited))


async def _visit_all(
    sources: Sequence[Source], asked: Asked, limits: Limits, on_visited: Callable[[int, int], object]
) -> tuple[Outcome, ...]:
    outcomes = tuple(Outcome(visit=asked.visits.get(address(source), Visit())) for source in sources)
    async with Web(limits) as web:
        robots = Robots(web)
        visits = map(partial(_Visiting, asked, web, robots), sources, outcomes)
        tasks = [asyncio.create_task(visit.run()) for visit in visits]
        for task in tasks:
            task.add_done_callback(lambda _: on_visited(sum(map(asyncio.Task.done, tasks)), len(tasks)))
        await asyncio.wait(tasks, timeout=limits.whole)
        for task, outcome in zip(tasks, outcomes, strict=True):
            if not task.done():
                task.cancel()
                outcome.error = f"not done within the {limits.whole:g} seconds of a gather"
        await asyncio.gather(*tasks, return_exceptions=True)
    for task in tasks:
        if not task.cancelled() and (bug := task.exception()):
            raise bug
    return tuple(_ended(outcome, asked.now) for outcome in outcomes)


def address(source: Source) -> str:
    """A source as one line: its address, or its path."""
    return source.feed or source.page or source.path or ""


def _ended(outcome: Outcome, now: datetime) -> Outcome:
    """With what is to be remembered: validators only where nothing has to be looked at again."""
    outcome.visit = settled(outcome.visit, outcome.error, now)
    if outcome.error or outcome.again:
        outcome.visit = replace(outcome.visit, etag="", modified="", day="")
    return outcome


@dataclass(frozen=True, slots=True)
class _Visiting:
    """One visit to one source."""

    asked: Asked
    web: Web
    robots: Robots
    source: Source
    outcome: Outcome

    async def run(self) -> None:
        """Fills the outcome, step by step, so that what is done counts where time runs out."""
        try:
            await (self._feed(self.source.feed) if self.source.feed else self._page(self.source.page or ""))
        except DaycastError as error:
            self.outcome.error = " ".join(str(error).split())

    async def _ask(self, url: str) -> Answer:
        """The source itself, if it has changed since this day was last taken from it."""
        last, day = self.outcome.visit, self.asked.day.isoformat()
        answer = await self.web.get(
            url,
            Home.of(url),
            etag=last.etag if last.day == day else "",
            modified=last.modified if last.day == day else "",
        )
        self.outcome.unchanged = answer.body is None
        if answer.body is not None:
            self.outcome.visit = replace(last, etag=answer.etag, modified=answer.modified, day=day)
        return answer

    async def _feed(self, url: str) -> None:
        is_first = not self.outcome.visit.success
        answer = await self._ask(url)
        if answer.body is None:
            return
        feed = read_feed(answer.body, answer.url, answer.content_type)
        asked = self.asked
        chosen = of_day(feed.entries, asked.day, asked.now, asked.zone, asked.known, is_first_visit=is_first)
        self.outcome.visit = replace(self.outcome.visit, items=len(feed.entries))
        self.outcome.known, self.outcome.left = chosen.known, chosen.left
        self.outcome.again = chosen.left > 0
        if not asked.is_over:
            taken = {entry.key for entry in chosen.entries}
            self.outcome.passed = tuple(e.key for e in feed.entries if not e.published and e.key not in taken)
        async with asyncio.TaskGroup() as group:
            for place, entry in enumerate(chosen.entries):
                group.create_task(self._entry(place, entry, feed))

    async def _entry(self, place: int, entry: Entry, feed: Feed) -> None:
        """An entry's article: what the feed holds if that is whole, else its page, else the longer of the two."""
        page, reason = None, ""
        if not entry.is_full:
            try:
                page = await self._read(entry.url, Home.of(self.source.feed or ""))
            except DaycastError as error:
                reason = str(error).split("\n")[0]
                self.outcome.again |= is_passing(error)
        body = to_markdown(entry.blocks)
        if page and word_count(page.markdown) > entry.words:
            body = page.markdown
        if word_count(body) < ENOUGH:
            self.outcome.lost[reason or "its page holds no article"] += 1
            return
        title = entry.title or (page.title if page else "") or entry.url or feed.title or "Untitled"
        outlet = self.source.outlet or entry.outlet or self._outlet(entry, page, feed)
        self.outcome.found[place] = _article(title, outlet, entry.url, entry.published, body, entry.key)

    def _outlet(self, entry: Entry, page: Page | None, feed: Feed) -> str:
        """A page of another host than its feed's speaks for itself."""
        url = self.source.feed or ""
        is_elsewhere = entry.url and urlsplit(entry.url).hostname != urlsplit(url).hostname
        return (page.outlet if page and is_elsewhere else "") or outlet_of(feed.title, entry.url or url)

    async def _page(self, url: str) -> None:
        page = await self._read(url, Home.of(url), is_source=True)
        if not page:
            return
        self.outcome.visit = replace(self.outcome.visit, items=1)
        if word_count(page.markdown) < ENOUGH:
            raise DaycastError(
                "this page holds no article", hint="A list of articles has a feed: daycast sources add URL"
            )
        place = canonical(url)
        key = f"{place}#{digest(page.title, page.markdown)}"
        if key in self.asked.known:
            self.outcome.known = 1
        elif not self.asked.is_over or page.day == self.asked.day:
            published = datetime.combine(page.day, time(), self.asked.zone) if page.day else self.asked.now
            outlet = self.source.outlet or page.outlet or outlet_of("", url)
            published = min(published, self.asked.now)
            self.outcome.found[0] = _article(page.title or place, outlet, place, published, page.markdown, key)

    async def _read(self, url: str, home: Home, *, is_source: bool = False) -> Page | None:
        """The article at `url`; `None` where it has not changed."""
        if not url:
            raise DaycastError("it has no link")
        if not await self.robots.allows(url, home):
            hint = "Save the page in your browser and gather the file."
            raise DaycastError("robots.txt asks programs to stay away", hint=hint)
        answer = await (self._ask(url) if is_source else self.web.get(url, home))
        if answer.body is None:
            return None
        if answer.content_type and not any(kind in answer.content_type for kind in ("html", "xml", "text/plain")):
            raise DaycastError(f"it is no page but {answer.content_type.partition(';')[0][:60]!r}")
        return read_page(decode(answer.body, answer.content_type), answer.url)


def _article(title: str, outlet: str, url: str, published: datetime | None, body: str, key: str) -> Found:
    """An article of bearable size."""
    front = FrontMatter(title=title[:_TITLE], outlet=outlet[:_TITLE], url=url, published=published)
    return found(front.title, front, body[:_BODY], key=key)
