"""A weekly edition's facts in the words in which they are said, in the order of its sections."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from daycast.scripts.weekly.model import Depth, Moved, Step, Thread, WeekPlan
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.model import Told, Turn
from daycast.scripts.writing.names import full_names, known_names
from daycast.scripts.writing.voicing import voiced
from daycast.seeds.sentences import sentences_of

Said = Mapping[tuple[str, int], Fact]


def phrased(made: WeekPlan, order: Sequence[str], threads: Sequence[Thread], tongue: str) -> WeekPlan:
    """The plan with each fact in the words in which it is said, in the order of the sections."""
    if tongue != "en":
        return made
    names = {
        article.id: full
        for thread in threads
        for full in [full_names(known_names(sentences_of(thread.articles)))]
        for article in thread.articles
    }
    spoken = {
        "moved": [fact for item in made.moved for fact in _facts(item)],
        "changed": [change.now for change in made.changed if not change.again],
        "quiet": [
            fact
            for one in made.quiet
            for fact in (one.headline, one.open)
            if fact and (fact is not one.headline or one.retold)
        ],
        "ahead": [fact for one in made.coming if not one.before for fact in one.facts],
        "deep_dive": [
            *(_facts(made.dive.moved) if made.dive else ()),
            *(fact for part in (made.dive.parts if made.dive else ()) for turn in part.turns for fact in turn.facts),
        ],
    }
    said = {fact.key: fact for fact in voiced([fact for kind in order for fact in spoken.get(kind, ())], names)}
    return replace(
        made,
        moved=tuple(_retold(item, said) for item in made.moved),
        changed=tuple(replace(change, now=said.get(change.now.key, change.now)) for change in made.changed),
        quiet=tuple(
            replace(
                one,
                headline=said.get(one.headline.key, one.headline) if one.retold else one.headline,
                open=one.open and said.get(one.open.key, one.open),
            )
            for one in made.quiet
        ),
        coming=tuple(replace(one, facts=tuple(said.get(fact.key, fact) for fact in one.facts)) for one in made.coming),
        dive=made.dive
        and Depth(
            _retold(made.dive.moved, said),
            tuple(replace(part, turns=tuple(_turn(turn, said) for turn in part.turns)) for part in made.dive.parts),
            made.dive.most,
        ),
    )


def _facts(item: Moved) -> Iterator[Fact]:
    for step in item.steps:
        for turn in (step.told.lead,) if not step.quotes else ():
            yield from turn.facts
        for turn in step.told.more:
            yield from turn.facts


def _retold(item: Moved, said: Said) -> Moved:
    return replace(item, steps=tuple(replace(step, told=_told(step, said)) for step in item.steps))


def _told(step: Step, said: Said) -> Told:
    lead = step.told.lead if step.quotes else _turn(step.told.lead, said)
    return replace(step.told, lead=lead, more=tuple(_turn(turn, said) for turn in step.told.more))


def _turn(turn: Turn, said: Said) -> Turn:
    return replace(turn, facts=tuple(said.get(fact.key, fact) for fact in turn.facts))
