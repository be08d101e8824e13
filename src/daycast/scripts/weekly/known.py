"""What can be told of the week: each day's sentences that are still true when they are heard, and were not aired."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from daycast.scripts.aired import Aired
from daycast.scripts.weekly.model import Reference, Thread, Week
from daycast.scripts.weekly.timing import still_holds
from daycast.scripts.weekly.wording import Wording
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.sense import sense
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences


@dataclass(frozen=True, slots=True)
class Known:
    """A week with the sentences of each day's story, by its id.

    `every` are all that can be said (of a story without news this week, on its last day), `fresh` those that were not
    aired in these words and are still true. `episodes` are the show's own, by their day, as sources; `heard` knows what
    aired this week, in whatever words.
    """

    week: Week
    wording: Wording
    every: Mapping[str, tuple[Fact, ...]]
    fresh: Mapping[str, tuple[Fact, ...]]
    episodes: Mapping[date, Article]
    heard: Heard

    def news_of(self, thread: Thread) -> tuple[Fact, ...]:
        """What can be told of a thread's week and was not aired in any words."""
        return tuple(fact for fact in self.fresh_of(thread) if not self.heard.knows(fact))

    def holds(self, fact: Fact) -> bool:
        """Whether a sentence can be told, or was aired in its words and can be referred to."""
        return fact in self.fresh[fact.story] or self.wording.has(fact.text)

    def fresh_of(self, thread: Thread) -> tuple[Fact, ...]:
        """What can be told of a thread's week, the latest day first."""
        days = reversed(thread.since(self.week.first))
        return tuple(fact for _, story in days for fact in self.fresh[story.id])

    def aired(self, story: Story) -> tuple[Aired, ...]:
        """Where one day's story was told, first programme first."""
        told_by = {self.week.addresses.get(article.id, article.url) for article in story.articles}
        return tuple(sorted((part for part in self.week.aired if part.urls & told_by), key=lambda part: part.day))

    def said(self, story: Story, about: str) -> Reference | None:
        """The sentence of the first programme that told of a story, which tells most of what `about` does."""
        parts = self.aired(story)
        parts = tuple(part for part in parts if part.day == parts[0].day and part.day in self.episodes)
        return _nearest(parts, about, self.episodes)

    def said_words(self, text: str) -> Reference | None:
        """Where a sentence was aired in its own words, latest programme first."""
        for part in sorted(self.week.aired, key=lambda part: part.day, reverse=True):
            if part.day in self.episodes and Wording(part.lines).has(text):
                return _nearest((part,), text, self.episodes)
        return None


def _nearest(parts: Sequence[Aired], about: str, episodes: Mapping[date, Article]) -> Reference | None:
    wanted = sense(about)
    told = [
        (len(sense(text) & wanted), Reference(part.day, part.heading, episodes[part.day], text))
        for part in parts
        for line in part.lines
        for text in sentences(line)
    ]
    return max(told, key=lambda pair: pair[0])[1] if told else None


def known(week: Week, tongue: str, episodes: Mapping[date, Article]) -> Known:
    """Reads the sentences of every thread within reach."""
    wording = Wording(line for part in week.aired for line in part.lines)
    every = {
        story.id: facts(story, week.day, tongue)
        for thread in week.threads
        for _, story in (thread.days if thread.last >= week.first else thread.days[-1:])
    }
    fresh = {name: tuple(_fresh(told, week.day, wording, tongue)) for name, told in every.items()}
    heard = Heard(
        chain(*every.values()), [terms for part in week.aired if part.day >= week.first for terms in part.said]
    )
    return Known(week, wording, every, fresh, episodes, heard)


def _fresh(told: Sequence[Fact], day: date, wording: Wording, tongue: str) -> Iterator[Fact]:
    for fact in told:
        published = fact.article.published.date()
        if wording.has(fact.text) or not still_holds(fact.source, published, day, tongue):
            continue
        yield fact
