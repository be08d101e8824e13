"""`daycast ask` as a person types it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from daycast.cli import app
from daycast.episodes import record
from daycast.episodes.archive import rendered
from daycast.episodes.model import Audio, Chapter, Episode, Line
from daycast.errors import DaycastError
from daycast.scripts.model import Evidence
from daycast.show import Show, open_show

DAY = date(2026, 6, 23)
LAKE = "Lake Corran reached its old shore after a week of rain."
EPISODE = Episode(
    date=DAY,
    guid="guid",
    number=1,
    published=datetime(2026, 6, 23, 5, tzinfo=UTC),
    made_from="0" * 64,
    title="A lake and a ferry",
    summary="Water.",
    audio=Audio(f"{DAY}.mp3", 1, "0" * 64, 90, -19, -1.4),
    chapters=(Chapter(0, "Headlines", 1), Chapter(0.5, "The lake is full", 2), Chapter(65.25, "Ferries run again", 2)),
    lines=(
        Line(0.5, 9, "Ada", LAKE, ("1",), False),
        Line(9.5, 12, "Ben", "A good [sight].", (), True),
        Line(65.25, 70, "Ben", "The ferry to Skerry costs four crowns.", ("2",), False),
    ),
    sources=(
        Evidence("1", "Example Wire", DAY, "https://wire.example.org/lake", LAKE),
        Evidence("2", "Harbour Post", DAY, "", "The ferry to Skerry costs four crowns."),
    ),
)
Ask = Callable[..., Result]
TOLD = """\
[1] 2026-06-23 0:00  Headlines · The lake is full
    Ada: Lake Corran reached its old shore after a week of rain.
    Ben (opinion): A good [sight].
    Example Wire, 2026-06-23 https://wire.example.org/lake
    http://localhost:8642/2026-06-23/#t=0.5
"""


@pytest.fixture
def ask(show: Show) -> Ask:
    record.save(show.episode(DAY), EPISODE)

    def invoke(*words: str) -> Result:
        result = CliRunner().invoke(app, ["ask", *words, "--show", str(show.root)])
        if isinstance(result.exception, DaycastError):
            result.stderr_bytes = result.stderr_bytes + str(result.exception).encode()
        elif result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def test_passages_are_printed_with_their_day_time_sources_and_address(ask: Ask) -> None:
    assert ask("What did we report about Lake Corran?").stdout == TOLD
    assert ask("Lake", "Corran?").stdout == TOLD


def test_json_has_the_same_for_scripts(ask: Ask) -> None:
    told = json.loads(ask("the ferry to Skerry in June 2026", "--json").stdout)
    assert (told["covered"], told["from"], told["to"], told["answer"]) == (True, "2026-06-01", "2026-06-30", None)
    assert told["passages"][0] == {
        "date": "2026-06-23",
        "title": "A lake and a ferry",
        "section": "Headlines",
        "heading": "Ferries run again",
        "start": 65.25,
        "end": 70.0,
        "url": "http://localhost:8642/2026-06-23/#t=65.25",
        "lines": [
            {"start": 65.25, "speaker": "Ben", "text": "The ferry to Skerry costs four crowns.", "opinion": False}
        ],
        "sources": [
            {
                "outlet": "Harbour Post",
                "date": "2026-06-23",
                "url": "",
                "quote": "The ferry to Skerry costs four crowns.",
            }
        ],
    }


def test_what_is_not_covered_is_told_and_no_error(ask: Ask) -> None:
    told = ask("steel tariffs")
    assert (told.stdout.startswith("Not covered."), told.exit_code) == (True, 0)
    assert ask("Lake Corran in May 2026").stdout == "From 2026-05-01 until 2026-05-31:\nNot covered.\n"


def test_a_question_with_signs_that_nobody_can_print_is_answered(ask: Ask) -> None:
    told = json.loads(ask("Lake\x1b[31m\udce9 Corran", "--json").stdout)
    assert (told["covered"], told["question"]) == (True, "Lake [31m Corran")


def test_days_alone_get_what_was_told_on_them(ask: Ask) -> None:
    told = ask("What happened on 2026-06-23?").stdout
    assert told.startswith("On 2026-06-23:\n")
    assert "The lake is full" in told
    assert "Ferries run again" in told


@pytest.mark.parametrize(
    ("words", "says"),
    [(("?",), "there is no word to look for"), (("a" * 301,), "the question has 301 characters")],
)
def test_what_is_no_question_is_told_with_what_to_do(ask: Ask, words: tuple[str, ...], says: str) -> None:
    result = ask(*words)
    assert (result.exit_code, says in result.stderr) == (1, True)


def test_a_show_without_an_episode_is_told_to_render_one(show: Show) -> None:
    result = CliRunner().invoke(app, ["ask", "anything", "--show", str(show.root)])
    assert "Run: daycast render" in str(result.exception)


def test_an_episode_that_was_rendered_anew_is_found_with_its_new_words(ask: Ask, show: Show) -> None:
    ask("Lake Corran")
    other = replace(EPISODE, lines=(replace(EPISODE.lines[0], text="The walrus came back."),))
    record.save(show.episode(DAY), other)
    assert "The walrus came back." in ask("walrus").stdout
    assert ask("Lake Corran").stdout.startswith("Not covered.")


def test_a_record_that_cannot_be_read_is_told_and_the_others_are_asked(ask: Ask, show: Show) -> None:
    broken = show.episode(date(2026, 6, 24)) / record.FILE
    broken.parent.mkdir()
    broken.write_text("date: [")
    result = ask("Lake Corran")
    assert result.stdout == TOLD
    assert str(broken) in result.stderr


def test_an_edition_is_asked_apart(show: Show, tmp_path: Path) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "editions: {weekly: {}}\n")
    weekly = open_show(show.root, "weekly")
    record.save(weekly.episode(DAY), EPISODE)
    told = CliRunner().invoke(app, ["ask", "Lake Corran", "--edition", "weekly", "--show", str(show.root)])
    assert "http://localhost:8642/weekly/2026-06-23/#t=0.5" in told.stdout
    assert rendered.path(weekly) == show.root / "episodes" / ".archive.weekly.sqlite"
    assert rendered.path(weekly).is_file()
    main = CliRunner().invoke(app, ["ask", "Lake Corran", "--show", str(show.root)])
    assert "no rendered episode" in str(main.exception)


def test_the_index_may_be_deleted_or_damaged(ask: Ask, show: Show) -> None:
    ask("Lake Corran")
    rendered.path(show).write_bytes(b"\xff" * 8192)
    assert ask("Lake Corran").stdout == TOLD
    rendered.path(show).unlink()
    assert ask("Lake Corran").stdout == TOLD


def test_a_briefing_has_no_page_that_everybody_could_open(ask: Ask, show: Show) -> None:
    with (show.root / "show.yaml").open("a") as settings:
        settings.write("editions: {briefing: {}}\n")
    record.save(open_show(show.root, "briefing").episode(DAY), EPISODE)
    assert ask("Lake Corran?", "--edition", "briefing").stdout == "\n".join(TOLD.split("\n")[:-2]) + "\n"
    assert json.loads(ask("Lake Corran?", "--edition", "briefing", "--json").stdout)["passages"][0]["url"] is None
