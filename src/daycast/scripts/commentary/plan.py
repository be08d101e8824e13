"""Which facts a take lays out: those of one story, in a few parts, and what about it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daycast.errors import DaycastError
from daycast.scripts.writing.choose import PartChoice, StoryChoice, fill_parts, length
from daycast.scripts.writing.compose import dive, episode
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import DIFFER, HAPPENED, UNKNOWN, WATCH
from daycast.scripts.writing.model import WORDS_A_MINUTE, Dive, DivePart, Plan
from daycast.sections import KINDS, Facts, OpenQuestion, Part
from daycast.seeds.model import Story
from daycast.show import Show

_FACTS_SHARE = 0.5  # of the episode's words; the rest is opinion
_OPEN_SHARE = 0.12
_OPENING_WORDS, _OPENING_FACTS = 110, 3  # besides the lead
_AROUND = 9  # words that the programme says around a part
_OPEN_FACTS = 4
_CONSIDERED, _ENOUGH = 12, 6  # stories that may be the one, and the facts that it should have
_UNEVEN, _LEAST_PART = 1.25, 60  # times an equal share that a part may take of the words, and what every part may


@dataclass(frozen=True, slots=True)
class Laid:
    """The facts of a take: the plan that phrases them, the parts that tell them, and the one that tells what is open,
    if the sources say so."""

    plan: Plan
    dive: Dive
    parts: tuple[DivePart, ...]
    question: DivePart | None

    @property
    def unknown(self) -> bool:
        """Whether something is told that is not known, and not only what comes next."""
        told = [fact for turn in self.question.turns for fact in turn.facts] if self.question else []
        return any(UNKNOWN in fact.kinds for fact in told)


def weightiest(stories: Sequence[Story], day: date, tongue: str) -> Story:
    """The first of ranked `stories` that has enough to tell for an episode; where none has, the first."""
    near = stories[:_CONSIDERED]
    return next((story for story in near if len(facts(story, day, tongue)) >= _ENOUGH), stories[0])


def lay_out(show: Show, day: date, story: Story) -> Laid:
    """The facts of `story`, chosen so that nothing is said twice. Raises `DaycastError` where none can be said."""
    tongue = show.tongue
    known = facts(story, day, tongue)
    heard = Heard(known, [])
    opening = StoryChoice.of(story, known, heard, tongue)
    if opening is None:
        raise DaycastError(
            f"{show.seeds(day)}: no sentence of “{story.headline}” can be said on air",
            hint=f"Choose another, `deep_dive: ID` in scripts/{show.stem(day)}.board.yaml, or write it by hand.",
        )
    opening.fill(heard, _OPENING_WORDS, _OPENING_FACTS)
    words = show.minutes * WORDS_A_MINUTE
    wanted = next((section for section in show.sections if isinstance(section, Facts)), None)
    parts: list[PartChoice] = []
    if wanted and wanted.most:
        settled = [fact for fact in known if not _is_open(fact)]
        left = words * _FACTS_SHARE - opening.words
        parts, heard = _parts(settled, wanted.most, heard, left, opening, tongue)
    asks = any(isinstance(section, OpenQuestion) for section in show.sections)
    disputed = {opening.conflict.one.key, opening.conflict.other.key} if opening.conflict else set()
    fresh = [fact for fact in known if fact.key not in disputed]  # not one side of what was told with both
    question = _question(fresh, heard, words * _OPEN_SHARE) if asks else None
    every = [*parts, *([question] if question else [])]
    made = dive(opening, every, (), (), tongue)
    total = opening.words + sum(part.words + _AROUND for part in every)
    plan = episode(day, (), made, [story], total, tongue)
    assert plan.dive
    told = plan.dive.parts
    return Laid(plan, plan.dive, told[: len(parts)], told[-1] if question else None)


def _is_open(fact: Fact) -> bool:
    return fact.kinds[:1] in ((UNKNOWN,), (WATCH,))


def _parts(
    settled: Sequence[Fact], most: int, heard: Heard, words: float, opening: StoryChoice, tongue: str
) -> tuple[list[PartChoice], Heard]:
    """The parts that have most to tell; where outlets disagree, that always is one. What happened is in the opening."""
    fair = max(_LEAST_PART, round(words / most * _UNEVEN))
    outline = [Part(tells=(kind,), words=fair) for kind in KINDS if kind not in (HAPPENED, UNKNOWN, WATCH)]
    tried, _ = fill_parts(outline, settled, heard, words, _AROUND, opening.conflict, tongue)
    best = sorted(tried, key=lambda part: (DIFFER not in part.part.tells, -sum(f.weight for f in part.chosen)))[:most]
    kept = [part.part for part in tried if part in best]
    return fill_parts(kept, settled, heard, words, _AROUND, opening.conflict, tongue)


def _question(known: Sequence[Fact], heard: Heard, words: float) -> PartChoice | None:
    """What is not known, and what comes next: a sentence is enough."""
    part = Part(tells=(UNKNOWN, WATCH))
    choice = PartChoice(known={fact.key: fact for fact in known}, part=part, conflicts=())
    while len(choice.chosen) < _OPEN_FACTS:
        run = choice.offer(heard, words - choice.words)[1]
        if not run or (choice.chosen and sum(length(fact.text) for fact in run) > words - choice.words):
            break
        choice.add(run, heard)
    if not any(UNKNOWN in fact.kinds for fact in choice.chosen):
        unheard = (fact for fact in known if UNKNOWN in fact.kinds and not fact.leans and not heard.has_said(fact))
        if missing := max(unheard, key=lambda fact: (fact.weight, fact.key), default=None):
            choice.add([missing], heard)  # also in words that were heard: it names what it knows nothing of
    return choice if any(_is_open(fact) for fact in choice.chosen) else None
