"""A story told by day: what that day's programme said of it is referred to, what it did not say is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Moved, Movement, Reference, Step, Thread
from daycast.scripts.weekly.timing import in_time
from daycast.scripts.writing.choose import StoryChoice
from daycast.scripts.writing.compose import told
from daycast.scripts.writing.facts import Fact, title_fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.model import Told, Turn
from daycast.scripts.writing.names import said_outlet
from daycast.scripts.writing.sense import sense
from daycast.scripts.writing.titles import best_title
from daycast.seeds.model import Story

_A_DAY = 4  # facts of one day, besides the one that opens it
_SAME = 0.45  # share of its words at which a headline only says again what the edition has said
_SPARE = 6  # facts


@dataclass(slots=True, eq=False)
class _Day:
    """A day of a story while its facts are chosen."""

    day: date
    choice: StoryChoice
    before: Reference | None = None
    quotes: bool = False

    @property
    def tells(self) -> bool:
        """Whether there is more to say than that something was said before, under a heading that is no news."""
        return self.before is not None or self.choice.lead.place >= 0 or bool(self.choice.chosen)


def moved(thread: Thread, movement: Movement, known: Known, heard: Heard, words: float, tongue: str) -> Moved | None:
    """The week of a story in about so many words, day by day; `None` where there is nothing to say of it."""
    first = known.week.first
    days = [
        begun for day, story in thread.since(first) if (begun := _begun(day, story, known, heard, tongue)) is not None
    ]
    for most in (1, _A_DAY):  # no day has a second fact before each has one
        for number, one in enumerate(days):
            left = max(0.0, words - sum(day.choice.words for day in days))
            one.choice.fill(heard, one.choice.words + left / (len(days) - number), most)
    steps = tuple(
        Step(one.day, _parted(told(one.choice, (), (), tongue)), one.before, one.quotes) for one in days if one.tells
    )
    if not steps:
        return None
    began = thread.first if thread.first < first else None
    return Moved(best_title(thread.days[-1][1].articles, tongue), movement, steps, began)


def _parted(story: Told) -> Told:
    """A headline in a turn of its own, as words are said before it that do not hold for what follows."""
    first, *rest = story.lead.facts
    if first.place >= 0 or not rest:
        return story
    return replace(story, lead=replace(story.lead, facts=(first,)), more=(Turn(tuple(rest)), *story.more))


def spare(thread: Thread, known: Known, heard: Heard) -> tuple[Fact, ...]:
    """The weightiest facts of a thread's week that nothing has told."""
    able = (fact for fact in known.fresh_of(thread) if not (fact.leans or heard.has_said(fact) or heard.knows(fact)))
    return tuple(sorted(able, key=lambda fact: (-fact.weight, fact.key))[:_SPARE])


def _begun(day: date, story: Story, known: Known, heard: Heard, tongue: str) -> _Day | None:
    """A day with what it opens with; `None` where that day brought nothing that can be said."""
    before = known.said(story, story.headline)
    fresh = known.fresh[story.id]
    if before:
        opened = headline(story, known, tongue)
        quotes = opened is None or known.wording.has(opened.text)
        lead = _heading(before, story) if opened is None or quotes else opened
        if heard.share(lead) < _SAME:
            heard.say(lead)
            return _Day(day, _choice(story, lead, fresh), before, quotes)
    choice = StoryChoice.of(story, fresh, heard, tongue)
    if choice is None or (choice.lead.place < 0 and choice.lead != headline(story, known, tongue)):
        return None
    return None if known.wording.has(choice.lead.text) else _Day(day, choice)


def _choice(story: Story, lead: Fact, fresh: Sequence[Fact]) -> StoryChoice:
    facts = {fact.key: fact for fact in (*fresh, lead)}
    return StoryChoice(
        known=facts, story=story, lead=lead, conflict=None, differing=frozenset(), unconfirmed=False
    )  # fmt: skip


def headline(story: Story, known: Known, tongue: str) -> Fact | None:
    """A day's headline as a sentence, if it can be said and is still true."""
    title = title_fact(story, tongue)
    stale = title and tongue == "en" and not in_time(title.text, title.article.published.date(), known.week.day)
    return None if title is None or stale else title


def _heading(before: Reference, story: Story) -> Fact:
    """What a programme called a story, as a fact that its episode is cited for."""
    terms = sense(before.heading)
    outlet, article = said_outlet(before.article.outlet), replace(before.article, id=story.articles[0].id)
    return Fact(before.heading, before.heading, story.id, article, outlet, -1, (), 1.0, terms, frozenset(), False,
                core=terms)  # fmt: skip
