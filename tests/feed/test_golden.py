"""The feed as people and apps read it: `golden/feed.xml` and `golden/feed-1.xml` are to be looked at when they change.

`python tests/feed/test_golden.py` writes them anew.
"""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from feed_studio import EPISODE, Studio

from daycast import __version__
from daycast.episodes.model import Alternate, Speaker
from daycast.feed import paging
from daycast.feed.publish import publish
from daycast.scripts.wishes import Soundbite, Wishes

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("feed.xml", "feed-1.xml")
PODCAST = """
  copyright: © 2026 The desk
  license: cc-by-4.0
  funding: [{url: "https://news.example.org/give", text: Support the desk}]
  locations: [{name: Berlin, rel: creator, geo: "geo:52.52,13.405", osm: R62422, country: de}]
  people: [{name: Maya Osei, role: editor, group: writing}]
  update_frequency: {text: Every weekday, rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"}
  podroll: [{guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810, feed: "https://feeds.example.org/pc20.xml", title: A friend}]
  seasons: {1: The first year}
  hubs: ["https://hub.example.org/"]
  episodes: 2
"""


def made(folder: Path) -> dict[str, str]:
    """The documents of a show with three episodes, of which the oldest is a trailer and stands in the archive."""
    studio = Studio(folder)
    show = studio.show(base_url="https://news.example.org/brief/", podcast=PODCAST)
    opus = Alternate("2026-06-23.opus", "audio/ogg", 4, hashlib.sha256(b"opus").hexdigest(), 35)
    beside = {"chapters.json": '{"version": "1.2.0", "chapters": []}', "transcript.vtt": "WEBVTT\n"}
    digests = {name: hashlib.sha256(text.encode()).hexdigest() for name, text in beside.items()}
    whole = replace(
        EPISODE,
        files=digests,
        audio=replace(EPISODE.audio, alternates=(opus,), speakers=(Speaker("Ada", -19.0, 10.0, 1.0),)),
        chapters=(replace(EPISODE.chapters[0], url="https://wire.example.org/a"), *EPISODE.chapters[1:]),
        wishes=Wishes(season=1, soundbite=Soundbite(3.5, 15.0, "The move")),
    )
    for days, guid, title, wishes in (
        (-21, "trailer", "Coming soon", Wishes(season=1, type="trailer")),
        (-1, "older", "Odd: ]]> <b>bold</b> & “quoted” 🎙 עברית", Wishes(type="bonus")),
        (0, EPISODE.guid, EPISODE.title, whole.wishes),
    ):
        day = EPISODE.date + timedelta(days)
        published = EPISODE.published + timedelta(days)
        episode = whole if not days else replace(EPISODE, chapters=(), sources=())
        studio.render(
            show,
            replace(episode, date=day, guid=guid, title=title, number=days + 22, published=published, wishes=wishes),
        )
    (show.episode(EPISODE.date) / "2026-06-23.opus").write_bytes(b"opus")
    publish(show)
    return {name: (show.feed / name).read_text("utf-8") for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_the_feed_reads_as_it_did(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "SIZE", 1)
    assert made(tmp_path)[name] == (GOLDEN / name).read_text("utf-8").replace("VERSION", __version__)


if __name__ == "__main__":
    paging.SIZE = 1
    with tempfile.TemporaryDirectory() as folder:
        for name, text in made(Path(folder)).items():
            (GOLDEN / name).write_text(text.replace(f"daycast {__version__}", "daycast VERSION"), "utf-8")
