"""What was published once never changes: an episode's guid, date and address."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feed_studio import EPISODE

from daycast.errors import DaycastError, ProblemsError
from daycast.feed import ledger
from daycast.feed.ledger import load
from daycast.feed.publish import publish, unpublish

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from feed_studio import Studio

    from daycast.show import Show

NEXT = replace(EPISODE, date=date(2026, 6, 24), guid="next", number=3, published=EPISODE.published + timedelta(days=1))
AWAY = "https://news.example.org/"
NEW = "https://brief.example.org/"


def guids(show: Show) -> list[str]:
    return [entry.id for entry in feedparser.parse((show.feed / "feed.xml").read_bytes()).entries]


def state(feed: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in feed.rglob("*") if path.is_file()}


@pytest.mark.parametrize("remembered", [True, False], ids=["remembered", "cache lost"])
def test_an_episode_of_the_feed_that_another_machine_made_is_not_dropped_from_it(
    studio: Studio, remembered: bool
) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    shutil.rmtree(show.episode(EPISODE.date))
    studio.render(show, NEXT)
    if not remembered:
        (show.feed / ".published.cache").unlink()
    before = state(show.feed)
    with pytest.raises(ProblemsError, match=r"1 episode that the feed has is not here \(2026-06-23\)") as caught:
        publish(show)
    assert "daycast unpublish 2026-06-23" in str(caught.value)
    assert state(show.feed) == before
    assert guids(show) == [EPISODE.guid]
    unpublish(show, EPISODE.date)
    assert guids(show) == [NEXT.guid]


@pytest.mark.parametrize(
    ("change", "message", "hint"),
    [
        (
            {"guid": "another"},
            f"`guid`: it was published as {EPISODE.guid}, and would become another: every app takes it for a new",
            f"write `guid: {EPISODE.guid}` there again",
        ),
        (
            {"published": EPISODE.published + timedelta(hours=1)},
            "`published`: it was published at 2026-06-23T04:00:00+00:00, and would become 2026-06-23T05:00:00+00:00",
            "write `published: 2026-06-23T04:00:00+00:00` there again",
        ),
    ],
)
def test_a_published_episode_keeps_its_guid_and_date(
    studio: Studio, change: dict[str, Any], message: str, hint: str
) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    before = state(show.feed)
    studio.render(show, replace(EPISODE, **change))
    with pytest.raises(ProblemsError) as caught:
        publish(show)
    (problem,) = caught.value.problems
    assert problem.path == show.episode(EPISODE.date) / "episode.yaml"
    assert problem.message.startswith(message)
    assert problem.hint == hint
    assert "daycast publish --force" in caught.value.hint
    assert state(show.feed) == before
    forced = publish(show, force=True)
    assert [(told.message, told.warning) for told in forced.problems] == [(problem.message, True)]
    assert "feed.xml" in forced.changed
    assert publish(show).problems == ()


def test_a_guid_that_another_episode_had_is_refused(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    studio.render(show, replace(NEXT, guid=EPISODE.guid))
    with pytest.raises(ProblemsError, match=f"{EPISODE.guid} is that of the episode of 2026-06-23: apps that know"):
        publish(show)
    assert guids(show) == [EPISODE.guid]


@pytest.mark.parametrize(
    ("before", "after", "settings"),
    [
        ("http://localhost:8642/", AWAY, {}),
        ("http://127.0.0.1:8642/show/", AWAY, {}),
        (AWAY, NEW, {"podcast": f"{{new_feed_url: {NEW}feed.xml}}"}),
    ],
)
def test_a_show_may_leave_its_own_machine_or_tell_of_its_new_address(
    studio: Studio, before: str, after: str, settings: dict[str, str]
) -> None:
    show = studio.show(base_url=before)
    studio.render(show)
    publish(show)
    moved = studio.show(base_url=after, **settings)
    publish(moved)
    assert feedparser.parse((show.feed / "feed.xml").read_bytes()).feed.link == after
    assert publish(moved).changed == ()


@pytest.mark.parametrize("settings", [{}, {"podcast": f"{{new_feed_url: {AWAY}feed.xml}}"}])
def test_a_public_address_is_not_left_without_a_word(studio: Studio, settings: dict[str, str]) -> None:
    show = studio.show(base_url=AWAY)
    studio.render(show)
    publish(show)
    moved = studio.show(base_url=NEW, **settings)
    with pytest.raises(ProblemsError) as caught:
        publish(moved)
    assert f"the show was published as {AWAY} and would move to {NEW}: apps go on asking" in str(caught.value)
    assert f"`new_feed_url: {NEW}feed.xml`" in str(caught.value)
    publish(moved, force=True)
    assert publish(moved).changed == ()


def test_the_guid_of_the_podcast_is_given_at_its_first_public_address_and_moves_along(studio: Studio) -> None:
    def guid(show: Show) -> str:
        publish(show)
        found = ledger.load(show.feed)
        assert found
        assert f"<podcast:guid>{found.guid}</podcast:guid>".encode() in (show.feed / "feed.xml").read_bytes()
        return found.guid

    show = studio.show()
    studio.render(show)
    at_home = guid(show)
    public = guid(studio.show(base_url=AWAY))
    assert at_home != public
    assert guid(studio.show(base_url=NEW, podcast=f"{{new_feed_url: {NEW}feed.xml}}")) == public
    own = "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert guid(studio.show(base_url=NEW, podcast=f"{{guid: {own}}}")) == own


def test_what_was_published_is_known_again_from_the_feed_alone(studio: Studio) -> None:
    show = studio.show(base_url=AWAY)
    studio.render(show)
    studio.render(show, NEXT)
    publish(show)
    before = ledger.load(show.feed)
    (show.feed / ledger.FILE).unlink()
    assert ledger.load(show.feed) == before
    studio.render(show, replace(NEXT, guid="another"))
    with pytest.raises(ProblemsError, match="published as next, and would become another"):
        publish(show)


def test_a_feed_of_an_older_daycast_binds_as_well(studio: Studio) -> None:
    show = studio.show(base_url=AWAY)
    show.feed.mkdir()
    (show.feed / "feed.xml").write_text(
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
        f'<atom:link href="{AWAY}feed.xml" rel="self"/><item><guid>old</guid>'
        f'<enclosure url="{AWAY}2026-06-23/2026-06-23.mp3"/><pubDate>Tue, 23 Jun 2026 06:00:00 +0200</pubDate>'
        "</item></channel></rss>"
    )
    studio.render(show)
    with pytest.raises(ProblemsError, match="it was published as old"):
        publish(show)


def test_a_ledger_that_cannot_be_read_is_an_error_that_says_what_to_do(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    (show.feed / ledger.FILE).write_text("{}")
    with pytest.raises(DaycastError, match=r"\.published\.jsonl: this is not a record.*\n.*made again from the feed"):
        publish(show)


def test_an_episode_that_is_taken_back_leaves_nothing_but_the_memory_of_its_guid(
    studio: Studio, snapshot: Callable[..., Any]
) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    one = {name: data for name, (data, _) in snapshot(show.feed).items() if name[0] != "."}
    studio.render(show, NEXT)
    publish(show)
    two = {name: data for name, (data, _) in snapshot(show.feed).items() if name[0] != "."}

    done = unpublish(show, NEXT.date)
    assert (done.episodes, sorted(done.removed)) == (
        1,
        ["2026-06-24/2026-06-24.mp3", "2026-06-24/chapters.json", "2026-06-24/index.html", "2026-06-24/transcript.vtt"],
    )
    assert {name: data for name, (data, _) in snapshot(show.feed).items() if name[0] != "."} == one

    studio.render(show, replace(NEXT, title="Made again"))
    again = publish(show)
    assert guids(show) == [EPISODE.guid]
    assert [problem.level for problem in again.problems] == ["note"]
    assert again.problems[0].hint == "to publish it again: daycast publish --date 2026-06-24"
    with pytest.raises(DaycastError, match="not published any more"):
        unpublish(show, NEXT.date)
    other = replace(NEXT, date=date(2026, 6, 25), published=NEXT.published + timedelta(days=1))
    studio.render(show, other)
    with pytest.raises(ProblemsError, match="next is that of the episode of 2026-06-24"):
        publish(show)
    studio.render(show, replace(other, guid="its own"))
    publish(show)

    studio.render(show, NEXT)
    assert publish(show, again=NEXT.date).episodes == 3
    assert guids(show) == ["its own", "next", EPISODE.guid]
    assert two["2026-06-24/2026-06-24.mp3"] == (show.feed / "2026-06-24" / "2026-06-24.mp3").read_bytes()
    assert (show.feed / "2026-06-24" / "index.html").is_file()
    assert publish(show).changed == ()


def test_an_episode_comes_back_with_the_guid_and_date_it_had_or_not_at_all(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    unpublish(show, EPISODE.date)
    assert guids(show) == []
    assert feedparser.parse((show.feed / "feed.xml").read_bytes()).bozo == 0
    studio.render(show, replace(EPISODE, guid="another"))
    with pytest.raises(ProblemsError, match="would become another"):
        publish(show, again=EPISODE.date)
    studio.render(show)
    publish(show, again=EPISODE.date)
    assert guids(show) == [EPISODE.guid]


@pytest.mark.parametrize("day", [date(2026, 6, 22), date(2026, 6, 24)])
def test_only_what_is_published_can_be_taken_back(studio: Studio, day: date) -> None:
    show = studio.show()
    with pytest.raises(DaycastError, match=f"the episode of {day} is not published"):
        unpublish(show, day)
    studio.render(show)
    publish(show)
    with pytest.raises(DaycastError, match=f"the episode of {day} is not published"):
        unpublish(show, day)


def test_a_day_without_an_episode_cannot_come_back(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    with pytest.raises(DaycastError, match="no rendered episode of 2026-06-24"):
        publish(show, again=NEXT.date)


def test_an_unpublish_that_was_cut_short_is_finished_by_the_next_publish(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    studio.render(show, NEXT)
    publish(show)
    known = ledger.load(show.feed)
    assert known
    ledger.save(show.feed, known.with_entries([replace(known.entries[NEXT.date], gone=True)]))
    publish(show)
    assert guids(show) == [EPISODE.guid]
    assert not (show.feed / "2026-06-24").exists()


def test_dates_that_are_none_are_passed_over_where_the_record_is_made_again(studio: Studio) -> None:
    show = studio.show()
    studio.render(show)
    publish(show)
    (show.feed / ".published.jsonl").unlink()
    feed = show.feed / "feed.xml"
    feed.write_text(feed.read_text().replace("<pubDate>", "<pubDate>Some day, ", 2))
    assert load(show.feed) is not None
    publish(show)
    assert guids(show) == [EPISODE.guid]
