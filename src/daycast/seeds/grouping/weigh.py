"""What a story weighs: the reasons for its place, in words, each with what it gave."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime

from daycast.seeds.model import Article, Earlier, Reason
from daycast.seeds.terms import phrase
from daycast.show import Weights

_DOUBLED_OUTLETS = 2.0  # points for each doubling of the outlets: the third counts less than the second
_FRESH, _FRESH_HOURS = 1.0, 24  # points of the day's newest; so many hours later 1/e of them
_NOVEL = 1.0  # points of a story that is news: at least half of its words are new, so a sequel may be; less for less
_IN_TEXT = 0.5  # of an interest's weight, where it is in a text but no title


def reasons(
    articles: Sequence[Article],
    latest: datetime,
    told: tuple[Earlier, float] | None,
    interests: Mapping[str, float],
    weigh: Weights,
) -> tuple[Reason, ...]:
    """Why a story of `articles` stands where it stands; its score is the sum of the points.

    `latest` is when the day's last article was published, `told` the earlier story that this one is like and the share
    of its words that were told then (0 to 1).
    """
    return (
        _outlets(articles, weigh.outlets),
        _freshness(articles, latest, weigh.freshness),
        _novelty(told, weigh.novelty),
        *interested(articles, interests, weigh.interests),
    )


def _outlets(articles: Sequence[Article], weight: float) -> Reason:
    outlets = len({article.outlet for article in articles})
    more = f" in {_count(len(articles), 'article')}" if len(articles) > outlets else ""
    return Reason(_count(outlets, "outlet") + more, weight * _DOUBLED_OUTLETS * math.log2(outlets))


def _freshness(articles: Sequence[Article], latest: datetime, weight: float) -> Reason:
    hours = (latest - max(article.published for article in articles)).total_seconds() / 3600
    words = "the day's newest" if hours == 0 else f"newest article {_hours(hours)} before the day's last"
    return Reason(words, weight * _FRESH * math.exp(-hours / _FRESH_HOURS))


def _novelty(told: tuple[Earlier, float] | None, weight: float) -> Reason:
    if told is None:
        return Reason("continues no earlier story", weight * _NOVEL)
    earlier, share = told
    words = f"follows “{earlier.headline}” of {earlier.day.isoformat()}, {1 - share:.0%} of its words are new"
    return Reason(words, weight * _NOVEL * min(1, 2 * (1 - share)))


def interested(articles: Sequence[Article], interests: Mapping[str, float], weight: float) -> list[Reason]:
    """What the show's interests give to articles on one story, each times `weight`."""
    titles = "".join(phrase(article.title) for article in articles)
    texts = "".join(phrase(" ".join((*article.topics, *article.paragraphs))) for article in articles)
    found = []
    for interest, points in interests.items():
        if (wanted := phrase(interest)) in titles:
            found.append(Reason(f"“{interest}” in a title", weight * points))
        elif wanted in texts:
            found.append(Reason(f"“{interest}” in the text", weight * points * _IN_TEXT))
    return found


def _hours(hours: float) -> str:
    return f"{hours:.0f} h" if hours >= 1 else f"{hours * 60:.0f} min"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
