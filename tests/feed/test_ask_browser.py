"""The search of a served site in a real browser, with and without scripts, and the page of its answers."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import pytest
from accessible import violations
from feed_studio import EPISODE, Studio
from playwright.sync_api import expect, sync_playwright

from daycast.feed.publish import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no failure
CHROMIUM = shutil.which("chromium")
QUIET = ("no-sandbox", "disable-gpu", "disable-background-networking")
PROGRAM = """
import sys
from pathlib import Path
from daycast.feed.serve import serve
serve(Path(sys.argv[1]), "127.0.0.1", 0, lambda found: print(*found[0].addresses, flush=True))
"""
ASKED = ("ask", "ask?q=researcher", "ask?q=steel+tariffs", "ask?q=%3F", "ask?q=" + "a" * 301)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A show as `daycast serve` hands it out."""
    studio = Studio(tmp_path_factory.mktemp("show"))
    show = studio.show()
    studio.render(show, EPISODE)
    publish(show)
    with subprocess.Popen([sys.executable, "-c", PROGRAM, show.root], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            announced = re.match(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
            assert announced
            yield announced[0]
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET])
        yield browser
        browser.close()


@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("start", ["", "archive/"])
def test_the_search_leads_to_the_passage_and_that_to_its_second(
    chromium: Browser, address: str, start: str, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: request.url.startswith(address) or complaints.append(request.url))
    page.goto(address + start)
    page.get_by_role("searchbox").fill("Is a researcher leaving?")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url(f"{address}ask?q=Is+a+researcher+leaving%3F")
    expect(page.get_by_role("searchbox")).to_have_value("Is a researcher leaving?")
    expect(page.locator("mark")).to_have_text(["researcher", "leaving"])
    page.get_by_role("link", name="The move").click()
    page.wait_for_url(f"{address}2026-06-23/#t=3.5")
    page.go_back()
    page.get_by_role("link", name="The Test Brief").click()
    page.wait_for_url(address)
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_answers_have_no_violation_of_accessibility(
    chromium: Browser, address: str, scheme: Literal["light", "dark"], width: int
) -> None:
    assert violations(chromium, [address + path for path in ASKED], scheme=scheme, width=width) == []
