"""What was announced for the week to come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Coming
from daycast.scripts.weekly.timeline import SAME
from daycast.scripts.weekly.timing import due
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.introduce import introduced
from daycast.scripts.writing.kinds import UNKNOWN


def coming(known: Known, heard: Heard, most: int) -> tuple[Coming, ...]:
    """At most so many sentences of the week's articles that name a day of the next, in the order of these days.

    The weightiest are taken, each of another matter than the ones before. One that was aired in these words is referred
    to. English alone.
    """
    found: list[Coming] = []
    announced = known.heard.fork()
    for one in sorted(_announced(known), key=lambda one: (-one.fact.weight, one.fact.key)):
        if len(found) < most and not _again(one, found, announced):
            for fact in one.facts if not one.before else ():
                heard.say(fact)
            announced.say(one.fact)
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.due, one.whole, one.fact.key)))


def _again(one: Coming, found: Sequence[Coming], announced: Heard) -> bool:
    """Whether something was announced already; two announcements of a story for one day are one."""
    twice = any(other.fact.story == one.fact.story and other.due == one.due for other in found)
    return twice or announced.share(one.fact) >= SAME


def _announced(known: Known) -> Iterator[Coming]:
    week = known.week
    for thread in week.threads:
        for _, story in thread.since(week.first):
            told = {fact.key: fact for fact in known.every[story.id]}
            for fact in told.values():
                when = due(fact.text, fact.article.published.date(), week.day)
                if when is None or UNKNOWN in fact.kinds or not known.holds(fact):
                    continue
                if known.wording.has(fact.text):
                    if before := known.said_words(fact.text):
                        yield Coming(when.day, when.whole, (fact,), replace(before, source=before.heading))
                elif facts := _clear(fact, told, known):
                    yield Coming(when.day, when.whole, facts)


def _clear(fact: Fact, told: dict[tuple[str, int], Fact], known: Known) -> tuple[Fact, ...]:
    """The sentence, behind the one that it leans on; nothing where it cannot be understood."""
    if any(introduced(fact.text, who) is None for who in fact.needs):
        return ()
    if not fact.leans:
        return (fact,)
    before = told.get((fact.article.id, fact.place - 1))
    clear = before and not (before.leans or before.needs or known.wording.has(before.text))
    return (before, fact) if before and clear else ()
