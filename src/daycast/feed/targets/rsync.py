"""Sending with rsync, over ssh, to its daemon or to a folder; the program is GPL and stays a process of its own.

rsync compares, goes on where it stopped, and puts each file in place whole. What is ours is the order, and that only
what was sent from here is removed.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.feed.paging import MAIN
from daycast.feed.targets.plan import ARRIVED, Outcome, after, arrived, before, planned, stands
from daycast.feed.targets.programs import run
from daycast.feed.targets.record import NOTHING, RECORD, Promised, Record, parse, printed
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from daycast.feed.targets.items import Item
    from daycast.targets import Rsync

_OPTIONS = (
    "--times",
    "--omit-dir-times",
    "--chmod=D755,F644",  # a web server is somebody else
    "--protect-args",  # no shell at the other end reads a name
    "--8-bit-output",
    "--out-format=%i %n",
    "--timeout=120",
    "--files-from=-",
    "--from0",
)
_SENT = re.compile(r"[<>]f\S* (.+)")
_HINT = "Run it again: it goes on where it stopped. The folder must be there, and rsync must be 3.1 or later."


def send(
    target: Rsync,
    feed: Path,
    items: Sequence[Item],
    me: str,
    *,
    withdrawn: Collection[str] = (),
    promised: Promised = NOTHING,
    below: str = "",
    on_sent: Callable[[Item], object] = lambda item: None,
) -> Outcome:
    """Brings the folder at `target`, or the one `below` it, which is made, up to date with `items`.

    Raises `DaycastError` where rsync fails. Nothing keeps two machines apart that send to one folder.
    """
    if below:
        with tempfile.TemporaryDirectory() as above:
            Path(above, below).mkdir()
            _rsync(target, f"{above}/", target.to, [below])
        target = target.model_copy(update={"to": f"{target.to}{below}/"})
    with tempfile.TemporaryDirectory() as staging:
        _rsync(target, target.to, f"{staging}/", [RECORD], "--ignore-missing-args")
        path = Path(staging, RECORD)
        record = parse(path.read_bytes() if path.is_file() else None, target.to + RECORD)
        right = arrived(items, record)
        plan = planned(items, record, right, me, target.to, withdrawn, promised)
        left = before(record, plan, right, me, promised)
        _keep(target, Path(staging), record, left)
        by_name, sent = {item.name: item for item in items}, []
        # All of them again: who knows what happened over there.
        for group in planned(items, record, (), me, target.to, withdrawn, promised).groups:
            doubtful = [item.name for item in group if item.name not in right]
            others = [item.name for item in group if item.name in right]
            for names, options in ((others, ()), (doubtful, ("--checksum",))):
                for name in _rsync(target, f"{feed}/", target.to, names, *options) if names else ():
                    sent.append(by_name[name])
                    on_sent(by_name[name])
        if plan.gone:
            with tempfile.TemporaryDirectory() as nothing:
                for name in plan.gone:  # their folders must be there for rsync to look into
                    Path(nothing, name).parent.mkdir(parents=True, exist_ok=True)
                _rsync(target, f"{nothing}/", target.to, plan.gone, "--delete-missing-args")
        tags = {item.name: ARRIVED for item in plan.items}
        _keep(target, Path(staging), left, after(left, plan, tags))
    went = tuple(item.name for item in sent)
    return Outcome(went, sum(item.bytes for item in sent), len(items) - len(went), plan.gone, MAIN in went)


def _rsync(target: Rsync, source: str, destination: str, names: Iterable[str], *options: str) -> list[str]:
    """Has rsync copy the files `names`; returns those that it had to send."""
    words = ["rsync", *_OPTIONS, *options, "--", source, destination]
    shell = os.environ.get("RSYNC_RSH", "ssh -o BatchMode=yes")
    given = "\0".join(names).encode()
    output = run(words, given, where=target.to, hint=_HINT, env={"RSYNC_RSH": shell}).decode("utf-8", "replace")
    return [match[1] for line in output.splitlines() if (match := _SENT.fullmatch(line))]


def _keep(target: Rsync, staging: Path, old: Record, new: Record) -> None:
    if not stands(old, new):
        write_bytes(staging / RECORD, printed(new))
        _rsync(target, f"{staging}/", target.to, [RECORD])
