"""The studio in a real browser, with real speech."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from daycast.show import Show

expect.set_options(timeout=20_000)  # milliseconds: a busy machine is no failure
CHROMIUM = shutil.which("chromium")
QUIET = ("no-sandbox", "disable-gpu", "disable-background-networking", "autoplay-policy=no-user-gesture-required")
COMMAND = [sys.executable, "-m", "daycast"]
DAY = "2026-06-23"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium; .ci/run installs Debian's"),
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{flag}" for flag in QUIET])
        yield browser
        browser.close()


@pytest.fixture
def address(show: Show, script: Path) -> Iterator[str]:
    """The address that `daycast edit` printed, of a show whose hosts speak with eSpeak NG."""
    (show.voice / "cast.yaml").write_text("Ada: {engine: pyttsx3}\nBen: {engine: pyttsx3, pitch: -3}\n")
    command = [*COMMAND, "edit", "--show", str(show.root), "--date", DAY, "--port", "0", "--no-browser"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as studio:
        assert studio.stdout
        yield next(line.strip() for line in studio.stdout if "token=" in line)
        studio.terminate()
        try:
            assert studio.wait(10) == 0
        finally:
            studio.kill()


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """The studio's page, which may complain about nothing."""
    complaints: list[str] = []
    page = chromium.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    expect(page.locator(".row.turn")).to_have_count(3)
    yield page
    page.close()
    assert complaints == []


def test_a_line_is_edited_heard_and_undone(page: Page, script: Path) -> None:
    before = script.read_text()
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("That is very good news indeed.")
    page.keyboard.press("Enter")
    row = page.locator(".row.current", has_text="very good news indeed")
    expect(row).to_be_focused()
    assert script.read_text() == before.replace("That is good news.", "That is very good news indeed.")
    expect(row.locator("svg")).to_be_visible()  # it was spoken meanwhile
    page.keyboard.press("Space")
    audio = page.locator("#audio")
    expect(audio).to_have_js_property("ended", True)
    spoken = audio.evaluate("audio => audio.duration")
    assert spoken == pytest.approx(float(row.get_attribute("data-seconds") or 0), abs=0.05)
    assert 1 < spoken < 4
    page.keyboard.press("u")
    expect(page.locator(".row.turn", has_text="That is good news.")).to_be_visible()
    assert script.read_text() == before
    page.keyboard.press("Shift+U")
    expect(row).to_be_visible()


def test_from_a_line_on_the_script_is_played_to_its_end(page: Page) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Shift+Space")
    expect(page.locator(".row.playing")).to_contain_text("good news")
    expect(page.locator(".row.playing")).to_contain_text("Boats return")
    expect(page.locator("#audio")).to_have_js_property("ended", True)


def test_lines_are_moved_added_split_and_deleted_by_keys_alone(page: Page, script: Path) -> None:
    for _ in range(4):  # from the first row to the fifth
        page.keyboard.press("ArrowDown")
    expect(page.locator(".row.current")).to_contain_text("good news")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".row.turn").first).to_contain_text("good news")
    page.keyboard.press("n")
    page.get_by_label("Words").fill("One thing. Another thing.")
    page.keyboard.press("Enter")
    expect(page.locator(".row.current")).to_contain_text("One thing. Another thing.")
    page.keyboard.press("Enter")
    page.keyboard.press("Home")
    for _ in "One thing.":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".row.turn", has_text="Another thing.")).to_be_visible()
    expect(page.locator(".row.turn")).to_have_count(5)
    page.keyboard.press("Delete")
    expect(page.locator(".row.turn")).to_have_count(4)
    turns = [line for line in script.read_text().split("\n") if line.startswith(("Ada: ", "Ben: "))]
    assert turns[0] == "Ben: That is good news. {.take}"
    assert len(turns) == 4


def test_a_line_that_is_drawn_anew_while_it_is_written_stays_the_same_line(
    page: Page, show: Show, script: Path
) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").press_sequentially(" And")
    key = page.locator(".row.editing").get_attribute("data-key") or ""
    (show.voice / "lexicon.yaml").write_text("news: nooze\n")  # its words stay, how they are said does not
    expect(page.locator(f"[data-key='{key}']")).to_have_count(0)
    expect(page.locator(".row.turn")).to_have_count(3)
    expect(page.locator(".stale")).to_be_hidden()
    page.keyboard.type(" more.")
    page.keyboard.press("Enter")
    expect(page.locator(".row.current")).to_contain_text("That is good news. And more.")
    expect(page.locator("#conflict")).to_be_hidden()
    assert "Ben: That is good news. And more. {.take}" in script.read_text()


def test_a_change_on_disk_is_shown_and_a_clash_loses_nothing(page: Page, script: Path) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("Mine.")
    script.write_text(script.read_text().replace("good news", "great news").replace("Boats return", "Ships return"))
    expect(page.locator(".row.turn", has_text="Ships return")).to_be_visible()
    expect(page.get_by_label("Words")).to_have_value("Mine.")
    expect(page.locator(".stale")).to_be_visible()
    page.get_by_label("Words").press("Enter")
    dialog = page.locator("#conflict")
    expect(dialog).to_contain_text("That is great news.")
    assert "Mine." not in script.read_text()
    dialog.get_by_text("Keep both").click()
    expect(page.locator(".row.turn", has_text="Mine.")).to_be_visible()
    assert "Ben: That is great news. {.take}\n\nBen: Mine. {.take}\n" in script.read_text()
    assert "Ships return" in script.read_text()


def test_nothing_takes_the_cursor_away_from_who_writes(page: Page, script: Path) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Shift+Space")
    expect(page.locator(".row.playing")).to_contain_text("good news")
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("Mine, and ")
    expect(page.locator(".row.playing")).to_contain_text("Boats return")
    page.keyboard.type("no one’s union")
    expect(page.get_by_label("Words")).to_have_value("Mine, and no one’s union")
    expect(page.locator("form.editor")).to_have_count(1)


def test_a_new_line_stands_behind_the_line_that_was_just_changed(page: Page, script: Path) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("That is splendid news.")
    page.keyboard.press("Enter")
    expect(page.locator(".row.current", has_text="splendid")).to_be_focused()
    page.keyboard.press("n")
    page.get_by_label("Words").fill("Brand new.")
    expect(page.locator(".row.turn", has_text="splendid").locator("svg")).to_be_visible()  # its row was drawn anew
    page.keyboard.press("Enter")
    expect(page.locator(".row.current")).to_contain_text("Brand new.")
    assert "Ben: That is splendid news. {.take}\n\nAda: Brand new.\n\nAda: Boats return" in script.read_text()


def test_a_second_click_is_no_second_wish(page: Page, script: Path) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.get_by_role("button", name="Delete").dblclick()
    expect(page.locator(".row.turn")).to_have_count(2)
    expect(page.locator("#conflict")).to_be_hidden()
    assert "Boats return" in script.read_text()


def test_moves_in_quick_succession_are_all_made(page: Page) -> None:
    page.locator(".row.turn", has_text="Boats return").click()
    for _ in range(2):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator(".row.turn").first).to_contain_text("Boats return")
    expect(page.locator(".row.current")).to_be_focused()


def test_words_that_cannot_be_saved_stay_to_be_saved(page: Page, script: Path) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("Mine.")
    ticket = page.context.cookies()
    page.context.clear_cookies()  # the server refuses by itself: Playwright may intercept too late
    page.keyboard.press("Enter")
    expect(page.locator("#told")).to_contain_text("This is not open to you.")
    assert "Mine." not in script.read_text()
    page.context.add_cookies(ticket)
    page.get_by_label("Words").press("Enter")
    expect(page.locator(".row.turn", has_text="Mine.")).to_be_visible()


def test_escape_asks_before_it_drops_words(page: Page) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("Mine.")
    page.keyboard.press("Escape")
    expect(page.locator(".dropping")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("form.editor")).to_have_count(0)


def test_nothing_is_published_while_a_line_is_not_saved(page: Page, show: Show) -> None:
    page.locator(".row.turn", has_text="good news").click()
    page.keyboard.press("Enter")
    page.get_by_label("Words").fill("A correction.")
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#told")).to_contain_text("Save the line that you are writing")
    expect(page.get_by_label("Words")).to_be_focused()
    assert not (show.feed / "feed.xml").exists()


def test_a_page_opens_whatever_is_wrong_with_the_settings(page: Page, show: Show) -> None:
    cast = (show.voice / "cast.yaml").read_text()
    (show.voice / "cast.yaml").write_text("Ada: [oops")
    page.reload()
    expect(page.locator("#told")).to_contain_text("cast.yaml")
    (show.voice / "cast.yaml").write_text(cast)
    expect(page.locator(".row.turn")).to_have_count(3)
    expect(page.locator("#told")).to_be_hidden()


def test_lines_that_are_alike_are_shown_each(page: Page, script: Path) -> None:
    script.write_text(script.read_text().replace("Ben: That", "[pause: 1s]\n\nBen: That"))
    pauses = page.locator(".row", has_text="[pause: 1s]")
    expect(pauses).to_have_count(1)
    script.write_text(script.read_text().replace("[pause: 1s]\n", "[pause: 1s]\n[pause: 1s]\n"))
    expect(pauses).to_have_count(2)


def test_each_problem_is_a_key_away(page: Page, script: Path) -> None:
    script.write_text(script.read_text().replace("Ben: That", "Bob: That").replace("July. [^2]", "July. [^7]"))
    expect(page.locator(".problems .error")).to_have_count(2)
    for words in ("unknown speaker “Bob”", "[^7] has no footnote"):
        page.keyboard.press("!")
        expect(page.locator(".row.current")).to_contain_text(words)


def test_a_word_is_given_its_sound(page: Page, show: Show) -> None:
    row = page.locator(".row.turn", has_text="Lake Corran")
    before = row.get_attribute("data-key")
    row.click()
    page.keyboard.press("p")
    page.get_by_label("Word", exact=True).fill("Corran")
    page.get_by_label("Say it as").fill("Kor-ran")
    page.keyboard.press("Enter")
    expect(row).not_to_have_attribute("data-key", before or "")
    assert (show.voice / "lexicon.yaml").read_text() == "Corran: Kor-ran\n"


def test_the_episode_is_made_and_published(page: Page, show: Show) -> None:
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("#told")).to_contain_text("It is published; the feed has 1 episode.")
    assert b"Lake Corran is full again" in (show.feed / "feed.xml").read_bytes()
    assert (show.feed / DAY / f"{DAY}.mp3").stat().st_size > 10_000


def test_the_story_board_is_followed_by_the_script(page: Page, script: Path, report: Callable[..., Path]) -> None:
    report("2026-06-23/lake", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    script.unlink()
    expect(page.locator("#empty")).to_be_visible()
    page.get_by_role("button", name="New draft").click()
    expect(page.locator("#told")).to_contain_text("The script: written.")
    expect(page.locator("h3.words")).to_have_text(["Lake Corran is full again", "Night train to Oslo returns"])
    page.keyboard.press("b")
    page.get_by_role("button", name="Later: Lake Corran is full again").click()
    expect(page.locator("h3.words")).to_have_text(["Night train to Oslo returns", "Lake Corran is full again"])
    page.get_by_role("button", name="Leave out: Lake Corran is full again").click()
    expect(page.locator("h3.words")).to_have_text(["Night train to Oslo returns"])
    page.get_by_role("button", name="Let the ranking decide").click()
    expect(page.locator("h3.words")).to_have_text(["Lake Corran is full again", "Night train to Oslo returns"])


def test_no_other_machine_reaches_it(address: str) -> None:
    here = urlsplit(address)
    assert here.hostname == "127.0.0.1"
    assert here.port
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", here.port), timeout=5)


def test_the_page_asks_no_other_host_for_anything(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    expect(page.locator(".row.turn")).to_have_count(3)
    own = address.split("?")[0]
    assert [url for url in asked if not url.startswith(own)] == []
    page.close()


def test_a_second_browser_needs_an_address_of_its_own(chromium: Browser, address: str) -> None:
    first, second = chromium.new_context(), chromium.new_context()
    page = first.new_page()
    page.goto(address)
    expect(page.locator(".row.turn")).to_have_count(3)
    answer = second.new_page().goto(address)
    assert answer
    assert answer.status == 403
    first.close()
    second.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page: Page, scheme: Literal["light", "dark"], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    page.locator(".row.turn", has_text="good news").click()
    for keys, what in (
        ((), "#tools"),
        (("Enter",), "form.editor"),
        (("Escape", "b"), "#board"),
        (("Escape", "?"), "#help"),
        (("Escape", "p"), "#speak-as"),
    ):
        for key in keys:
            page.keyboard.press(key)
        expect(page.locator(what)).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{what}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
