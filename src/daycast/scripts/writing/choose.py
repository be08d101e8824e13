"""Facts chosen for a story or a part: the weightiest that are news to the listener and can be understood."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from daycast.scripts.writing.differ import Conflict, conflicts
from daycast.scripts.writing.facts import Fact, title_fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.introduce import introduced
from daycast.scripts.writing.kinds import DIFFER, HAPPENED, MATTERS, NOT_YET, QUOTE, UNKNOWN, UNSURE, WATCH
from daycast.scripts.writing.sense import sense
from daycast.sections import Part
from daycast.seeds.model import Story

_PART_NEEDS = 2  # good sentences
_GOOD = 0.8  # fit of a sentence for which a part is what it serves best, or next to that
_TIRED = 0.9  # what each sentence that a part has makes its next one worth
_STALE = 1.0  # what a sentence loses that tells nothing but what was heard
_GOES_ON = 0.2  # what a sentence gains whose forerunner was chosen: a thought is told to its end
_DEEP = 0.04  # what each place further down an article costs in a short account
_BRIEF_SAME = 0.35  # share of a sentence that was heard, at which a short account can do without it
_TELLS = 0.35  # share of a headline's words that a lead must tell; else the headline itself is said
_CONFLICT_WORDS = 18
_LONGEST_RUN = 3  # facts that lean on each other

# A trial: its result must follow.
_SETS_UP = re.compile(r"\b(?:gave|asked|tested|compared|surveyed|polled|ran)\b[^“]*\d")
_MOST_UNKNOWN = 3  # facts; more of what nobody knows is a list
_RESTARTS = 4  # words of meaning that another outlet's opening shares with the lead when it tells the same over again
_WORD = 6.2  # letters of a word of average length, with the space behind it

Known = Mapping[tuple[str, int], Fact]


def length(text: str) -> float:
    """How long a text takes to say, in words of average length."""
    return len(text) / _WORD


@dataclass(slots=True, eq=False)
class Choice:
    """Facts being chosen out of `known`."""

    known: Known
    chosen: list[Fact] = field(default_factory=list)

    @property
    def words(self) -> float:
        return sum(length(fact.text) for fact in self.chosen)

    def add(self, run: Iterable[Fact], heard: Heard) -> None:
        for fact in run:
            heard.say(fact)
            self.chosen.append(fact)

    def best(self, worth: Mapping[tuple[str, int], float], heard: Heard, words: float) -> list[Fact] | None:
        """The fact worth most that tells nothing twice and fits into `words`, behind what it needs in front of it."""
        told = {fact.key for fact in self._told()}
        fresh = {
            key: value - _STALE * heard.share(self.known[key]) + (_GOES_ON if (key[0], key[1] - 1) in told else 0)
            for key, value in worth.items()
            if _is_news(self.known[key], heard)
        }
        for key in sorted(fresh, key=lambda key: (-fresh[key], key)):
            run = self._with_support(self.known[key], heard)
            if run and sum(length(part.text) for part in run) <= words:
                return run
        return None

    def _with_support(self, fact: Fact, heard: Heard) -> list[Fact] | None:
        """The fact behind those that it leans on and those that introduce its names; `None` where one is missing."""
        run, mine = [fact], {other.key for other in self._told()}
        steps = range(1, _LONGEST_RUN + 1)
        if fact.leans and all((fact.article.id, fact.place - step) in mine for step in steps):
            return None
        while run[0].leans and (run[0].article.id, run[0].place - 1) not in mine:
            before = self.known.get((run[0].article.id, run[0].place - 1))
            if before is None or len(run) == _LONGEST_RUN or not _is_news(before, heard):
                return None
            run.insert(0, before)
        met = heard.names | {name for part in run for name in part.introduces}
        for needy, who in [(part, who) for part in run for who in part.needs if who.name not in met]:
            source = self.known.get((who.article.id, who.place))
            if introduced(needy.text, who) is None and source not in run:
                if source is None or source.leans or not _is_news(source, heard):
                    return None
                run.insert(0, source)
        if _SETS_UP.search(fact.text):
            result = self.known.get((fact.article.id, fact.place + 1))
            if result is None or not _is_news(result, heard):
                return None
            run.append(result)
        return run if len(run) <= _LONGEST_RUN else None

    def _told(self) -> list[Fact]:
        return self.chosen


def _is_news(fact: Fact, heard: Heard) -> bool:
    return not heard.has_said(fact) and not heard.knows(fact)


def _is_about(fact: Fact, told: frozenset[str], small: Collection[str]) -> bool:
    """Whether a sentence tells a listener, who does not see the headline, what the story is: two of the words that
    the headline tells, or one that is no name (one of `small`, which the story writes without a capital)."""
    shared = fact.terms & told
    return len(shared) >= min(2, len(told)) or any(term in small for term in shared)


def _is_behind(fact: Fact, lead: Fact) -> bool:
    """Whether a sentence would take the story back behind its lead: another outlet's opening that tells the same, or
    an account from before the event."""
    return restarts(fact, lead) or bool(NOT_YET.search(fact.text))


def restarts(fact: Fact, lead: Fact) -> bool:
    """Whether an outlet's opening tells over again what the story, or a day of it, opened with."""
    return fact.place == 0 and len(fact.core & lead.core) >= _RESTARTS


@dataclass(slots=True, kw_only=True, eq=False)
class StoryChoice(Choice):
    """A story: its lead, and what else is told of it in a few sentences.

    `conflict` is a disagreement about what the lead says; what outlets disagree on (`differing`) is never told as if
    they did not.
    """

    story: Story
    lead: Fact
    conflict: Conflict | None
    differing: frozenset[tuple[str, int]]
    unconfirmed: bool

    @classmethod
    def of(cls, story: Story, known: Sequence[Fact], heard: Heard, tongue: str) -> StoryChoice | None:
        """The story, reported in `tongue`, with its lead, which is heard; `None` where it has nothing new to say."""
        places = {article.id: index for index, article in enumerate(story.articles)}
        told, small = sense(story.headline), {word for fact in known for word in fact.source.split() if word.islower()}
        able = [f for f in known if not f.leans and _is_news(f, heard) and _is_about(f, told, small)]
        firsts = [fact for fact in able if HAPPENED in fact.kinds and fact.place <= 1]
        lead = min(firsts, key=lambda fact: (fact.place, places[fact.article.id]), default=None)
        lead = lead or max(able, key=lambda fact: (fact.weight, fact.key), default=None)
        if lead is None or len(lead.terms & told) < _TELLS * len(told):
            lead = title_fact(story, tongue) or lead
        if lead is None or heard.knows(lead):
            return None
        heard.say(lead)
        differing = conflicts(known, tongue)
        about_lead = [c for c in differing if lead.key in (c.one.key, c.other.key)]
        unsure = UNSURE.search(lead.source) or any(UNSURE.search(article.title) for article in story.articles)
        return cls(
            known={fact.key: fact for fact in (*known, lead) if fact is lead or not _is_behind(fact, lead)},
            story=story,
            lead=lead,
            conflict=about_lead[0] if about_lead else None,
            differing=frozenset(fact.key for c in differing for fact in (c.one, c.other)),
            unconfirmed=bool(unsure),
        )

    @property
    def words(self) -> float:
        lead = length(self.lead.text) + (_CONFLICT_WORDS if self.conflict else 0)
        return lead + sum(length(fact.text) for fact in self.chosen)

    def order(self, fact: Fact) -> tuple[bool, int, int]:
        """Where a fact stands among others: the lead's article first, then by nearness to the story, then by place."""
        article = next(i for i, article in enumerate(self.story.articles) if article.id == fact.article.id)
        return fact.article.id != self.lead.article.id, article, fact.place

    def fill(self, heard: Heard, words: float, most: int) -> None:
        """Adds up to `most` facts: what is uncertain about an unconfirmed report, another outlet's view, why it
        matters."""
        able = [fact for key, fact in self.known.items() if key not in self.differing]
        while len(self.chosen) < most:
            worth = {fact.key: self._worth(fact) for fact in able if heard.share(fact) < _BRIEF_SAME}
            run = self.best(worth, heard, words - self.words)
            if not run:
                return
            self.add(run, heard)

    def _told(self) -> list[Fact]:
        return [self.lead, *self.chosen]

    def _worth(self, fact: Fact) -> float:
        told = self._told()
        worth = fact.weight - min(_DEEP * fact.place, 0.4)
        if self.unconfirmed and UNKNOWN in fact.kinds and not any(UNKNOWN in other.kinds for other in self.chosen):
            worth += 2
        if fact.place == 0 and fact.article.outlet not in {other.article.outlet for other in told}:
            worth += 0.4  # what another outlet leads with is its view of the story
        if MATTERS.search(fact.text) and not any(MATTERS.search(other.text) for other in told):
            worth += 0.3
        if HAPPENED in fact.kinds:
            worth += 0.2
        if {QUOTE, UNKNOWN, WATCH} & set(fact.kinds):
            worth -= 0.3
        return worth


@dataclass(slots=True, kw_only=True, eq=False)
class PartChoice(Choice):
    """A part of the deep dive."""

    part: Part
    conflicts: tuple[Conflict, ...]

    @property
    def words(self) -> float:
        said = sum(length(fact.text) for fact in self.chosen)
        return said + sum(_CONFLICT_WORDS + length(conflict.one.text) for conflict in self.conflicts)

    @property
    def stands(self) -> bool:
        fits = [self._fit(fact) for fact in self.chosen]
        return bool(self.conflicts) or (sum(fit >= _GOOD for fit in fits) >= _PART_NEEDS and max(fits) == 1)

    def offer(self, heard: Heard, words: float) -> tuple[float, list[Fact]]:
        """What the part would add next, and what that is worth: the fuller the part, the less."""
        worth = {key: fact.weight * self._fit(fact) for key, fact in self.known.items() if self._fit(fact)}
        room = min(words, self.part.words - self.words) if self.part.words else words
        if sum(UNKNOWN in fact.kinds for fact in self.chosen) >= _MOST_UNKNOWN:
            worth = {key: value for key, value in worth.items() if UNKNOWN not in self.known[key].kinds}
        run = self.best(worth, heard, room)
        return (_TIRED ** len(self.chosen) * max(worth.get(fact.key, 0.0) for fact in run), run) if run else (0.0, [])

    def _fit(self, fact: Fact) -> float:
        """How well a fact serves the part: best where nothing else would claim it first; 0 where it does not."""
        place = min((fact.kinds.index(kind) for kind in self.part.tells if kind in fact.kinds), default=None)
        return 0.0 if place is None else 1 / (1 + 0.25 * place)


def fill_parts(
    outline: Sequence[Part],
    facts: Sequence[Fact],
    heard: Heard,
    words: float,
    around: int,
    told: Conflict | None,
    tongue: str,
) -> tuple[list[PartChoice], Heard]:
    """The parts of `outline` filled with the best of `facts` until `words` are used up, and what is heard by then.

    A part with too little to tell is left out. `around` words are said around each; `told` is a disagreement that
    was told already.
    """
    known = {fact.key: fact for fact in facts}
    differing = tuple(c for c in conflicts(facts, tongue) if told is None or c.unit != told.unit)
    kept = list(outline)
    while True:
        now = heard.fork()
        open_ones = tuple(c for c in differing if not c.one.leans and not now.has_said(c.one))
        parts = [
            PartChoice(known=known, part=part, conflicts=open_ones if DIFFER in part.tells else ()) for part in kept
        ]
        for part in parts:
            for conflict in part.conflicts:
                now.say(conflict.one)
                now.say(conflict.other)
        _fill(parts, now, words, around)
        if all(part.stands for part in parts):
            return parts, now
        weakest = min((part for part in parts if not part.stands), key=lambda part: len(part.chosen))
        kept.remove(weakest.part)


def _fill(parts: Sequence[PartChoice], heard: Heard, words: float, around: int) -> None:
    while parts and (left := words - sum(part.words + around for part in parts)) > 0:
        offers = [(*part.offer(heard, left), -index) for index, part in enumerate(parts)]
        worth, run, index = max(offers, key=lambda offer: (offer[0], offer[2]))
        if not worth:
            return
        parts[-index].add(run, heard)
