"""Which stories and which of their facts an episode will tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain

from daycast.scripts.aired import Aired, coverage
from daycast.scripts.writing.choose import Choice, PartChoice, StoryChoice, fill_parts
from daycast.scripts.writing.compose import dive, episode, told
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.model import WORDS_A_MINUTE, Plan
from daycast.sections import DeepDive, Headlines
from daycast.seeds.model import Story
from daycast.show import Show

_OWN_WORDS = 60  # of greeting, outlook and sign-off
_STORY_WORDS, _STORY_FACTS = 62, 4  # a story of the headlines, where time is short
_OPENING_WORDS, _OPENING_FACTS = 90, 3  # of the deep dive, besides its lead
_AROUND = 9  # words that the programme says around a story or part
_HEADLINES_SHARE = 0.45  # of an episode that has a deep dive
_CONSIDERED = 40  # stories that are read for what they could tell; a programme has room for fewer
_DIVE_NEEDS = 10  # facts; with fewer, a deep dive would only repeat the headline


def plan(
    show: Show,
    day: date,
    stories: Sequence[Story],
    archive: Sequence[Aired],
    urls: Mapping[str, str],
    promoted: Story | None = None,
) -> Plan:
    """Chooses what to tell of `stories`, so that nothing is said twice and nothing that aired before is told as new.
    The one that is `promoted` goes deep, as far as its articles carry.

    stories -> facts -> the story that goes deep, and its opening -> a lead for each headline -> what else is new
    -> the parts of the dive -> headlines get the time that is left -> turns, in the words in which they are said
    """
    stories = [*stories[:_CONSIDERED], *(story for story in stories[_CONSIDERED:] if story is promoted)]
    tongue = show.tongue
    known = {story.id: facts(story, day, tongue) for story in stories}
    past = {story.id: coverage(story.follows, archive, urls) for story in stories}
    headlines = next((section for section in show.sections if isinstance(section, Headlines)), None)
    deep = next((section for section in show.sections if isinstance(section, DeepDive)), None)
    heard = Heard(chain(*known.values()), [terms for part in chain(*past.values()) for terms in part.said])
    budget = show.minutes * WORDS_A_MINUTE - _OWN_WORDS

    opening = _opening([promoted] if promoted else _rich(stories, known), known, heard, tongue) if deep else None
    items = _headlines(stories, known, heard, headlines, opening, budget, tongue)
    parts: list[PartChoice] = []
    if opening and deep:
        left = budget - _length(opening, items, parts)
        facts_of = known[opening.story.id]
        outline = deep.outline(tongue)
        parts, heard = fill_parts(outline, facts_of, heard, left, _AROUND, opening.conflict, tongue)
    for index, item in enumerate(items):
        left = budget - _length(opening, items, parts)
        item.fill(heard, item.words + left / (len(items) - index), 2 * _STORY_FACTS)

    def spare(item: StoryChoice) -> list[Fact]:
        return [fact for fact in known[item.story.id] if not heard.has_said(fact) and not heard.knows(fact)]

    items = [item for item in items if item.chosen or item.lead.place >= 0] or items  # a bare headline is no story
    if opening and not parts:
        items.insert(0, opening)
    spoken = [told(item, past[item.story.id], spare(item), tongue) for item in items]
    dived = dive(opening, parts, past[opening.story.id], spare(opening), tongue) if opening and parts else None
    return episode(day, spoken, dived, stories, _length(opening, items, parts) + _OWN_WORDS, tongue)


def _rich(stories: Sequence[Story], known: Mapping[str, Sequence[Fact]]) -> list[Story]:
    """The stories with enough to tell for a deep dive."""
    return [story for story in stories if len(known[story.id]) >= _DIVE_NEEDS]


def _opening(
    able: Sequence[Story], known: Mapping[str, Sequence[Fact]], heard: Heard, tongue: str
) -> StoryChoice | None:
    """The opening of the deep dive: that of the story with the most to tell; the later its rank, the more it must
    have."""
    rich = max(able, key=lambda story: (len(known[story.id]) / (1 + 0.1 * (story.rank - 1)), -story.rank), default=None)
    opening = StoryChoice.of(rich, known[rich.id], heard, tongue) if rich else None
    if opening:
        opening.fill(heard, _OPENING_WORDS, _OPENING_FACTS)
    return opening


def _headlines(
    stories: Sequence[Story],
    known: Mapping[str, Sequence[Fact]],
    heard: Heard,
    section: Headlines | None,
    opening: StoryChoice | None,
    budget: float,
    tongue: str,
) -> list[StoryChoice]:
    """The stories of the headlines, as many as there is room for, each told in brief."""
    share = budget * (_HEADLINES_SHARE if opening else 1)
    most = min(section.stories, max(1, int(share / _STORY_WORDS))) if section else 0
    items: list[StoryChoice] = []
    for story in stories:
        if len(items) == most:
            break
        if opening is None or story is not opening.story:
            items += filter(None, [StoryChoice.of(story, known[story.id], heard, tongue)])
    for item in items:
        item.fill(heard, _STORY_WORDS, _STORY_FACTS)
    return items


def _length(opening: StoryChoice | None, items: Sequence[StoryChoice], parts: Sequence[PartChoice]) -> float:
    """How many words of average length are chosen so far, with those around them."""
    choices: list[Choice] = [*([opening] if opening and opening not in items else []), *items, *parts]
    return sum(choice.words + _AROUND for choice in choices)
