"""Sending with OpenSSH's program sftp: each file goes under another name and is then put in place, `feed.xml` last.

The record tells what is there already; it is brought up to date after each batch, so that a broken line costs no more
than that.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.feed.targets.plan import ARRIVED, Outcome, after, arrived, before, outcome, planned
from daycast.feed.targets.programs import run
from daycast.feed.targets.record import FOLDER, NOTHING, RECORD, Promised, Record, parse, printed
from daycast.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from daycast.feed.targets.items import Item
    from daycast.targets import Sftp

_MOST_FILES, _MOST_BYTES = 100, 64_000_000  # of one batch
_HINT = "Run it again: it goes on where it stopped. The folder must be there, and ssh must get in without a password."


def send(
    target: Sftp,
    items: Sequence[Item],
    me: str,
    *,
    withdrawn: Collection[str] = (),
    promised: Promised = NOTHING,
    on_sent: Callable[[Item], object] = lambda item: None,
    connect: Sequence[str] = (),
) -> Outcome:
    """Brings the folder at `target` up to date with `items`. Raises `DaycastError` where sftp fails.

    `connect` is what sftp is told instead of the target's host. Nothing keeps two machines apart that send to one
    folder.
    """
    host, port, folder = target.parts
    words = ["sftp", "-q", "-b", "-", "-o", "BatchMode=yes"]
    words += connect or [*(["-P", port] if port else []), "--", host]

    def sftp(*commands: str) -> None:
        lines = "".join(f"{line}\n" for line in (f"-mkdir {_quoted(folder)}", f"cd {_quoted(folder)}", *commands))
        run(words, lines.encode(), where=target.to, hint=_HINT)

    with tempfile.TemporaryDirectory() as staging:
        here = Path(staging, "sent.json")

        def keep(record: Record) -> Iterator[str]:
            write_bytes(here, printed(record))
            yield f"-mkdir {_quoted(FOLDER)}"
            yield from _put(here, RECORD)

        sftp(f"-get {_quoted(RECORD)} {_quoted(str(here))}")
        record = parse(here.read_bytes() if here.is_file() else None, target.to + RECORD)
        right = arrived(items, record)
        plan = planned(items, record, right, me, target.to, withdrawn, promised)
        left = before(record, plan, right, me, promised)
        if not plan.groups and not plan.gone and record.ledger == left.ledger:
            return outcome(items, plan)
        sftp(*keep(left))
        for batch in _batches(plan.items):
            files = {item.name: replace(left.files[item.name], tag=ARRIVED) for item in batch}
            left = replace(left, files={**left.files, **files})
            folders = [f"-mkdir {_quoted(name)}" for name in _folders(item.name for item in batch)]
            sftp(*folders, *(line for item in batch for line in _put(item.path, item.name)), *keep(left))
            for item in batch:
                on_sent(item)
        if plan.gone:
            folders = [f"-rmdir {_quoted(name)}" for name in reversed(_folders(plan.gone))]
            sftp(*(f"-rm {_quoted(name)}" for name in plan.gone), *folders, *keep(after(left, plan, {})))
    return outcome(items, plan)


def _put(path: Path, name: str) -> Iterator[str]:
    """The commands that put a file in place whole; OpenSSH's rename replaces what is there."""
    parent, _, last = name.rpartition("/")
    part = f"{parent}/.{last}.part" if parent else f".{last}.part"
    yield f"put {_quoted(str(path))} {_quoted(part)}"
    yield f"chmod 644 {_quoted(part)}"
    yield f"rename {_quoted(part)} {_quoted(name)}"


def _quoted(name: str) -> str:
    """A name as sftp reads it: between quotes nothing is a pattern, an option or a second word."""
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{"./" if name.startswith("-") else ""}{escaped}"'


def _folders(names: Iterable[str]) -> list[str]:
    """All folders that the names lie in, outer ones first."""
    parts = (name.split("/")[:-1] for name in names)
    return sorted({"/".join(above[: depth + 1]) for above in parts for depth in range(len(above))})


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    for item in items:
        if batch and (len(batch) == _MOST_FILES or sum(one.bytes for one in batch) + item.bytes > _MOST_BYTES):
            yield batch
            batch = []
        batch.append(item)
    if batch:
        yield batch
