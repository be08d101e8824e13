"""Chosen facts put into turns, and these in the order and the words in which they are said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from daycast.scripts.aired import Aired
from daycast.scripts.writing.choose import PartChoice, StoryChoice
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.kinds import JUDGES, WATCH, WORKS, when_due
from daycast.scripts.writing.model import Dive, DivePart, Plan, Told, Turn
from daycast.scripts.writing.names import as_said, full_names, known_names, topics
from daycast.scripts.writing.titles import best_title
from daycast.scripts.writing.voicing import voiced
from daycast.seeds.model import Story
from daycast.seeds.sentences import sentences_of

_TURN_WORDS = 34  # of two sentences that one speaker says in one go
_MANY_OUTLETS = 3  # from which on only every other turn names its outlet
_SPARE = 6  # facts


def told(item: StoryChoice, past: Sequence[Aired], spare: Sequence[Fact], tongue: str) -> Told:
    """A story's facts as turns: its lead's article first, then the others, each in the order of its sentences."""
    story = item.story
    headline = best_title(story.articles, tongue)
    about = topics(headline, _names(story)) if tongue == "en" else ()  # names are found in English alone
    runs = runs_of([item.lead, *sorted(item.chosen, key=item.order)])
    if item.conflict and len(runs[0]) > 1 and not runs[0][1].leans:
        runs[:1] = [runs[0][:1], runs[0][1:]]  # the disagreement is about the lead, and follows it
    first, *more = turns_of(runs, item.lead.outlet)
    return Told(
        headline,
        about,
        replace(first, credit=item.unconfirmed or item.lead.place < 0),
        tuple(more),
        item.conflict,
        item.unconfirmed,
        past[0] if past else None,
        min((part.day for part in past), default=None),
        spare=_weightiest(spare),
        spoken={name: as_said(name, sentences_of(story.articles)) for name in about},
    )


def dive(
    opening: StoryChoice,
    parts: Sequence[PartChoice],
    past: Sequence[Aired],
    spare: Sequence[Fact],
    tongue: str,
    *,
    by_day: bool = False,
) -> Dive:
    """The deep dive as it is told; `by_day`, each part goes from what was reported first to what was last."""
    begun = told(opening, past, spare, tongue)
    opened = [begun.lead, *begun.more]
    outlet = next((turn.outlet for turn in reversed(opened) if turn.credit), begun.lead.outlet)
    credited = {turn.outlet for turn in opened if turn.credit}
    made = []
    for part in parts:
        chosen = sorted(part.chosen, key=opening.order)
        runs = runs_of(sorted(chosen, key=lambda fact: fact.article.published.date()) if by_day else chosen)
        if WATCH in part.part.tells:
            runs.sort(key=lambda run: when_due(run[0].text))
        turns = turns_of(runs, outlet, credited)
        outlet = next((turn.outlet for turn in reversed(turns) if turn.credit), outlet)
        credited |= {turn.outlet for turn in turns if turn.credit}
        fitting = [fact for fact in spare if set(fact.kinds) & set(part.part.tells)]
        made.append(
            DivePart(part.part.tells[0], part.part.heading(tongue), turns, part.conflicts, _weightiest(fitting))
        )
    return Dive(begun, tuple(made))


def _weightiest(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted((fact for fact in facts if not fact.leans), key=lambda fact: (-fact.weight, fact.key))[:_SPARE])


def _names(story: Story) -> Mapping[str, int]:
    return known_names(sentences_of(story.articles))


def runs_of(chosen: Sequence[Fact]) -> list[list[Fact]]:
    """Facts as one speaker says them: one that leans with the one before it, and a short one that goes on from it."""
    runs: list[list[Fact]] = []
    for fact in chosen:
        last = runs[-1] if runs else []
        follows = bool(last) and (fact.article.id, fact.place - 1) == last[-1].key
        follows = follows and last[-1].place >= 0  # behind a headline's colon, all would sound like the headline
        short = sum(len(part.text.split()) for part in (*last, fact)) <= _TURN_WORDS
        if follows and (fact.leans or short):
            last.append(fact)
        else:
            runs.append([fact])
    return runs


def turns_of(runs: Sequence[Sequence[Fact]], outlet: str, credited: Collection[str] = ()) -> tuple[Turn, ...]:
    """Runs of facts as turns. An outlet is credited where the listener last heard another one, which was `outlet`
    before the first turn; and where it judges. How something works needs no witness, and of many outlets not every
    one is named."""
    turns: list[Turn] = []
    heard = set(credited)
    for run in runs:
        mine = run[0].outlet
        opinion = bool(JUDGES.search(run[0].text)) and mine not in heard
        after_credit = bool(turns) and turns[-1].credit and len(heard) >= _MANY_OUTLETS
        credit = (mine != outlet and run[0].kinds[:1] != (WORKS,) and not after_credit) or opinion
        turns.append(Turn(tuple(run), credit, again=bool(turns) and mine in heard))
        if credit:
            heard.add(mine)
        outlet = mine if credit or not outlet else outlet
    return tuple(turns)


def _linked(items: Sequence[Told]) -> tuple[Told, ...]:
    """The stories, each with the name that it shares with the one before."""
    found = list(items[:1])
    for before, item in pairwise(items):
        shared = [name for name in item.topics if name in before.topics]
        found.append(replace(item, stays_with=shared[0] if shared else None))
    return tuple(found)


def episode(
    day: date, items: Sequence[Told], deep: Dive | None, stories: Sequence[Story], words: float, tongue: str
) -> Plan:
    """The plan with every fact in the words in which it is said, in its order."""
    names = {article.id: full_names(_names(story)) for story in stories for article in story.articles}
    every = [*items, *([deep.opening] if deep else [])]
    order = [fact for item in every for turn in (item.lead, *item.more) for fact in turn.facts]
    order += [fact for part in (deep.parts if deep else ()) for turn in part.turns for fact in turn.facts]
    said = {fact.key: fact for fact in (voiced(order, names) if tongue == "en" else order)}

    def retold(item: Told) -> Told:
        return replace(item, lead=_retold(item.lead, said), more=tuple(_retold(turn, said) for turn in item.more))

    items = tuple(retold(item) for item in _linked(items))
    if deep:
        parts = (replace(part, turns=tuple(_retold(turn, said) for turn in part.turns)) for part in deep.parts)
        deep = Dive(retold(deep.opening), tuple(parts))
    articles = tuple(article for story in stories for article in story.articles)
    first = items[0] if items else deep.opening if deep else None
    title, summary = (first.headline, first.lead.facts[0].text) if first else ("", "")
    return Plan(day, title, summary, items, deep, articles, words)


def _retold(turn: Turn, said: Mapping[tuple[str, int], Fact]) -> Turn:
    return replace(turn, facts=tuple(said[fact.key] for fact in turn.facts))
