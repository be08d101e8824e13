"""Stories that were followed and of which nothing was heard since."""

from __future__ import annotations

from math import log2

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import DAYS, Quiet, Thread
from daycast.scripts.weekly.timeline import SAME, heading, headlines
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import UNKNOWN

FOLLOWED = 2  # days with news, from which on a story was followed
ECHO = 0.12  # likeness of a later story: below it, none of 300 in ten real weeks was about the same thing


def is_quiet(days: int, ago: int, wanted: int, echo: float = 0.0) -> bool:
    """Whether a story with news on so many days, the last one so many days `ago`, went quiet.

    `wanted` is the silence, in days, that counts; a week later, it was told that it is quiet. `echo` is how like it a
    later story is: one that may go on from it is news of it for a listener.
    """
    return days >= FOLLOWED and wanted <= ago < wanted + DAYS and echo < ECHO


def quiet(known: Known, heard: Heard, days: int, most: int, tongue: str) -> tuple[Quiet, ...]:
    """At most so many stories without news for so many `days`: those that were followed longest, the latest first."""
    today = known.week.day
    silent = [
        thread
        for thread in known.week.threads
        if is_quiet(len(thread.days), (today - thread.last).days, days, thread.echo)
    ]
    silent.sort(key=lambda thread: (-_followed(thread), thread.id))
    found: list[Quiet] = []
    for thread in silent:
        if len(found) < most and (one := _told(thread, known, heard, tongue)):
            found.append(one)
    return tuple(sorted(found, key=lambda one: one.last, reverse=True))


def _followed(thread: Thread) -> float:
    outlets = {outlet for _, story in thread.days for outlet in story.outlets}
    return len(thread.days) + log2(len(outlets))


def _told(thread: Thread, known: Known, heard: Heard, tongue: str) -> Quiet | None:
    last, story = thread.days[-1]
    before = known.said(story, story.headline)
    titles = (title for title in headlines(story, known, tongue) if not known.wording.has(title.text))
    title = next((title for title in titles if heard.share(title) < SAME), None)
    if title is None and before:
        title = heading(before, story)
    if title is None or heard.share(title) >= SAME:
        return None
    heard.say(title)
    able = (fact for fact in known.fresh[story.id] if UNKNOWN in fact.kinds and not (fact.leans or fact.needs))
    unknown = max(
        (fact for fact in able if not heard.knows(fact)), key=lambda fact: (fact.weight, fact.key), default=None
    )
    if unknown:
        heard.say(unknown)
    return Quiet(title, last, len(thread.days), before, unknown)
