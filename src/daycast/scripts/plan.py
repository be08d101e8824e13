"""What an episode will tell, before a word of it is phrased: stories chosen, facts chosen, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.scripts.aired import Aired, coverage
from daycast.scripts.facts import DIFFER, HAPPENED, Conflict, Fact, best, conflicts, facts
from daycast.seeds.model import Article, Story
from daycast.show import DeepDive, Headlines, Show

WORDS_A_MINUTE = 150
_HEADLINE_FACTS = 3
_DIVE_NEEDS = 12  # facts; with fewer, a deep dive would only repeat the headline
_PART_NEEDS, _PART_MOST = 2, 6  # facts
_WORDS_A_FACT = 19


@dataclass(frozen=True, slots=True)
class Told:
    """A story of the headlines: its lead, what else is said, and what to say about its certainty and past."""

    headline: str
    lead: Fact
    more: tuple[Fact, ...]
    conflict: Conflict | None
    unconfirmed: bool
    before: Aired | None


@dataclass(frozen=True, slots=True)
class DivePart:
    """A part of the deep dive and the facts (or the conflicts) that carry it."""

    name: str
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Dive:
    """The deep dive: one story, in the parts that its sources can carry; one of them has facts."""

    headline: str
    parts: tuple[DivePart, ...]

    @property
    def lead(self) -> Fact:
        """What it says first."""
        return next(fact for part in self.parts for fact in part.facts)


@dataclass(frozen=True, slots=True)
class Plan:
    """An episode as chosen facts from `articles`. `dive` is `None` when no story carries one."""

    day: date
    title: str
    summary: str
    headlines: tuple[Told, ...]
    dive: Dive | None
    articles: tuple[Article, ...]


def plan(show: Show, day: date, stories: Sequence[Story], archive: Sequence[Aired], urls: Mapping[str, str]) -> Plan:
    """Chooses what to tell of `stories`, so that nothing is said twice and nothing that aired before is told as new."""
    known = {story.id: facts(story) for story in stories}
    past = {story.id: coverage(story.follows, archive, dict(urls)) for story in stories}
    headlines = next((section for section in show.sections if isinstance(section, Headlines)), None)
    deep = next((section for section in show.sections if isinstance(section, DeepDive)), None)

    chosen = _dive_story(stories, known) if deep else None
    rest = [story for story in stories if story is not chosen and known[story.id]]
    used = [terms for parts in past.values() for part in parts for terms in part.said]
    told = []
    for story in rest[: headlines.stories if headlines else 0]:
        item = _told(story, known[story.id], past[story.id], used)
        if item:
            told.append(item)
            used += [fact.terms for fact in (item.lead, *item.more)]
    dive = None
    if chosen and deep:
        spoken = sum(len(fact.text.split()) for item in told for fact in (item.lead, *item.more))
        budget = show.minutes * WORDS_A_MINUTE - spoken
        dive = _dive(chosen, known[chosen.id], deep, used, budget)
    first = told[0] if told else None
    title = first.headline if first else dive.headline if dive else ""
    summary = first.lead.text if first else dive.lead.text if dive else ""
    articles = tuple(article for story in stories for article in story.articles)
    return Plan(day, title, summary, tuple(told), dive, articles)


def _dive_story(stories: Sequence[Story], known: Mapping[str, Sequence[Fact]]) -> Story | None:
    """The story with the most to tell, if it has enough."""
    able = [story for story in stories if len(known[story.id]) >= _DIVE_NEEDS]
    return max(able, key=lambda story: (len(known[story.id]), -story.rank), default=None)


def _told(story: Story, known: Sequence[Fact], past: Sequence[Aired], used: list[frozenset[str]]) -> Told | None:
    leads = [fact for fact in known if fact.place == 0] or known
    fresh = best(leads, used, len(leads))
    if not fresh:
        return None
    unconfirmed = any("unconfirmed" in fact.text.lower() or "not been confirmed" in fact.text for fact in known)
    lead = next((fact for fact in fresh if fact.article is story.articles[0]), fresh[0])
    differ = [c for c in conflicts(known) if c.one is lead or c.other is lead]
    told = [*used, lead.terms]
    others = [fact for fact in known if fact is not lead and fact.kind != HAPPENED] or known
    more: list[Fact] = []
    if unconfirmed:
        more += best((fact for fact in known if fact.kind == "what is not known"), told, 1)
    elsewhere = [fact for fact in others if fact.article.outlet != lead.article.outlet]
    for pool in (elsewhere, [fact for fact in known if fact.article is lead.article], others):
        wanted = min(1, _HEADLINE_FACTS - 1 - len(more))
        more += best(pool, [*told, *(fact.terms for fact in more)], wanted)
    order = list(dict.fromkeys(fact.article.id for fact in more))
    more.sort(key=lambda fact: (order.index(fact.article.id), fact.place))  # what an article tells in order
    return Told(
        story.headline,
        lead,
        tuple(more),
        differ[0] if differ else None,
        unconfirmed,
        past[0] if past else None,
    )


def _dive(
    story: Story,
    known: Sequence[Fact],
    section: DeepDive,
    used: list[frozenset[str]],
    budget: float,
) -> Dive | None:
    """The parts in the section's order; the budget of words is shared out by what each part has to tell."""
    names = [kind for part in section.outline for kind in part.tells]
    pools = {name: [fact for fact in known if fact.kind == name] for name in names}
    total = sum(len(pool) for pool in pools.values())
    sayable = min(total, budget / _WORDS_A_FACT)
    differing = conflicts(known)
    said = [*used, *(fact.terms for c in differing for fact in (c.one, c.other) if DIFFER in names)]
    parts = []
    for name in names:
        if name == DIFFER:
            if differing:
                parts.append(DivePart(name, (), differing))
            continue
        share = round(sayable * len(pools[name]) / total) if total else 0
        chosen = best(pools[name], said, min(max(_PART_NEEDS, share), _PART_MOST))
        if len(chosen) >= _PART_NEEDS or (chosen and name == HAPPENED):
            order = {article.id: index for index, article in enumerate(story.articles)}
            chosen.sort(key=lambda fact: (order[fact.article.id], fact.place))
            parts.append(DivePart(name, tuple(chosen)))
            said += [fact.terms for fact in chosen]
    if not any(part.facts for part in parts):
        return None
    return Dive(story.headline, tuple(parts))
