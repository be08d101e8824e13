from __future__ import annotations

import locale
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import feedparser
import pytest
from feed_studio import EPISODE
from lxml import etree

from daycast.episodes.model import Alternate
from daycast.feed.rss import rss

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feed_studio import Studio

    from daycast.episodes.model import Episode
    from daycast.show import Show

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"

OLDER = replace(
    EPISODE, date=date(2026, 6, 22), guid="older", number=1, published=EPISODE.published - timedelta(days=1)
)
HOSTILE = (
    "a\x00b\x0b\x1f\ufffe",
    "]]> and <![CDATA[",
    "<script>alert(1)</script> & \"quotes\" 'too'",
    "emoji 🎙️ and 𝕏",
    "עברית العربية",
    "lone \ud800 surrogate",
    "x" * 2_000,
)


def feed(show: Show, episodes: Sequence[Episode] = (EPISODE,), notes: str = "<p>Notes.</p>") -> bytes:
    return rss(show, episodes, cover="cover.jpg", notes=lambda _: notes)


def channel(data: bytes) -> Any:
    return etree.fromstring(data)[0]


def test_a_feed_is_parsed_without_complaint_and_carries_the_show(studio: Studio) -> None:
    parsed = feedparser.parse(feed(studio.show()))
    assert parsed.bozo == 0
    assert parsed.version == "rss20"
    assert parsed.feed.title == "The Test Brief"
    assert parsed.feed.link == "http://localhost:8642/"
    assert parsed.feed.language == "en-GB"
    assert parsed.feed.image.href == "http://localhost:8642/cover.jpg"
    assert parsed.feed.publisher_detail == {"name": "The desk", "email": "desk@example.org"}


def test_an_item_carries_the_episode_and_the_real_file(studio: Studio) -> None:
    episode = replace(EPISODE, audio=replace(EPISODE.audio, bytes=5002))
    item = channel(feed(studio.show(), [episode])).find("item")
    assert item.findtext("title") == item.findtext(f"{ITUNES}title") == "A lab and its rival"
    assert item.findtext("description") == item.findtext(f"{ITUNES}summary") == EPISODE.summary
    assert item.findtext("link") == "http://localhost:8642/2026-06-23/"
    assert item.findtext("pubDate") == "Tue, 23 Jun 2026 06:00:00 +0200"
    assert item.findtext(f"{ITUNES}duration") == "425"
    assert item.findtext(f"{ITUNES}episode") == "2"
    assert item.findtext(f"{ITUNES}episodeType") == "full"
    assert item.findtext(f"{CONTENT}encoded") == "<p>Notes.</p>"
    assert (item.findtext("guid"), item.find("guid").get("isPermaLink")) == (EPISODE.guid, "false")
    assert dict(item.find("enclosure").attrib) == {
        "url": "http://localhost:8642/2026-06-23/2026-06-23.mp3",
        "length": "5002",
        "type": "audio/mpeg",
    }


def test_an_item_names_what_is_published_beside_its_audio(studio: Studio) -> None:
    opus = Alternate("2026-06-23.opus", "audio/ogg", 1234, "0" * 64, 35)
    files = dict.fromkeys(["transcript.vtt", "transcript.json", "chapters.json", "waveform.svg"], "0" * 64)
    episode = replace(EPISODE, audio=replace(EPISODE.audio, alternates=(opus,)), files=files)
    data = feed(studio.show(), [episode])
    item, at = channel(data).find("item"), "http://localhost:8642/2026-06-23/"
    assert feedparser.parse(data).bozo == 0
    assert [dict(tag.attrib) for tag in item.findall(f"{PODCAST}transcript")] == [
        {"url": f"{at}transcript.vtt", "type": "text/vtt"},
        {"url": f"{at}transcript.json", "type": "application/json"},
    ]
    (chapters,) = item.findall(f"{PODCAST}chapters")
    assert dict(chapters.attrib) == {"url": f"{at}chapters.json", "type": "application/json+chapters"}
    (other,) = item.findall(f"{PODCAST}alternateEnclosure")
    assert dict(other.attrib) == {"type": "audio/ogg", "length": "1234", "bitrate": "35000"}
    assert [source.get("uri") for source in other] == [f"{at}2026-06-23.opus"]


def test_an_item_whose_record_tells_of_no_other_files_names_none(studio: Studio) -> None:
    assert not [tag for tag in channel(feed(studio.show())).find("item") if tag.tag.startswith(PODCAST)]


@pytest.mark.parametrize(("setting", "text"), [("true", "true"), ("false", "false")])
def test_explicit_reads_true_or_false_on_the_show_and_on_each_item(studio: Studio, setting: str, text: str) -> None:
    found = channel(feed(studio.show(explicit=setting), [EPISODE, OLDER])).iter(f"{ITUNES}explicit")
    assert [tag.text for tag in found] == [text] * 3


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("News > Tech News", ["News", "Tech News"]),
        ("Society & Culture", ["Society & Culture"]),
        ("'A \"B\"'", ['A "B"']),
    ],
)
def test_a_category_and_its_subcategory_are_nested(studio: Studio, setting: str, names: list[str]) -> None:
    found = channel(feed(studio.show(category=setting))).iter(f"{ITUNES}category")
    assert [tag.get("text") for tag in found] == names


def test_the_link_is_the_page_and_the_self_link_is_the_feed(studio: Studio) -> None:
    root = channel(feed(studio.show(base_url="https://example.org/show")))
    assert root.findtext("link") == "https://example.org/show/"
    link = root.find(f"{ATOM}link")
    assert dict(link.attrib) == {
        "href": "https://example.org/show/feed.xml",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_items_stand_newest_first_and_the_newest_dates_the_feed(studio: Studio) -> None:
    root = channel(feed(studio.show(), [OLDER, EPISODE]))
    assert [item.findtext("guid") for item in root.iter("item")] == [EPISODE.guid, "older"]
    for tag in ("lastBuildDate", "pubDate"):
        assert parsedate_to_datetime(root.findtext(tag)) == datetime(2026, 6, 23, 4, tzinfo=UTC)


def test_the_same_episodes_give_the_same_bytes_in_any_order(studio: Studio) -> None:
    show = studio.show()
    assert feed(show, [EPISODE, OLDER]) == feed(show, [OLDER, EPISODE])


def test_a_show_without_a_cover_has_no_image(studio: Studio) -> None:
    data = rss(studio.show(), [EPISODE], cover=None, notes=lambda _: "<p>Notes.</p>")
    assert b"image" not in data


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: repr(text)[:24])
def test_any_text_gives_a_feed_that_parses(studio: Studio, text: str) -> None:
    show = studio.show().model_copy(update={"title": text, "description": text, "author": text})
    data = feed(show, [replace(EPISODE, title=text, summary=text)], notes=f"<p>{text}</p>")
    assert feedparser.parse(data).bozo == 0
    kept = "".join(c for c in text if c not in "\x00\x0b\x1f\ufffe\ud800")
    item = channel(data).find("item")
    assert item.findtext("title") == " ".join(kept.split())
    assert item.findtext("description") == kept
    assert item.findtext(f"{CONTENT}encoded") == f"<p>{kept}</p>"


def test_text_of_nothing_but_forbidden_characters_gives_a_feed_that_parses(studio: Studio) -> None:
    show = studio.show().model_copy(update={"title": "\x00", "description": "\x00", "author": "\x00"})
    data = feed(show, [replace(EPISODE, title="\x00", summary="\x00")])
    assert feedparser.parse(data).bozo == 0
    assert channel(data).findtext("title") == show.base_url


def test_building_a_feed_leaves_the_locale_of_the_process_alone(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("setlocale was called")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert feed(studio.show())
