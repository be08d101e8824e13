"""The feed opened in a real browser: as a page by XSLT, and readable without."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from feed_studio import EPISODE
from playwright.sync_api import sync_playwright

from daycast.feed.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from feed_studio import Studio
    from playwright.sync_api import Page

CHROMIUM = shutil.which("chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
PROGRAM = """
import sys
from pathlib import Path
from daycast.feed.serve import serve
serve(Path(sys.argv[1]), "127.0.0.1", 0, lambda found: print(*found[0].addresses, flush=True))
"""
TITLE = "Odd <b>title</b> 🎙 עברית"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's"),
]


@pytest.fixture
def feed(studio: Studio) -> Path:
    """A published show of two episodes, without a cover."""
    show = studio.show()
    studio.render(show)
    day = EPISODE.date + timedelta(1)
    studio.render(
        show, replace(EPISODE, date=day, guid="next", title=TITLE, published=EPISODE.published + timedelta(1))
    )
    (show.root / "episodes" / "cover.jpg").unlink()
    publish(show)
    return show.feed


@pytest.fixture
def address(feed: Path) -> Iterator[str]:
    """The show's address, as `daycast serve` hands it out."""
    with subprocess.Popen([sys.executable, "-c", PROGRAM, feed.parent], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield process.stdout.readline().strip().removesuffix("feed.xml")
        finally:
            process.terminate()


@pytest.fixture(params=["XSLT", ""], ids=["with XSLT", "without XSLT"])
def page(request: pytest.FixtureRequest, feed: Path) -> Iterator[tuple[Page, bool]]:
    """A page, and whether it follows XSLT: newer browsers do not."""
    off = [] if request.param else ["--disable-features=XSLT", "--disable-blink-features=XSLT"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *off])
        yield browser.new_page(), bool(request.param)
        browser.close()


def test_the_feed_opens_as_something_to_read(page: tuple[Page, bool], address: str) -> None:
    opened, _ = page
    opened.goto(f"{address}feed.xml")
    assert "The Test Brief" in opened.content()
    seen = opened.evaluate(
        """() => [...document.querySelectorAll('h1, h2, channel > title, item > title')]
                 .filter(e => e.getClientRects().length).map(e => e.textContent)"""
    )
    assert seen == ["The Test Brief", TITLE, "A lab and its rival"]
    hidden = "() => [...document.querySelectorAll('enclosure, guid')].filter(e => e.getClientRects().length).length"
    assert opened.evaluate(hidden) == 0


def test_the_page_plays_where_the_browser_follows_xslt(page: tuple[Page, bool], address: str) -> None:
    opened, follows = page
    opened.goto(f"{address}feed.xml")
    if opened.evaluate("document.documentElement.localName") == "rss":
        assert not follows or opened.evaluate("!window.XSLTProcessor")
        pytest.skip("this browser follows no XSLT")
    sources = opened.evaluate("[...document.querySelectorAll('audio')].map(e => e.getAttribute('src'))")
    assert sources == [f"{address}{day}/{day}.mp3" for day in ("2026-06-24", "2026-06-23")]
    assert opened.locator("code").inner_text() == f"{address}feed.xml"
