from __future__ import annotations

import base64
import hashlib
import locale
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import feedparser
import pytest
from feed_studio import EPISODE, SETTINGS
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from daycast.episodes.model import Alternate, Speaker
from daycast.feed.channel import Channel, Trailer, podcast_guid
from daycast.feed.paging import page_name
from daycast.feed.rss import document, items, split
from daycast.feed.text import clean, newest_first
from daycast.podcast import Podcast
from daycast.scripts.wishes import Soundbite, Wishes
from daycast.show import Show

if TYPE_CHECKING:
    from collections.abc import Sequence

    from feed_studio import Studio

    from daycast.episodes.model import Episode

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
ATOM = "{http://www.w3.org/2005/Atom}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
PSC = "{http://podlove.org/simple-chapters}"
HISTORY = "{http://purl.org/syndication/history/1.0}"

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


BUILT = EPISODE.published
CHANNEL = Channel("917393e3-1b1e-5cef-ace4-edaa54e1f810", BUILT, "cover.jpg")


def feed(
    show: Show,
    episodes: Sequence[Episode] = (EPISODE,),
    notes: str = "<p>Notes.</p>",
    *,
    told: Channel = CHANNEL,
    pictured: bool = False,
) -> bytes:
    listed = newest_first(episodes)
    return document(show, told, items(show, listed, notes=lambda _: notes, pictured=lambda _: pictured))


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
        {"url": f"{at}transcript.vtt", "type": "text/vtt", "language": "en-GB"},
        {"url": f"{at}transcript.json", "type": "application/json", "language": "en-GB"},
    ]
    (chapters,) = item.findall(f"{PODCAST}chapters")
    assert dict(chapters.attrib) == {"url": f"{at}chapters.json", "type": "application/json+chapters"}
    (other,) = item.findall(f"{PODCAST}alternateEnclosure")
    assert dict(other.attrib) == {"type": "audio/ogg", "length": "1234", "bitrate": "35000"}
    assert other.find(f"{PODCAST}source").get("uri") == f"{at}2026-06-23.opus"


def test_an_item_whose_record_tells_of_no_other_files_names_none(studio: Studio) -> None:
    item = channel(feed(studio.show())).find("item")
    assert [tag.tag.removeprefix(PODCAST) for tag in item if tag.tag.startswith(PODCAST)] == ["episode"]


def test_every_form_of_the_audio_has_the_true_digest_of_its_bytes(studio: Studio) -> None:
    mp3, opus = hashlib.sha256(b"mp3"), hashlib.sha256(b"opus")
    alternate = Alternate("2026-06-23.opus", "audio/ogg", 4, opus.hexdigest(), 35)
    audio = replace(EPISODE.audio, sha256=mp3.hexdigest(), bytes=3, alternates=(alternate,))
    item = channel(feed(studio.show(), [replace(EPISODE, audio=audio)])).find("item")
    forms = item.findall(f"{PODCAST}alternateEnclosure")
    assert [(form.get("type"), form.get("default")) for form in forms] == [("audio/mpeg", "true"), ("audio/ogg", None)]
    assert [form.find(f"{PODCAST}integrity").get("value") for form in forms] == [
        f"sha256-{base64.b64encode(digest.digest()).decode()}" for digest in (mp3, opus)
    ]
    assert forms[0].find(f"{PODCAST}source").get("uri") == item.find("enclosure").get("url")


@pytest.mark.parametrize(("setting", "text"), [("true", "true"), ("false", "false")])
def test_explicit_reads_true_or_false_on_the_show_and_on_each_item(studio: Studio, setting: str, text: str) -> None:
    found = channel(feed(studio.show(explicit=setting), [EPISODE, OLDER])).iter(f"{ITUNES}explicit")
    assert [tag.text for tag in found] == [text] * 3


@pytest.mark.parametrize(
    ("setting", "names"),
    [
        ("News > Tech News", ["News", "Tech News"]),
        ("Society & Culture", ["Society & Culture"]),
        ("Science>Earth Sciences", ["Science", "Earth Sciences"]),
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


def test_items_stand_in_the_order_given_and_the_newest_dates_the_feed(studio: Studio) -> None:
    root = channel(feed(studio.show(), [OLDER, EPISODE]))
    assert [item.findtext("guid") for item in root.iter("item")] == [EPISODE.guid, "older"]
    for tag in ("lastBuildDate", "pubDate"):
        assert parsedate_to_datetime(root.findtext(tag)) == datetime(2026, 6, 23, 4, tzinfo=UTC)


def test_the_same_episodes_give_the_same_bytes_in_any_order(studio: Studio) -> None:
    show = studio.show()
    assert feed(show, [EPISODE, OLDER]) == feed(show, [OLDER, EPISODE])


@pytest.mark.parametrize("name", ["cover.jpg", "cover.jpeg", "cover.JPG", "cover.png", "cover.jpg?v=2"])
def test_a_cover_stands_in_the_feed_however_its_file_is_called(studio: Studio, name: str) -> None:
    data = feed(studio.show(), told=replace(CHANNEL, cover=name))
    url = f"http://localhost:8642/{name}"
    assert tags(data, f"{ITUNES}image") == [({"href": url}, None)]
    assert channel(data).findtext("image/url") == url


def test_a_show_without_a_cover_has_no_image(studio: Studio) -> None:
    assert b"image" not in feed(studio.show(), told=Channel("a", BUILT))


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


def tags(data: bytes, name: str) -> list[tuple[dict[str, str], str | None]]:
    """Attributes and text of each tag of the channel (not of items) with this name."""
    return [(dict(tag.attrib), tag.text) for tag in channel(data).findall(name)]


EVERYTHING = """
  guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
  type: serial
  medium: newsletter
  locked: false
  copyright: © 2026 The desk
  license: {name: cc-by-4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
  funding: [{url: "https://example.org/give", text: Support the desk}]
  locations: [{name: Berlin, rel: creator, geo: "geo:52.52,13.405", osm: R62422, country: DE}]
  people: [{name: Maya Osei, role: editor, group: writing, url: "https://example.org/maya"}]
  txt: [{purpose: applepodcastsverify, text: abc}]
  update_frequency: {text: Every weekday, rule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", start: 2026-06-22}
  podroll: [{guid: 29cdca4a-32d8-56ba-b48b-09a011c5daa9, feed: "https://a.example.org/feed", title: Another}]
  remote_items: [{guid: 396d9ae0-da7e-5557-b894-b606231fa3ea, item: e1, medium: music}]
  seasons: {2: The second year}
  hubs: ["https://hub.example.org/"]
  ttl: 30
  new_feed_url: https://new.example.org/feed.xml
  block: true
  complete: true
"""


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (f"{PODCAST}guid", [({}, CHANNEL.guid)]),
        (f"{PODCAST}locked", [({"owner": "desk@example.org"}, "no")]),
        (f"{PODCAST}medium", [({}, "newsletter")]),
        (f"{PODCAST}license", [({"url": "https://creativecommons.org/licenses/by/4.0/"}, "cc-by-4.0")]),
        (f"{PODCAST}funding", [({"url": "https://example.org/give"}, "Support the desk")]),
        (
            f"{PODCAST}location",
            [({"rel": "creator", "geo": "geo:52.52,13.405", "osm": "R62422", "country": "de"}, "Berlin")],
        ),
        (
            f"{PODCAST}person",
            [
                ({"role": "host", "group": "cast"}, "Ada (synthetic voice)"),
                ({"role": "co-host", "group": "cast"}, "Ben (synthetic voice)"),
                ({"role": "editor", "group": "writing", "href": "https://example.org/maya"}, "Maya Osei"),
            ],
        ),
        (f"{PODCAST}txt", [({"purpose": "ai-content"}, "true"), ({"purpose": "applepodcastsverify"}, "abc")]),
        (
            f"{PODCAST}updateFrequency",
            [
                (
                    {"complete": "true", "dtstart": "2026-06-22", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
                    "Every weekday",
                )
            ],
        ),
        (
            f"{PODCAST}podroll/{PODCAST}remoteItem",
            [
                (
                    {
                        "feedGuid": "29cdca4a-32d8-56ba-b48b-09a011c5daa9",
                        "feedUrl": "https://a.example.org/feed",
                        "title": "Another",
                    },
                    None,
                )
            ],
        ),
        (
            f"{PODCAST}remoteItem",
            [({"feedGuid": "396d9ae0-da7e-5557-b894-b606231fa3ea", "itemGuid": "e1", "medium": "music"}, None)],
        ),
        (
            f"{PODCAST}image",
            [
                (
                    {
                        "href": "http://localhost:8642/cover.jpg",
                        "alt": "The Test Brief",
                        "aspect-ratio": "1/1",
                        "type": "image/jpeg",
                        "purpose": "artwork",
                    },
                    None,
                )
            ],
        ),
        (f"{ITUNES}type", [({}, "serial")]),
        (f"{ITUNES}new-feed-url", [({}, "https://new.example.org/feed.xml")]),
        (f"{ITUNES}block", [({}, "Yes")]),
        (f"{ITUNES}complete", [({}, "Yes")]),
        (f"{ATOM}link[@rel='hub']", [({"rel": "hub", "href": "https://hub.example.org/"}, None)]),
        ("ttl", [({}, "30")]),
        ("copyright", [({}, "© 2026 The desk")]),
    ],
    ids=lambda value: value.rpartition("}")[2] if isinstance(value, str) else "",
)
def test_the_channel_tells_what_the_show_says_of_itself(
    studio: Studio, name: str, told: list[tuple[dict[str, str], str | None]]
) -> None:
    data = feed(studio.show(podcast=EVERYTHING))
    assert feedparser.parse(data).bozo == 0
    assert tags(data, name) == told


def test_what_a_show_does_not_say_is_left_out(studio: Studio) -> None:
    data = feed(studio.show())
    names = {tag.tag.rpartition("}")[2] for tag in channel(data)}
    assert names.isdisjoint(
        {"license", "funding", "location", "updateFrequency", "podroll", "remoteItem", "trailer", "copyright"}
        | {"new-feed-url", "block", "complete"}
    )
    assert tags(data, f"{PODCAST}locked") == [({"owner": "desk@example.org"}, "yes")]
    assert tags(data, f"{ITUNES}type") == [({}, "episodic")]
    assert tags(data, "ttl") == [({}, "60")]


def test_the_guid_of_a_podcast_is_that_of_the_specifications_examples() -> None:
    assert podcast_guid("https://mp3s.nashownotes.com/pc20rss.xml") == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    assert podcast_guid("http://podnews.net/rss/") == "9b024349-ccf0-5f69-a609-6b82873eab3c"


def test_an_item_tells_where_the_episode_belongs(studio: Studio) -> None:
    wishes = Wishes(season=2, type="bonus", image="special.PNG", soundbite=Soundbite(65.0, 30.0, "The move"))
    show = studio.show(podcast="{seasons: {2: The second year}}")
    item = channel(feed(show, [replace(EPISODE, wishes=wishes)], pictured=True)).find("item")
    assert item.findtext(f"{ITUNES}season") == item.findtext(f"{PODCAST}season") == "2"
    assert item.find(f"{PODCAST}season").get("name") == "The second year"
    assert item.findtext(f"{PODCAST}episode") == "2"
    assert item.findtext(f"{ITUNES}episodeType") == "bonus"
    bite = item.find(f"{PODCAST}soundbite")
    assert (dict(bite.attrib), bite.text) == ({"startTime": "65.0", "duration": "30.0"}, "The move")
    picture = "http://localhost:8642/2026-06-23/cover.png"
    assert item.find(f"{ITUNES}image").get("href") == item.find(f"{PODCAST}image").get("href") == picture


def test_a_picture_that_is_not_there_is_not_named(studio: Studio) -> None:
    episode = replace(EPISODE, wishes=Wishes(image="special.jpg"))
    item = channel(feed(studio.show(), [episode], pictured=False)).find("item")
    assert item.find(f"{ITUNES}image") is None and item.find(f"{PODCAST}image") is None


def test_an_item_names_its_speakers_only_where_they_are_not_the_hosts(studio: Studio) -> None:
    def spoken_by(*names: str) -> list[str]:
        speakers = tuple(Speaker(name, -19.0, 10.0, 0.5) for name in names)
        episode = replace(EPISODE, audio=replace(EPISODE.audio, speakers=speakers))
        return [tag.text for tag in channel(feed(studio.show(), [episode])).find("item").iter(f"{PODCAST}person")]

    assert spoken_by("Ben", "Ada") == []
    assert spoken_by("Cleo", "Ada") == ["Ada (synthetic voice)", "Cleo (synthetic voice)"]


def test_a_trailer_stands_in_the_channel_too(studio: Studio) -> None:
    trailer = Trailer("It begins", "http://localhost:8642/2026-06-01/2026-06-01.mp3", BUILT, 1234, 1)
    (found,) = tags(feed(studio.show(), told=replace(CHANNEL, trailers=(trailer,))), f"{PODCAST}trailer")
    assert found == (
        {
            "url": trailer.url,
            "pubdate": "Tue, 23 Jun 2026 04:00:00 +0000",
            "length": "1234",
            "type": "audio/mpeg",
            "season": "1",
        },
        "It begins",
    )


def test_chapters_stand_in_the_feed_too_for_apps_that_read_no_other_file(studio: Studio) -> None:
    chapters = (replace(EPISODE.chapters[0], url="https://wire.example.org/a"), *EPISODE.chapters[1:])
    (told,) = channel(feed(studio.show(), [replace(EPISODE, chapters=chapters)])).iter(f"{PSC}chapters")
    assert told.get("version") == "1.2"
    assert [dict(chapter.attrib) for chapter in told] == [
        {"start": "00:00:00.000", "title": "Headlines", "href": "https://wire.example.org/a"},
        {"start": "00:00:03.500", "title": "The move"},
        {"start": "00:01:05.250", "title": "Deep dive"},
    ]


@pytest.mark.parametrize(
    ("page", "archives", "links", "is_archive"),
    [
        (0, 0, {}, False),
        (0, 2, {"first": "feed.xml", "last": "feed-1.xml", "next": "feed-2.xml", "prev-archive": "feed-2.xml"}, False),
        (
            2,
            2,
            {"current": "feed.xml", "first": "feed.xml", "last": "feed-1.xml", "next": "feed-1.xml"}
            | {"prev-archive": "feed-1.xml"},
            True,
        ),
        (1, 1, {"current": "feed.xml", "first": "feed.xml", "last": "feed-1.xml"}, True),
    ],
)
def test_a_document_links_to_the_older_one(
    studio: Studio, page: int, archives: int, links: dict[str, str], is_archive: bool
) -> None:
    root = channel(feed(studio.show(), told=replace(CHANNEL, page=page, archives=archives)))
    found = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    at = "http://localhost:8642/"
    assert found == {rel: at + name for rel, name in {"self": page_name(page), **links}.items()}
    assert (root.find(f"{HISTORY}archive") is not None) == is_archive


def test_items_are_found_again_in_their_document_byte_for_byte(studio: Studio) -> None:
    show = studio.show()
    odd = replace(OLDER, title="    <item>\n", summary="    </item>\n  </channel>\n</rss>\n")
    made = items(show, [EPISODE, odd], notes=lambda _: "<p>\n    <item>\n    </item>\n</p>", pictured=lambda _: False)
    assert split(document(show, CHANNEL, made).decode()) == made


def test_browsers_are_told_how_to_show_the_feed(studio: Studio) -> None:
    assert feed(studio.show()).splitlines()[1:3] == [
        b'<?xml-stylesheet type="text/xsl" href="feed.xsl"?>',
        b'<?xml-stylesheet type="text/css" href="feed.css"?>',
    ]


def test_a_description_has_as_many_bytes_as_directories_take(studio: Studio) -> None:
    show = studio.show().model_copy(update={"description": "é" * 4000})
    data = feed(show, [replace(EPISODE, summary="🎙" * 4000)])
    for text in (channel(data).findtext("description"), channel(data).find("item").findtext("description")):
        assert 3990 < len(text.encode()) <= 4000
        assert text.endswith("…")


anything = st.text(st.characters(exclude_categories=()), max_size=300)


@given(title=anything, summary=anything, chapter=anything, outlet=anything, name=anything)
def test_whatever_texts_say_every_reader_of_xml_agrees_on_what_it_is(
    title: str, summary: str, chapter: str, outlet: str, name: str
) -> None:
    settings = {**SETTINGS, "hosts": ["Ada"], "title": "T", "description": "D"}
    show = Show.model_validate(settings).model_copy(update={"title": name, "author": outlet, "description": summary})
    show = show.model_copy(update={"podcast": Podcast().model_copy(update={"copyright": name})})
    wishes = Wishes(season=1, type="trailer", soundbite=Soundbite(1, 2, chapter))
    episode = replace(
        EPISODE, title=title, summary=summary, chapters=(replace(EPISODE.chapters[0], title=chapter),), wishes=wishes
    )
    trailers = (Trailer(title, "https://example.org/a.mp3", BUILT, 1, None),)
    data = feed(show, [episode], notes=f"<p>{summary}</p>", told=replace(CHANNEL, trailers=trailers))
    assert feedparser.parse(data).bozo == 0
    item, other = channel(data).find("item"), ElementTree.fromstring(data)[0].find("item")
    assert other is not None
    for tag in ("title", "description", f"{CONTENT}encoded"):
        assert item.findtext(tag) == other.findtext(tag)
    # XML's own readers take every end of a line for the same (XML 1.0, section 2.11)
    assert item.findtext("title") == (" ".join(clean(title).split()) or "2026-06-23")
