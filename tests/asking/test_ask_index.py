"""The archive's index: what is found in it, and that it comes through changes, other processes and damage."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from labelled import TODAY, episodes

from daycast.episodes import record
from daycast.episodes.archive import rendered
from daycast.episodes.archive.find import find, fused
from daycast.episodes.archive.index import CLOSE, OPEN, Archive
from daycast.episodes.archive.passages import passages
from daycast.episodes.archive.question import read
from daycast.episodes.archive.when import Days
from daycast.episodes.model import Chapter, Episode, Line
from daycast.show import Show

KNOWN = {episode.date: episode for episode in episodes()}
SEALS = dict.fromkeys(KNOWN, "1")
MAY = date(2026, 5, 4)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.sqlite") as archive:
        archive.bring(SEALS, KNOWN.get)
        yield archive


def asked(archive: Archive, text: str) -> list[str]:
    """The headings of the passages that are found."""
    return [hit.passage.heading for hit in find(archive, read(text, TODAY)).hits]


def dumped(path: Path) -> list[tuple[object, ...]]:
    """All that is found in an index, whatever the ids."""
    with sqlite3.connect(path) as base:
        query = "SELECT day, told, headings, lines FROM passages JOIN words ON words.rowid = id ORDER BY 1, 2"
        return base.execute(query).fetchall()


def test_a_passage_has_its_day_headings_times_lines_and_sources(archive: Archive) -> None:
    (hit, *_) = find(archive, read("How much money comes from foreign customers?", TODAY)).hits
    assert hit.passage.where == "Deep dive: why chip machines became a matter of state · The money"
    assert (hit.passage.day, hit.passage.title) == (MAY, "Torvald widens its export controls on chip machines")
    assert [line.speaker for line in hit.passage.lines] == ["Ada", "Ben"]
    line = next(line for line in KNOWN[MAY].lines if line.text == hit.passage.lines[0].text)
    assert hit.passage.start == hit.passage.lines[0].start == line.start
    assert hit.passage.end > hit.passage.lines[1].start > line.start
    assert [source.outlet for source in hit.passage.sources] == ["Market Courier", "Market Courier"]
    assert hit.lines[0].startswith(f"{OPEN}Foreign{CLOSE} {OPEN}customers{CLOSE} bought 29 percent")


def test_days_narrow_what_is_found(archive: Archive) -> None:
    assert asked(archive, "Lumenar in June") == ["Lumenar sues over the export rule"]
    assert asked(archive, "Lumenar in March") == []
    told = find(archive, read("What happened on 13 July?", TODAY))
    assert told.covered
    assert len(told.hits) == 4


@pytest.mark.parametrize(
    "text",
    ['"', '""', "export AND", "NOT export", "export OR", "export*", "*", "lines:export", "^export", "NEAR(export, 2)",
     "(export", "export)", "{headings} : export", "export -chip", "a+b", "'; DROP TABLE words; --", "\x00export\x00",
     "\ud800", "%", "_", "export “controls", "e" * 300, "? " * 200],
)  # fmt: skip
def test_nothing_in_a_question_is_an_operator(archive: Archive, text: str) -> None:
    find(archive, read(text, TODAY))
    assert archive.count() == sum(len(list(passages(episode))) for episode in KNOWN.values())


@given(st.text(max_size=80))
def test_any_text_can_be_asked(text: str) -> None:
    archive = _one_for_all()
    find(archive, read(text, TODAY))


_KEPT: list[Archive] = []


def _one_for_all() -> Archive:
    if not _KEPT:
        _KEPT.append(Archive(Path(":memory:")))
        _KEPT[0].bring(SEALS, KNOWN.get)
    return _KEPT[0]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("glaciers", "Glacier lake above Ostrev drained in time"),
        ("LITHOGR", "Varland and Ostmark copy Torvald's export controls"),
        ('"nobody wins"', ""),
        ('"four granted and none refused"', "The numbers"),
        ("Calder Gazette bicycles", "Night train from Calder to Lisette returns"),
        ("What did Ada say about bicycles?", "Night train from Calder to Lisette returns"),
        ("What is the interest rate now?", "Central bank cuts its rate to 3 percent"),
    ],
)
def test_forms_beginnings_phrases_and_outlets_are_found(archive: Archive, text: str, heading: str) -> None:
    assert asked(archive, text)[:1] == [heading] * bool(heading)


def test_only_what_changed_is_read_again(archive: Archive, tmp_path: Path) -> None:
    day, other = sorted(KNOWN)[:2]
    changed = replace(KNOWN[day], lines=tuple(replace(line, text="A walrus.") for line in KNOWN[day].lines))
    loads: list[date] = []

    def load(day: date) -> Episode | None:
        loads.append(day)
        return changed

    seals = {**SEALS, day: "2"}
    del seals[other]
    assert archive.bring(seals, load)
    assert loads == [day]
    assert asked(archive, "walrus") != []
    assert {row[0] for row in dumped(tmp_path / "archive.sqlite")} == {day.isoformat() for day in seals}
    assert not archive.bring(seals, load)
    archive.bring(SEALS, KNOWN.get)
    whole = tmp_path / "whole.sqlite"
    with Archive(whole) as anew:
        anew.bring(SEALS, KNOWN.get)
    archive.bring({**SEALS, day: "3"}, KNOWN.get)
    assert dumped(tmp_path / "archive.sqlite") == dumped(whole)


def test_two_that_bring_it_up_to_date_at_once_do_it_once(tmp_path: Path) -> None:
    def bring(_: int) -> None:
        with Archive(tmp_path / "one.sqlite") as archive:
            archive.bring(SEALS, KNOWN.get)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(bring, range(4)))
    with Archive(tmp_path / "alone.sqlite") as archive:
        archive.bring(SEALS, KNOWN.get)
    assert dumped(tmp_path / "one.sqlite") == dumped(tmp_path / "alone.sqlite")


_KILLED = """
import os, signal, sys
sys.path[:0] = sys.argv[2:]
from pathlib import Path
from labelled import episodes
from daycast.episodes.archive import index
index._AT_ONCE = 3
known = {episode.date: episode for episode in episodes()}
read = []
def load(day):
    read.append(day)
    if len(read) == 8:
        os.kill(os.getpid(), signal.SIGKILL)
    return known[day]
index.Archive(Path(sys.argv[1])).bring(dict.fromkeys(known, "1"), load)
"""


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_whole_episodes_and_the_next_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "archive.sqlite"
    killed = subprocess.run([sys.executable, "-c", _KILLED, str(path), str(Path(__file__).parent)], check=False)
    assert killed.returncode == -signal.SIGKILL
    with Archive(path) as archive:
        assert len(archive.sealed()) == 6
        loads: list[date] = []
        archive.bring(SEALS, lambda day: loads.append(day) or KNOWN[day])  # type: ignore[func-returns-value]
        assert len(loads) == len(KNOWN) - 6
        assert asked(archive, "measles") == ["Measles in Brennick: 37 cases"]


@pytest.mark.parametrize("bytes_", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(4000)])
def test_a_file_that_is_none_of_ours_is_made_anew(tmp_path: Path, bytes_: bytes) -> None:
    path = tmp_path / "archive.sqlite"
    path.write_bytes(bytes_)
    with Archive(path) as archive:
        archive.bring(SEALS, KNOWN.get)
        assert asked(archive, "measles") == ["Measles in Brennick: 37 cases"]


@pytest.mark.parametrize("part", range(4))
def test_damage_that_shows_later_is_mended_and_the_question_answered(tmp_path: Path, part: int) -> None:
    path = tmp_path / "archive.sqlite"
    with Archive(path) as archive:
        archive.bring(SEALS, KNOWN.get)
    data = bytearray(path.read_bytes())
    at = 4096 + part * (len(data) - 4096) // 4
    data[at : at + 12_000] = b"\x00\xff" * 6_000
    path.write_bytes(data[: len(path.read_bytes())])

    def look(archive: Archive) -> list[str]:
        archive.bring(SEALS, KNOWN.get)
        return asked(archive, "measles in Brennick")

    with Archive(path) as archive:
        found = archive.steadily(look)
        assert found in (["Measles in Brennick: 37 cases"], [])
        archive.renew()
        assert archive.steadily(look) == ["Measles in Brennick: 37 cases"]


def test_an_index_made_by_other_code_is_made_anew(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    with sqlite3.connect(tmp_path / "archive.sqlite") as base:
        base.execute("PRAGMA user_version = 999")
    with Archive(tmp_path / "archive.sqlite") as later:
        assert later.sealed() == {}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_where_no_index_can_be_kept_the_question_is_answered_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with Archive(tmp_path / "archive.sqlite") as archive:
        archive.bring(SEALS, KNOWN.get)
        assert asked(archive, "measles") == ["Measles in Brennick: 37 cases"]
    tmp_path.chmod(0o700)


def test_records_are_taken_in_by_their_files_and_one_that_cannot_be_read_is_told(show: Show) -> None:
    for episode in KNOWN.values():
        record.save(show.episode(episode.date), episode)
    (show.episode(MAY) / record.FILE).write_text("lines: [")
    with rendered.archive_of(show) as archive:
        (wrong,) = rendered.bring(archive, show)
        assert "2026-05-04" in str(wrong)
        assert archive.sealed().keys() == KNOWN.keys() - {MAY}
        record.save(show.episode(MAY), KNOWN[MAY])
        assert rendered.bring(archive, show) == ()
        assert archive.sealed().keys() == KNOWN.keys()


def test_a_long_story_is_cut_into_passages_of_about_the_same_length() -> None:
    lines = tuple(Line(float(at), at + 0.9, "Ada", "word " * 40, ("1",), False) for at in range(10))
    one = replace(KNOWN[MAY], chapters=(Chapter(0, "Long", 1),), lines=lines, sources=KNOWN[MAY].sources[:1])
    found = list(passages(one))
    assert [len(passage.lines) for passage in found] == [2, 2, 2, 2, 2]
    assert [line.start for passage in found for line in passage.lines] == [line.start for line in lines]


def test_what_only_announces_is_no_passage() -> None:
    texts = [line.text for passage in passages(KNOWN[MAY]) for line in passage.lines]
    assert "Good morning. These are the stories that we follow today." not in texts
    assert len(texts) == len(KNOWN[MAY].lines) - 1
    bare = replace(KNOWN[MAY], sources=())
    assert sum(len(passage.lines) for passage in passages(bare)) == len(bare.lines)


@pytest.mark.parametrize(
    ("orders", "joined"),
    [([[1, 2, 3]], [1, 2, 3]), ([[1, 2, 3], [3, 2, 1]], [1, 3, 2]), ([[1, 2], [2, 3]], [2, 1, 3]), ([], [])],
)
def test_orders_are_joined_by_the_reciprocals_of_their_ranks(orders: list[list[int]], joined: list[int]) -> None:
    assert fused(orders) == joined


def test_what_was_told_on_a_day_is_told_by_heading(archive: Archive) -> None:
    ids = archive.told_on(Days(MAY, MAY), 50)
    headings = [found.passage.heading for number in ids if (found := archive.passage(number))]
    assert headings == [chapter.title for chapter in KNOWN[MAY].chapters if chapter.level == 2]
