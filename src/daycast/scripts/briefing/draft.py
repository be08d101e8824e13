"""The writer of the briefing's pool: stories -> points and questions -> template -> script."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from daycast.errors import DaycastError
from daycast.scripts.briefing.model import Brief, Briefing, Question
from daycast.scripts.briefing.points import points
from daycast.scripts.briefing.questions import asked_of, prices, questions, telling
from daycast.scripts.briefing.titles import summary_of, title_of
from daycast.scripts.briefing.unknown import plainly_unknown
from daycast.scripts.model import Script
from daycast.scripts.writing.choose import PartChoice, StoryChoice
from daycast.scripts.writing.compose import runs_of, turns_of
from daycast.scripts.writing.facts import Fact, facts
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import WATCH, when_due
from daycast.scripts.writing.model import Turn
from daycast.scripts.writing.names import full_names, known_names
from daycast.scripts.writing.titles import best_title
from daycast.scripts.writing.voicing import voiced
from daycast.scripts.writing.write import Draft, rendered
from daycast.sections import BriefingStories, Kind
from daycast.seeds.model import Story
from daycast.seeds.sentences import sentences_of
from daycast.show import Show

TEMPLATE = "briefing.md.j2"
_FEWEST = 2  # points; one sentence is no story


def draft(show: Show, day: date, stories: Sequence[Story]) -> Draft:
    """The pool of `day`: each of `stories`, weightiest first, on its own."""
    made = briefing(show, day, stories)
    sections, evidence, _ = rendered(show, TEMPLATE, day, made.articles, {"plan": made, "programme": show.main.title})
    headings = [brief.headline for brief in made.stories]
    script = Script(day, title_of(headings), summary_of(headings), sections, evidence)
    return Draft(script, {}, None)


def briefing(show: Show, day: date, stories: Sequence[Story]) -> Briefing:
    """What the pool tells. Raises `DaycastError` where no story has a sentence that can be said."""
    wanted = next((one for one in show.sections if isinstance(one, BriefingStories)), BriefingStories(kind="briefing"))
    found: list[Brief] = []
    thin: list[Brief] = []
    for story in stories:
        if len(found) == wanted.stories:
            break
        brief = _brief(story, day, wanted, show.tongue)
        if brief:
            (found if len(brief.points) >= _FEWEST else thin).append(brief)
    if not found and not thin:
        raise DaycastError(
            f"{show.seeds(day)}: no sentence here can be said on air",
            hint="Articles need sentences of 5 to 30 words that stand alone; add one, or write the script by hand.",
        )
    articles = tuple(article for story in stories for article in story.articles)
    return Briefing(day, tuple(found or thin), articles)


def _brief(story: Story, day: date, wanted: BriefingStories, tongue: str) -> Brief | None:
    known = plainly_unknown(facts(story, day, tongue)) if tongue == "en" else facts(story, day, tongue)
    heard = Heard(known, ())
    choice = points(story, known, heard, tongue)
    if choice is None:
        return None
    told = _points(choice, tongue)
    asked = []
    met: set[str] = set()
    for part, nobody in questions(choice, known, heard, wanted.questions, wanted.words, tongue):
        asked.append(_question(part, nobody, choice, tongue, met))
        met.update(*(fact.introduces | {who.name for who in fact.needs} for fact in part.chosen))
    return Brief(best_title(story.articles, tongue), told, tuple(asked))


def _points(choice: StoryChoice, tongue: str) -> tuple[Turn, ...]:
    """A turn for each point; one names its outlet where another had the word, or where the report is in doubt."""
    lead, *more = _voiced([choice.lead, *sorted(choice.chosen, key=choice.order)], (), choice.story, tongue)
    doubt = choice.unconfirmed or choice.conflict is not None or lead.place < 0
    made = [Turn((lead,), credit=doubt)]
    for fact in more:
        known = [turn.outlet for turn in made]
        made.append(Turn((fact,), credit=fact.outlet != known[-1], again=fact.outlet in known))
    return tuple(made)


def _question(
    part: PartChoice, nobody: tuple[Kind, ...], choice: StoryChoice, tongue: str, perhaps_met: Collection[str]
) -> Question:
    """The question with what is said; of the names that others explained before, listeners may have heard."""
    kind = part.part.tells[0]
    said = runs_of(sorted(part.chosen, key=choice.order))
    if kind == WATCH:
        said.sort(key=lambda run: when_due(run[0].text))
    turns = turns_of(said, "")
    if turns:  # how something works needs no witness elsewhere; an answer does
        turns = (replace(turns[0], credit=True), *turns[1:])
    order = [fact for turn in turns for fact in turn.facts]
    disputed = [None if choice.lead.key in (c.one.key, c.other.key) else telling(c) for c in part.conflicts]
    before = [choice.lead, *sorted(choice.chosen, key=choice.order)]
    spoken = [*order, *filter(None, disputed)]
    retold = {fact.key: fact for fact in _voiced(spoken, before, choice.story, tongue, perhaps_met)}
    turns = tuple(replace(turn, facts=tuple(retold[fact.key] for fact in turn.facts)) for turn in turns)
    return Question(
        kind,
        asked_of(part, choice.story, tongue),
        turns,
        part.conflicts,
        tuple(Turn((retold[fact.key],), credit=True) if fact else None for fact in disputed),
        nobody,
        prices(order) if kind == "the money" else False,
    )


def _voiced(
    order: Sequence[Fact], before: Sequence[Fact], story: Story, tongue: str, perhaps_met: Collection[str] = ()
) -> list[Fact]:
    """Facts in the words in which they are said behind `before`, whatever else was said or not."""
    if tongue != "en":
        return list(order)
    written = sentences_of(story.articles)
    whole = full_names(known_names(written))
    names = {article.id: whole for article in story.articles}
    return list(voiced([*before, *order], names, perhaps_met))[len(before) :]
