"""Sending to a bucket: media first, `feed.xml` last and only if nobody changed it meanwhile, then what is gone."""

from __future__ import annotations

import hashlib
import json
import platform
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.errors import DaycastError
from daycast.feed.paging import MAIN
from daycast.feed.targets.items import unchanged
from daycast.feed.targets.lease import Lease
from daycast.feed.targets.plan import Outcome, Plan, after, before, outcome, planned, stands
from daycast.feed.targets.record import NOTHING, RECORD, Promised, Record, Sent, parse, printed
from daycast.feed.targets.served import headers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from datetime import datetime
    from typing import TypeVar

    from daycast.bucket import Bucket
    from daycast.feed.targets.items import Item

    One = TypeVar("One")
    Made = TypeVar("Made")

_WORKERS = 8
_PRIVATE = {"Content-Type": "application/json", "Cache-Control": "no-store"}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a look at the bucket found: the record with its ETag, the feed's ETag, and what is right already."""

    record: Record
    etag: str | None
    feed: str | None
    right: dict[str, Sent]


def send(
    bucket: Bucket,
    items: Sequence[Item],
    me: str,
    clock: Callable[[], datetime],
    *,
    withdrawn: Collection[str] = (),
    promised: Promised = NOTHING,
    on_sent: Callable[[Item], object] = lambda item: None,
    workers: int = _WORKERS,
) -> Outcome:
    """Brings the bucket up to date with `items`; nothing is sent that is there already.

    Raises `DaycastError` if another publisher is at work, if somebody else's feed appeared meanwhile, or if the store
    cannot be used. It can be stopped at any request and run again: the feed that is live names nothing that is missing.
    """
    items = [replace(item, digest=_sealed(item)) for item in items]
    seen = _look(bucket, items, me, workers)
    plan = planned(items, seen.record, seen.right, me, bucket.where, withdrawn, promised)
    if _is_done(seen, plan, me, promised):
        return outcome(items, plan)
    with Lease(bucket, f"{me}@{platform.node()}", clock) as lease:
        seen = _look(bucket, items, me, workers)  # somebody may have been faster
        plan = planned(items, seen.record, seen.right, me, bucket.where, withdrawn, promised)
        if not _is_done(seen, plan, me, promised):
            _do(bucket, lease, seen, plan, me, promised, on_sent, workers)
    return outcome(items, plan)


def _sealed(item: Item) -> str:
    """A digest of the bytes and the headers: other headers are a reason to send it again."""
    return hashlib.sha256(json.dumps([item.digest, headers(item.name)]).encode()).hexdigest()


def _look(bucket: Bucket, items: Sequence[Item], me: str, workers: int) -> _Seen:
    listed = bucket.list()
    found = bucket.get(RECORD)
    record = parse(found.data if found else None, f"{bucket.where}/{RECORD}")

    good, unclear = [], []
    for item in items:
        tag, known = listed.get(item.name), record.files.get(item.name)
        if tag and known and known.tag == tag:
            good += [item] if known.digest == item.digest else []
        elif tag:
            unclear.append(item)
    told = _each(lambda item: bucket.described(item.name), unclear, workers)
    good += [item for item, was in zip(unclear, told, strict=True) if was == (item.digest, headers(item.name))]
    kept = {item.name: record.files[item.name].by if item.name in record.files else me for item in good}
    return _Seen(
        record,
        found.etag if found else None,
        listed.get(MAIN),
        {item.name: Sent(item.digest, kept[item.name], listed[item.name]) for item in good},
    )


def _is_done(seen: _Seen, plan: Plan, me: str, promised: Promised) -> bool:
    return (
        not plan.groups and not plan.gone and stands(seen.record, before(seen.record, plan, seen.right, me, promised))
    )


def _do(
    bucket: Bucket,
    lease: Lease,
    seen: _Seen,
    plan: Plan,
    me: str,
    promised: Promised,
    on_sent: Callable[[Item], object],
    workers: int,
) -> None:
    left = before(seen.record, plan, seen.right, me, promised)
    etag = _keep(bucket, left, seen.etag)
    tags: dict[str, str] = {}

    def put(item: Item) -> None:
        lease.hold()
        tags[item.name] = bucket.put(item.name, item.path, item.digest, headers(item.name))
        on_sent(item)

    for group in plan.groups:
        _each(put, [item for item in group if item.name != MAIN], workers)
    feed = next((item for item in plan.items if item.name == MAIN), None)
    if any(not unchanged(item) for item in plan.items):
        raise DaycastError("feed/ was changed while it was sent", hint="Run it again: daycast publish")
    lease.hold()
    if feed:
        tags[MAIN] = _put_feed(bucket, feed, seen.feed)
        on_sent(feed)

    def remove(name: str) -> None:
        lease.hold()
        bucket.delete(name)

    _each(remove, plan.gone, workers)
    _keep(bucket, after(left, plan, tags), etag)


def _put_feed(bucket: Bucket, feed: Item, etag: str | None) -> str:
    """Makes the feed live; `etag` is that of the feed that was there at the start."""
    put = bucket.put_if(MAIN, feed.path.read_bytes(), etag, feed.digest, headers(MAIN))
    if put is not None:
        return put
    if bucket.described(MAIN) == (feed.digest, headers(MAIN)):  # it had arrived, and only the answer was lost
        return bucket.list()[MAIN]
    raise DaycastError(
        f"{bucket.where}/{MAIN}: somebody else has put another feed there meanwhile; theirs stays",
        hint="Bring this copy of the show up to date, then publish again.",
    )


def _keep(bucket: Bucket, record: Record, etag: str | None) -> str:
    data = printed(record)
    put = bucket.put_if(RECORD, data, etag, "", _PRIVATE)
    if put is None:
        found = bucket.get(RECORD)
        if not found or found.data != data:
            raise DaycastError(f"{bucket.where}: somebody else has published there meanwhile", hint="Publish again.")
        put = found.etag
    return put


def _each(do: Callable[[One], Made], values: Iterable[One], workers: int) -> list[Made]:
    """Does it for each value, several at a time; the first that fails stops those that have not begun."""
    if workers == 1:
        return [do(value) for value in values]
    with ThreadPoolExecutor(workers) as pool:
        futures = [pool.submit(do, value) for value in values]
        try:
            return [future.result() for future in futures]
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
