"""Several processes that publish one show, in one folder or from copies of their own to one folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from feed_studio import EPISODE, Studio

from daycast.feed import ledger
from daycast.show import Show

pytestmark = pytest.mark.slow

DAYS = [EPISODE.date + timedelta(days=number) for number in range(6)]


def rendered(studio: Studio, show: Show) -> None:
    for number, day in enumerate(DAYS):
        published = EPISODE.published + timedelta(days=number)
        studio.render(show, replace(EPISODE, date=day, guid=f"of {day}", number=number + 1, published=published))


def publishing(root: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "daycast", "publish", "--show", str(root)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def guids(folder: Path) -> list[str]:
    return [entry.id for entry in feedparser.parse((folder / "feed.xml").read_bytes()).entries]


def all_whole(folder: Path) -> bool:
    return all((folder / str(day) / f"{day}.mp3").stat().st_size == 5002 for day in DAYS)


def test_processes_that_publish_one_folder_at_once_leave_it_as_one_alone_would(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    show = studio.show()
    rendered(studio, show)
    for process in [publishing(tmp_path) for _ in range(3)]:
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0, told
    assert guids(show.feed) == [f"of {day}" for day in reversed(DAYS)]
    assert all_whole(show.feed)
    known = ledger.load(show.feed)
    assert known
    assert [*known.entries] == DAYS
    left = publishing(tmp_path).communicate(timeout=60)[0]
    assert "6 episodes, 0 files changed" in left


def test_a_publisher_that_is_killed_anywhere_leaves_its_lease_to_the_next_at_once(tmp_path: Path) -> None:
    studio = Studio(tmp_path)
    show = studio.show()
    rendered(studio, show)
    for patience in (0.3, 0.5, 0.7, 0.9):
        process = publishing(tmp_path)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)
        process.kill()
        process.communicate()
    last = publishing(tmp_path)
    told, _ = last.communicate(timeout=25)  # less than a lease lasts
    assert last.returncode == 0, told
    assert guids(show.feed) == [f"of {day}" for day in reversed(DAYS)]
    assert all_whole(show.feed)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[list[Path]]:
    """Two working copies of a show with the same days, which send to one folder."""
    site = tmp_path / "site"
    roots = [tmp_path / name for name in "ab"]
    for root in roots:
        root.mkdir()
        studio = Studio(root)
        rendered(studio, studio.show(publish=f"{{path: {site}}}"))
    yield roots


def test_copies_that_send_to_one_folder_at_once_leave_one_whole_feed(copies: list[Path], tmp_path: Path) -> None:
    for process in [publishing(root) for root in copies]:
        told, _ = process.communicate(timeout=120)
        assert process.returncode == 0, told
    site = tmp_path / "site"
    assert guids(site) == [f"of {day}" for day in reversed(DAYS)]
    assert all_whole(site)
    assert not (site / ".daycast" / ".lease").exists()
