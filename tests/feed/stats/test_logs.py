"""The files of a log: found, read a piece at a time, packed or not, whole or not."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError, Problem
from daycast.feed.stats import logs

if TYPE_CHECKING:
    from pathlib import Path

    from feed_studio import Studio


def read(*paths: Path) -> tuple[list[str], list[Problem]]:
    problems: list[Problem] = []
    return list(logs.lines(paths, problems)), problems


def test_the_log_of_the_server_and_what_was_rotated_away_are_found(studio: Studio) -> None:
    show = studio.show()
    with pytest.raises(DaycastError, match="no access log yet"):
        logs.own(show)
    show.feed.mkdir()
    ours = (".access.log", ".access.log-20261120.gz", ".access.log.1", ".access.log.2.gz")
    for name in (*ours, ".access.log.bak", ".published", "feed.xml", ".access.log.1.part"):
        (show.feed / name).write_text("")
    assert [path.name for path in logs.own(show)] == list(ours)


def test_packed_and_plain_files_are_read_one_after_the_other(tmp_path: Path) -> None:
    plain, packed = tmp_path / "a.log", tmp_path / "b.log"
    plain.write_text("one\r\n\ntwo")
    packed.write_bytes(gzip.compress(b"three\nf\xffur\n"))
    assert read(plain, packed) == (["one\r", "two", "three", "f\ufffdur"], [])


@given(
    text=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=9), max_size=9)
)
def test_lines_are_the_same_wherever_a_block_ends(tmp_path_factory: pytest.TempPathFactory, text: list[str]) -> None:
    path = tmp_path_factory.mktemp("log") / "log"
    path.write_bytes("\n".join(text).encode())
    packed = path.with_suffix(".gz")
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(logs, "_BLOCK", 5)
        assert read(path)[0] == read(packed)[0] == text


def test_a_packed_file_that_ends_early_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path, other = tmp_path / "a.log.gz", tmp_path / "b.log"
    whole = gzip.compress(b"\n".join(b"line %d %d" % (n, n * 7919) for n in range(400_000)))
    path.write_bytes(whole[: len(whole) // 2])
    other.write_text("after\n")
    found, (problem,) = read(path, other)
    assert found[0] == "line 0 0"
    assert found[-1] == "after"
    assert len(found) > 100_000
    assert (problem.path, problem.warning) == (path, True)


def test_a_packed_file_of_several_members_is_one(tmp_path: Path) -> None:
    path = tmp_path / "a.log.gz"
    path.write_bytes(gzip.compress(b"one\ntw") + gzip.compress(b"o\nthree\n"))
    assert read(path) == (["one", "two", "three"], [])


def test_a_file_without_line_ends_is_held_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with path.open("wb") as file:
        for _ in range(20):
            file.write(b"x" * 1_000_000)
        file.write(b"\nshort\n")
    found, _ = read(path)
    assert found[-1] == "short"
    assert max(map(len, found)) < 4_000_000


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DaycastError, match="no such file"):
        read(tmp_path / "none.log")
