"""The show's settings and folders."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daycast.errors import DaycastError, ProblemsError
from daycast.find import find_show
from daycast.show import Show, open_show


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("minuts: 5", "show.yaml:6: error: unknown key `minuts` (did you mean `minutes`?)"),
        ("minutes: many", "show.yaml:6: error: `minutes`: input should be a valid number"),
        (
            "time_zone: Europe/Berln",
            "show.yaml:6: error: `time_zone`: no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'?",
        ),
        ("base_url: news.example.org", "show.yaml:6: error: `base_url`: write the address"),
        ('base_url: "http://["', "show.yaml:6: error: `base_url`: write the address"),
        ("base_url: https://news.example.org/?show=1", "show.yaml:6: error: `base_url`: write the address"),
        ("takes: {path: feed/takes}", "show.yaml:6: error: `takes.path`: the show's own files stand there"),
        ("takes: {path: listeners/takes}", "show.yaml:6: error: `takes.path`: the show's own files stand there"),
        ("takes: {path: ./voice}", "show.yaml:6: error: `takes.path`: the show's own files stand there"),
        ("takes: {kind: s3}", "show.yaml:6: error: `takes.bucket` is missing"),
        ("takes: {kind: s3, bucket: b-1, endpoint: store}", "`takes.endpoint`: write a web address"),
        ("takes: {kind: s3, bucket: b-1, hubs: []}", "unknown key"),
        ("email: nobody", "show.yaml:6: error: `email` stands twice (first on line 4)"),
        (
            "sections: [{kind: headlines, storys: 4}]",
            "show.yaml:6: error: unknown key `sections.0.storys` (did you mean `stories`?)",
        ),
        ("sections: [{kind: weekly}]", "show.yaml:6: error: `sections.0`: input tag 'weekly'"),
        ("sources: [inbox]", "show.yaml:6: error: `sources.0`: this is to be keys"),
        ("sources: [{feed: file:///etc/passwd}]", "show.yaml:6: error: `sources.0.feed`: write a web address"),
        ("sources: [{feed: https://a.example.org/f, page: https://a.example.org/p}]", "a source is one of `path`"),
        ("writer: {kind: offline, model: small}", "unknown key `writer.model` (known here: kind)"),
        ("title: [", "not valid YAML"),
    ],
)
def test_a_mistake_in_show_yaml_names_its_line_and_what_is_right(show: Show, line: str, message: str) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(ProblemsError) as caught:
        open_show(show.root)
    assert message in str(caught.value)


def test_all_mistakes_of_show_yaml_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "show.yaml").write_text("titel: X\nemail: x\n")
    with pytest.raises(ProblemsError) as caught:
        open_show(tmp_path)
    assert [problem.message for problem in caught.value.problems] == [
        "`title` is missing",
        "`description` is missing",
        "`author` is missing",
        "`hosts` is missing",
        "unknown key `titel`",
        "`email`: string should match pattern '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'",
    ]


def test_today_is_the_day_where_the_show_lives(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "time_zone: Pacific/Auckland\n")
    assert open_show(show.root).day(datetime(2026, 6, 22, 13, tzinfo=UTC)) == date(2026, 6, 23)


def test_only_files_and_folders_named_by_a_date_are_days(show: Show) -> None:
    scripts = show.root / "scripts"
    scripts.mkdir()
    names = [
        "2026-06-23.md",
        "2026-06-22.md~",
        "2026-06-21.new.md",
        ".2026-06-20.md.part",
        "2026-13-01.md",
        "README.md",
    ]
    for name in names:
        (scripts / name).touch()
    assert show.days("scripts") == [date(2026, 6, 23)]
    assert show.days("seeds") == []


def test_a_show_is_found_upwards_or_its_absence_told(show: Show) -> None:
    inner = show.root / "seeds" / "2026-06-23"
    inner.mkdir(parents=True)
    assert find_show(inner) == show.root
    with pytest.raises(DaycastError, match="daycast init"):
        find_show(Path("/"))


@pytest.mark.parametrize(
    "url", ["https://anna:secret@pods.example.org/", "https://pods.example.org:0/", "https://po ds.example.org/"]
)
def test_a_base_url_that_no_app_can_follow_is_refused(tmp_path: Path, url: str) -> None:
    path = tmp_path / "show.yaml"
    path.write_text(f"title: T\ndescription: D\nauthor: A\nemail: a@example.org\nhosts: [Ada]\nbase_url: {url}\n")
    with pytest.raises(ProblemsError, match=r"show\.yaml:6: error: `base_url`"):
        open_show(tmp_path)
