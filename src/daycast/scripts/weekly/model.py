"""What a weekly edition is made from and what it will tell, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import log2

from daycast.scripts.aired import Aired
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.model import DivePart, Told, Turn
from daycast.seeds.model import Article, Story

DAYS = 7


@dataclass(frozen=True, slots=True)
class Thread:
    """A story over the days: what was reported of it on each day that had news of it, oldest first.

    `echo` is how like it the likest story is that came later and is not known to continue it: 0 to 1.
    """

    days: tuple[tuple[date, Story], ...]
    echo: float = 0.0

    @property
    def id(self) -> str:
        """That of its first story."""
        return self.days[0][1].id

    @property
    def first(self) -> date:
        return self.days[0][0]

    @property
    def last(self) -> date:
        return self.days[-1][0]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, those of the latest day first."""
        return tuple(article for _, story in reversed(self.days) for article in story.articles)

    def since(self, first: date) -> tuple[tuple[date, Story], ...]:
        """Its days from `first` on."""
        return tuple((day, story) for day, story in self.days if day >= first)


@dataclass(frozen=True, slots=True)
class Movement:
    """How much a story moved in a week: the days with news of it, the outlets that had any, and the sentences that
    told what no day before had."""

    days: int
    outlets: int
    new: int

    @property
    def points(self) -> float:
        """Each day of news counts one, and so does each time that the outlets, or what is new, are doubled."""
        return self.days + log2(max(self.outlets, 1)) + log2(1 + self.new)


@dataclass(frozen=True, slots=True)
class Week:
    """What the edition of `day` looks back on: the seven days up to and including it, and what came before.

    `threads` are those with news within reach, `aired` is what was said of any of them or of anything in the week;
    `addresses` are those of the articles by their id, `reported` the days of the week that have articles.
    """

    day: date
    threads: tuple[Thread, ...]
    aired: tuple[Aired, ...]
    addresses: Mapping[str, str]
    reported: tuple[date, ...]

    @property
    def first(self) -> date:
        return self.day - timedelta(DAYS - 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a programme said before: a footnote to its episode, where `source` stands under `heading`.

    `also` is empty: it is cited as a fact is, and rests on nothing else.
    """

    day: date
    heading: str
    article: Article
    source: str
    also: tuple[tuple[Article, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A day of a story: what is told of it now. `before` is what the programme of that day said, if it told of it;
    then the lead of `told` is a headline, or is left out where that `quotes` the programme's own."""

    day: date
    told: Told
    before: Reference | None = None
    quotes: bool = False

    @property
    def turns(self) -> tuple[Turn, ...]:
        """What is told besides the reference."""
        return self.told.more if self.before else (self.told.lead, *self.told.more)


@dataclass(frozen=True, slots=True)
class Moved:
    """A story that moved, day by day. `began` is the day on which it was first aired, if that was before the week."""

    headline: str
    movement: Movement
    steps: tuple[Step, ...]
    began: date | None = None

    @property
    def is_bare(self) -> bool:
        """Whether all that is told is that it was told."""
        return len(self.steps) == 1 and not self.steps[0].turns


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of a story, as it was first given and as it is now: of one quantity, in two sentences.

    `then_said` is the first figure, `now_said` the second with what it counts. `before` is where the first was aired;
    `again` where the second was, in these words, so that the sentence is not said over.
    """

    then: Fact
    now: Fact
    then_day: date
    then_said: str
    now_said: str
    before: Reference | None = None
    again: Reference | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """A story that was followed on `days` days and of which nothing was heard since `last`.

    `headline` is what was reported last, or what the programme called it; `before` is where that was aired, `open` what
    nobody knew then.
    """

    headline: Fact
    last: date
    days: int
    before: Reference | None = None
    open: Fact | None = None

    @property
    def quotes(self) -> bool:
        """Whether it is told by what the programme called it."""
        return self.before is not None and self.headline.article.outlet == self.before.article.outlet

    @property
    def retold(self) -> bool:
        """Whether it is told in other words than its programme's; else its headline is said as it was written."""
        return self.before is not None and not self.quotes


@dataclass(frozen=True, slots=True)
class Coming:
    """Something announced for `due`, or for some day of the week that `due` begins (`whole`).

    The last of `facts` announces it, the one before it is what that leans on. `before` is where its words were aired,
    so that they are not said over.
    """

    due: date
    whole: bool
    facts: tuple[Fact, ...]
    before: Reference | None = None

    @property
    def fact(self) -> Fact:
        return self.facts[-1]


@dataclass(frozen=True, slots=True)
class Depth:
    """The deep dive: a story day by day, and the parts that its sources can carry. `most` tells that no other moved
    more."""

    moved: Moved
    parts: tuple[DivePart, ...]
    most: bool

    @property
    def headline(self) -> str:
        return self.moved.headline


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """A weekly edition as chosen facts. `words` is about how many, of average length, will be said."""

    day: date
    title: str
    summary: str
    moved: tuple[Moved, ...]
    changed: tuple[Change, ...]
    quiet: tuple[Quiet, ...]
    coming: tuple[Coming, ...]
    dive: Depth | None
    articles: tuple[Article, ...]
    reported: tuple[date, ...]
    words: float

    def has(self, kind: str) -> bool:
        """Whether there is anything to tell in a section of that kind."""
        told = {
            "moved": self.moved,
            "changed": self.changed,
            "quiet": self.quiet,
            "ahead": self.coming,
            "deep_dive": self.dive,
        }
        return bool(told.get(kind))
