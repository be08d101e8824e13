"""The day's stories: articles grouped, linked to earlier days, and put in the order of their weight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from daycast.seeds.grouping.bags import Bags, bags
from daycast.seeds.grouping.follow import ON_AIR, Link, alike, latest, together, weighed, with_meaning
from daycast.seeds.grouping.group import Groups, group
from daycast.seeds.grouping.meaning import Meaning, Vectors
from daycast.seeds.grouping.weigh import reasons
from daycast.seeds.model import Article, Earlier, Past, Reason, Story
from daycast.seeds.terms import counted
from daycast.show import Weights


@dataclass(frozen=True, slots=True)
class Survey:
    """A day's articles in order of time, grouped, each group with the earlier story that it is most like.

    `stories` are the words of the groups, then those of `past`; `values` their weights; `meant` the
    groups' vectors, if there are any.
    """

    articles: tuple[Article, ...]
    texts: Bags
    groups: Groups
    past: tuple[Past, ...]
    stories: Bags
    values: NDArray[np.float32]
    meant: Vectors | None
    links: tuple[Link | None, ...]

    def told_by(self, number: int) -> tuple[Article, ...]:
        """The articles of a group, most central first."""
        return tuple(self.articles[row] for row in self.groups.groups[number])

    def name(self, number: int) -> str:
        """The id of a group's story: that of its first published article."""
        return self.articles[min(self.groups.groups[number])].id

    def words(self, number: int) -> dict[str, int]:
        """How often the articles of a group use each word."""
        mine = slice(self.stories.starts[number], self.stories.starts[number + 1])
        terms, counts = self.stories.terms[mine].tolist(), self.stories.counts[mine].tolist()
        return {self.stories.words[term]: int(count) for term, count in zip(terms, counts, strict=True)}

    def before(self, number: int) -> Past | None:
        """The earlier story that a group is most like, if any is like it at all."""
        link = self.links[number]
        return self.past[link.row - len(self.links)] if link else None

    def followed(self, number: int) -> Earlier | None:
        """The earlier story that a group can be said on air to continue."""
        link, before = self.links[number], self.before(number)
        return before.earlier if link and before and link.alike >= ON_AIR else None


def stories(
    day: date,
    articles: Sequence[Article],
    past: Sequence[Past] = (),
    *,
    interests: Mapping[str, float] | None = None,
    weigh: Weights | None = None,
    mean: Meaning | None = None,
) -> tuple[Story, ...]:
    """The stories of `day`, weightiest first. `past` are stories of earlier days, as `remembered` makes them.

    `interests` are words and phrases with the points that they give or take, `weigh` how much each reason counts.
    """
    return ranked(survey(day, articles, past, mean), interests or {}, weigh or Weights())


def remembered(day: date, articles: Sequence[Article], mean: Meaning | None = None) -> tuple[Past, ...]:
    """The stories of one day to look back at: what `stories` takes on a later day.

    They depend on that day's articles alone, so they can be kept until one of these changes.
    """
    found = survey(day, articles, (), mean)
    return tuple(
        Past(
            Earlier(found.name(number), day, told[0].title, tuple(article.id for article in told)),
            found.words(number),
            () if found.meant is None else tuple(found.meant[number].tolist()),
        )
        for number in range(len(found.links))
        for told in [found.told_by(number)]
    )


def survey(day: date, articles: Sequence[Article], past: Sequence[Past], mean: Meaning | None = None) -> Survey:
    """The articles of `day` grouped, and the earlier story that each group is most like.

    `mean` gives texts their vectors; without it, words are all that is compared.
    """
    ordered = tuple(sorted(articles, key=lambda article: (article.published, article.id)))
    counts = [counted(article.title, " ".join(article.paragraphs)) for article in ordered]
    archive = Counter(word for story in past for word in story.words)
    texts = bags(counts)
    times = [article.published.timestamp() / 86400 for article in ordered]
    vectors = mean([f"{article.title}. {' '.join(article.paragraphs)}" for article in ordered]) if mean else None
    groups = group(texts, times, archive, len(past), vectors)
    told = [sum((counts[row] for row in sorted(rows)), Counter[str]()) for rows in groups.groups]
    every = bags([*told, *(story.words for story in past)])
    values = weighed(every)
    days = np.array([*[day.toordinal()] * len(told), *(story.earlier.day.toordinal() for story in past)], float)
    others = np.arange(len(told), len(every))
    meant = None if vectors is None else together(vectors, groups.groups)
    before = None if meant is None else _vectors(past, meant.shape[1])
    links = []
    for row in range(len(told)):
        likenesses = alike(every, values, row, others)
        if meant is not None and before is not None:
            likenesses = with_meaning(likenesses, meant[row], before)
        links.append(latest(days, row, others, likenesses))
    return Survey(ordered, texts, groups, tuple(past), every, values, meant, tuple(links))


def _vectors(past: Sequence[Past], width: int) -> Vectors:
    """The vectors of earlier stories; zeros for one that was remembered without."""
    known = [story.meaning if len(story.meaning) == width else (0.0,) * width for story in past]
    return np.array(known, np.float32).reshape(-1, width)


def ranked(found: Survey, interests: Mapping[str, float], weigh: Weights) -> tuple[Story, ...]:
    """The stories of a survey with their reasons, weightiest first."""
    scored = []
    for number in range(len(found.links)):
        earlier = found.followed(number)
        told = (earlier, _share_told(found, number)) if earlier else None
        why = reasons(found.told_by(number), found.articles[-1].published, told, interests, weigh)
        scored.append((round(sum(reason.points for reason in why), 6), number, why))
    scored.sort(key=lambda story: (-story[0], found.name(story[1])))
    return tuple(_story(found, number, rank, score, why) for rank, (score, number, why) in enumerate(scored, 1))


def _story(found: Survey, number: int, rank: int, score: float, why: tuple[Reason, ...]) -> Story:
    told = found.told_by(number)
    return Story(found.name(number), told[0].title, told, rank, score, why, found.followed(number))


def _share_told(found: Survey, number: int) -> float:
    """The share of a group's words, by weight, that stand in the earlier story that it is most like, too."""
    before = found.before(number)
    told = before.words if before else {}
    mine = slice(found.stories.starts[number], found.stories.starts[number + 1])
    known = [found.stories.words[term] in told for term in found.stories.terms[mine].tolist()]
    return float((found.values[mine][known].astype(np.float64) ** 2).sum())
