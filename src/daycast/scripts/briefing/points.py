"""The three points of a story: the three facts that tell most of it, each a sentence that stands alone."""

from __future__ import annotations

from collections.abc import Sequence

from daycast.scripts.writing.choose import StoryChoice, length
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import HAPPENED, JUDGES, MATTERS, QUOTE, UNKNOWN, WATCH, WORKS
from daycast.seeds.model import Story

POINTS = 3
_SHORT = 22  # words of average length, from which on a point tires
_LEAST = 8.0  # words of average length; less tells too little by itself
_TIRES = 0.03  # what each word beyond costs
_SAME = 0.35  # share of a sentence that was heard, at which it is no point of its own
_DEEP = 0.04  # what each place further down an article costs


def points(story: Story, known: Sequence[Fact], heard: Heard, tongue: str) -> StoryChoice | None:
    """The story with its lead and up to two more facts; `None` where none of its sentences can lead."""
    choice = StoryChoice.of(story, known, heard, tongue)
    if choice is None:
        return None
    able = [
        fact
        for key, fact in choice.known.items()
        if key not in choice.differing and not fact.leans and length(fact.text) >= _LEAST
    ]
    while len(choice.chosen) < POINTS - 1:
        worth = {fact.key: _worth(fact, choice) for fact in able if heard.share(fact) < _SAME}
        found = next(
            filter(None, (_alone(choice, key, heard) for key in sorted(worth, key=lambda k: (-worth[k], k)))), None
        )
        if found is None:
            break
        choice.add([found], heard)
    return choice


def _alone(choice: StoryChoice, key: tuple[str, int], heard: Heard) -> Fact | None:
    """The fact, if it is news and needs no other sentence before it."""
    run = choice.best({key: 1.0}, heard, float("inf"))
    return run[0] if run and len(run) == 1 else None


def _worth(fact: Fact, choice: StoryChoice) -> float:
    told = [choice.lead, *choice.chosen]
    worth = fact.weight - min(_DEEP * fact.place, 0.4) - _TIRES * max(0.0, length(fact.text) - _SHORT)
    if fact.outlet not in {other.outlet for other in told} and fact.place == 0:
        worth += 0.4  # what another outlet leads with
    if "the numbers" in fact.kinds and not any("the numbers" in other.kinds for other in choice.chosen):
        worth += 0.3
    if MATTERS.search(fact.text) and not any(MATTERS.search(other.text) for other in told):
        worth += 0.3
    if HAPPENED in fact.kinds:
        worth += 0.2
    if {QUOTE, UNKNOWN, WATCH} & set(fact.kinds) or fact.kinds[:1] == (WORKS,) or JUDGES.search(fact.text):
        worth -= 0.5  # questions ask for these
    return worth
