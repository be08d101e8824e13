"""Which stories and which of their facts a weekly edition tells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from daycast.scripts.weekly import model
from daycast.scripts.weekly.ahead import coming
from daycast.scripts.weekly.changed import changes
from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Change, Depth, Movement, Step, Thread, WeekPlan
from daycast.scripts.weekly.quiet import quiet
from daycast.scripts.weekly.threads import movement
from daycast.scripts.weekly.timeline import moved, spare
from daycast.scripts.writing.choose import PartChoice, StoryChoice, fill_parts, length
from daycast.scripts.writing.compose import dive
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import DIFFER
from daycast.scripts.writing.model import WORDS_A_MINUTE, Told, Turn
from daycast.scripts.writing.names import full_names, known_names
from daycast.scripts.writing.voicing import voiced
from daycast.sections import Ahead, Changed, DeepDive, Moved, Part, Quiet, Section
from daycast.seeds.model import Article, Story
from daycast.seeds.sentences import sentences

_OWN_WORDS = 90  # of greeting, outlook and sign-off
_AROUND = 12  # words that the programme says around a step, a change, a part
_DIVE_NEEDS = 8  # facts that are news; with fewer, a deep dive would only repeat the days
_DAYS_WORDS = 180  # of the deep dive's story, told day by day
_RESTARTS = 4  # words of meaning
_MOVES = 2.0  # points of movement, from which on a story moved: news on two days, or of two outlets


def plan(sections: Sequence[Section], minutes: float, known: Known, tongue: str) -> WeekPlan:
    """Chooses what to tell, so that nothing that aired is told as new, and nothing is said twice.

    threads -> how much each moved -> the one that goes deep, by its days -> the others that moved -> what changed,
    went quiet, is ahead -> the parts of the dive in the time that is left -> the words in which they are said
    """
    week = known.week
    ranked = _ranked(known)
    heard = known.heard.fork()
    wanted = {type(section): section for section in sections}
    budget = minutes * WORDS_A_MINUTE - _OWN_WORDS

    deep = wanted.get(DeepDive)
    thread = next((thread for thread, _ in ranked if len(known.news_of(thread)) >= _DIVE_NEEDS), None) if deep else None
    days = next((moved(one, how, known, heard, _DAYS_WORDS, tongue) for one, how in ranked if one is thread), None)
    others: list[model.Moved] = []
    if isinstance(section := wanted.get(Moved), Moved):
        for one, how in ranked:
            if len(others) < section.stories and one is not thread and how.points >= _MOVES:
                others += filter(None, [moved(one, how, known, heard, section.words, tongue)])
    changed: list[Change] = []
    if isinstance(figures := wanted.get(Changed), Changed):
        changed = [change for one, _ in ranked for change in changes(one, known, tongue)][: figures.figures]
        for change in changed:
            heard.say(change.now)
    silent = wanted.get(Quiet)
    gone = quiet(known, heard, silent.days, silent.stories, tongue) if isinstance(silent, Quiet) else ()
    events = wanted.get(Ahead)
    due = coming(known, heard, events.events) if isinstance(events, Ahead) and tongue == "en" else ()
    used = sum(_length(item) for item in (*others, *([days] if days else [])))
    used += sum(_AROUND + length(change.now.text) for change in changed)
    used += sum(2 * _AROUND + length(one.headline.text) for one in gone)
    used += sum(_AROUND + length(one.fact.text) for one in due)
    depth = None
    if isinstance(deep, DeepDive) and thread and days:
        depth, words = _depth(thread, days, deep.outline(tongue), known, heard, budget - used, tongue)
        used += words
        others = [*([] if depth else [days]), *others]
    made = WeekPlan(
        week.day, week.first, "", "", tuple(others), tuple(changed), gone, due, depth,
        tuple(article for one in week.threads for article in one.articles), week.reported, week.spoken,
        used + _OWN_WORDS,
    )  # fmt: skip
    return _titled(_voiced(made, [type(section) for section in sections], week.threads, tongue))


def _ranked(known: Known) -> list[tuple[Thread, Movement]]:
    """The threads with news this week, the one that moved most first."""
    first = known.week.first
    found = [(one, movement(one, first, known.every)) for one in known.week.threads if one.last >= first]
    return sorted(found, key=lambda pair: (-round(pair[1].points, 6), pair[0].id))


def _length(item: model.Moved) -> float:
    turns = [turn for step in item.steps for turn in (step.told.lead, *step.told.more)]
    return sum(length(turn.text) for turn in turns) + _AROUND * (1 + len(item.steps))


def _depth(
    thread: Thread, days: model.Moved, outline: Sequence[Part], known: Known, heard: Heard, words: float, tongue: str
) -> tuple[Depth | None, float]:
    """The deep dive of a thread whose days are told: what its sources carry, in about so many words."""
    leads = [fact for step in days.steps for fact in step.told.lead.facts]
    facts = [fact for fact in known.fresh_of(thread) if not any(_restarts(fact, lead) for lead in leads)]
    story = Story(thread.id, days.headline, thread.articles, 1, 0.0, ())
    lead = days.steps[-1].told.lead.facts[0]
    opening = StoryChoice(
        known={fact.key: fact for fact in (*facts, lead)},
        story=replace(story, articles=(lead.article, *story.articles)),
        lead=lead,
        conflict=None,
        differing=frozenset(),
        unconfirmed=False,
    )
    parts, _ = _parts(outline, facts, heard, words, tongue)
    left = spare(thread, known, heard)
    used = sum(part.words + _AROUND for part in parts)
    return Depth(days, dive(opening, parts, (), left, tongue).parts) if parts else None, used


def _restarts(fact: Fact, lead: Fact) -> bool:
    """Whether an outlet's opening tells over again what a day of the story opened with."""
    return fact.place == 0 and len(fact.core & lead.core) >= _RESTARTS


def _parts(
    outline: Sequence[Part], facts: Sequence[Fact], heard: Heard, words: float, tongue: str
) -> tuple[list[PartChoice], Heard]:
    """The parts of the dive. What two days give differently is no disagreement: that part is left out."""
    kept = [
        part.model_copy(update={"tells": tells})
        for part in outline
        if (tells := tuple(kind for kind in part.tells if kind != DIFFER))
    ]
    return fill_parts(kept, facts, heard, words, _AROUND, None, tongue)


def _titled(made: WeekPlan) -> WeekPlan:
    """The plan with the title and the summary that apps show: of the story that moved most."""
    first = next((item for item in (*([made.dive.moved] if made.dive else []), *made.moved)), None)
    if first is None:
        return made
    lead = first.steps[-1].told.lead.facts[0]
    return replace(made, title=first.headline, summary=lead.text)


def _voiced(made: WeekPlan, order: Sequence[type[Section]], threads: Sequence[Thread], tongue: str) -> WeekPlan:
    """The plan with each fact in the words in which it is said, in the order of the sections."""
    if tongue != "en":
        return made
    names = {
        article.id: full
        for thread in threads
        for full in [full_names(known_names(_sentences(thread.articles)))]
        for article in thread.articles
    }
    spoken = {
        Moved: [fact for item in made.moved for fact in _facts(item)],
        Changed: [change.now for change in made.changed if not change.again],
        Quiet: [
            fact
            for one in made.quiet
            for fact in (one.headline, one.open)
            if fact and not (one.quotes and fact is one.headline)
        ],
        Ahead: [one.fact for one in made.coming if not one.before],
        DeepDive: [
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
                headline=said.get(one.headline.key, one.headline) if not one.quotes else one.headline,
                open=one.open and said.get(one.open.key, one.open),
            )
            for one in made.quiet
        ),
        coming=tuple(replace(one, fact=said.get(one.fact.key, one.fact)) for one in made.coming),
        dive=made.dive
        and Depth(
            _retold(made.dive.moved, said),
            tuple(replace(part, turns=tuple(_turn(turn, said) for turn in part.turns)) for part in made.dive.parts),
        ),
    )


Said = Mapping[tuple[str, int], Fact]


def _facts(item: model.Moved) -> Iterator[Fact]:
    for step in item.steps:
        for turn in (step.told.lead,) if not step.quotes else ():
            yield from turn.facts
        for turn in step.told.more:
            yield from turn.facts


def _retold(item: model.Moved, said: Said) -> model.Moved:
    return replace(item, steps=tuple(replace(step, told=_told(step, said)) for step in item.steps))


def _told(step: Step, said: Said) -> Told:
    lead = step.told.lead if step.quotes else _turn(step.told.lead, said)
    return replace(step.told, lead=lead, more=tuple(_turn(turn, said) for turn in step.told.more))


def _turn(turn: Turn, said: Said) -> Turn:
    return replace(turn, facts=tuple(said.get(fact.key, fact) for fact in turn.facts))


def _sentences(articles: Sequence[Article]) -> list[str]:
    return [text for article in articles for paragraph in article.paragraphs for text in sentences(paragraph)]
