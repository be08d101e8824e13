"""Stories that were followed and of which nothing was heard since."""

from __future__ import annotations

from math import log2

from daycast.scripts.weekly.known import Known
from daycast.scripts.weekly.model import Quiet, Thread
from daycast.scripts.weekly.timeline import headline
from daycast.scripts.writing.heard import Heard
from daycast.scripts.writing.kinds import UNKNOWN
from daycast.scripts.writing.titles import best_title

FOLLOWED = 2  # days with news, from which on a story was followed
FORGOTTEN = 30  # days without news, after which nobody waits for it any more


def is_quiet(days: int, last_ago: int, wanted: int) -> bool:
    """Whether a story with news on so many days, the last one so long ago, went quiet; `wanted` is the silence, in
    days, that counts."""
    return days >= FOLLOWED and wanted <= last_ago <= FORGOTTEN


def quiet(known: Known, heard: Heard, days: int, most: int, tongue: str) -> tuple[Quiet, ...]:
    """At most so many stories without news for so many `days`: those that were followed longest, the latest first."""
    today = known.week.day
    silent = [thread for thread in known.week.threads if is_quiet(len(thread.days), (today - thread.last).days, days)]
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
    title = headline(story, known, tongue)
    before = known.said(story, story.headline)
    if title and (known.wording.has(title.text) or heard.share(title) >= 0.45):
        title = None
    if title is None and before is None:
        return None
    if title:
        heard.say(title)
    able = (fact for fact in known.fresh[story.id] if UNKNOWN in fact.kinds and not (fact.leans or fact.needs))
    unknown = max(
        (fact for fact in able if not heard.knows(fact)), key=lambda fact: (fact.weight, fact.key), default=None
    )
    if unknown:
        heard.say(unknown)
    return Quiet(best_title(story.articles, tongue), title, last, len(thread.days), before, unknown)
