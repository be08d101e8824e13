"""`daycast today` with editions, and over many shows: what is wrong with one stops no other."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from daycast.cli import app
from daycast.files import write_text
from daycast.show import Show, open_show
from test_cli import LAKE, run

DAY = ("--date", "2026-06-23")  # a Tuesday


@pytest.fixture
def lake(show: Show, report: Callable[..., Path]) -> Show:
    report("2026-06-23/lake", "Lake Corran is full again", LAKE)
    path = show.root / "show.yaml"
    write_text(path, path.read_text() + "editions: {noon: {hosts: [Ben]}, sunday: {schedule: sunday}}\n")
    return open_show(show.root)


def made(show: Show) -> list[str]:
    return sorted(path.parent.name for path in (show.root / "episodes").glob("*/*.mp3"))


def test_today_makes_what_is_due(lake: Show) -> None:
    result = run(lake, "today", *DAY)
    assert result.exit_code == 0
    assert made(lake) == ["2026-06-23", "2026-06-23.noon"]
    assert (lake.root / "feed" / "noon" / "feed.xml").is_file()


def test_an_edition_that_is_named_is_made_alone_on_any_day(lake: Show) -> None:
    run(lake, "today", *DAY, "--edition", "sunday")
    assert made(lake) == ["2026-06-23.sunday"]


def test_lines_that_two_editions_share_are_spoken_once(lake: Show) -> None:
    run(lake, "today", *DAY)
    script = (lake.root / "scripts" / "2026-06-23.md").read_text()
    write_text(lake.root / "scripts" / "2026-06-23.sunday.md", script)
    said = run(lake, "render", *DAY, "--edition", "sunday").stdout
    assert re.search(r", 0 lines spoken, \d+ known", said)


def test_an_edition_that_fails_stops_no_other(lake: Show) -> None:
    write_text(lake.root / "scripts" / "2026-06-23.md", "---\ndate: 2026-06-23\ntitle: T\n---\n\nNobody: Hello.\n")
    result = run(lake, "today", *DAY)
    assert result.exit_code == 1
    assert made(lake) == ["2026-06-23.noon"]
    assert "Nobody" in result.stderr


def test_on_a_day_without_any_episode_that_is_said(lake: Show) -> None:
    path = lake.root / "show.yaml"
    write_text(path, path.read_text().replace("noon: {", "noon: {schedule: monday, ") + "schedule: by hand\n")
    result = run(lake, "today", *DAY)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "nothing is due on Tuesday" in result.stdout
    assert made(lake) == []


def test_a_second_run_has_nothing_to_do(lake: Show) -> None:
    run(lake, "today", *DAY)
    before = {path: path.stat().st_mtime_ns for path in lake.root.rglob("*.mp3")}
    run(lake, "today", *DAY)
    assert {path: path.stat().st_mtime_ns for path in lake.root.rglob("*.mp3")} == before


BROKEN = {
    "bad-settings": lambda folder: (folder / "show.yaml").write_text("title: ["),
    "no-articles": lambda folder: (folder / "seeds/2026-06-23/lake.md").unlink(),
}


@pytest.mark.parametrize("broken", ["bad-settings", "no-articles"])
def test_one_failing_show_stops_no_other(tmp_path_factory: pytest.TempPathFactory, lake: Show, broken: str) -> None:
    import shutil

    root = tmp_path_factory.mktemp("shows")
    for name in ("a", "b", "c"):
        shutil.copytree(lake.root, root / name)
    BROKEN[broken](root / "b")
    result = CliRunner().invoke(app, ["today", *DAY, "--all", str(root)])
    assert result.exit_code == 1
    assert [bool(made(open_show(root / name))) for name in ("a", "c")] == [True, True]
    assert not list((root / "b").glob("episodes/*/*.mp3"))


def test_one_edition_is_made_of_every_show(tmp_path: Path, lake: Show) -> None:
    import shutil

    shutil.copytree(lake.root, tmp_path / "a")
    result = CliRunner().invoke(app, ["today", *DAY, "--all", str(tmp_path), "--edition", "noon"])
    assert result.exit_code == 0
    assert made(open_show(tmp_path / "a")) == ["2026-06-23.noon"]


def test_a_bug_in_one_show_stops_no_other(
    tmp_path_factory: pytest.TempPathFactory, lake: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from daycast import steps

    root = tmp_path_factory.mktemp("shows")
    for name in ("a", "b"):
        shutil.copytree(lake.root, root / name)
    gather = steps.gather

    def stumble(show: Show, *arguments: object, **options: object) -> object:
        if show.root.name == "a":
            raise ZeroDivisionError
        return gather(show, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(steps, "gather", stumble)
    result = CliRunner().invoke(app, ["today", *DAY, "--all", str(root)])
    assert result.exit_code == 1
    assert "ZeroDivisionError" in result.stderr
    assert made(open_show(root / "b")) == ["2026-06-23", "2026-06-23.noon"]


def test_a_folder_without_shows_is_told(tmp_path: Path) -> None:
    result = run(None, "today", "--all", str(tmp_path))
    assert "none of its folders holds a show.yaml" in result.stderr


def test_a_weekly_needs_no_news_of_its_own_day(lake: Show, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = lake.root / "show.yaml"
    empty = tmp_path_factory.mktemp("empty")
    text = path.read_text().replace("editions: {", "editions: {weekly: {}, ") + f"sources: [{{path: {empty}}}]\n"
    write_text(path, text)
    day = ("today", "--date", "2026-06-25", "--edition")
    assert "nothing was gathered" in run(lake, *day, "noon").stderr
    assert "nothing was gathered" not in run(lake, *day, "weekly").stderr


def test_an_episode_that_not_every_listener_gets_is_a_failure(lake: Show) -> None:
    path = lake.root / "show.yaml"
    write_text(path, path.read_text().replace("editions: {", "editions: {briefing: {schedule: by hand}, "))
    write_text(lake.root / "listeners" / "anna.yaml", "topics: [")
    words = (*DAY, "--edition", "briefing")
    assert run(lake, "today", *words).exit_code == 1
    assert run(lake, "publish", "--edition", "briefing").exit_code == 1
    assert made(lake) == ["2026-06-23.briefing"]
