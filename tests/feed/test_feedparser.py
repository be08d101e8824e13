"""feedparser, with which many readers are built, finds in the published feed what was published."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feed_studio import EPISODE

from daycast.feed.publish import publish

if TYPE_CHECKING:
    from feed_studio import Studio

    from daycast.episodes.model import Episode

BESIDE = {
    "chapters.json": '{"version": "1.2.0", "chapters": []}',
    "transcript.vtt": "WEBVTT\n",
    "transcript.srt": "1\n00:00:00,500 --> 00:00:03,000\nGood morning.\n",
}
NEWER = replace(EPISODE, files={name: hashlib.sha256(text.encode()).hexdigest() for name, text in BESIDE.items()})
OLDER = replace(
    NEWER, date=date(2026, 6, 22), guid="older", number=1, title="Rain", published=EPISODE.published - timedelta(1)
)


@pytest.fixture
def read(studio: Studio) -> tuple[Any, list[Episode]]:
    """The published feed as feedparser has it, and its episodes, the newest first."""
    show = studio.show()
    made = [studio.render(show, episode) for episode in (NEWER, OLDER)]
    for episode in made:
        for name, text in BESIDE.items():
            (show.episode(episode.date) / name).write_text(text)
    publish(show)
    return feedparser.parse((show.feed / "feed.xml").read_bytes()), made


def test_it_is_parsed_without_complaint_and_nothing_is_lost(read: tuple[Any, list[Episode]]) -> None:
    parsed, made = read
    assert (parsed.bozo, parsed.version, parsed.encoding) == (0, "rss20", "utf-8")
    assert [entry.title for entry in parsed.entries] == [episode.title for episode in made]
    assert [entry.summary for entry in parsed.entries] == [episode.summary for episode in made]
    assert [entry.id for entry in parsed.entries] == [episode.guid for episode in made]
    assert not any(entry.guidislink for entry in parsed.entries)


def test_the_audio_is_found_with_its_length_and_type(read: tuple[Any, list[Episode]]) -> None:
    parsed, made = read
    found = [[(one.href, one.length, one.type) for one in entry.enclosures] for entry in parsed.entries]
    address = "http://localhost:8642/{0}/{0}.mp3".format
    assert found == [[(address(one.date), str(one.audio.bytes), "audio/mpeg")] for one in made]
    assert [int(entry.itunes_duration) for entry in parsed.entries] == [round(one.audio.seconds) for one in made]


def test_chapters_and_transcripts_are_found(read: tuple[Any, list[Episode]]) -> None:
    parsed, made = read
    for entry, episode in zip(parsed.entries, made, strict=True):
        folder = f"http://localhost:8642/{episode.date}/"
        assert entry.podcast_chapters == {"url": f"{folder}chapters.json", "type": "application/json+chapters"}
        assert entry.podcast_transcript["url"].startswith(f"{folder}transcript.")
