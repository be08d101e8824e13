"""What an episode will tell, before a word of it is phrased: stories chosen, facts chosen, in their order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from daycast.scripts.aired import Aired, coverage
from daycast.scripts.writing.choose import Choice, PartChoice, StoryChoice, fill_parts
from daycast.scripts.writing.differ import Conflict
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import JUDGES, WATCH, WORKS, when_due
from daycast.scripts.writing.names import as_said, full_names, is_telling, known_names, said_outlet, topics
from daycast.scripts.writing.titles import best_title
from daycast.scripts.writing.voicing import voiced
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences
from daycast.show import DeepDive, Headlines, Show

WORDS_A_MINUTE = 135  # of average length, as the demo show's hosts speak, pauses included
_OWN_WORDS = 60  # of greeting, outlook and sign-off
_STORY_WORDS, _STORY_FACTS = 62, 4  # a story of the headlines, where time is short
_TURN_WORDS = 34  # of two sentences that one speaker says in one go
_AROUND = 9  # words that the programme says around a story or part
_HEADLINES_SHARE = 0.45  # of an episode that has a deep dive
_CONSIDERED = 40  # stories that are read for what they could tell; a programme has room for fewer
_OPENING_WORDS = 90
_MANY_OUTLETS = 3  # from which on only every other turn names its outlet
_SPARE = 6  # facts
_DIVE_NEEDS = 10  # facts; with fewer, a deep dive would only repeat the headline


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a time. `credit` tells that the outlet is to be named, `again` that it was named
    for this story before."""

    facts: tuple[Fact, ...]
    credit: bool = False
    again: bool = False

    @property
    def outlet(self) -> str:
        return self.facts[0].outlet

    @property
    def text(self) -> str:
        return " ".join(fact.text for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Told:
    """A story: its first turn and what else is said.

    `topics` are the names that it is about, and `spoken` gives each as it is said ("the FBI"); `stays_with` one that
    the story before it was about too; `before` is what aired of it last, `since` the day on which it first did.
    `spare` facts could be said as well.
    """

    headline: str
    topics: tuple[str, ...]
    outlets: tuple[str, ...]
    lead: Turn
    more: tuple[Turn, ...]
    conflict: Conflict | None
    unconfirmed: bool
    before: Aired | None
    since: date | None
    stays_with: str | None = None
    spare: tuple[Fact, ...] = ()
    spoken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DivePart:
    """A part of the deep dive: the kind of sentence that it tells first, its heading, its turns or conflicts, and
    `spare` facts that could be said as well."""

    name: str
    heading: str
    turns: tuple[Turn, ...]
    conflicts: tuple[Conflict, ...] = ()
    spare: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Dive:
    """The deep dive: one story as it opens, and the parts that its sources can carry."""

    opening: Told
    parts: tuple[DivePart, ...]

    @property
    def headline(self) -> str:
        return self.opening.headline


@dataclass(frozen=True, slots=True)
class Plan:
    """An episode as chosen facts from `articles`. `dive` is `None` when no story carries one.

    `words` is about how many, of average length, will be said.
    """

    day: date
    title: str
    summary: str
    headlines: tuple[Told, ...]
    dive: Dive | None
    articles: tuple[Article, ...]
    words: float

    def short(self, minutes: float) -> str | None:
        """Why the episode is more than a minute shorter than meant; `None` where it is not."""
        about = self.words / WORDS_A_MINUTE
        if about > minutes - 1:
            return None
        why = "what else was reported repeats what is told, or makes no sense on its own"
        depth = "" if self.dive else "no story has enough to tell for a deep dive, and "
        return f"about {max(about, 0.5):.2g} of {minutes:g} minutes: {depth}{why}"

    @property
    def depth(self) -> str | None:
        """The name that the deep dive is about, as it is said, if it tells that by itself."""
        opening = self.dive.opening if self.dive else None
        names = [name for name in opening.topics[:1] if is_telling(name, opening.lead.text)] if opening else []
        return opening.spoken[names[0]] if opening and names else None

    @property
    def teasers(self) -> tuple[str, ...]:
        """Up to three names that the headlines are about, each that of one story only, as they are said."""
        found: list[str] = []
        deep = self.dive.opening.topics[:1] if self.dive else ()
        for item in self.headlines:
            others = [other.topics for other in self.headlines if other is not item]
            met = {name.split()[-1] for name in (*deep, *(name for names in others for name in names))}
            alone = [name for name in item.topics if name.split()[-1] not in met and is_telling(name, item.lead.text)]
            found += [item.spoken[name] for name in alone[:1] if not item.unconfirmed]
        return tuple(found[:3])


def plan(show: Show, day: date, stories: Sequence[Story], archive: Sequence[Aired], urls: Mapping[str, str]) -> Plan:
    """Chooses what to tell of `stories`, so that nothing is said twice and nothing that aired before is told as new.

    stories -> facts -> the story that goes deep, and its opening -> a lead for each headline -> what else is new
    -> the parts of the dive -> headlines get the time that is left -> turns, in the words in which they are said
    """
    stories = stories[:_CONSIDERED]
    known = {story.id: facts(story, day) for story in stories}
    past = {story.id: coverage(story.follows, archive, dict(urls)) for story in stories}
    headlines = next((section for section in show.sections if isinstance(section, Headlines)), None)
    deep = next((section for section in show.sections if isinstance(section, DeepDive)), None)
    heard = Heard(
        (fact for found in known.values() for fact in found),
        [terms for parts in past.values() for part in parts for terms in part.said],
    )
    budget = show.minutes * WORDS_A_MINUTE - _OWN_WORDS
    chosen = _dive_story(stories, known) if deep else None
    opening = StoryChoice.of(chosen, known[chosen.id], heard) if chosen else None
    if opening:
        opening.fill(heard, _OPENING_WORDS, 3)
    told: list[StoryChoice] = []
    share = budget * (_HEADLINES_SHARE if opening else 1)
    for story in stories:
        room = headlines and len(told) < headlines.stories and (not told or (len(told) + 1) * _STORY_WORDS <= share)
        if room and not (opening and story is chosen) and (item := StoryChoice.of(story, known[story.id], heard)):
            told.append(item)
    for item in told:
        item.fill(heard, _STORY_WORDS, _STORY_FACTS)
    parts: list[PartChoice] = []
    if opening and chosen and deep:
        taken = sum(item.words + _AROUND for item in [opening, *told])
        parts, heard = fill_parts(deep.outline, known[chosen.id], heard, budget - taken, _AROUND, opening.conflict)
    for index, item in enumerate(told):
        left = budget - sum(choice.words + _AROUND for choice in _all(opening, told, parts))
        item.fill(heard, item.words + left / (len(told) - index), 2 * _STORY_FACTS)
    spare = {
        story: [fact for fact in found if not heard.has_said(fact) and not heard.knows(fact)]
        for story, found in known.items()
    }
    items = [_told(item, past[item.story.id], spare[item.story.id]) for item in told]
    dive = None
    if opening and parts:
        dive = _dive(opening, parts, past[opening.story.id], spare[opening.story.id])
    elif opening:
        items.insert(0, _told(opening, past[opening.story.id], spare[opening.story.id]))
    words = sum(choice.words + _AROUND for choice in _all(opening, told, parts)) + _OWN_WORDS
    return _episode(day, _linked(items), dive, stories, words)


def _all(opening: StoryChoice | None, told: Sequence[StoryChoice], parts: Sequence[PartChoice]) -> list[Choice]:
    return [*([opening] if opening else []), *told, *parts]


def _dive_story(stories: Sequence[Story], known: Mapping[str, Sequence[Fact]]) -> Story | None:
    """The story with the most to tell, if one has enough; the later its rank, the more it must have."""
    able = [story for story in stories if len(known[story.id]) >= _DIVE_NEEDS]
    return max(able, key=lambda story: (len(known[story.id]) / (1 + 0.1 * (story.rank - 1)), -story.rank), default=None)


def _told(item: StoryChoice, past: Sequence[Aired], spare: Sequence[Fact]) -> Told:
    """A story's facts as turns: its lead's article first, then the others, each in the order of its sentences."""
    story = item.story
    headline = best_title(story.articles)
    about = topics(headline, _names(story))
    first, *more = _turns(_runs([item.lead, *sorted(item.chosen, key=item.order)]), item.lead.outlet)
    return Told(
        headline,
        about,
        tuple(dict.fromkeys(said_outlet(name) for name in story.outlets)),
        replace(first, credit=item.unconfirmed or item.lead.place < 0),
        tuple(more),
        item.conflict,
        item.unconfirmed,
        past[0] if past else None,
        min((part.day for part in past), default=None),
        spare=_weightiest(spare),
        spoken={name: as_said(name, _sentences(story)) for name in about},
    )


def _dive(opening: StoryChoice, parts: Sequence[PartChoice], past: Sequence[Aired], spare: Sequence[Fact]) -> Dive:
    told = _told(opening, past, spare)
    opened = [told.lead, *told.more]
    outlet = next((turn.outlet for turn in reversed(opened) if turn.credit), told.lead.outlet)
    credited = {turn.outlet for turn in opened if turn.credit}
    made = []
    for part in parts:
        runs = _runs(sorted(part.chosen, key=opening.order))
        if WATCH in part.part.tells:
            runs.sort(key=lambda run: when_due(run[0].text))
        turns = _turns(runs, outlet, credited)
        outlet = next((turn.outlet for turn in reversed(turns) if turn.credit), outlet)
        credited |= {turn.outlet for turn in turns if turn.credit}
        fitting = [fact for fact in spare if set(fact.kinds) & set(part.part.tells)]
        made.append(DivePart(part.part.tells[0], part.part.heading, turns, part.conflicts, _weightiest(fitting)))
    return Dive(told, tuple(made))


def _weightiest(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    return tuple(sorted((fact for fact in facts if not fact.leans), key=lambda fact: (-fact.weight, fact.key))[:_SPARE])


def _sentences(story: Story) -> list[str]:
    return [text for article in story.articles for paragraph in article.paragraphs for text in sentences(paragraph)]


def _names(story: Story) -> Mapping[str, int]:
    return known_names(_sentences(story))


def _runs(chosen: Sequence[Fact]) -> list[list[Fact]]:
    """Facts as one speaker says them: one that leans with the one before it, and a short one that goes on from it."""
    runs: list[list[Fact]] = []
    for fact in chosen:
        last = runs[-1] if runs else []
        follows = bool(last) and (fact.article.id, fact.place - 1) == last[-1].key
        short = sum(len(part.text.split()) for part in (*last, fact)) <= _TURN_WORDS
        if follows and (fact.leans or short):
            last.append(fact)
        else:
            runs.append([fact])
    return runs


def _turns(runs: Sequence[Sequence[Fact]], outlet: str, credited: Collection[str] = ()) -> tuple[Turn, ...]:
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
        turns.append(Turn(tuple(run), credit, again=mine in heard))
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


def _episode(day: date, items: tuple[Told, ...], dive: Dive | None, stories: Sequence[Story], words: float) -> Plan:
    """The plan with every fact in the words in which it is said, in its order."""
    names = {article.id: full_names(_names(story)) for story in stories for article in story.articles}
    told = [*items, *([dive.opening] if dive else [])]
    order = [fact for item in told for turn in (item.lead, *item.more) for fact in turn.facts]
    order += [fact for part in (dive.parts if dive else ()) for turn in part.turns for fact in turn.facts]
    said = {fact.key: fact for fact in voiced(order, names)}

    def retold(item: Told) -> Told:
        return replace(item, lead=_retold(item.lead, said), more=tuple(_retold(turn, said) for turn in item.more))

    items = tuple(retold(item) for item in items)
    if dive:
        parts = (replace(part, turns=tuple(_retold(turn, said) for turn in part.turns)) for part in dive.parts)
        dive = Dive(retold(dive.opening), tuple(parts))
    articles = tuple(article for story in stories for article in story.articles)
    first = items[0] if items else dive.opening if dive else None
    title, summary = (first.headline, first.lead.facts[0].text) if first else ("", "")
    return Plan(day, title, summary, items, dive, articles, words)


def _retold(turn: Turn, said: Mapping[tuple[str, int], Fact]) -> Turn:
    return replace(turn, facts=tuple(said[fact.key] for fact in turn.facts))
