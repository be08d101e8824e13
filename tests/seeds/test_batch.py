"""A file of articles, grouped without a show: what `daycast stories --from` prints."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from daycast.cli import app
from daycast.seeds.grouping import follow
from daycast.seeds.grouping.batch import stories

LAKE = "Lake Corran reached its old shore after a week of heavy rain in the hills."
ROWS = [
    {"id": "a", "title": "Lake Corran is full again", "text": LAKE, "date": "2026-06-23", "source": "Wire"},
    {"id": "b", "title": "Rain fills Lake Corran", "text": LAKE, "published": "2026-06-23T08:00:00+02:00"},
    {"id": "c", "title": "Lake Corran at its lowest", "text": "Lake Corran lost its shore.", "date": "2026-06-03"},
    {"id": "d", "title": "Night train to Oslo returns", "text": "", "date": ""},
    {"id": 5, "title": "", "text": "The night train to Oslo returns in August."},
]


def written(folder: Path, lines: list[object]) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_stories_come_in_order_of_time_and_name_what_they_follow(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["stories", "--from", str(written(tmp_path, [*ROWS])), "--json"])
    assert json.loads(result.stdout) == [
        {"id": "c", "articles": ["c"], "headline": "Lake Corran at its lowest", "follows": None},
        {"id": "b", "articles": ["b", "a"], "headline": "Rain fills Lake Corran", "follows": "c"},
        {"id": "5", "articles": ["5", "d"], "headline": "The night train to Oslo returns in August.", "follows": None},
    ]
    assert result.stderr == ""


def test_a_bad_line_is_told_at_its_place_and_the_others_are_grouped(tmp_path: Path) -> None:
    lines = [
        ROWS[0],
        "not json",
        [1],
        {"title": "no id"},
        ROWS[0],
        {"id": "x", "title": ["T"]},
        "",
        b"\xff".decode("latin"),
    ]
    path = written(tmp_path, [*lines, {"id": "e", "title": "Oslo", "date": "soon"}])
    result = CliRunner().invoke(app, ["stories", "--from", str(path), "--json"])
    assert [story["id"] for story in json.loads(result.stdout)] == ["a", "e"]
    told = result.stderr.splitlines()
    assert [line.split(":")[1] for line in told] == ["2", "3", "4", "5", "6", "8", "9"]
    assert "no date: 'soon'" in told[-1]


def test_a_table_is_printed_for_people(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["stories", "--from", str(written(tmp_path, [*ROWS]))])
    assert "Rain fills Lake Corran" in result.stdout


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="no such file"):
        stories(tmp_path / "none.jsonl")


def test_a_story_continues_none_of_its_own_day_none_too_long_ago_and_none_without_a_date(tmp_path: Path) -> None:
    day = date(2026, 6, 23)
    for before, expected in ((20, "old"), (200, None), (0, None), (None, None)):
        when = "" if before is None else (day - timedelta(before)).isoformat()
        rows = [
            {"id": "old", "title": "Lake Corran lowest", "text": "Lake Corran lost its shore", "date": when},
            ROWS[0],
        ]
        found, _ = stories(written(tmp_path, [*rows, ROWS[3]]))
        follows = {story.id: story.follows for story in found}
        assert follows.get("a") == expected


def test_many_stories_are_chained_by_the_words_that_stand_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, [*ROWS])
    few, _ = stories(path)
    monkeypatch.setattr(follow, "_WHOLE", 1)
    assert stories(path)[0] == few


@given(st.permutations([*ROWS, {"id": "f", "title": "Rain", "text": "Rain in Oslo", "date": "2026-06-22"}]))
def test_the_order_of_the_lines_changes_nothing(tmp_path_factory: pytest.TempPathFactory, rows: list[object]) -> None:
    folder = tmp_path_factory.getbasetemp()
    assert stories(written(folder, rows)) == stories(written(folder, sorted(rows, key=str)))
