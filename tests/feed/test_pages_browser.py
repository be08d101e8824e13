"""The pages in a real browser, under the policy that a server may send, and with scripts switched off."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from dataclasses import replace
from datetime import timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from accessible import violations
from feed_studio import EPISODE, SETTINGS
from playwright.sync_api import expect, sync_playwright

from daycast.episodes.model import Chapter, Line
from daycast.feed.build import bring
from daycast.feed.kinds import POLICY
from daycast.feed.pages import templates
from daycast.scripts.model import Told
from daycast.show import open_show

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no failure
CHROMIUM = shutil.which("chromium")
QUIET = ("no-sandbox", "disable-gpu", "disable-background-networking", "autoplay-policy=no-user-gesture-required")
EARLIER = replace(
    EPISODE,
    date=EPISODE.date - timedelta(1),
    number=1,
    published=EPISODE.published - timedelta(1),
    title="A researcher hesitates",
    chapters=(Chapter(0.0, "Headlines", 1), Chapter(2.0, "Offers for a researcher", 2)),
    lines=(
        Line(0.5, 2.0, "Ada", "Good evening.", (), False),
        Line(2.0, 6.0, "Ben", "Un café para el señor, they said.", ("1",), False),
    ),
)
LATER = replace(
    EPISODE,
    chapters=(
        *EPISODE.chapters[:1],
        replace(EPISODE.chapters[1], follows=(Told(EARLIER.date, "Offers for a researcher"),)),
        *EPISODE.chapters[2:],
    ),
)
PAGES = ("", "2026-06-23/", "archive/", "archive/?q=researcher", "archive/2026-06/", "topics/",
         "topics/2026-06-22-offers-for-a-researcher/")  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's"),
]


class Handler(SimpleHTTPRequestHandler):
    """Plain files, with the strict policy, and with the ranges that a player seeks by."""

    def do_GET(self) -> None:
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not asked:
            return super().do_GET()
        data = Path(self.translate_path(self.path)).read_bytes()
        part = data[int(asked[1]) : int(asked[2] or len(data)) + 1]
        self.send_response(206)
        self.send_header("Content-Type", "audio/mpeg")
        self.send_header("Content-Length", str(len(part)))
        self.send_header("Content-Range", f"bytes {asked[1]}-{int(asked[1]) + len(part) - 1}/{len(data)}")
        self.end_headers()
        self.wfile.write(part)
        return None

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two days of a show on a server for plain files, with 80 seconds of silence to play."""
    root = tmp_path_factory.mktemp("show")
    values = {**SETTINGS, "base_url": "https://news.example.org/show/"}
    (root / "show.yaml").write_text("".join(f"{key}: {value}\n" for key, value in values.items()))
    show, feed = open_show(root), root / "feed"
    bring(templates(show), show, [EARLIER, LATER], "cover.jpg")
    for episode in (EARLIER, LATER):
        _silence(feed / f"{episode.date}" / f"{episode.date}.mp3")
        (feed / f"{episode.date}" / "transcript.vtt").write_text("WEBVTT\n")
    (feed / "feed.xml").write_text("<rss/>")
    _picture(feed / "cover.jpg")
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(feed))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def _silence(path: Path) -> None:
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(64)
    encoder.set_in_sample_rate(24000)
    encoder.set_channels(1)
    encoder.silence()
    path.write_bytes(bytes(encoder.encode(bytes(2 * 24000 * 80))) + bytes(encoder.flush()))


def _picture(path: Path) -> None:
    from PIL.Image import new

    new("RGB", (80, 80), "#203040").save(path)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET])
        yield browser
        browser.close()


@pytest.fixture
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    context = chromium.new_context()
    context.set_default_timeout(20_000)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address.rstrip("/"))
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """A page that may complain about nothing and ask no other host for anything."""
    complaints: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: request.url.startswith(address) or complaints.append(request.url))
    yield page
    assert complaints == []


def seconds(page: Page) -> float:
    return float(page.locator("audio").evaluate("audio => audio.currentTime"))


def test_the_player_plays_and_the_line_that_is_heard_is_marked(page: Page, address: str) -> None:
    page.goto(f"{address}2026-06-23/")
    expect(page.locator(".words[aria-current]")).to_have_count(0)
    page.keyboard.press("Space")
    expect(page.locator(".words[aria-current]")).to_have_text("Good morning.")
    page.keyboard.press("Space")
    assert page.locator("audio").evaluate("audio => audio.paused")


@pytest.mark.parametrize(
    ("what", "time"), [("A researcher is leaving.", 3.5), ("That is two in a week.", 9.5), ("What it means.", 65.25)]
)
def test_a_click_on_a_line_plays_from_there(page: Page, address: str, what: str, time: float) -> None:
    page.goto(f"{address}2026-06-23/")
    page.get_by_text(what, exact=True).click()
    expect(page.locator(".words[aria-current]")).to_have_text(what)
    assert time <= seconds(page) < time + 3
    assert not page.locator("audio").evaluate("audio => audio.paused")


def test_a_chapter_and_a_time_seek_in_the_page_and_arrows_skip(page: Page, address: str) -> None:
    page.goto(f"{address}2026-06-23/")
    page.get_by_role("link", name="1:05 Deep dive").click()
    assert 65.25 <= seconds(page) < 68
    page.get_by_role("link", name="Play from 0:03").click()
    assert 3.5 <= seconds(page) < 6
    page.locator("audio").evaluate("audio => audio.pause()")
    page.locator("audio").evaluate("audio => { audio.currentTime = 30; }")
    page.keyboard.press("ArrowRight")
    assert 40 <= seconds(page) < 42
    page.keyboard.press("ArrowLeft")
    assert 30 <= seconds(page) < 33
    assert page.url == f"{address}2026-06-23/"


@pytest.mark.parametrize(
    ("time", "heard"), [("3.5", "A researcher is leaving."), ("10", "That is two in a week."), ("66", "What it means.")]
)
def test_a_link_to_a_time_opens_there_and_shows_the_line(page: Page, address: str, time: str, heard: str) -> None:
    page.goto(f"{address}2026-06-23/#t={time}")
    expect(page.locator("audio")).to_have_js_property("currentTime", float(time))
    expect(page.locator(".words[aria-current]")).to_have_text(heard)
    expect(page.locator(".words[aria-current]")).to_be_in_viewport()


def test_the_moment_that_is_heard_can_be_shared_and_the_speed_changed(page: Page, address: str) -> None:
    page.goto(f"{address}2026-06-23/")
    page.locator("audio").evaluate("async audio => { await audio.play(); audio.pause(); audio.currentTime = 12.7; }")
    expect(page.locator(".tools button")).to_have_attribute("value", f"{address}2026-06-23/#t=12")
    page.get_by_role("button", name="Share this moment").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}2026-06-23/#t=12"
    page.get_by_label("Speed").select_option("1.5")
    assert page.locator("audio").evaluate("audio => audio.playbackRate") == 1.5


def test_the_feeds_address_is_copied_and_opens_podcast_apps(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://news.example.org/show/feed.xml"
    link = page.get_by_role("link", name="Apple Podcasts")
    expect(link).to_have_attribute("href", "podcast://news.example.org/show/feed.xml")
    expect(page.get_by_role("img", name="QR code")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        ("leaving", ["A researcher is leaving."]),
        ("RESEARCH leav", ["A researcher is leaving."]),
        ("cafe senor", ["Un café para el señor, they said."]),
        ("good", ["Good morning.", "Good evening."]),
        ("offers", ["Offers for a researcher"]),
        ("earcher", []),
        ("nowhere", []),
        ("leaving <img>", []),
    ],
)
def test_a_search_finds_lines_by_the_beginnings_of_words_newest_first(
    page: Page, address: str, query: str, lines: list[str]
) -> None:
    page.goto(address)
    page.get_by_label("Search all transcripts").fill(query)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"Lines found, the newest first: {len(lines)}")
    assert page.locator(".results p").all_text_contents() == lines


def test_what_was_found_is_marked_and_leads_to_its_time(page: Page, address: str) -> None:
    page.goto(f"{address}archive/?q=rese+leav")
    expect(page.locator("mark")).to_have_text(["researcher", "leaving"])
    page.get_by_role("link", name="2026-06-23 · A lab and its rival").click()
    page.wait_for_url(f"{address}2026-06-23/#t=3.5")
    expect(page.locator(".words[aria-current]")).to_have_text("A researcher is leaving.")


def test_a_story_leads_to_its_earlier_and_later_tellings_and_to_all_of_them(page: Page, address: str) -> None:
    page.goto(f"{address}2026-06-23/")
    page.get_by_role("link", name="Offers for a researcher").click()
    page.wait_for_url(f"{address}2026-06-22/#t=2")
    page.get_by_role("link", name="The move").click()
    page.wait_for_url(f"{address}2026-06-23/#t=3.5")
    page.get_by_role("link", name="The whole story").click()
    page.wait_for_url(f"{address}topics/2026-06-22-offers-for-a-researcher/")
    assert page.locator(".thread h2").all_text_contents() == ["The move", "Offers for a researcher"]
    expect(page.get_by_text("Un café para el señor, they said.")).to_be_visible()


def test_the_page_scrolls_with_the_playback_but_not_away_from_a_reader(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 420})
    page.goto(f"{address}2026-06-23/")
    page.get_by_role("link", name="Play from 0:03").click()
    page.mouse.move(200, 300)
    page.mouse.wheel(0, -5000)
    expect(page.locator("h1")).to_be_in_viewport()
    page.locator("audio").evaluate("audio => { audio.currentTime = 66; }")
    expect(page.locator(".words[aria-current]")).to_have_text("What it means.")
    assert page.evaluate("scrollY") == 0
    page.evaluate("moved = 0")
    page.locator("audio").evaluate("audio => { audio.currentTime = 9.6; }")
    expect(page.get_by_text("That is two in a week.")).to_be_in_viewport()


def test_evidence_stands_beside_its_line_where_there_is_room_and_opens_where_there_is_none(
    page: Page, address: str
) -> None:
    page.goto(f"{address}2026-06-23/")
    line, quote = page.get_by_text("A researcher is leaving."), page.get_by_text("He is leaving.")
    beside, words = quote.bounding_box(), line.bounding_box()
    assert beside and words
    assert beside["x"] > words["x"] + words["width"]
    assert abs(beside["y"] - words["y"]) < 24
    page.set_viewport_size({"width": 390, "height": 800})
    expect(quote).not_to_be_visible()
    page.locator(".line", has=line).get_by_text("Sources").click()
    expect(quote).to_be_visible()


def test_pages_work_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}2026-06-23/#t=3.5")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.get_by_text("A researcher is leaving.")).to_be_in_viewport()
    assert page.get_by_role("link", name="Play from 0:03").get_attribute("href") == "2026-06-23.mp3#t=3.5"
    expect(page.get_by_role("button", name="Share")).to_have_count(0)
    page.goto(f"{address}archive/?q=leaving")
    assert "Searching needs JavaScript." in (page.locator("noscript").text_content() or "")
    page.get_by_role("link", name="June 2026").click()
    expect(page.get_by_role("link", name="A lab and its rival")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_keeps_to_the_policy_and_to_its_host(page: Page, address: str, path: str) -> None:
    answer = page.goto(address + path)
    assert answer
    assert answer.ok
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessibility_has_no_violation(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    assert violations(chromium, [address + path for path in PAGES], scheme=scheme, width=width) == []


def test_a_printed_page_has_the_transcript_and_the_addresses_of_its_sources(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}2026-06-23/")
    expect(page.locator("audio")).not_to_be_visible()
    expect(page.get_by_text("He is leaving.")).to_be_visible()
    shown = page.locator(".origin a").first.evaluate("link => getComputedStyle(link, '::after').content")
    assert "https://wire.example.org/a" in re.sub(r'["\s]', "", str(shown)) or "attr(href)" in str(shown)
