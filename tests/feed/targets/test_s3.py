"""Publishing to a bucket, against a real S3 server over HTTP."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from stores import FIRST, THEN, Copy, DeathError, Store, Watched, named

from daycast.bucket import Bucket
from daycast.errors import DaycastError
from daycast.feed.targets.lease import LASTS, LOCK
from daycast.feed.targets.record import RECORD
from daycast.feed.targets.s3 import send

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 6, 23, 6, 0, tzinfo=UTC)


def sent(
    store: Store, copy: Copy, bucket: Bucket | None = None, me: str = "a", now: datetime = NOW, **held: Any
) -> Any:
    items = copy.holds(**held)
    return send(bucket or Watched(store), items, me, lambda: now, workers=1)


def test_a_first_publish_sends_all_and_the_feed_last(store: Store, copy: Callable[[str], Copy]) -> None:
    bucket, show = Watched(store), copy("a")
    done = sent(store, show, bucket, **FIRST)
    assert store.holds_exactly(show)
    assert (len(done.sent), done.there, done.removed, done.feed_changed) == (9, 0, (), True)
    puts = [what.split()[1] for what in bucket.asked if what.startswith("put ") and ".daycast" not in what]
    assert puts == [
        "cover.jpg", "d01/d01.mp3", "d02/d02.mp3", "d01/chapters.json", "d02/chapters.json",
        "d01/index.html", "d02/index.html", "index.html", "feed.xml",
    ]  # fmt: skip
    assert LOCK not in store.names()


def test_publishing_again_writes_nothing_and_asks_twice(store: Store, copy: Callable[[str], Copy]) -> None:
    sent(store, copy("a"), **FIRST)
    bucket = Watched(store)
    done = sent(store, copy("a"), bucket, **FIRST)
    assert bucket.asked == ["list", f"get {RECORD}"]
    assert (done.sent, done.there, done.feed_changed) == ((), 9, False)


def test_only_what_is_new_or_changed_is_sent_and_what_was_taken_back_goes_after_the_feed(
    store: Store, copy: Callable[[str], Copy]
) -> None:
    sent(store, copy("a"), **FIRST)
    bucket = Watched(store)
    done = sent(store, copy("a"), bucket, **THEN)
    assert store.holds_exactly(copy("a"))
    moves = [what for what in bucket.asked if re.match("put |delete ", what) and ".daycast" not in what]
    assert [re.sub(" if .*", "", move) for move in moves] == [
        "put d03/d03.mp3", "put d03/chapters.json", "put d03/index.html", "put index.html", "put d01/d01.mp3",
        "put feed.xml", "delete d02/chapters.json", "delete d02/index.html", "delete d02/d02.mp3",
    ]  # fmt: skip
    assert (done.there, done.removed) == (3, ("d02/chapters.json", "d02/index.html", "d02/d02.mp3"))


@pytest.mark.parametrize(
    ("name", "kind", "cache"),
    [
        ("feed.xml", "text/xml; charset=utf-8", "public, max-age=300"),
        ("d01/d01.mp3", "audio/mpeg", "public, max-age=86400"),
        ("d01/index.html", "text/html; charset=utf-8", "public, max-age=300"),
        ("d01/chapters.json", "application/json+chapters", "public, max-age=300"),
        ("cover.jpg", "image/jpeg", "public, max-age=86400"),
        (RECORD, "application/json", "no-store"),
    ],
)
def test_the_store_serves_each_file_as_what_it_is(
    store: Store, copy: Callable[[str], Copy], name: str, kind: str, cache: str
) -> None:
    sent(store, copy("a"), **FIRST)
    told = store.headers(name)
    assert (told["Content-Type"], told["Cache-Control"], told.get("Content-Encoding")) == (kind, cache, None)


@pytest.mark.slow
@pytest.mark.parametrize("arrives", [False, True], ids=["request lost", "answer lost"])
def test_whatever_request_a_publisher_dies_at_the_feed_names_nothing_missing_and_the_next_run_mends_all(
    store: Store, copy: Callable[[str], Copy], arrives: bool
) -> None:
    deaths = 0
    while True:
        for name in store.names():
            store.delete(name)
        sent(store, copy("a"), **FIRST)

        def die(number: int, what: str, done: bool, at: int = deaths) -> None:
            if done:
                assert store.broken_promises() == []
            if number == at and done == arrives:
                raise DeathError

        try:
            sent(store, copy("a"), Watched(store, die), **THEN)
        except DeathError:
            arrived = {name for name in store.names() if name.endswith(".mp3")}
            bucket = Watched(store)
            sent(store, copy("a"), bucket, now=NOW + timedelta(seconds=1), **THEN)
            assert store.holds_exactly(copy("a")), deaths
            assert not ("d03/d03.mp3" in arrived and any(what.startswith("put d03/d03.mp3") for what in bucket.asked))
            deaths += 1
        else:
            break
    assert deaths > 15


@pytest.mark.slow
def test_a_first_publish_that_dies_anywhere_leaves_no_feed_or_a_whole_one(
    store: Store, copy: Callable[[str], Copy]
) -> None:
    deaths = 0
    while True:
        for name in store.names():
            store.delete(name)

        def die(number: int, what: str, done: bool, at: int = deaths) -> None:
            if number == at and done:
                raise DeathError

        try:
            sent(store, copy("a"), Watched(store, die), **FIRST)
        except DeathError:
            assert store.broken_promises() == []
            sent(store, copy("a"), **FIRST)
            assert store.holds_exactly(copy("a")), deaths
            deaths += 1
        else:
            break
    assert deaths > 12


@pytest.mark.slow
@pytest.mark.parametrize("waits", [timedelta(), LASTS], ids=["at once", "after the lock ran out"])
def test_two_publishers_at_once_never_leave_a_feed_that_names_what_is_missing(
    store: Store, copy: Callable[[str], Copy], waits: timedelta
) -> None:
    """The second one publishes, whole, before each request of the first one in turn; and so long after it began."""
    moment, ended = 0, {"both": 0, "first": 0, "second": 0}
    while True:
        for name in store.names():
            store.delete(name)
        sent(store, copy("a"), **FIRST)
        results: dict[str, str] = {}
        now = [NOW]

        def publish(
            who: str, watch: Callable[[int, str, bool], object], held: dict[str, bytes],
            results: dict[str, str] = results, now: list[datetime] = now,
        ) -> None:  # fmt: skip
            try:
                send(Watched(store, watch), copy(who).holds(**held), who, lambda: now[0], workers=1)
                results[who] = "done"
            except DaycastError as error:
                results[who] = error.message

        def promise(number: int, what: str, done: bool) -> None:
            assert store.broken_promises() == [], what

        def interrupt(number: int, what: str, done: bool, at: int = moment, now: list[datetime] = now) -> None:
            promise(number, what, done)
            if number == at and not done:
                now[0] += waits
                publish("b", promise, {**FIRST, "d04": b"of b"})

        publish("a", interrupt, {**FIRST, "d03": b"of a"})
        if "b" not in results:
            break
        assert "done" in results.values(), results
        for who, result in results.items():
            assert result == "done" or re.search("is publishing there|meanwhile|another copy", result), (who, result)
        ended["both" if results["a"] == results["b"] else "first" if results["a"] == "done" else "second"] += 1
        promised = named(store.get("feed.xml"))
        assert "d03/d03.mp3" in promised or "d04/d04.mp3" in promised
        moment += 1
    assert ended["first"] > 5 or waits
    assert moment > 12


def test_a_publisher_waits_for_another_until_its_lock_has_run_out(store: Store, copy: Callable[[str], Copy]) -> None:
    def die(number: int, what: str, done: bool) -> None:
        if what.startswith("put d01"):
            raise DeathError

    with pytest.raises(DeathError):
        sent(store, copy("a"), Watched(store, die), **FIRST)
    with pytest.raises(
        DaycastError, match=r"a@\S+ is publishing there; its lock ends at 2026-06-23T06:15 UTC"
    ) as error:
        sent(store, copy("b"), me="b", **FIRST)
    assert LOCK in error.value.hint
    sent(store, copy("b"), me="b", now=NOW + LASTS, **FIRST)
    assert store.holds_exactly(copy("b"))


def test_a_lock_is_kept_while_a_long_publish_lasts(store: Store, copy: Callable[[str], Copy]) -> None:
    now = [NOW]

    def slowly(number: int, what: str, done: bool) -> None:
        now[0] += timedelta(minutes=4 if what.startswith("put d0") and done else 0)

    bucket = Watched(store, slowly)
    send(bucket, copy("a").holds(**FIRST), "a", lambda: now[0], workers=1)
    assert sum(LOCK in what and what.startswith("put") for what in bucket.asked) > 3 + 2
    assert store.holds_exactly(copy("a"))


def test_a_copy_of_the_show_that_lacks_episodes_does_not_take_them_from_the_listeners(
    store: Store, copy: Callable[[str], Copy]
) -> None:
    sent(store, copy("a"), **FIRST)
    before = store.names()
    with pytest.raises(DaycastError, match=r"has 1 episode that feed/ has not \(d01/d01\.mp3\)"):
        sent(store, copy("b"), me="b", d02=FIRST["d02"])
    assert store.names() == before
    items = copy("b").holds(d02=FIRST["d02"])
    send(Watched(store), items, "b", lambda: NOW, withdrawn={"d01"}, workers=8)
    assert store.holds_exactly(copy("b"))


def test_what_somebody_else_put_there_is_never_removed(store: Store, copy: Callable[[str], Copy]) -> None:
    store.put("d02/bonus.mp3", b"of the user's")
    sent(store, copy("a"), **FIRST)
    sent(store, copy("a"), **THEN)
    assert store.get("d02/bonus.mp3") == b"of the user's"


def test_what_was_deleted_or_overwritten_in_the_store_is_sent_again(store: Store, copy: Callable[[str], Copy]) -> None:
    sent(store, copy("a"), **FIRST)
    store.delete("d01/d01.mp3")
    store.put("d02/index.html", b"defaced")
    done = sent(store, copy("a"), **FIRST)
    assert sorted(done.sent) == ["d01/d01.mp3", "d02/index.html"]
    assert store.holds_exactly(copy("a"))


def test_without_the_record_objects_tell_themselves_what_they_are(store: Store, copy: Callable[[str], Copy]) -> None:
    sent(store, copy("a"), **FIRST)
    store.delete(RECORD)
    assert sent(store, copy("a"), **FIRST).sent == ()
    assert RECORD in store.names()


def test_a_feed_that_somebody_else_put_there_meanwhile_stays(store: Store, copy: Callable[[str], Copy]) -> None:
    def meddle(number: int, what: str, done: bool) -> None:
        if what.startswith("put index.html") and done:
            store.put("feed.xml", b"<rss/>")

    with pytest.raises(DaycastError, match="somebody else has put another feed there meanwhile"):
        sent(store, copy("a"), Watched(store, meddle), **FIRST)
    assert store.get("feed.xml") == b"<rss/>"


def test_files_that_change_while_they_are_sent_do_not_go_live(store: Store, copy: Callable[[str], Copy]) -> None:
    def render(number: int, what: str, done: bool) -> None:
        if what.startswith("put index.html"):
            (copy("a").root / "feed" / "d01" / "d01.mp3").write_bytes(b"made anew, and longer")

    with pytest.raises(DaycastError, match="was changed while it was sent"):
        sent(store, copy("a"), Watched(store, render), **FIRST)
    assert "feed.xml" not in store.names()


@pytest.mark.parametrize("condition", ["If-None-Match", "If-Match"])
def test_a_store_that_ignores_conditions_is_refused_before_anything_is_written(
    store: Store, copy: Callable[[str], Copy], between: Callable[..., str], condition: str
) -> None:
    careless = Store(between(store.server, drops=condition), store.target.bucket)
    with pytest.raises(DaycastError, match=f"the store ignores {condition}"):
        sent(careless, copy("a"), **FIRST)
    assert store.names() == {}


@pytest.mark.parametrize(
    ("change", "says", "hint"),
    [
        ({"bucket": "not-there"}, "NoSuchBucket", "publish.bucket"),
        ({"endpoint": "http://127.0.0.1:9"}, "error sending request", "goes on where it stopped"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_in_a_line_that_shows_no_key(
    store: Store, copy: Callable[[str], Copy], change: dict[str, str], says: str, hint: str
) -> None:
    target = store.target.model_copy(update=change)
    with pytest.raises(DaycastError) as error:
        send(Bucket(target, retries=0), copy("a").holds(**FIRST), "a", lambda: NOW, workers=1)
    assert says in error.value.message
    assert hint in error.value.hint
    assert "a secret" not in str(error.value)
    assert "\n" not in error.value.message


@pytest.mark.slow
@pytest.mark.parametrize("trouble", ["busy", "lost"])
def test_a_store_that_is_busy_or_whose_answers_are_lost_is_asked_again(
    store: Store, copy: Callable[[str], Copy], between: Callable[..., str], trouble: str
) -> None:
    shaky = Store(between(store.server, **{trouble: True}), store.target.bucket)
    for held in (FIRST, THEN):
        sent(store, copy("a"), Bucket(shaky.target, retries=3), **held)
        assert store.holds_exactly(copy("a"))
        assert LOCK not in store.names()


@pytest.mark.slow
def test_a_long_episode_goes_in_parts_and_only_once(store: Store, copy: Callable[[str], Copy]) -> None:
    long = {"d01": bytes(11_000_000)}
    sent(store, copy("a"), **long)
    assert store.holds_exactly(copy("a"))
    assert sent(store, copy("a"), **long).sent == ()
