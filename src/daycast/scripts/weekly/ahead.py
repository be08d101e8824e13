"""What was announced for the week to come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Coming
from daycast.scripts.weekly.timeline import SAME
from daycast.scripts.weekly.timing import due
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.introduce import introduced
from daycast.scripts.writing.kinds import UNKNOWN


def coming(known: Known, heard: Heard, most: int) -> tuple[Coming, ...]:
    """At most so many sentences of the week's articles that name a day of the next, in the order of these days.

    The weightiest are taken, each of another matter than the ones before. One that was aired in these words is referred
    to. English alone.
    """
    found: list[Coming] = []
    for one in sorted(_announced(known), key=lambda one: (-one.fact.weight, one.fact.key)):
        if len(found) == most:
            break
        if not heard.has_said(one.fact) and not _again(one, found, heard):
            heard.say(one.fact)
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.due, one.whole, one.fact.key)))


def _again(one: Coming, found: list[Coming], heard: Heard) -> bool:
    """Whether something was told already; two announcements of a story for one day are one."""
    twice = any(other.fact.story == one.fact.story and other.due == one.due for other in found)
    return twice or heard.share(one.fact) >= SAME


def _announced(known: Known) -> Iterator[Coming]:
    week = known.week
    for thread in week.threads:
        for _, story in thread.since(week.first):
            for fact in known.every[story.id]:
                published = fact.article.published.date()
                when = due(fact.text, published, week.day) if week.first <= published <= week.day else None
                unclear = fact.leans or any(introduced(fact.text, who) is None for who in fact.needs)
                if when is None or unclear or UNKNOWN in fact.kinds:
                    continue
                before = known.said_words(fact.text) if known.wording.has(fact.text) else None
                before = before and replace(before, source=before.heading)
                if before or not known.wording.has(fact.text):
                    yield Coming(when.day, when.whole, fact, before)
