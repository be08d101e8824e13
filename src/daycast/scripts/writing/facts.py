"""Sentences of a story that can be said on air, each with what it serves, what it needs, and how much it weighs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.scripts.writing.english import English
from daycast.scripts.writing.introduce import Introduction, wanting
from daycast.scripts.writing.kinds import HAPPENED
from daycast.scripts.writing.names import full_names, known_names
from daycast.scripts.writing.plainly import Plain
from daycast.scripts.writing.sense import sense
from daycast.scripts.writing.titles import best_title, is_bait, is_opinion, speakable
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.scripts.writing.trim import without_insertions
from daycast.sections import Kind
from daycast.seeds.grouping.bags import bags, middle
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences_of
from daycast.seeds.terms import counted, words

_ARTICLES = 12  # the most central ones of a story; the others say the same again


@dataclass(frozen=True, slots=True)
class Fact:
    """One sentence of an article of a story: `text` as it is said, `source` as it was written.

    `place` counts the article's sentences from 0. `leans` tells that it makes sense only behind the fact of the
    place before. `weight` is 0 to about 2. `introduces` are names that it explains, `needs` introductions of names that
    it takes for granted. `core` are the terms without those of its insertions.
    `also` are further sentences that its words rest on, with their articles. `outlet` is the outlet as it is said.
    """

    text: str
    source: str
    story: str
    article: Article
    outlet: str
    place: int
    kinds: tuple[Kind, ...]
    weight: float
    terms: frozenset[str]
    names: frozenset[str]
    leans: bool
    introduces: frozenset[str] = frozenset()
    needs: tuple[Introduction, ...] = ()
    core: frozenset[str] = frozenset()
    also: tuple[tuple[Article, str], ...] = ()

    @property
    def key(self) -> tuple[str, int]:
        """Which sentence of which article it is, however it is said."""
        return self.article.id, self.place


def _reading(tongue: str) -> English | Plain:
    """How sentences of a language, without its region, are read."""
    return English() if tongue == "en" else Plain(tongue_of(tongue))


def facts(story: Story, day: date, tongue: str = "en") -> tuple[Fact, ...]:
    """The sentences of a story, reported in `tongue`, that may be said on `day`, in the order of its articles.

    Weight: nearness to what the story's articles share, naming what its headline names, and standing early.
    """
    central, reading = story.articles[:_ARTICLES], _reading(tongue)
    common = middle(bags(counted(article.title, " ".join(article.paragraphs)) for article in central))
    named = frozenset(words(story.headline))
    reported = [article for article in central if not is_opinion(article)] or central
    written = [sentences_of([article]) for article in reported]
    known = [reading.introductions(article, texts) for article, texts in zip(reported, written, strict=True)]
    shared = {name: who for found in reversed(known) for name, who in found.items()}
    return tuple(
        fact
        for article, texts, own in zip(reported, written, known, strict=True)
        for fact in _of(story.id, article, texts, {**shared, **own}, common, named, day, reading)
    )


def title_fact(story: Story, tongue: str = "en") -> Fact | None:
    """The story's headline as a sentence, for where no sentence of its articles can open it; `None` where it cannot
    be said either."""
    title, reading = best_title(story.articles, tongue), _reading(tongue)
    text = f"{title}."
    if is_bait(title) or ":" in title or not reading.may_be_said(text):
        return None
    article = next(article for article in story.articles if speakable(article, story.articles, tongue) == title)
    terms = sense(text)
    mine = frozenset(reading.names(text))
    outlet = reading.outlet(article.outlet)
    return Fact(text, article.title, story.id, article, outlet, -1, (HAPPENED,), 1.0, terms, mine, False, core=terms)


def _of(
    story: str,
    article: Article,
    written: Sequence[str],
    known: Mapping[str, Introduction],
    common: Mapping[str, float],
    named: frozenset[str],
    day: date,
    reading: English | Plain,
) -> list[Fact]:
    surnames = full_names(known_names(written))
    found = []
    for place, source in enumerate(written):
        text = reading.said(source, article.published.date(), day)
        if not text:
            continue
        terms = sense(text)
        told = frozenset(words(text))
        near = sum(common.get(term, 0.0) for term in told) / max(len(told), 4) ** 0.5
        weight = near + 0.5 * len(told & named) / max(len(named), 1) + 0.5 / (1 + place)
        mine = reading.names(text)
        found.append(
            Fact(
                text,
                source,
                story,
                article,
                reading.outlet(article.outlet),
                place,
                reading.kinds(text, place),
                round(weight, 9),
                terms,
                frozenset(mine),
                reading.leans(text, " ".join(written[max(0, place - 3) : place]), surnames),
                frozenset(name for name in mine if name in known and known[name].sentence == source),
                wanting(article, place, text, known),
                sense(without_insertions(text, lambda insertion: True)),
            )
        )
    return found
