"""The commands around editing by hand: what changed, what was before, and what is approved."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daycast import console
from daycast.cli_options import Day, Edition, Json, ShowDir, opened
from daycast.errors import DaycastError

if TYPE_CHECKING:
    from collections.abc import Callable

    from daycast.scripts.history import Version
    from daycast.show import Show


def diff(
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    machine: Annotated[
        bool, typer.Option("--machine", help="Show what a new draft would change; nothing is written.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show what you changed in the day's script, word by word."""
    from daycast.scripts.merging.changes import by_word, changes

    show, when = opened(show_dir, day, edition)
    old, new = _machines(show, when) if machine else _yours(show, when)
    found = changes(old, new)
    if as_json:
        console.print_json([{"kind": change.kind, **asdict(change)} for change in found])
        return
    for change in found:
        where = f"{change.line or '':>4}  {change.kind}" + (f" from {change.old_line}" if change.moved else "")
        console.print_words(f"{where:<20}", by_word(change.old or "", change.new or ""))
    counts = Counter(change.kind for change in found)
    typer.echo(", ".join(f"{number} {kind}" for kind, number in counts.items()) or "nothing changed")


def _yours(show: Show, day: date) -> tuple[str, str]:
    """The machine's text and what a person made of it."""
    from daycast.scripts.keep import base_text

    base, present = base_text(show, day), _present(show, day)
    if base is None:
        raise DaycastError(
            f"{show.script(day)}: it was written by hand alone", hint="There is nothing to compare it with."
        )
    return base, present


def _machines(show: Show, day: date) -> tuple[str, str]:
    """The script and what a new draft would make of it."""
    from daycast import steps
    from daycast.scripts.keep import foresee

    present = _present(show, day)
    text, _, _ = steps.draft(show, day)
    return present, present if text is None else foresee(show, day, text)


def _present(show: Show, day: date) -> str:
    from daycast.files import decoded
    from daycast.scripts.history import look

    seen = look(show, day)
    if seen is None:
        raise DaycastError(f"{show.script(day)}: there is no script for {day.isoformat()}",
                           hint=f"Make one: daycast write {show.options(day)}")  # fmt: skip
    return decoded(show.script(day), seen)


def history(
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Print this version.")] = None,
    restore: Annotated[bool, typer.Option("--restore", help="Bring version N back; undo takes that back.")] = False,
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    as_json: Json = False,
) -> None:
    """List what the day's script was before each write. N prints one version."""
    from daycast.files import decoded
    from daycast.scripts import history as past

    show, when = opened(show_dir, day, edition)
    if number is not None:
        found = past.version(show, when, number)
        if restore:
            _bring_back(show, when, "restored", lambda: past.restore(show, when, number), past.UNDO)
        else:
            typer.echo(decoded(found.path, found.path.read_bytes()), nl=False)
        return
    if restore:
        raise typer.BadParameter("needs the number of a version", param_hint="--restore")
    listed = past.versions(show, when)
    now = decoded(show.script(when), past.look(show, when) or b"")  # a script that was deleted can be brought back
    texts = [*(decoded(one.path, one.path.read_bytes()) for one in listed), now]
    rows = [
        {"number": one.number, "saved": one.saved, "replaced_by": one.verb, **_counted(before, after)}
        for one, (before, after) in zip(listed, pairwise(texts), strict=True)
    ]
    if as_json:
        console.print_json([row | {"saved": row["saved"].isoformat(timespec="seconds")} for row in rows])
        return
    table = [
        (
            str(row["number"]),
            f"{row['saved'].astimezone(show.zone):%Y-%m-%d %H:%M:%S}",
            row["replaced_by"],
            f"+{row['added']} -{row['removed']}",
        )
        for row in rows
    ]
    if table:
        console.print_table(("", "saved", "replaced by", "rows"), table)
    else:
        typer.echo(f"{show.script(when)}: no earlier version; each write keeps what it replaces")


def _counted(before: str, after: str) -> dict[str, Any]:
    """How many rows came in and went out."""
    old, new = Counter(before.split("\n")), Counter(after.split("\n"))
    return {"added": (new - old).total(), "removed": (old - new).total()}


def undo(show_dir: ShowDir = None, day: Day = None, edition: Edition = "") -> None:
    """Bring back the day's script from before the last write. Again goes further back."""
    from daycast.scripts import history as past

    show, when = opened(show_dir, day, edition)
    _bring_back(show, when, "undone", lambda: past.undo(show, when), past.REDO)


def redo(show_dir: ShowDir = None, day: Day = None, edition: Edition = "") -> None:
    """Take back the last undo."""
    from daycast.scripts import history as past

    show, when = opened(show_dir, day, edition)
    _bring_back(show, when, "done again", lambda: past.redo(show, when), past.UNDO)


def _bring_back(show: Show, day: date, what: str, act: Callable[[], Version], back: str) -> None:
    """Brings a version back, and says what was done and, where there was another text, which command gets that back."""
    from daycast.scripts.history import look

    before = look(show, day)
    version = act()
    saved = f"{version.saved.astimezone(show.zone):%Y-%m-%d %H:%M:%S}"
    typer.echo(f"{what}: {show.script(day)} is as it was saved at {saved}")
    if before not in (None, look(show, day)):
        typer.echo(f"what it was just now comes back with: daycast {back} {show.options(day)}")


def approve(show_dir: ShowDir = None, day: Day = None, edition: Edition = "") -> None:
    """Record that you have read the day's script as it stands. It may be spoken and published then."""
    from daycast import day as stages
    from daycast import rendering
    from daycast.scripts import approve as approving

    show, when = opened(show_dir, day, edition)
    room = rendering.booth(show, None)
    script, problems = stages.check(show, when, room, length=False)
    console.stop_at_errors(problems)
    console.tell(problems)
    ahead = stages.forecast(show, script, room)
    new = approving.approve(show, script, datetime.now(UTC))
    typer.echo(f"approved  {script.title}" + ("" if new else " (it was before)"))
    typer.echo(f"          {len(script.lines)} lines, {ahead.words} words, about {ahead.minutes:.1f} minutes")
    typer.echo(f"          sha256 {script.sha256}")
