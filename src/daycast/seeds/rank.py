"""The day's stories: articles grouped, linked to earlier days, and put in the order of their weight."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from daycast.seeds.group import group
from daycast.seeds.model import Article, Earlier, Story
from daycast.seeds.terms import Vector, centroid, cosine, vectors

FOLLOWS = 0.28  # likeness at which a story is said on air to follow another; a false claim costs more than a missed one
_ARCHIVE_FADE_DAYS = 30
_OUTLET, _ARTICLE, _FOLLOW, _FRESH = 2.0, 0.5, 1.0, 1.0


def stories(day: date, articles: Sequence[Article], archive: Mapping[date, Sequence[Article]]) -> tuple[Story, ...]:
    """The stories of `day`, weightiest first. `archive` holds the articles of earlier days."""
    if not articles:
        return ()
    before = [(past, article) for past in sorted(archive) if past < day for article in archive[past]]
    every = vectors([*articles, *(article for _, article in before)])
    today, earlier = every[: len(articles)], every[len(articles) :]
    found = [_story([articles[i] for i in ids], [today[i] for i in ids]) for ids in group(articles, today)]
    past = _earlier_stories(before, earlier)
    latest = max(article.published for article in articles)
    scored = [_scored(story, _followed(day, vector, past), latest) for story, vector in found]
    ordered = sorted(scored, key=lambda story: (-story.score, story.id))
    return tuple(replace(story, rank=rank) for rank, story in enumerate(ordered, 1))


def _story(articles: Sequence[Article], members: Sequence[Vector]) -> tuple[Story, Vector]:
    """A story with its most central article first, whose title is the headline."""
    middle = centroid(members)
    near = sorted(
        zip(articles, members, strict=True), key=lambda pair: (-cosine(pair[1], middle), pair[0].published, pair[0].id)
    )
    name = min(articles, key=lambda article: (article.published, article.id)).id
    return Story(name, near[0][0].title, tuple(article for article, _ in near), 0, 0.0, ()), middle


def _earlier_stories(before: Sequence[tuple[date, Article]], members: Sequence[Vector]) -> list[tuple[Earlier, Vector]]:
    found = []
    for day in sorted({past for past, _ in before}):
        indices = [index for index, (past, _) in enumerate(before) if past == day]
        articles, known = [before[i][1] for i in indices], [members[i] for i in indices]
        for ids in group(articles, known):
            story, middle = _story([articles[i] for i in ids], [known[i] for i in ids])
            told = tuple(article.id for article in story.articles)
            found.append((Earlier(story.id, day, story.headline, told), middle))
    return found


def _followed(day: date, vector: Vector, past: Sequence[tuple[Earlier, Vector]]) -> Earlier | None:
    """The earlier story most like this one, if it is alike enough; likeness fades with the days between."""
    best, follows = FOLLOWS, None
    for earlier, middle in past:
        alike = cosine(vector, middle) * math.exp(-(day - earlier.day).days / _ARCHIVE_FADE_DAYS)
        if alike > best:
            best, follows = alike, earlier
    return follows


def _scored(story: Story, follows: Earlier | None, latest: datetime) -> Story:
    """The story with its score and what the score is made of."""
    outlets, articles = len(story.outlets), len(story.articles)
    score = _OUTLET * (outlets - 1) + _ARTICLE * articles
    reasons = [_count(outlets, "outlet"), _count(articles, "article")]
    if follows:
        score += _FOLLOW
        reasons.append(f"follows “{follows.headline}” of {follows.day.isoformat()}")
    hours = _hours_behind(story, latest)
    score += _FRESH * math.exp(-hours / 24)
    reasons.append("the newest" if hours == 0 else f"newest article {hours:.0f} h before the day's last")
    return replace(story, score=round(score, 3), reasons=tuple(reasons), follows=follows)


def _hours_behind(story: Story, latest: datetime) -> float:
    newest = max(article.published for article in story.articles)
    return (latest - newest).total_seconds() / 3600


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
