"""Texts that no feed can hold as they are: the feed stays whole, and what is lost is said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import feedparser
import pytest
from feed_studio import EPISODE

from daycast.episodes.model import Chapter
from daycast.feed import odd
from daycast.feed.publish import publish
from daycast.scripts.wishes import Soundbite, Wishes

if TYPE_CHECKING:
    from feed_studio import Studio

    from daycast.episodes.model import Episode


@pytest.mark.parametrize(
    ("episode", "messages"),
    [
        (EPISODE, []),
        (replace(EPISODE, title="]]> <b>&amp;</b> 🎙️ עברית", summary="\r\n\t" + "x" * 3990), []),
        (replace(EPISODE, title="x" * 10_000), []),
        (
            replace(EPISODE, title="a\x07b\x07\x00"),
            ["`title` has characters that no feed can hold, which are left out: U+0007, U+0000"],
        ),
        (replace(EPISODE, summary="é" * 2001), ["`summary` is cut to 4,000 bytes, the most that directories take"]),
        (
            replace(EPISODE, chapters=(Chapter(0, "lone \ud800", 1),)),
            ["`chapters` has characters that no feed can hold, which are left out: U+D800"],
        ),
        (
            replace(EPISODE, wishes=Wishes(soundbite=Soundbite(1, 2, "x" * 129))),
            ["the soundbite's title is cut to 128 characters"],
        ),
        (
            replace(EPISODE, title="x" * 129, wishes=Wishes(type="trailer")),
            ["the title is cut to 128 characters where the show names its trailer"],
        ),
    ],
    ids=range(8),
)
def test_what_of_an_episode_gets_lost_is_said(studio: Studio, episode: Episode, messages: list[str]) -> None:
    found = list(odd.of_episode(studio.show(), episode))
    assert [problem.message for problem in found] == messages
    assert all(problem.warning and problem.path.name == "episode.yaml" for problem in found)


def test_what_of_the_show_gets_lost_is_said_with_its_line(studio: Studio) -> None:
    show = studio.show(title='"The\\u0007 Brief"', description='"' + "é" * 2001 + '"')
    found = [(problem.line, problem.message) for problem in odd.of_show(show)]
    assert found == [
        (1, "`title` has characters that no feed can hold, which are left out: U+0007"),
        (2, "`description` is cut to 4,000 bytes, the most that directories take"),
    ]


def test_a_warning_is_told_each_time_and_stops_nothing(studio: Studio) -> None:
    show = studio.show()
    studio.render(show, replace(EPISODE, title="a\x07b"))
    for _ in range(2):
        (problem,) = publish(show).problems
        assert "`title` has characters" in problem.message
        assert problem.hint == "mend the script, then run: daycast render --date 2026-06-23"
    (show.feed / ".published").unlink()
    assert len(publish(show).problems) == 1
    assert feedparser.parse((show.feed / "feed.xml").read_bytes()).entries[0].title == "ab"


def test_half_a_character_stops_nothing_either(studio: Studio) -> None:
    show = studio.show()
    chapters = tuple(replace(chapter, title="half \ud800") for chapter in EPISODE.chapters)
    studio.render(show, replace(EPISODE, chapters=chapters))
    for _ in range(2):
        published = publish(show)
        assert (published.episodes, len(published.problems)) == (1, 1)
        (show.feed / ".published").unlink()
    assert "<li>0:00 half <" in feedparser.parse((show.feed / "feed.xml").read_bytes()).entries[0].content[0].value


def test_a_title_of_ten_thousand_characters_is_published_whole(studio: Studio) -> None:
    show = studio.show()
    title = "<b>עברית</b> ]]> " * 600
    studio.render(show, replace(EPISODE, title=title))
    publish(show)
    parsed = feedparser.parse((show.feed / "feed.xml").read_bytes(), sanitize_html=False)
    assert parsed.bozo == 0
    assert parsed.entries[0].title == title.strip()


def test_a_picture_of_the_episodes_own_is_published_with_it_and_told_where_it_is_missing(studio: Studio) -> None:
    show = studio.show()
    studio.render(show, replace(EPISODE, wishes=Wishes(image="pictures/special.JPEG")))
    (problem,) = publish(show).problems
    assert problem.message == "there is no such picture, so the episode has none"
    assert b"2026-06-23/cover" not in (show.feed / "feed.xml").read_bytes()
    (show.root / "pictures").mkdir()
    (show.root / "pictures" / "special.JPEG").write_bytes(b"\xff\xd8 a picture")
    done = publish(show)
    assert done.problems == ()
    assert {"2026-06-23/cover.jpg", "feed.xml"} <= set(done.changed)
    assert b'href="http://localhost:8642/2026-06-23/cover.jpg"' in (show.feed / "feed.xml").read_bytes()
    (show.root / "pictures" / "special.JPEG").write_bytes(b"\xff\xd8 another")
    assert "2026-06-23/cover.jpg" in publish(show).changed
