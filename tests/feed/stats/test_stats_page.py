"""The report, its drawing and its page."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.feed.stats.count import REASONS, Counted, Key
from daycast.feed.stats.page import page
from daycast.feed.stats.plot import BOTTOM, COLOURS, HEIGHT, LEFT, RIGHT, TOP, WIDTH, colours, plot
from daycast.feed.stats.report import Report, Row, report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

JUNE = date(2026, 6, 1)
CHROMIUM = shutil.which("chromium")


def told(rows: tuple[Row, ...]) -> Report:
    days = [day for row in rows for day in row.days]
    since, until = min(days, default=None), max(days, default=None)
    return Report(since, until, sum(row.downloads for row in rows), rows, (), (), 0, {}, ())


def month() -> Report:
    """A month of daily episodes, each downloaded for days, and a title that would like to be code."""
    downloads = {
        Key(JUNE + timedelta(days=day), JUNE + timedelta(days=day - back), app, listener): 400 // (back + 1) ** 2
        for day in range(30)
        for back in range(min(day + 1, 12))
        for app, listener in (("AntennaPod", ""), ("Overcast", "ada"))
    }
    counted = Counted(downloads, dict.fromkeys(REASONS, 3), (JUNE, 400))
    return report(counted, {JUNE + timedelta(days=29): "<script>alert('x')</script> & sons"})


rows = st.lists(
    st.dictionaries(st.integers(0, 300), st.integers(1, 10_000), min_size=1, max_size=40), min_size=1, max_size=30
).map(
    lambda found: tuple(
        Row(
            JUNE - timedelta(days=place),
            f"Episode {place}",
            sum(days.values()),
            {JUNE + timedelta(days=day): many for day, many in days.items()},
        )
        for place, days in enumerate(found)
    )
)


@given(rows)
def test_the_bars_show_every_download_and_stay_in_the_drawing(rows: tuple[Row, ...]) -> None:
    found = told(rows)
    drawn = plot(found)
    assert drawn is not None
    top = int(drawn.rules[-1].words.replace(",", ""))
    high = (HEIGHT - TOP - BOTTOM) / top
    assert sum(piece.height for piece in drawn.pieces) / high == pytest.approx(found.downloads, abs=0.01 * top)
    for piece in drawn.pieces:
        assert piece.x >= LEFT
        assert piece.x + piece.width <= WIDTH - RIGHT + 0.01
        assert piece.y >= TOP - 0.1
        assert piece.y + piece.height <= HEIGHT - BOTTOM + 0.1
    stacks = Counter(piece.x for piece in drawn.pieces)
    assert max(stacks.values()) <= 9
    assert len(drawn.days) <= 11
    assert len(drawn.rules) <= 6


@pytest.mark.parametrize(("length", "each"), [(1, "a day"), (92, "a day"), (93, "a week"), (1000, "a week")])
def test_a_bar_is_a_day_or_where_there_are_many_a_week(length: int, each: str) -> None:
    days = {JUNE: 1, JUNE + timedelta(days=length - 1): 1}
    drawn = plot(told((Row(JUNE, "", 2, days),)))
    assert drawn is not None
    assert drawn.each == each


def test_an_episode_keeps_its_colour_when_a_newer_one_comes() -> None:
    rows = [Row(JUNE - timedelta(days=place), "", 1, {JUNE: 1}) for place in range(10)]
    assert colours(rows)[1:] == colours(rows[1:])
    assert len(set(colours(rows)[:COLOURS])) == COLOURS


def test_nothing_counted_is_a_page_that_says_so() -> None:
    found = told(())
    assert plot(found) is None
    assert "No download was counted." in page("Show", found)


def test_the_report_is_in_order_and_names_what_is_worth_a_look() -> None:
    found = month()
    assert [row.episode for row in found.episodes] == [JUNE + timedelta(days=29 - place) for place in range(30)]
    assert found.apps == (("AntennaPod", found.downloads // 2), ("Overcast", found.downloads // 2))
    assert found.listeners == (("ada", found.downloads // 2),)
    assert list(found.left_out) == list(REASONS)
    assert found.lines == found.downloads + 3 * len(REASONS)
    (note,) = found.notes
    assert note.startswith("one address made 400 downloads on 2026-06-01")


def test_a_title_is_text_and_the_same_report_is_the_same_page() -> None:
    text = page("A & B", month())
    assert "<script" not in text
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; sons" in text
    assert "<title>Downloads of A &amp; B</title>" in text
    assert page("A & B", month()) == text


def test_the_page_asks_nobody_for_anything() -> None:
    text = page("Show", month())
    assert "default-src 'none'" in text
    assert not re.search(r"https?:|src=|url\(|@import|<script|<link|style=", text)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_a_browser_shows_it_from_the_disk_and_axe_finds_no_fault(
    chromium: Browser, tmp_path: Path, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    file = tmp_path / "stats.html"
    file.write_text(page("The Test Brief", month()))
    complaints: list[str] = []
    asked: list[str] = []
    view = chromium.new_page(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    view.on("console", lambda message: complaints.append(message.text))
    view.on("request", lambda request: asked.append(request.url))
    view.goto(file.as_uri())
    bars = view.locator("figure rect")
    assert bars.count() == len(plot(month()).pieces)  # type: ignore[union-attr]
    assert bars.first.evaluate("bar => getComputedStyle(bar).fill") not in (
        "rgb(0, 0, 0)",
        "none",
    )  # the style is let in
    assert view.evaluate("document.documentElement.scrollWidth") <= width
    assert (complaints, asked) == ([], [file.as_uri()])
    found = Axe().run(view)
    assert found.violations_count == 0, found.generate_report()
    view.close()
