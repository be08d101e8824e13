"""Two working copies of one show that publish to the same bucket, neither of which has the other's feed/."""

from __future__ import annotations

import itertools
import json
import operator
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_studio import EPISODE, Studio
from stores import Store
from typer.testing import CliRunner, Result

from daycast.bucket import Bucket
from daycast.cli import app
from daycast.episodes import record
from daycast.errors import DaycastError
from daycast.feed import ledger
from daycast.feed.ledger import Entry, Ledger
from daycast.feed.targets import news
from daycast.feed.targets.record import RECORD
from daycast.show import Show
from object_store import DeathError

pytestmark = pytest.mark.slow

FIRST = EPISODE
LATER = replace(EPISODE, guid="made elsewhere", published=EPISODE.published + timedelta(hours=1), title="Made again")
NEXT = replace(EPISODE, date=date(2026, 6, 24), guid="next", number=3, published=EPISODE.published + timedelta(days=1))


class Machine:
    """A machine with a working copy of the show."""

    def __init__(self, root: Path, store: Store) -> None:
        root.mkdir()
        self.studio = Studio(root)
        target = json.dumps(store.target.model_dump(exclude_none=True))
        self.show: Show = self.studio.show(base_url="https://pod.example.org/", publish=target)

    def has(self, *episodes: record.Episode) -> Machine:
        for episode in episodes:
            self.studio.render(self.show, episode)
        return self

    def runs(self, *words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--show", str(self.show.root)])

    def publishes(self, *words: str) -> str:
        done = self.runs("publish", *words)
        assert done.exit_code == 0, done.output
        return done.output

    def is_refused(self, *words: str) -> str:
        done = self.runs("publish", *words)
        assert isinstance(done.exception, DaycastError), done.output
        return str(done.exception)


@pytest.fixture
def machine(tmp_path: Path, store: Store) -> Callable[[str], Machine]:
    return lambda name: Machine(tmp_path / name, store)


def heard(store: Store) -> dict[str, tuple[str, str]]:
    """What apps know of each episode: guid and date, by its address."""
    found = feedparser.parse(store.get("feed.xml")).entries
    return {entry.enclosures[0].href: (entry.id, entry.published) for entry in found}


def test_a_day_that_two_machines_made_keeps_the_guid_and_date_under_which_it_was_published_first(
    machine: Callable[[str], Machine], store: Store
) -> None:
    one, other = machine("a").has(FIRST), machine("b").has(LATER)
    one.publishes()
    before = heard(store)
    told = other.publishes()
    assert "behind    s3://" in told
    assert "another copy of the show has published there since; what it promised is taken over" in told
    assert heard(store) == before
    assert b"Made again" in store.get("feed.xml")
    adopted = record.load(other.show.episode(FIRST.date))
    assert (adopted.guid, adopted.published) == (FIRST.guid, FIRST.published)
    assert "behind" not in other.publishes()
    assert "behind" not in one.publishes()  # the ledger is the same


def test_a_machine_without_the_others_episodes_is_refused_and_nothing_is_lost(
    machine: Callable[[str], Machine], store: Store
) -> None:
    machine("a").has(FIRST).publishes()
    before = store.names(), store.get("feed.xml")
    other = machine("b").has(NEXT)
    for _ in range(2):
        assert "1 episode that feed/ has not (2026-06-23/2026-06-23.mp3)" in other.is_refused()
        assert (store.names(), store.get("feed.xml")) == before
    other.has(FIRST).publishes()
    assert len(heard(store)) == 2


@pytest.mark.parametrize("turns", [*itertools.product("ab", repeat=4)], ids="".join)
def test_in_whatever_order_two_machines_publish_no_guid_date_or_address_ever_changes(
    machine: Callable[[str], Machine], store: Store, turns: tuple[str, ...]
) -> None:
    days = [FIRST.date + timedelta(days=number) for number in range(4)]
    machines = {name: machine(name) for name in "ab"}
    promised: dict[str, tuple[str, str]] = {}
    for turn, who in enumerate(turns):
        for number, day in enumerate(days[: turn + 1]):  # each machine made every day by itself, at another minute
            if not (machines[who].show.episode(day) / record.FILE).exists():
                minutes = timedelta(days=number, minutes=10 if who == "b" else 0)
                mine = replace(
                    EPISODE, date=day, guid=f"{who} {day}", number=number, published=EPISODE.published + minutes
                )
                machines[who].has(mine)
        machines[who].publishes()
        now = heard(store)
        assert promised.items() <= now.items()
        assert len(now) == turn + 1
        promised = now


def test_what_one_machine_took_back_does_not_come_back_with_the_other(
    machine: Callable[[str], Machine], store: Store
) -> None:
    one, other = machine("a").has(FIRST, NEXT), machine("b").has(FIRST, NEXT)
    one.publishes()
    other.publishes()
    assert one.runs("unpublish", "2026-06-23").exit_code == 0
    told = other.publishes()
    assert "this episode was unpublished and stays out" in re.sub(r"\s+", " ", told)
    assert [*heard(store)] == ["https://pod.example.org/2026-06-24/2026-06-24.mp3"]
    assert "2026-06-23/2026-06-23.mp3" not in store.names()
    other.publishes("--date", "2026-06-23")
    assert heard(store)["https://pod.example.org/2026-06-23/2026-06-23.mp3"][0] == FIRST.guid
    one.publishes()
    assert len(heard(store)) == 2


def test_an_unpublish_holds_although_another_machine_has_published_meanwhile(
    machine: Callable[[str], Machine], store: Store
) -> None:
    third = replace(NEXT, date=date(2026, 6, 25), guid="third", published=NEXT.published + timedelta(days=1))
    one, other = machine("a").has(FIRST, NEXT), machine("b").has(FIRST, NEXT)
    one.publishes()
    other.publishes()
    one.has(third).publishes()
    other.has(third)
    done = other.runs("unpublish", "2026-06-23")
    assert done.exit_code == 0, done.output
    assert "behind" in done.output
    assert [*heard(store)] == [f"https://pod.example.org/2026-06-{day}/2026-06-{day}.mp3" for day in (25, 24)]


def test_a_place_where_another_show_is_published_is_not_taken_for_a_copy(
    machine: Callable[[str], Machine], store: Store
) -> None:
    machine("a").has(FIRST).publishes()
    stranger = machine("b")
    path = stranger.show.root / "show.yaml"
    path.write_text(path.read_text().replace("pod.example.org", "another.example.org"))
    told = stranger.has(NEXT).is_refused()
    assert "another show is published there, as https://pod.example.org/" in told
    stranger_ledger = ledger.load(stranger.show.feed)
    assert stranger_ledger
    assert [*stranger_ledger.entries] == [NEXT.date]


def test_whatever_request_the_second_machine_dies_at_promises_are_kept_and_the_next_run_is_whole(
    machine: Callable[[str], Machine], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine("a").has(FIRST).publishes()
    before = heard(store)
    ask = Bucket._ask
    for deaths in itertools.count():
        asked = itertools.count()

        def die(bucket: Bucket, work: Callable[[], object], what: str, at: int = deaths, asked=asked) -> object:  # type: ignore[no-untyped-def]
            if next(asked) >= at:
                raise DeathError
            return ask(bucket, work, what)

        other = machine(f"b{deaths}").has(replace(LATER, title=f"Made again {deaths}"))
        monkeypatch.setattr(Bucket, "_ask", die)
        try:
            ended = other.runs("publish").exit_code == 0
        except DeathError:
            ended = False
        monkeypatch.setattr(Bucket, "_ask", ask)
        assert heard(store).keys() == before.keys()
        assert [*heard(store).values()] == [*before.values()]
        other.publishes()
        assert heard(store) == before
        assert f"Made again {deaths}".encode() in store.get("feed.xml")
        for lock in [name for name in store.names() if "lock" in name]:
            store.delete(lock)
        if ended:
            break
    assert deaths > 8


def test_two_that_publish_at_once_both_get_there_with_one_guid_for_each_day(
    machine: Callable[[str], Machine], store: Store
) -> None:
    machines = [machine("a").has(FIRST), machine("b").has(LATER)]
    words = [sys.executable, "-m", "daycast", "publish", "--show"]

    def at_once() -> list[str]:
        quiet: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        running = [subprocess.Popen([*words, str(one.show.root)], **quiet) for one in machines]
        told = [process.communicate(timeout=120)[0] for process in running]
        return ["" if process.returncode == 0 else said for process, said in zip(running, told, strict=True)]

    told = at_once()
    assert "" in told
    assert all(not said or re.search(r"is publishing there|meanwhile", said) for said in told), told
    before = heard(store)
    for one in machines:
        one.publishes()
    assert heard(store) == before
    assert {(one.guid, one.published) for one in (record.load(m.show.episode(FIRST.date)) for m in machines)} <= {
        (FIRST.guid, FIRST.published),
        (LATER.guid, LATER.published),
    }
    assert len({record.load(one.show.episode(FIRST.date)).guid for one in machines}) == 1


@pytest.mark.parametrize("step", ["record.save", "published_before.save", "write_text"])
def test_a_death_while_promises_are_taken_over_is_made_up_for_by_the_next_publish(
    machine: Callable[[str], Machine], store: Store, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    machine("a").has(FIRST).publishes()
    before, other = heard(store), machine("b").has(LATER)

    def die(*_: object) -> None:
        if (other.show.root / ".daycast" / "ledger.news").exists():
            raise DeathError

    with monkeypatch.context() as patch:
        real = operator.attrgetter(step)(news)
        patch.setattr(f"daycast.feed.targets.news.{step}", lambda *given: die() or real(*given))
        with pytest.raises(DeathError):
            other.runs("publish")
    other.publishes()
    assert heard(store) == before
    assert record.load(other.show.episode(FIRST.date)).guid == FIRST.guid
    assert not (other.show.root / ".daycast" / "ledger.news").exists()


def entry(day: int, guid: str = "g", page: int = 0, gone: bool = False) -> Entry:
    return Entry(date(2026, 6, day), guid, datetime.fromisoformat("2026-06-01T06:00:00+00:00"), page, gone)


def ledger_of(*entries: Entry, base_url: str = "https://a.example.org/") -> Ledger:
    return Ledger(base_url, "of the show", {one.date: one for one in entries})


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (None, (entry(1),), (entry(2),), (entry(1), entry(2))),
        (None, (entry(1, "mine"),), (entry(1, "public"),), (entry(1, "public"),)),
        ((entry(1),), (entry(1, gone=True),), (entry(1),), (entry(1, gone=True),)),
        ((entry(1),), (entry(1),), (entry(1, gone=True),), (entry(1, gone=True),)),
        ((entry(1),), (entry(1, gone=True),), (entry(1, page=2),), (entry(1, page=2, gone=True),)),
        ((entry(1, gone=True),), (entry(1),), (entry(1, gone=True), entry(2)), (entry(1), entry(2))),
        ((entry(1),), (entry(1, "forced"),), (entry(1),), (entry(1, "forced"),)),
        ((entry(1),), (), (entry(1),), (entry(1),)),
    ],
)
def test_of_two_ledgers_each_change_since_they_were_one_is_kept_and_of_two_the_public_one(
    base: tuple[Entry, ...] | None, ours: tuple[Entry, ...], theirs: tuple[Entry, ...], merged: tuple[Entry, ...]
) -> None:
    known = None if base is None else ledger_of(*base)
    assert ledger.merged(known, ledger_of(*ours), ledger_of(*theirs)) == ledger_of(*merged)


def test_a_show_that_moved_on_one_machine_has_moved_on_the_other() -> None:
    here, there = ledger_of(), ledger_of(base_url="https://b.example.org/")
    assert ledger.merged(here, here, there) == there
    assert ledger.merged(here, there, here) == there


def test_the_record_tells_the_ledger_to_whoever_publishes_next(machine: Callable[[str], Machine], store: Store) -> None:
    one = machine("a").has(FIRST)
    one.publishes()
    assert json.loads(store.get(RECORD))["ledger"] == (one.show.feed / ledger.FILE).read_text()
    shutil.rmtree(one.show.root / ".daycast")  # another copy that has all of it
    assert "behind" not in one.publishes()
