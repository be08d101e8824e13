"""The questions of a story, and what its sources answer: news first, then insights, then conversations.

News is what happened and its figures; insight is how it works and whom it touches; conversation is what people say in
their own words. What comes next and what nobody knows stand at the end. Every answer makes sense behind the points
alone, as a listener may hear no other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from daycast.scripts.briefing.answers import may_answer
from daycast.scripts.briefing.unknown import CURRENCY, PRICE, unanswered
from daycast.scripts.writing.choose import PartChoice, StoryChoice
from daycast.scripts.writing.differ import Conflict, conflicts
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.introduce import introduced
from daycast.scripts.writing.kinds import DIFFER, HAPPENED, QUOTE, UNKNOWN, WATCH, WORKS
from daycast.scripts.writing.names import full_names, known_names, names, person
from daycast.sections import Kind, Part
from daycast.seeds.model import Story
from daycast.seeds.sentences import sentences_of

NEWS: tuple[Kind, ...] = (HAPPENED, "the numbers", "the money")
INSIGHTS: tuple[Kind, ...] = (WORKS, "the market", "people and society")
CONVERSATIONS: tuple[Kind, ...] = (QUOTE,)
ORDER = (*NEWS, *INSIGHTS, *CONVERSATIONS, WATCH, UNKNOWN)

_LEAST = 18.0  # words of average length, below which an answer is no news to somebody who heard the points
_SPEAKER = re.compile(r"(?:said|says|wrote|told|added|asked)\b")


def questions(
    choice: StoryChoice, known: Sequence[Fact], heard: Heard, most: int, words: int, tongue: str
) -> list[tuple[PartChoice, tuple[Kind, ...]]]:
    """At most so many questions of a story in their order, each with at most so many words of answers, and the usual
    questions that no source answers. `known` are all facts of the story."""
    met = {name for fact in (choice.lead, *choice.chosen) for name in fact.names}
    every = conflicts([*known, choice.lead], tongue)
    differing = tuple(c for c in every if choice.lead.key in (c.one.key, c.other.key) or telling(c))
    parts = [
        PartChoice(
            known=may_answer(choice, kind, tongue),
            part=Part(tells=(kind, DIFFER) if kind == UNKNOWN else (kind,), words=words),
            conflicts=differing if kind == UNKNOWN else (),
        )
        for kind in ORDER
    ]
    _fill(parts, heard, met)
    stand = [part for part in parts if part.conflicts or _answers(part)]
    best = sorted(stand, key=lambda part: (-_worth(part), ORDER.index(part.part.tells[0])))[:most]
    kept = [(part, tuple[Kind, ...]()) for part in parts if part in best]
    if kept and len(kept) < most and not any(part.part.tells[0] == UNKNOWN for part, _ in kept):
        told = {part.part.tells[0] for part, _ in kept}
        if tongue == "en" and (nobody := unanswered(choice.story, told)):
            kept.append((parts[-1], nobody))
    return kept


def telling(conflict: Conflict) -> Fact | None:
    """The sentence of a disagreement that needs no other to be understood; `None` where both do."""
    pair = (conflict.one, conflict.other)
    return next((f for f in pair if not f.leans and all(introduced(f.text, who) for who in f.needs)), None)


def _fill(parts: Sequence[PartChoice], heard: Heard, met: Collection[str]) -> None:
    """Gives each part what it answers best, one fact after the other, until none has room or anything new.

    Names that another part introduces count as unknown: a listener may not hear it.
    """
    while True:
        offers = []
        for index, part in enumerate(parts):
            heard.names = set(met).union(*(fact.names for fact in part.chosen))
            worth, run = part.offer(heard, float("inf"))
            offers.append((worth, -index, run))
        worth, index, run = max(offers, key=lambda offer: offer[:2])
        if not worth:
            return
        parts[-index].add(run, heard)


def _answers(part: PartChoice) -> bool:
    """Whether a part has a sentence that serves nothing else better, and enough of them that it was worth asking."""
    kind = part.part.tells[0]
    fits = any(kind == fact.kinds[0] for fact in part.chosen if fact.kinds)
    return fits and (kind in (QUOTE, WATCH, UNKNOWN) or part.words >= _LEAST)


def _worth(part: PartChoice) -> float:
    """How much a story loses without the question. What nobody knows, and what comes next, are asked in any case."""
    due = {UNKNOWN: 4.0, WATCH: 2.0, QUOTE: 1.0}.get(part.part.tells[0], 0.0)
    return due + sum(fact.weight for fact in part.chosen) + len(part.conflicts)


def asked_of(part: PartChoice, story: Story, tongue: str) -> str:
    """The one person whom all quotations of a part are from, by full name; empty where there are several, or none."""
    if part.part.tells[0] != QUOTE or tongue != "en":  # names are found in English alone
        return ""
    texts = sentences_of(story.articles)
    whole = full_names(known_names(texts))
    speakers = set()
    for fact in part.chosen:
        frame = re.sub(r"[“\"][^”\"]*[”\"]", "“”", fact.text)
        verb = _SPEAKER.search(frame)
        near = [name for name in names(frame) if verb]
        speakers.add(person(near[0], whole) if near else "")
    return speakers.pop() if len(speakers) == 1 else ""


def prices(facts: Sequence[Fact]) -> bool:
    """Whether facts on money tell what something costs, and not only that there is much of it."""
    return any(PRICE.search(fact.text) and CURRENCY.search(fact.text) for fact in facts)
