"""What to send, in which order, and what to take away: values in, values out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.paging import MAIN
from daycast.feed.targets.record import NOTHING, BehindError, Promised, Record, Sent
from daycast.feed.targets.served import ENCLOSURE, is_archive, is_text, unpacked
from daycast.report import several

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from daycast.feed.targets.items import Item

ARRIVED = "arrived"  # the tag of what a target has that gives no tags

_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """Groups to send one after the other, the feed in the last; then names to remove."""

    groups: tuple[tuple[Item, ...], ...]
    gone: tuple[str, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for group in self.groups for item in group)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was sent and removed, by name; how many bytes that were, and how many files were there already."""

    sent: tuple[str, ...] = ()
    bytes: int = 0
    there: int = 0
    removed: tuple[str, ...] = ()
    feed_changed: bool = False
    warnings: tuple[str, ...] = ()


def planned(
    items: Collection[Item],
    record: Record,
    right: Collection[str],
    me: str,
    where: str,
    withdrawn: Collection[str] = (),
    promised: Promised = NOTHING,
) -> Plan:
    """The plan for a target that has the names in `right` as they should be.

    `me` is this copy of the show, `withdrawn` names the folders of episodes that were taken back. Only those are
    removed, what was sent from here, and if this copy was the last one to send, all that it had then. Raises
    `BehindError` where the target holds promises that this copy has not heard of, and `DaycastError` where an episode
    would be lost that this copy has never had.
    """
    if promised.ledger and record.ledger not in ("", promised.ledger, *promised.known):
        raise BehindError(where, record.ledger)
    names = {item.name for item in items}
    missing = [name for name in record.files if name not in names]
    ours = (name for name in missing if me in (record.by, record.files[name].by))
    gone = dict.fromkeys([*ours, *(name for name in missing if name.split("/")[0] in withdrawn)])
    strange = [name for name in missing if name not in gone and name.endswith(ENCLOSURE)]
    if strange:
        listed = ", ".join(sorted(strange)[:_MOST_NAMED]) + (" …" if len(strange) > _MOST_NAMED else "")
        raise DaycastError(
            f"{where} has {several(len(strange), 'episode')} that feed/ has not ({listed}), from another copy",
            hint="Bring episodes/ and feed/ up to date from there, or publish there. Nothing was changed.",
        )
    ordered: dict[int, list[Item]] = {}
    for item in items:
        if item.name not in right:
            ordered.setdefault(_turn(item.name, is_new=item.name not in record.files), []).append(item)
    groups = tuple(tuple(sorted(ordered[turn], key=_packed_first)) for turn in sorted(ordered))
    return Plan(groups, tuple(sorted(gone, key=lambda name: (not is_text(name), name))))


def arrived(items: Iterable[Item], record: Record) -> dict[str, Sent]:
    """What a target that tells nothing itself has as it should be, by its record."""
    known = ((item, record.files.get(item.name)) for item in items)
    return {item.name: sent for item, sent in known if sent and (sent.digest, sent.tag) == (item.digest, ARRIVED)}


def before(record: Record, plan: Plan, right: Mapping[str, Sent], me: str, promised: Promised = NOTHING) -> Record:
    """The record to leave before anything is sent: nothing that arrives, and nothing promised, is then forgotten."""
    coming = {item.name: Sent(item.digest, me) for item in plan.items}
    return Record(me, {**record.files, **right, **coming}, promised.ledger or record.ledger)


def stands(record: Record, left: Record) -> bool:
    """Whether `record` tells already what `left` would, whoever sent it."""
    return (record.files, record.ledger) == (left.files, left.ledger)


def after(left: Record, plan: Plan, tags: Mapping[str, str]) -> Record:
    """The record of a target that now has all of the plan; `tags` are what it told of what it was sent."""
    stays = {name: sent for name, sent in left.files.items() if name not in plan.gone}
    return replace(left, files={name: replace(sent, tag=tags.get(name, sent.tag)) for name, sent in stays.items()})


def outcome(items: Collection[Item], plan: Plan) -> Outcome:
    """What came of a plan that was done."""
    sent = plan.items
    names = tuple(item.name for item in sent)
    size = sum(item.bytes for item in sent)
    return Outcome(names, size, len(items) - len(names), plan.gone, MAIN in names)


def _turn(name: str, *, is_new: bool) -> int:
    """When a file goes: what is named before what names it, and what old readers still use as late as can be."""
    base = unpacked(name)
    if base == MAIN:
        return 5
    if not is_text(name):
        return 0 if is_new else 4
    if base.endswith(".html"):
        return 2
    return 3 if is_archive(base) else 1


def _packed_first(item: Item) -> tuple[str, bool]:
    base = unpacked(item.name)
    return base, item.name == base
