"""The newest episodes in `feed.xml`, the others in pages behind it that stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import feedparser
import pytest
from feed_studio import EPISODE
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes import record
from daycast.feed import ledger, seal
from daycast.feed import paging as paging_module
from daycast.feed.ledger import Entry
from daycast.feed.paging import SIZE, paged
from daycast.feed.publish import publish, unpublish

if TYPE_CHECKING:
    from pathlib import Path

    from feed_studio import Studio

    from daycast.episodes.model import Episode
    from daycast.show import Show

FIRST = date(2026, 1, 1)


def entry(number: int) -> Entry:
    day = FIRST + timedelta(number)
    return Entry(day, f"guid-{number}", datetime(day.year, day.month, day.day, 6, tzinfo=UTC))


def pages(entries: tuple[Entry, ...]) -> dict[int, int]:
    """How many episodes each page has."""
    found = [entry.page for entry in entries]
    return {page: found.count(page) for page in sorted(set(found))}


@pytest.mark.parametrize(
    ("count", "least", "expected"),
    [
        (0, 300, {}),
        (399, 300, {0: 399}),
        (400, 300, {0: 300, 1: 100}),
        (599, 300, {0: 399, 1: 100, 2: 100}),
        (250, 10, {0: 50, 1: 100, 2: 100}),
    ],
)
def test_the_oldest_move_behind_the_feed_a_full_page_at_a_time(
    count: int, least: int, expected: dict[int, int]
) -> None:
    entries = [entry(number) for number in range(count)]
    told = paged(entries, least, {one.date for one in entries})
    assert pages(told) == expected
    assert [one.page or 10**6 for one in told] == sorted(one.page or 10**6 for one in told)


@given(
    st.lists(st.integers(0, 3000), unique=True, max_size=600),
    st.lists(st.integers(0, 3000), unique=True, max_size=300),
    st.integers(1, 300),
)
def test_a_full_page_never_changes_again_whatever_is_published_later(
    first: list[int], later: list[int], least: int
) -> None:
    before = paged([entry(number) for number in first], least, {entry(number).date for number in first})
    new = [entry(number) for number in later if number not in first]
    after = paged([*before, *new], least, {one.date for one in [*before, *new]})
    for page in range(1, max((one.page for one in before), default=0) + 1):
        assert {one for one in after if one.page == page} == {one for one in before if one.page == page}
    assert all(count == SIZE for page, count in pages(after).items() if page)
    assert min(least, len(after)) <= pages(after).get(0, 0) < least + SIZE


def numbered(number: int) -> Episode:
    one = entry(number)
    return replace(EPISODE, date=one.date, guid=one.guid, number=number + 1, published=one.published)


def documents(folder: Path) -> dict[str, list[str]]:
    """The guids in each document, in its order."""
    names = sorted(path.name for path in folder.glob("feed*.xml"))
    parsed = {name: feedparser.parse((folder / name).read_bytes()) for name in names}
    assert all(one.bozo == 0 for one in parsed.values())
    return {name: [item.id for item in one.entries] for name, one in parsed.items()}


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging_module, "SIZE", 2)


@pytest.fixture
def show(studio: Studio) -> Show:
    return studio.show(podcast="{episodes: 2}")


@pytest.mark.usefixtures("small_pages")
def test_each_episode_stands_in_one_document_and_a_new_one_rewrites_only_the_feed(studio: Studio, show: Show) -> None:
    for number in range(5):
        studio.render(show, numbered(number))
    publish(show)
    assert documents(show.feed) == {"feed.xml": ["guid-4", "guid-3", "guid-2"], "feed-1.xml": ["guid-1", "guid-0"]}
    studio.render(show, numbered(5))
    done = publish(show)
    assert documents(show.feed) == {
        "feed.xml": ["guid-5", "guid-4"],
        "feed-1.xml": ["guid-1", "guid-0"],
        "feed-2.xml": ["guid-3", "guid-2"],
    }
    assert [name for name in done.changed if name.startswith("feed")] == ["feed-2.xml", "feed.xml"]


@pytest.mark.usefixtures("small_pages")
def test_a_new_episode_is_published_without_reading_the_records_of_any_but_its_neighbour(
    studio: Studio, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        studio.render(show, numbered(number))
    publish(show)
    studio.render(show, numbered(5))
    read: list[str] = []
    load = record.load

    def noted(folder: Path) -> Episode:
        read.append(folder.name)
        return load(folder)

    monkeypatch.setattr(record, "load", noted)
    publish(show)
    assert set(read) == {"2026-01-06", "2026-01-05"}


@pytest.mark.usefixtures("small_pages")
def test_an_episode_that_is_no_more_among_the_newest_is_not_made_anew_for_that(
    studio: Studio, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "_CLOSELY", 2)
    for number in range(6):
        studio.render(show, numbered(number))
    publish(show)
    studio.render(show, numbered(6))
    assert {name.partition("/")[0] for name in publish(show).changed if name.startswith("2026-")} == {
        "2026-01-06",
        "2026-01-07",
    }
    (show.feed / "2026-01-01" / "2026-01-01.mp3").write_bytes(b"oops")
    (show.feed / "2026-01-02" / "chapters.json").unlink()
    assert set(publish(show).changed) == {"2026-01-01/2026-01-01.mp3", "2026-01-02/chapters.json"}


@pytest.mark.usefixtures("small_pages")
def test_the_feed_is_the_same_whether_it_grew_by_the_day_or_was_made_at_once(studio: Studio, show: Show) -> None:
    for number in range(6):
        studio.render(show, numbered(number))
        publish(show)
    grown = {path.name: path.read_bytes() for path in show.feed.glob("feed*.xml")}
    for path in (*show.feed.glob("feed*.xml"), *show.feed.glob(".published*")):
        path.unlink()
    publish(show)
    assert {path.name: path.read_bytes() for path in show.feed.glob("feed*.xml")} == grown


@pytest.mark.usefixtures("small_pages")
def test_an_episode_that_comes_late_stands_in_the_feed_where_readers_look(studio: Studio, show: Show) -> None:
    for number in range(1, 6):
        studio.render(show, numbered(number))
    publish(show)
    studio.render(show, numbered(0))
    publish(show)
    assert documents(show.feed)["feed-1.xml"] == ["guid-2", "guid-1"]
    assert "guid-0" in documents(show.feed)["feed-2.xml"] + documents(show.feed)["feed.xml"]


@pytest.mark.usefixtures("small_pages")
def test_an_episode_of_the_archive_can_be_taken_back_and_comes_back_to_its_page(studio: Studio, show: Show) -> None:
    for number in range(5):
        studio.render(show, numbered(number))
    publish(show)
    before = documents(show.feed)
    unpublish(show, numbered(0).date)
    assert documents(show.feed) == before | {"feed-1.xml": ["guid-1"]}
    publish(show, again=numbered(0).date)
    assert documents(show.feed) == before


@pytest.mark.usefixtures("small_pages")
def test_pages_are_known_again_from_the_documents_alone(studio: Studio, show: Show) -> None:
    for number in range(7):
        studio.render(show, numbered(number))
    publish(show)
    before = ledger.load(show.feed)
    (show.feed / ledger.FILE).unlink()
    assert ledger.load(show.feed) == before


@pytest.mark.usefixtures("small_pages")
def test_a_damaged_page_of_the_archive_is_put_right(studio: Studio, show: Show) -> None:
    for number in range(5):
        studio.render(show, numbered(number))
    publish(show)
    before = (show.feed / "feed-1.xml").read_bytes()
    (show.feed / "feed-1.xml").write_bytes(b"oops")
    assert publish(show).changed == ("feed-1.xml",)
    assert (show.feed / "feed-1.xml").read_bytes() == before
