"""Publishing as the command line does it: says which episodes had to stay out, what changed, and where it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import typer

from daycast import console
from daycast.feed import deliver as delivering
from daycast.feed import publish as feed
from daycast.feed.listeners import lacking
from daycast.feed.paging import MAIN
from daycast.report import several

if TYPE_CHECKING:
    from daycast.errors import Problem
    from daycast.show import Show


def publish(show: Show, *, again: date | None = None, force: bool = False) -> Sequence[Problem]:
    """Publishes, sends it where show.yaml says, and tells. `again` is a day that comes back after an `unpublish`.

    A briefing goes nowhere: each listener's feed is handed out by the server, or written out by `materialise`.
    """
    if show.kind == "briefing":
        return _press(show, again=again, force=force)
    act = partial(feed.publish, show, again=again, force=force)
    return delivering.until_known(show, lambda: _tell(show, act()), _behind)


def unpublish(show: Show, day: date) -> None:
    """Takes an episode out of the feed, a briefing's out of everybody's, and tells."""
    if show.kind == "briefing":
        from daycast.feed.personal.publish import withdrawn

        withdrawn(show, day)
        _press(show)
    else:
        _unpublish(show, day)
    typer.echo(f"          to bring it back, with the same guid and date: daycast publish {show.options(day)}")


def _unpublish(show: Show, day: date) -> None:
    begun = False

    def act() -> object:
        nonlocal begun
        again, begun = begun, True
        return _tell(show, feed.unpublish(show, day, again=again))

    delivering.until_known(show, act, _behind)


def _behind(message: str) -> None:
    typer.echo(f"behind    {message}; what it promised is taken over")


def _press(show: Show, *, again: date | None = None, force: bool = False) -> Sequence[Problem]:
    from daycast import pressing

    with console.progress("speaking", quiet=False) as on_spoken:
        done = pressing.publish(show, datetime.now(UTC), again=again, force=force, on_spoken=on_spoken)
    console.tell(done.problems)
    where = show.feed.relative_to(show.root)
    heard = f"{several(done.listeners, 'listener')}, {several(done.episodes, 'episode')} made"
    mended = f", {several(done.mended, 'take')} made again" if done.mended else ""
    typer.echo(f"publish   {where}/ {heard}, {several(done.days, 'day')} published{mended}")
    if reason := lacking(show):
        typer.secho(reason, err=True, fg=typer.colors.YELLOW)
    return done.problems


def _tell(show: Show, done: feed.Published) -> Sequence[Problem]:
    console.tell(done.problems)
    where = (show.feed / MAIN).relative_to(show.root)
    removed = f", {len(done.removed)} removed" if done.removed else ""
    files = several(len(done.changed), "file")
    typer.echo(f"publish   {where} {several(done.episodes, 'episode')}, {files} changed{removed}")
    if reason := lacking(show):
        typer.secho(reason, err=True, fg=typer.colors.YELLOW)
    return [*done.problems, *_deliver(show, [*done.changed, *done.removed])]


def _deliver(show: Show, changed: Sequence[str]) -> Sequence[Problem]:
    """Sends the feed where show.yaml says and tells those who wait for it; says what went, and what failed."""
    with console.progress("sending", quiet=False) as on_sent:
        done = delivering.deliver(show, changed, on_sent=on_sent)
    if done.where:
        typer.echo(delivering.says(done))
    for who in done.told:
        typer.echo(f"told      {who}")
    console.tell(done.problems)
    return done.problems
