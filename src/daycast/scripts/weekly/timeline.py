"""A story told by day: what that day's programme said of it is referred to, what it did not say is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Moved, Movement, Reference, Step, Thread
from daycast.scripts.weekly.timing import still_holds
from daycast.scripts.writing.choose import StoryChoice, restarts
from daycast.scripts.writing.compose import told
from daycast.scripts.writing.facts import Fact, title_fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import HAPPENED
from daycast.scripts.writing.model import Told, Turn
from daycast.scripts.writing.names import said_outlet
from daycast.scripts.writing.sense import sense
from daycast.scripts.writing.titles import best_title, is_opinion
from daycast.scripts.writing.trim import without_weekday
from daycast.seeds.model import Story

_A_DAY = 4  # facts of one day, besides the one that opens it
SAME = 0.6  # share of its words at which a headline only says again what the edition has said
_SPARE = 6  # facts
_LOOKS_BACK = re.compile(
    r"\b(?:follow(?:s|ed|ing)|on top of|c[ao]mes? after|(?:a day|days|hours) (?:after|before|earlier|later))\b"
)
# No sentence to say: what asks without a question mark, and who says so behind a title's dash, which the ear loses.
_NO_SENTENCE = re.compile(r"^When\b|\s[-–—]\s?[\w ]{2,20}$")


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


def moved(
    thread: Thread, movement: Movement, known: Known, hearing: tuple[Heard, Heard], words: float, tongue: str
) -> Moved | None:
    """The week of a story in about so many words, day by day; `None` where there is nothing to say of it.

    `hearing` knows what is said, and what the days before opened with: a day may open with what is told elsewhere.
    """
    first, (heard, _) = known.week.first, hearing
    days: list[_Day] = []
    for day, story in thread.since(first):
        earlier = [one.day for one in days]
        fresh = [
            fact
            for fact in known.fresh[story.id]
            if not (looks_back(fact, earlier) or any(_is_of(fact, one) for one in days))
        ]
        days += filter(None, [_begun(day, story, known, fresh, hearing, tongue)])
    for most in (1, _A_DAY):  # no day has a second fact before each has one
        for number, one in enumerate(days):
            left = max(0.0, words - sum(day.choice.words for day in days))
            one.choice.fill(heard, one.choice.words + left / (len(days) - number), most)
    steps = tuple(
        Step(one.day, _parted(told(one.choice, (), (), tongue)), one.before, one.quotes) for one in days if one.tells
    )
    if not steps:
        return None
    began = next((part.day for _, story in thread.days for part in known.aired(story)), None)
    return Moved(
        best_title(thread.days[-1][1].articles, tongue), movement, steps, began if began and began < first else None
    )


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


def _is_of(fact: Fact, earlier: _Day) -> bool:
    """Whether a later day's opening tells over again what happened on an earlier day, which it names."""
    lead = earlier.choice.lead
    other_figures = any(term[0].isdigit() for term in fact.core - lead.core)
    return _names(fact, earlier.day) and not other_figures and restarts(fact, lead)


def looks_back(fact: Fact, days: Iterable[date]) -> bool:
    """Whether a sentence only sets its news beside that of one of these days, which is told under its own day."""
    return bool(_LOOKS_BACK.search(fact.text)) and any(_names(fact, day) for day in days)


def _names(fact: Fact, day: date) -> bool:
    """Whether a sentence names the weekday of `day`, and that is not its article's own."""
    return f"{day:%A}" in fact.text and f"{day:%A}" != f"{fact.article.published:%A}"


def _begun(
    day: date, story: Story, known: Known, fresh: Sequence[Fact], hearing: tuple[Heard, Heard], tongue: str
) -> _Day | None:
    """A day with what it opens with out of its `fresh` facts; `None` where it brought nothing that can be said."""
    heard, opened = hearing
    before = known.said(story, story.headline)
    if before:
        able = (fact for fact in _retold(story, before, fresh, known, tongue) if not heard.has_said(fact))
        lead = next((fact for fact in able if opened.share(fact) < SAME), None)
        if lead:
            heard.say(lead)
            opened.say(lead)
            return _Day(day, _choice(story, lead, fresh), before, quotes=lead.article.outlet == before.article.outlet)
    choice = StoryChoice.of(story, fresh, known.heard.fork(), tongue)
    if choice is None or known.wording.has(choice.lead.text) or heard.has_said(choice.lead):
        return None
    if opened.share(choice.lead) >= SAME:
        return None
    heard.say(choice.lead)
    opened.say(choice.lead)
    return _Day(day, choice) if choice.lead.place >= 0 or choice.lead in headlines(story, known, tongue) else None


def _retold(story: Story, before: Reference, fresh: Sequence[Fact], known: Known, tongue: str) -> Iterator[Fact]:
    """In which words something may be told that was told on air: those of another opening sentence, of a headline that
    was not said, or, quoted, those that the programme had for it."""
    about = sense(story.headline)
    for fact in fresh:
        opens = fact.place <= 1 and HAPPENED in fact.kinds and not fact.leans and not fact.needs
        if opens and len(fact.terms & about) >= min(2, len(about)) and known.heard.knows(fact):
            yield replace(fact, text=without_weekday(fact.text, f"{before.day:%A}"))
    yield from (title for title in headlines(story, known, tongue) if not known.wording.has(title.text))
    yield heading(before, story)


def _choice(story: Story, lead: Fact, fresh: Sequence[Fact]) -> StoryChoice:
    facts = {fact.key: fact for fact in (*fresh, lead)}
    return StoryChoice(
        known=facts, story=story, lead=lead, conflict=None, differing=frozenset(), unconfirmed=False
    )  # fmt: skip


def headlines(story: Story, known: Known, tongue: str) -> tuple[Fact, ...]:
    """The titles of a day's story as sentences, the one that fits it best first: those that can be said, and are still
    true."""
    alone = (replace(story, articles=(article,)) for article in story.articles if not is_opinion(article))
    found = [title for one in (story, *alone) if (title := title_fact(one, tongue))]
    return tuple(title for title in dict.fromkeys(found) if _is_true(title, known.week.day, tongue))


def _is_true(title: Fact, day: date, tongue: str) -> bool:
    if _NO_SENTENCE.search(title.source):
        return False
    return still_holds(title.text, title.article.published.date(), day, tongue)


def heading(before: Reference, story: Story) -> Fact:
    """What a programme called a story, as a fact that its episode is cited for."""
    terms = sense(before.heading)
    outlet, article = said_outlet(before.article.outlet), replace(before.article, id=story.articles[0].id)
    return Fact(before.heading, before.heading, story.id, article, outlet, -1, (), 1.0, terms, frozenset(), False,
                core=terms)  # fmt: skip
