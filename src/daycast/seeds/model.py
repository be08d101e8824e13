"""What was reported, as values: articles, and the stories that they tell together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Article:
    """One outlet's article. `id` is `<date>/<file name>`; `published` is aware; paragraphs are plain text.

    `cited` are the domains that its text names as sources, such as `techcrunch.com`.
    """

    id: str
    title: str
    outlet: str
    url: str
    published: datetime
    paragraphs: tuple[str, ...]
    topics: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """A story of a day before, by its id, day, headline and the articles that told it."""

    id: str
    day: date
    headline: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier story as it is remembered: what it was, and how often its articles together used each word.

    `meaning` is the vector of its articles together; empty without the `[embeddings]` extra.
    """

    earlier: Earlier
    words: Mapping[str, int]
    meaning: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Something that a story's score is made of, in words, and how much it gave (or took)."""

    words: str
    points: float

    def __str__(self) -> str:
        return f"{self.words} ({self.points:+.1f})"


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, most central first. `id` is the first published one's; `rank` counts from 1.

    The score is the sum of what the `reasons` gave; `follows` is the earlier story that it continues, if it is safe
    to say so on air.
    """

    id: str
    headline: str
    articles: tuple[Article, ...]
    rank: int
    score: float
    reasons: tuple[Reason, ...]
    follows: Earlier | None = None

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(article.outlet for article in self.articles))
