"""Publishing an edition that is made for each listener: their episodes, and what the store has lost of older ones."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from daycast import day as stages
from daycast.errors import DaycastError, Problem
from daycast.feed.personal import day as days
from daycast.feed.personal.derive import NEWEST
from daycast.feed.personal.mend import mend, missing
from daycast.feed.personal.press import due
from daycast.rendering import booth
from daycast.voice.cast import FILE as CAST

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daycast.day import Booth
    from daycast.feed.personal.day import Day
    from daycast.feed.personal.press import Tailor
    from daycast.show import Show
    from daycast.voice.workers import Crew


@dataclass(frozen=True, slots=True)
class Pressed:
    """How many listeners there are, how many episodes were made now, on how many days, how many takes were spoken
    again, which of everybody's files changed, and what there is to tell."""

    listeners: int
    episodes: int
    days: int
    mended: int
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def publish(
    show: Show,
    now: datetime,
    *,
    again: date | None = None,
    force: bool = False,
    tailor: Tailor | None = None,
    on_spoken: Callable[[int, int], object] = lambda done, total: None,
) -> Pressed:
    """Makes the episodes of all listeners that are due, from the rendered days, and brings the rest up to date.

    What was published to a listener stays as it was. `again` names a day that comes back after it was taken out; with
    `force`, its episodes are made anew from the script as it stands, under the same guids.
    """
    from daycast.episodes import record
    from daycast.feed.listeners import welcome
    from daycast.feed.personal.publish import stamp
    from daycast.feed.publish import one_at_a_time
    from daycast.voice.workers import crew_of

    listeners = [*welcome(show)]
    rendered = [day for day in show.days("episodes") if (show.episode(day) / record.FILE).is_file()]
    if not rendered:
        raise DaycastError("there is no rendered episode", hint=f"Run: daycast render{show.option}")
    if again and again not in rendered:
        raise DaycastError(
            f"there is no rendered episode of {again}", hint=f"Run: daycast render {show.options(again)}"
        )
    room, made, problems = booth(show, None), 0, list[Problem]()
    if tailor is None:
        tailor, known, wrong = _tailored(show, room)
        listeners = [name for name in listeners if name in known]
        problems += wrong
    with one_at_a_time(show), crew_of(show.farm) as crew:
        wanted = due(rendered, days.days(show), NEWEST)
        for day in sorted({*wanted, *((again,) if again else ())}):
            count, found = _made(show, day, listeners, room, tailor, crew, now, on_spoken,
                                 back=day == again, anew=force and day == again)  # fmt: skip
            made += count
            problems += found
        standing = [one for day in days.days(show)[-NEWEST:] if (one := days.load(days.path_of(show, day)))]
        lost = {piece[0] for one in standing for piece in missing(one, room.store)}
        for one in standing:
            _joined_again(show, one, room, tailor, crew, on_spoken)
        unmended = mend(show, standing, room.store, room.sounds, room.delivery, crew, on_spoken)
        changed = stamp(show, now)
        room.store.settle()
    count = sum(not day.gone for day in standing)
    told = (*problems, *dict.fromkeys(unmended.values()))
    return Pressed(len(listeners), made, count, len(lost - unmended.keys()), changed, told)


def _made(
    show: Show,
    day: date,
    listeners: Sequence[str],
    room: Booth,
    tailor: Tailor,
    crew: Crew,
    now: datetime,
    on_spoken: Callable[[int, int], object],
    *,
    back: bool,
    anew: bool,
) -> tuple[int, list[Problem]]:
    """The episodes of one day: how many were made, and what there is to tell."""
    from daycast.episodes import record
    from daycast.episodes.assembly import Assembly
    from daycast.episodes.spoken import spoken, unfinished
    from daycast.feed.personal.press import pressed
    from daycast.feed.personal.publish import restored

    before = days.load(days.path_of(show, day))
    if before and before.gone and back:
        before = restored(before)
        days.save(show, before)
    if before and before.gone:
        hint = f"to publish it again: daycast publish {show.options(day)}"
        path = show.episode(day)
        return 0, [Problem(path, 0, "this day was unpublished and stays out", hint, warning=True, note=True)]
    script, _ = stages.check(show, day, room, doubts=False, length=False)
    recorded = record.load(show.episode(day))
    if recorded.script != script.sha256:
        message = "the script has changed since it was rendered: who has an episode of the day keeps it as it is"
        hint = f"run: daycast render {show.options(day)}"
        waits = _waiting(before, listeners)
        return 0, [Problem(show.script(day), 0, message, hint, warning=not waits)]
    if not (anew or _waiting(before, listeners)):
        return 0, _kept_as_it_was(show, day, before, script.sha256)
    assembly = Assembly(room.cast, room.lexicon, room.sounds, room.store, room.delivery, crew)
    path = show.script(day)
    lines = assembly.lines(script)
    _, failures = spoken(lines, path, show.voice / CAST, room.store, crew=crew, on_spoken=on_spoken)
    if failures.lines:
        raise unfinished(failures.problems, len(lines) - failures.lines, len(lines))
    after = pressed(show, script, recorded, before, listeners, tailor, assembly, room.memory, now=now, anew=anew)
    days.save(show, after)
    return sum(before is None or before.rows.get(name) != row for name, row in after.rows.items()), []


def _joined_again(
    show: Show, day: Day, room: Booth, tailor: Tailor, crew: Crew, on_spoken: Callable[[int, int], object]
) -> None:
    """Makes again what is mixed of takes and has gone, as long as the script is what the episodes were made of."""
    from daycast.episodes.assembly import Assembly
    from daycast.episodes.spoken import spoken

    if all(how for _, _, how in missing(day, room.store)) or not show.script(day.date).is_file():
        return
    script, _ = stages.check(show, day.date, room, doubts=False, length=False)
    if script.sha256 in {table.script for table in day.tables}:
        assembly = Assembly(room.cast, room.lexicon, room.sounds, room.store, room.delivery, crew)
        spoken(assembly.lines(script), show.script(day.date), show.voice / CAST, room.store, crew=crew,
               on_spoken=on_spoken)  # fmt: skip
        for listener in day.rows:
            with suppress(KeyError):  # of somebody who has no profile any more, or a line that cannot be spoken
                assembly.joined(tailor(listener, script).script)


def _kept_as_it_was(show: Show, day: date, before: Day | None, sha256: str) -> list[Problem]:
    """That the day was rendered anew and nobody hears it, where no episode was made of the script as it stands."""
    if not before or not before.rows or sha256 in {table.script for table in before.tables}:
        return []
    message = "the script has changed since the day was published: who has an episode of it keeps it as it is"
    hint = f"to make everybody's anew, under the same guids: daycast publish {show.options(day)} --force"
    return [Problem(show.script(day), 0, message, hint, warning=True, note=True)]


def _waiting(before: Day | None, listeners: Sequence[str]) -> bool:
    """Whether somebody has no episode of the day yet."""
    return any(before is None or name not in before.rows for name in listeners)


def _tailored(show: Show, room: Booth) -> tuple[Tailor, frozenset[str], tuple[Problem, ...]]:
    """How a listener's episode is chosen from the day's script, for whom it is known, and what is wrong with others'
    profiles."""
    from daycast.briefings import profiles, tailoring

    known, problems = profiles(show)
    make = tailoring(show, room)
    return lambda listener, script: make(known[listener], script), frozenset(known), problems
