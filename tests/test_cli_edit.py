"""Editing by hand from the command line: what changed, what was before, what is approved."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from daycast.scripts.history import look, put
from daycast.show import Show, open_show
from test_cli import LAKE, run

DAY = date(2026, 6, 23)
DATE = ("--date", "2026-06-23")


@pytest.fixture
def written(show: Show, report: Callable[..., Path]) -> Show:
    """A show whose script of the day is written, with a greeting that was edited."""
    report("2026-06-23/lake", "Lake Corran is full again", LAKE)
    run(show, "write", *DATE)
    return show


def path(show: Show) -> Path:
    return show.root / "scripts" / "2026-06-23.md"


def edit(show: Show, old: str, new: str) -> str:
    text = path(show).read_text().replace(old, new, 1)
    path(show).write_text(text)
    return text


def test_a_new_draft_is_merged_into_what_was_edited(written: Show, report: Callable[..., Path]) -> None:
    edit(written, "Here are", "Hello, here are")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    result = run(written, "write", *DATE)
    assert result.exit_code == 0
    assert "merged: 1 of your changes stays" in result.stdout
    assert "Hello, here are" in path(written).read_text()
    assert "Oslo" in path(written).read_text()
    assert "up to date" in run(written, "write", *DATE).stdout


@pytest.mark.parametrize("command", [("write",), ("diff", "--machine"), ("stories",)])
def test_a_wrong_id_on_the_board_is_told_with_its_row(written: Show, command: tuple[str, ...]) -> None:
    board = written.root / "scripts" / "2026-06-23.board.yaml"
    board.write_text("drop:\n- lakes\n")
    told = run(written, *command, *DATE)
    assert f"{board.name}:2: warning: no story of this day has the article “2026-06-23/lakes”" in told.stderr
    assert "did you mean “2026-06-23/lake”?" in told.stderr


def test_a_script_that_swallows_its_lines_is_not_merged_and_says_why(
    written: Show, report: Callable[..., Path]
) -> None:
    mine = edit(written, "Ada:", "<!-- Ada:")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    result = run(written, "write", *DATE)
    assert result.exit_code == 1
    assert "is never closed, so all below is lost in it; the new draft is scripts/2026-06-23.new.md" in result.stdout
    assert path(written).read_text() == mine


def test_diff_tells_each_change_by_its_words(written: Show) -> None:
    assert run(written, "diff", *DATE).stdout == "nothing changed\n"
    edit(written, "Here are", "Hello, here are")
    told = run(written, "diff", *DATE).stdout
    assert "edited" in told
    assert "[-Here-]{+Hello, here+} are" in told
    assert told.endswith("1 edited\n")
    (change,) = json.loads(run(written, "diff", *DATE, "--json").stdout)
    assert change["kind"] == "edited"
    assert path(written).read_text().split("\n")[change["line"] - 1] == change["new"]


def test_diff_tells_what_a_new_draft_would_change_and_writes_nothing(
    written: Show, report: Callable[..., Path]
) -> None:
    mine = edit(written, "Here are", "Hello, here are")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    told = run(written, "diff", *DATE, "--machine").stdout
    assert "{+" in told
    assert "Oslo" in told
    assert "Hello" not in told.replace("Hello, here are", "")
    assert path(written).read_text() == mine


def test_diff_of_a_script_by_hand_alone_says_that_there_is_nothing_to_compare(show: Show) -> None:
    path(show).parent.mkdir()
    path(show).write_text("Ada: Hello.\n")
    assert "written by hand alone" in run(show, "diff", *DATE).stderr
    assert "there is no script for 2026-06-22" in run(show, "diff", "--date", "2026-06-22").stderr


def test_history_lists_prints_and_restores_and_undo_goes_back(written: Show, report: Callable[..., Path]) -> None:
    first = edit(written, "Here are", "Hello, here are")
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    run(written, "write", *DATE)
    second = path(written).read_text()
    (listed,) = json.loads(run(written, "history", *DATE, "--json").stdout)
    assert (listed["number"], listed["replaced_by"]) == (1, "write")
    assert listed["added"] > 0
    assert "write" in run(written, "history", *DATE).stdout
    assert run(written, "history", "1", *DATE).stdout == first
    assert "undone" in run(written, "undo", *DATE).stdout
    assert path(written).read_text() == first
    assert run(written, "undo", *DATE).exit_code == 1
    run(written, "redo", *DATE)
    assert path(written).read_text() == second
    run(written, "history", "1", "--restore", *DATE)
    assert path(written).read_text() == first
    assert run(written, "history", "--restore", *DATE).exit_code == 2


def test_what_is_brought_back_says_how_to_get_the_other_text_back(written: Show) -> None:
    assert put(written, DAY, look(written, DAY), "Ada: Another text.\n", "edit")
    again = "what it was just now comes back with: daycast {} --date 2026-06-23\n"
    assert run(written, "undo", *DATE).stdout.endswith(again.format("redo"))
    assert run(written, "redo", *DATE).stdout.endswith(again.format("undo"))
    assert run(written, "history", "1", "--restore", *DATE).stdout.endswith(again.format("undo"))
    assert "comes back" not in run(written, "history", "1", "--restore", *DATE).stdout


def test_a_script_that_nothing_was_written_over_has_no_history_and_says_so(written: Show) -> None:
    assert "no earlier version" in run(written, "history", *DATE).stdout
    assert json.loads(run(written, "history", *DATE, "--json").stdout) == []


def test_the_history_of_a_script_that_was_deleted_is_listed(written: Show, report: Callable[..., Path]) -> None:
    report("2026-06-23/train", "Night train to Oslo returns", "The night train to Oslo runs again from August.")
    run(written, "write", "--date", "2026-06-23")
    written.script(date(2026, 6, 23)).unlink()
    listed = run(written, "history", "--date", "2026-06-23")
    assert listed.exit_code == 0
    assert "write" in listed.stdout


def test_where_the_script_was_deleted_undo_promises_nothing(written: Show) -> None:
    assert put(written, DAY, look(written, DAY), "Ada: Another text.\n", "edit")
    path(written).unlink()
    told = run(written, "undo", *DATE).stdout
    assert "undone" in told
    assert "just now" not in told
    assert path(written).exists()


def strict(show: Show) -> Show:
    (show.root / "show.yaml").write_text((show.root / "show.yaml").read_text() + "review: required\n")
    return open_show(show.root)


@pytest.mark.slow
def test_with_review_a_day_stops_until_its_script_is_approved(written: Show) -> None:
    show = strict(written)
    stopped = run(show, "today", *DATE)
    assert stopped.exit_code == 1
    assert "daycast approve --date 2026-06-23" in stopped.stderr
    assert not (show.root / "episodes").exists()
    told = run(show, "approve", *DATE).stdout
    assert "Lake Corran is full again" in told
    assert "minutes" in told
    assert run(show, "today", *DATE).exit_code == 0
    edit(show, "Here are", "Hello, here are")
    assert "not approved" in run(show, "render", *DATE).stderr
    assert run(show, "publish").exit_code == 0


@pytest.mark.slow
def test_a_new_comment_is_recorded_without_a_new_sound(written: Show) -> None:
    show = strict(written)
    run(show, "approve", *DATE)
    run(show, "render", *DATE)
    audio = (show.root / "episodes/2026-06-23/2026-06-23.mp3").stat()
    edit(show, "\n\nAda:", "\n\n<!-- a note -->\n\nAda:")
    run(show, "approve", *DATE)
    assert run(show, "render", *DATE).exit_code == 0
    assert (show.root / "episodes/2026-06-23/2026-06-23.mp3").stat().st_mtime_ns == audio.st_mtime_ns
    (show.root / "scripts/.approved/2026-06-23").write_text(
        (show.root / "scripts/.approved/2026-06-23").read_text().split("\n")[1] + "\n"
    )
    assert run(show, "publish").exit_code == 0


def test_a_script_with_errors_is_not_approved(written: Show) -> None:
    edit(written, "Ada:", "Adda:")
    assert "unknown speaker" in run(written, "approve", *DATE).stderr
    assert not (written.root / "scripts/.approved").exists()
