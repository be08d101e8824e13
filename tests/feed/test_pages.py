from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from feed_studio import EPISODE
from lxml import html

from daycast.episodes.model import Chapter, Line
from daycast.errors import DaycastError
from daycast.feed import words as templates_folder
from daycast.feed.build import bring
from daycast.feed.packed import SUFFIXES
from daycast.feed.pages import notes, passages, templates
from daycast.feed.subscribe import apps, qr
from daycast.feed.text import clock
from daycast.feed.words import LANGUAGES
from daycast.scripts.model import Evidence

if TYPE_CHECKING:
    from feed_studio import Studio

    from daycast.episodes.model import Episode
    from daycast.show import Show


def made(show: Show, episode: Episode = EPISODE, cover: str | None = "cover.jpg") -> dict[str, str]:
    bring(templates(show), show, [episode], cover)
    files = [
        path
        for path in show.feed.rglob("*")
        if path.is_file() and not path.name.startswith(".") and path.suffix not in SUFFIXES
    ]
    return {str(path.relative_to(show.feed)): path.read_text() for path in files}


def page(show: Show, episode: Episode = EPISODE) -> Any:
    return html.document_fromstring(made(show, episode)[f"{episode.date}/index.html"])


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


def test_the_show_page_says_how_to_subscribe_and_lists_the_episodes(studio: Studio) -> None:
    tree = html.document_fromstring(made(studio.show())["index.html"])
    assert words(tree.find(".//h1")) == "The Test Brief"
    assert words(tree.find(".//code")) == "http://localhost:8642/feed.xml"
    assert "feed.xml" in [link.get("href") for link in tree.iter("a")]
    entry = tree.xpath("//ol[@class='episodes']/li")
    assert [words(item) for item in entry] == [
        "23 June 2026 7 min A lab and its rival One laboratory lost a researcher to another."
    ]
    assert entry[0].xpath(".//h3/a/@href") == ["2026-06-23/"]


def test_an_episode_page_plays_its_file_and_links_its_chapters_to_their_times(studio: Studio) -> None:
    tree = page(studio.show())
    assert tree.xpath("//audio/@src") == ["2026-06-23.mp3"]
    assert [(link.get("href"), words(link)) for link in tree.xpath("//ol[@class='chapters']//a")] == [
        ("2026-06-23.mp3#t=0", "0:00 Headlines"),
        ("2026-06-23.mp3#t=3.5", "0:03 The move"),
        ("2026-06-23.mp3#t=65.25", "1:05 Deep dive"),
    ]


def test_each_line_names_its_speaker_and_opens_its_time_and_has_its_quoted_sentences_beside_it(studio: Studio) -> None:
    tree = page(studio.show())
    line = tree.xpath("//div[@class='line']")[1]
    assert line.get("id") == "t=3.5"
    assert words(line.find("./p[@class='speaker']")) == "Ada"
    assert [(link.get("href"), words(link)) for link in line.xpath("./a")] == [("2026-06-23.mp3#t=3.5", "0:03")]
    assert [words(quote) for quote in line.xpath("./details/blockquote")] == ["He is leaving.", "He told staff."]
    assert [words(origin) for origin in line.xpath("./details/p")] == ["Example Wire, 22 June 2026"] * 2
    assert set(line.xpath("./details/p/a/@href")) == {"https://wire.example.org/a"}
    assert words(line.find("./details/summary")) == "Sources: Example Wire, Example Wire"
    assert not tree.xpath("//div[@class='line']")[0].xpath("./details")


def test_each_article_is_listed_once(studio: Studio) -> None:
    assert [words(item) for item in page(studio.show()).xpath("//section[@class='sources']//li")] == [
        "Example Wire, 22 June 2026"
    ]


def test_only_opinion_is_marked_as_such(studio: Studio) -> None:
    marked = page(studio.show()).xpath("//div[contains(@class, 'take')]")
    assert [words(line) for line in marked] == ["Ben Opinion 0:09 That is two in a week."]


def test_pages_have_landmarks_a_language_and_headings_without_gaps(studio: Studio) -> None:
    show = studio.show()
    for name, text in made(show).items():
        if not name.endswith(".html"):
            continue
        tree = html.document_fromstring(text)
        assert tree.get("lang") == "en-GB"
        assert [len(tree.findall(f".//{tag}")) for tag in ("main", "header", "footer", "h1")] == [1, 1, 1, 1]
        ranks = [int(node.tag[1]) for node in tree.iter("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in zip([0, *ranks], ranks, strict=False))
        assert all(image.get("alt") is not None for image in tree.iter("img"))
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
        assert {link[1:] for link in tree.xpath("//@href") if link.startswith("#")} <= set(ids)


def test_a_story_before_any_section_leaves_no_gap_in_the_headings() -> None:
    found = passages(replace(EPISODE, chapters=(Chapter(0.0, "A story", 2), Chapter(60.0, "A section", 1))))
    assert [passage.heading for passage in found] == [3, 3]


def test_a_line_stands_under_the_chapter_that_holds_its_middle_despite_rounding() -> None:
    lines = (Line(2.9996, 6.0, "Ada", "one", (), False), Line(6.0, 9.0, "Ada", "two", (), False))
    chapters = (Chapter(3.0, "First", 1), Chapter(6.0004, "Second", 1))
    found = passages(replace(EPISODE, chapters=chapters, lines=lines))
    assert [[line.text for line in passage.lines] for passage in found] == [["one"], ["two"]]


def test_lines_before_the_first_chapter_are_kept() -> None:
    found = passages(replace(EPISODE, chapters=()))
    assert [len(passage.lines) for passage in found] == [4]


def test_pages_load_nothing_from_elsewhere_and_link_within_the_feed_relatively(studio: Studio) -> None:
    files = made(studio.show())
    known = {*files, "feed.xml", "cover.jpg", *(f"2026-06-23/{n}" for n in ("2026-06-23.mp3", "transcript.vtt"))}
    for name in [name for name in files if name.endswith(".html")]:
        tree = html.document_fromstring(files[name])
        loaded = tree.xpath(
            "//link[@rel!='canonical']/@href | //img/@src | //audio/@src | //script/@src | //form/@action"
        )
        outward = set(
            tree.xpath("//section[@class='sources']//a/@href | //details//a/@href | //ul[@class='apps']//@href")
        )
        for link in (*loaded, *(set(tree.xpath("//a/@href")) - outward)):
            assert not urlsplit(link).scheme
            assert not link.startswith("/")
            target = urlsplit(urljoin(f"http://host/{name}", link)).path[1:]
            assert (f"{target}index.html" if target.endswith("/") or not target else target) in known, link
    assert "url(" not in files["style.css"]
    assert "@import" not in files["style.css"]


def test_the_policy_allows_no_inline_code_and_the_pages_need_none(studio: Studio) -> None:
    for name, text in made(studio.show()).items():
        if name.endswith(".html"):
            tree = html.document_fromstring(text)
            policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
            assert policy.startswith("default-src 'none'")
            assert "unsafe" not in policy
            assert not tree.xpath("//style | //@style | //@*[starts-with(name(), 'on')]")
            assert not tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")


def test_the_scripts_of_all_pages_together_are_small(studio: Studio) -> None:
    scripts = {name: text for name, text in made(studio.show()).items() if name.endswith(".js")}
    assert (
        sum(len(text.encode()) for text in scripts.values()) <= 3584
    )  # bytes, as they are served where nothing is compressed
    assert len(gzip.compress("".join(scripts.values()).encode(), mtime=0)) <= 1700


def test_hostile_text_stays_text(studio: Studio) -> None:
    evil = "<script>alert(1)</script>\x00\"'><img src=x onerror=y>"
    episode = replace(
        EPISODE,
        title=evil,
        summary=evil,
        chapters=(Chapter(0.0, evil, 1),),
        lines=(Line(0.0, 1.0, evil, evil, ("1", "missing"), True),),
        sources=(Evidence("1", evil, date(2026, 6, 22), "javascript:alert(1)", evil),),
    )
    show = studio.show().model_copy(update={"title": evil, "description": evil})
    shown = [text for name, text in made(show, episode).items() if not name.endswith(".json")]  # whose text is text
    for text in (*shown, notes(templates(show), show, episode)):
        assert "<script>a" not in text
        assert "<img src=x" not in text
        assert 'href="javascript:' not in text
        assert "\x00" not in text


def test_the_same_values_give_the_same_pages(studio: Studio) -> None:
    show = studio.show()
    assert made(show) == made(show)


def test_show_notes_give_the_summary_the_chapters_and_each_article_once(studio: Studio) -> None:
    show = studio.show()
    text = notes(templates(show), show, EPISODE)
    assert words(html.fragment_fromstring(text, create_parent=True)) == (
        "One laboratory lost a researcher to another. "
        "Headlines and chapters 0:00 Headlines 0:03 The move 1:05 Deep dive "
        "Sources Example Wire, 22 June 2026 Full transcript, with the sentence behind every line "
        "The voices are synthetic."
    )
    assert 'href="https://wire.example.org/a"' in text


def test_a_show_replaces_a_template_and_the_style_by_files_of_the_same_name(studio: Studio) -> None:
    show = studio.show()
    show.templates.mkdir()
    (show.templates / "index.html.j2").write_text("{% extends 'base.html.j2' %}{% set root = '' %}", "utf-8")
    (show.templates / "style.css").write_text("body { color: red }", "utf-8")
    files = made(show)
    assert "Subscribe" not in files["index.html"]
    assert files["style.css"] == "body { color: red }"
    assert "Transcript" in files["2026-06-23/index.html"]


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        (b"<p>\n{% if %}", 2, "Expected an expression"),
        (b"<p>\n\n{{ episode.titel }}", 3, "titel"),
        (b"{{ nothing }}", 1, "'nothing' is undefined"),
        (b"\xff", 0, "not UTF-8"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    studio: Studio, template: bytes, line: int, said: str
) -> None:
    show = studio.show()
    show.templates.mkdir()
    (show.templates / "episode.html.j2").write_bytes(template)
    where = f"episode.html.j2:{line}: " if line else "episode.html.j2: "
    with pytest.raises(DaycastError, match=f"{re.escape(where)}.*{said}"):
        made(show)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (65.9, "1:05"), (3600, "1:00:00"), (36061, "10:01:01")])
def test_a_time_reads_as_players_show_it(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_the_pages_of_a_show_are_in_its_language(studio: Studio) -> None:
    for language, chapters, day in (
        ("de-AT", "Kapitel", "23. Juni 2026"),
        ("es", "Capítulos", "23 de junio de 2026"),
        ("fr", "Chapters", "23 juin 2026"),
    ):
        tree = page(studio.show(language=language))
        assert words(tree.get_element_by_id("chapters")) == chapters
        assert words(tree.xpath("//header//time")[0]) == day


def test_every_language_has_every_word_and_none_that_no_page_uses() -> None:
    folder = Path(templates_folder.__file__).parent / "templates"
    used = {name for file in folder.glob("*.j2") for name in re.findall(r"\bt\.(\w+)", file.read_text())}
    for known in LANGUAGES.values():
        assert set(known) == used
        assert all(text.strip() for text in known.values())


def test_a_theme_gives_the_pages_a_style_sheet_of_its_colours(studio: Studio) -> None:
    plain = made(studio.show())
    assert "theme.css" not in plain
    assert "theme.css" not in plain["index.html"]
    files = made(studio.show(theme='{accent: "#0b4f8a"}'))
    assert "--accent: #0b4f8a;" in files["theme.css"]
    for name in ("index.html", "2026-06-23/index.html", "archive/2026-06/index.html"):
        links = html.document_fromstring(files[name]).xpath("//link[@rel='stylesheet']/@href")
        assert [urljoin(f"/{name}", link) for link in links] == ["/style.css", "/theme.css"]


def test_an_episode_is_described_for_search_engines_and_for_those_who_link_to_it(studio: Studio) -> None:
    tree = page(studio.show(base_url="https://news.example.org/show/"))
    told = json.loads(tree.xpath("//script[@type='application/ld+json']")[0].text)
    assert told["@type"] == "PodcastEpisode"
    assert told["associatedMedia"]["contentUrl"] == "https://news.example.org/show/2026-06-23/2026-06-23.mp3"
    assert told["partOfSeries"]["webFeed"] == "https://news.example.org/show/feed.xml"
    assert told["datePublished"] == "2026-06-23T06:00:00+02:00"
    assert [(clip["name"], clip["url"][-8:]) for clip in told["hasPart"]][2] == ("Deep dive", "#t=65.25")
    graph = {tag.get("property"): tag.get("content") for tag in tree.xpath("//meta[@property]")}
    assert graph["og:title"] == "A lab and its rival · The Test Brief"
    assert graph["og:image"] == "https://news.example.org/show/cover.jpg"
    assert graph["og:url"] == tree.xpath("//link[@rel='canonical']/@href")[0] == told["url"]


def test_apps_are_opened_with_the_feeds_address_as_each_wants_it() -> None:
    assert [(app.name, app.url) for app in apps("https://news.example.org/a b/feed.xml")] == [
        ("Apple Podcasts", "podcast://news.example.org/a b/feed.xml"),
        ("Overcast", "overcast://x-callback-url/add?url=https%3A%2F%2Fnews.example.org%2Fa%20b%2Ffeed.xml"),
        ("Pocket Casts", "pktc://subscribe/news.example.org/a b/feed.xml"),
        (
            "AntennaPod",
            "https://antennapod.org/deeplink/subscribe?url=https%3A%2F%2Fnews.example.org%2Fa%20b%2Ffeed.xml",
        ),
        ("Castro", "castro://subscribe/news.example.org/a b/feed.xml"),
        ("Podcast Addict", "podcastaddict://news.example.org/a b/feed.xml"),
    ]


@pytest.mark.parametrize(
    "here", ["http://localhost:8642/feed.xml", "http://127.0.0.1/feed.xml", "http://[::1]/feed.xml"]
)
def test_an_address_that_means_this_machine_is_given_to_no_phone(here: str) -> None:
    assert (apps(here), qr(here)) == ((), "")


def test_a_long_show_lists_its_newest_episodes_and_the_rest_by_month(studio: Studio) -> None:
    show = studio.show()
    episodes = [
        replace(EPISODE, date=EPISODE.date - timedelta(ago), published=EPISODE.published - timedelta(ago))
        for ago in range(40)
    ]
    bring(templates(show), show, episodes, None)
    listed = html.document_fromstring((show.feed / "index.html").read_text()).xpath(
        "//ol[@class='episodes']//h3/a/@href"
    )
    assert (len(listed), listed[0], listed[-1]) == (30, "2026-06-23/", "2026-05-25/")
    months = sorted((show.feed / "archive").glob("*/index.html"))
    assert [month.parent.name for month in months] == ["2026-05", "2026-06"]
    assert len(html.document_fromstring(months[0].read_text()).xpath("//ol/li")) == 17


def test_a_private_show_offers_no_address_that_is_nobodys(studio: Studio) -> None:
    show = studio.show().model_copy(update={"base_url": "https://news.example.org/"})
    assert "podcast://news.example.org" in made(show)["index.html"]
    page = made(show.model_copy(update={"access": "token"}))["index.html"]
    assert "podcast://" not in page
    assert "<svg" not in page


def test_what_a_template_raises_is_told_with_its_line(studio: Studio) -> None:
    show = studio.show()
    show.templates.mkdir()
    (show.templates / "index.html.j2").write_text("\n{{ 1 / 0 }}")
    with pytest.raises(DaycastError, match=r"index\.html\.j2:2: division by zero"):
        made(show)
