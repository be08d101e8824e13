"""Which stories and which of their facts a weekly edition tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from daycast import sections
from daycast.scripts.weekly.ahead import coming
from daycast.scripts.weekly.changed import changes
from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Change, Coming, Depth, Moved, Movement, Quiet, Thread, WeekPlan
from daycast.scripts.weekly.quiet import quiet
from daycast.scripts.weekly.threads import movement
from daycast.scripts.weekly.timeline import looks_back, moved, spare
from daycast.scripts.weekly.voicing import phrased
from daycast.scripts.writing.choose import PartChoice, StoryChoice, fill_parts, length, restarts
from daycast.scripts.writing.compose import dive
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import DIFFER, UNKNOWN
from daycast.scripts.writing.model import WORDS_A_MINUTE
from daycast.seeds.grouping.weigh import interested
from daycast.seeds.model import Story

_OWN_WORDS = 90  # of greeting, outlook and sign-off
_AROUND = 12  # words that the programme says around a day, a figure, a part
_DIVE_NEEDS = 8  # facts that are news; with fewer, a deep dive would only repeat the days
_DAYS_WORDS = 180  # of the deep dive's story, told day by day
_MOVES = 2.0  # points of movement, from which on a story moved: news on two days, or of two outlets

Wanted = TypeVar("Wanted", bound=sections.Section)
Ranked = Sequence[tuple[Thread, Movement]]


def plan(
    wanted: Sequence[sections.Section], minutes: float, known: Known, tongue: str, interests: Mapping[str, float]
) -> WeekPlan:
    """Chooses what to tell, so that nothing that aired is told as new, and nothing is said twice. `interests` give
    their points to the order of the stories.

    threads -> how much each moved -> the figures that changed, what is ahead -> the one that goes deep, by its days
    -> the others that moved -> what went quiet -> the parts of the dive in the time that is left -> the words
    """
    ranked = _ranked(known, interests)
    heard, opened = known.heard.fork(), known.heard.fork()
    changed = _changed(_asked(wanted, sections.Changed), ranked, known, heard, tongue)
    events = _asked(wanted, sections.Ahead)
    due = coming(known, heard, events.events) if events and tongue == "en" else ()
    deep = _asked(wanted, sections.DeepDive)
    rich = [(one, how) for one, how in ranked if deep and len(known.news_of(one)) >= _DIVE_NEEDS][:1]
    days = [told for one, how in rich if (told := moved(one, how, known, (heard, opened), _DAYS_WORDS, tongue))]
    section = _asked(wanted, sections.Moved)
    left = [pair for pair in ranked if pair not in rich and pair[1].points >= _MOVES]
    others: list[Moved] = []
    bare: list[Moved] = []
    for one, how in left if section else ():
        if section and len(others) < section.stories:
            item = moved(one, how, known, (heard, opened), section.words, tongue)
            if item:
                (bare if item.is_bare else others).append(item)
    if section and not (others or days):
        others = bare[: section.stories]
    silent = _asked(wanted, sections.Quiet)
    gone = quiet(known, heard, silent.days, silent.stories, tongue) if silent else ()
    used = _OWN_WORDS + _length([*days, *others], changed, gone, due)
    depth = None
    if deep and days:
        words = minutes * WORDS_A_MINUTE - used
        thread, how = rich[0]
        most = how.points == max(other.points for _, other in ranked)
        depth, more = _depth(thread, days[0], deep.outline(tongue), known, heard, words, most, tongue)
        used += more
    if section and not depth:
        others = [*days, *others][: section.stories]
    week = known.week
    articles = tuple(article for one in week.threads for article in one.articles)
    made = WeekPlan(
        week.day, "", "", tuple(others), changed, gone, due, depth, articles, week.reported, used
    )  # fmt: skip
    return _titled(phrased(made, [one.kind for one in wanted], week.threads, tongue))


def _asked(wanted: Sequence[sections.Section], kind: type[Wanted]) -> Wanted | None:
    """The first section of a kind."""
    return next((section for section in wanted if isinstance(section, kind)), None)


def _ranked(known: Known, interests: Mapping[str, float]) -> Ranked:
    """The threads with news this week, the one that moved most first, as far as the show's interests do not differ."""
    first = known.week.first
    found = [(one, movement(one, first, known.every)) for one in known.week.threads if one.last >= first]

    def weight(pair: tuple[Thread, Movement]) -> float:
        articles = [article for _, story in pair[0].since(first) for article in story.articles]
        return round(pair[1].points + sum(reason.points for reason in interested(articles, interests, 1)), 6)

    return sorted(found, key=lambda pair: (-weight(pair), pair[0].id))


def _changed(
    section: sections.Changed | None, ranked: Ranked, known: Known, heard: Heard, tongue: str
) -> tuple[Change, ...]:
    """The figures that changed, those of the stories that moved most first; they are heard."""
    if section is None:
        return ()
    found = tuple(change for one, _ in ranked for change in changes(one, known, tongue))[: section.figures]
    for change in found:
        heard.say(change.now)
    return found


def _length(days: Sequence[Moved], changed: Sequence[Change], gone: Sequence[Quiet], due: Sequence[Coming]) -> float:
    """About how many words of average length are chosen so far, with those around them."""
    told = [step.told for item in days for step in item.steps]
    turns = [turn.text for one in told for turn in (one.lead, *one.more)]
    texts = chain(
        turns,
        (change.now.text for change in changed),
        (fact.text for one in gone for fact in (one.headline, one.open) if fact),
        (fact.text for one in due for fact in one.facts),
    )
    blocks = len(days) + len(told) + len(changed) + 2 * len(gone) + len(due)
    return sum(map(length, texts)) + _AROUND * blocks


def _depth(
    thread: Thread,
    days: Moved,
    outline: Sequence[sections.Part],
    known: Known,
    heard: Heard,
    words: float,
    most: bool,
    tongue: str,
) -> tuple[Depth | None, float]:
    """The deep dive of a thread whose days are told: the parts that its sources carry, in about so many words, and how
    many it takes."""
    leads = [fact for step in days.steps for fact in step.told.lead.facts]
    told_days = [step.day for step in days.steps]
    facts = [
        fact
        for fact in known.fresh_of(thread)
        if not (looks_back(fact, told_days) or any(restarts(fact, lead) for lead in leads))
    ]
    lead = leads[-1]
    opening = StoryChoice(
        known={fact.key: fact for fact in (*facts, lead)},
        story=Story(thread.id, days.headline, (lead.article, *thread.articles), 1, 0.0, ()),
        lead=lead,
        conflict=None,
        differing=frozenset(),
        unconfirmed=False,
    )
    still = [fact for fact in facts if UNKNOWN not in fact.kinds or fact.story == thread.days[-1][1].id]
    parts = _parts(outline, still, heard, words, tongue)  # what nobody knew on a day before may be known by now
    told = dive(opening, parts, (), spare(thread, known, heard), tongue, by_day=True).parts
    return (Depth(days, told, most) if parts else None), sum(part.words + _AROUND for part in parts)


def _parts(
    outline: Sequence[sections.Part], facts: Sequence[Fact], heard: Heard, words: float, tongue: str
) -> list[PartChoice]:
    """The parts of the dive. What two days give differently is no disagreement: that part is left out."""
    kept = [
        part.model_copy(update={"tells": tells})
        for part in outline
        if (tells := tuple(kind for kind in part.tells if kind != DIFFER))
    ]
    return fill_parts(kept, facts, heard, words, _AROUND, None, tongue)[0]


def _titled(made: WeekPlan) -> WeekPlan:
    """The plan with the title and the summary that apps show: the story that moved most, and the headlines of all."""
    told = [*([made.dive.moved] if made.dive else ()), *made.moved]
    return (
        replace(made, title=told[0].headline, summary=f"{'; '.join(item.headline for item in told)}.") if told else made
    )
