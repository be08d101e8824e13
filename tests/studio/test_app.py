"""What the studio answers a browser that was let in."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from daycast.scripts.board import Board
from daycast.seeds.model import Story
from daycast.studio import view
from daycast.studio.app import app
from daycast.studio.guard import Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daycast.editions import EditionKind
    from daycast.show import Show
    from daycast.voice.workers import Crew

HERE = "http://127.0.0.1:8643"
DAY = "/2026-06-23"
NEWS = {"line": 13, "text": "Ben: That is good news. {.take}"}


@pytest.fixture
def browser(show: Show, script: Path, crew: Crew) -> Iterator[TestClient]:
    door = Door()
    with TestClient(app(show.root, date(2026, 6, 23), crew, door, 8643), base_url=HERE) as opened:
        assert opened.get("/", params={"token": door.token}).status_code == 200
        yield opened


def do(browser: TestClient, verb: str, have: str = "", **fields: Any) -> Any:
    return browser.post(f"{DAY}/do?have={have}", headers={"Origin": HERE}, content=json.dumps({"verb": verb, **fields}))


def test_without_a_day_the_studio_opens_today(browser: TestClient) -> None:
    answer = browser.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{DAY}/")


def test_the_page_names_the_show_its_days_and_its_speakers(browser: TestClient, show: Show) -> None:
    page = browser.get(f"{DAY}/").text
    assert "<h1>Test Show</h1>" in page
    assert "<option selected>2026-06-23</option>" in page
    assert page.count("<option>Ben</option>") == 2


def test_what_the_page_loads_comes_from_here_and_needs_no_inline_script(browser: TestClient) -> None:
    page = browser.get(f"{DAY}/").text
    assert "http" not in page.replace("http-equiv", "")
    assert " onclick" not in page
    assert "style=" not in page
    for name in ("studio.css", "studio.js", "server.js", "studio.svg"):
        assert browser.get(f"/static/{name}").status_code == 200


@pytest.mark.parametrize(
    "path", ["/static/..%2fapp.py", "/static/app.py", "/static/", "/2026-02-30/", "/x/", f"{DAY}/takes/x"]
)
def test_what_is_not_there_is_not_found(browser: TestClient, path: str) -> None:
    assert browser.get(path).status_code == 404


def test_rows_come_once_and_are_named_by_their_marks_from_then_on(browser: TestClient) -> None:
    first = browser.get(f"{DAY}/rows").json()
    assert len(first["rows"]) == len(first["html"]) == 6
    again = browser.get(f"{DAY}/rows", params={"have": first["version"]}).json()
    assert (again["rows"], again["html"]) == (first["rows"], {})
    after = do(browser, "mark", first["version"], at=NEWS, take=False).json()
    assert len(after["html"]) == 1
    assert len(after["rows"]) == 6


def test_a_page_that_was_asleep_gets_every_row(browser: TestClient) -> None:
    assert len(browser.get(f"{DAY}/rows", params={"have": "long ago"}).json()["html"]) == 6


def test_words_are_shown_as_words_whatever_is_in_them(browser: TestClient, script: Path) -> None:
    script.write_text(script.read_text().replace("Top news", "<script>alert(1)</script> & “Top”"))
    html = "".join(browser.get(f"{DAY}/rows").json()["html"].values())
    assert "<script" not in html
    assert "&amp; “Top”" in html


def test_a_footnotes_address_becomes_a_link_only_if_it_is_one(browser: TestClient, script: Path) -> None:
    script.write_text(script.read_text().replace("<https://wire.example.org/lake>", "<javascript:alert(1)>"))
    assert "href" not in "".join(browser.get(f"{DAY}/rows").json()["html"].values())


def test_a_conflict_tells_both_texts(browser: TestClient, script: Path) -> None:
    script.write_text(script.read_text().replace("good news", "great news"))
    answer = do(browser, "reword", at=NEWS, speaker="Ben", words="Mine.")
    assert answer.status_code == 409
    assert answer.json()["now"] == "Ben: That is great news. {.take}"
    assert answer.json()["mine"] == "Ben: Mine. {.take}"


@pytest.mark.parametrize(
    "body", ["", "[]", '{"verb": "rm"}', '{"verb": "move"}', '{"verb": "reword", "at": {"line": 0}}']
)
def test_what_cannot_be_asked_is_told(browser: TestClient, body: str) -> None:
    answer = browser.post(f"{DAY}/do", headers={"Origin": HERE}, content=body)
    assert answer.status_code == 400
    assert "cannot be asked" in answer.json()["message"]


def test_a_mistake_of_the_persons_is_told_in_words(browser: TestClient, show: Show) -> None:
    answer = do(browser, "rewrite", at=NEWS, text="<!-- never closed")
    assert (answer.status_code, answer.json()["message"]) == (
        422,
        "this would run together with the lines around it\n  Close the comment or code block.",
    )


def test_a_line_is_heard_as_mp3_with_its_length(browser: TestClient) -> None:
    html = browser.get(f"{DAY}/rows").json()["html"].values()
    key = next(text for text in html if "Boats" in text).split('data-key="')[1].split('"')[0]
    answer = browser.get(f"{DAY}/takes/{key}")
    assert answer.headers["content-type"] == "audio/mpeg"
    assert b"Info" in answer.content[:192]
    assert "immutable" in answer.headers["cache-control"]


def test_the_board_shows_why_each_story_ranks_where_it_does(browser: TestClient, report: Any) -> None:
    report("2026-06-23/lake", "Lake Corran is full again", "Lake Corran reached its old shore after a week of rain.")
    board = browser.get(f"{DAY}/board").text
    assert "Lake Corran is full again" in board
    assert "1 outlet (+0.0)" in board
    do(browser, "drop", name="2026-06-23/lake")
    assert "left out" in browser.get(f"{DAY}/board").text


@pytest.mark.parametrize(
    ("kind", "offered"),
    [
        ("daily", ["promote", "up", "down", "drop"]),
        ("take", ["promote", "up", "down", "drop"]),
        ("briefing", ["up", "down", "drop"]),  # in which no story goes deep
        ("weekly", []),  # which follows no board
    ],
)
def test_the_board_offers_what_the_edition_follows(kind: EditionKind, offered: list[str]) -> None:
    told = (Story("2026-06-23/lake", "Lake Corran is full again", (), 1, 0.0, ()),)
    html = view.stories(told, Board(), ["Deep dive: Lake Corran is full again"], kind)
    assert re.findall(r'data-decide="(\w+)"', html) == offered
    assert ('<span class="tag">' in html) == ("promote" in offered)
