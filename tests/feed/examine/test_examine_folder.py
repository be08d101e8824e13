"""A show's own folder is examined, and the command tells what it finds."""

import json
import socket
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from right_feed import BASE, NOW, RIGHT
from typer.testing import CliRunner, Result

from daycast.cli import app
from daycast.errors import DaycastError
from daycast.feed.examine import folder, memory, report
from daycast.feed.examine.look import look
from daycast.feed.examine.seen import Before, Episode
from daycast.feed.examine.xmlnode import Node
from daycast.files import permissions


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    place = tmp_path / "feed"
    place.mkdir()
    (place / "feed.xml").write_text(RIGHT)
    for name in ("1.vtt", "2.vtt"):
        (place / name).write_text("WEBVTT\n\n00:01.000 --> 00:02.000\nIt rained.\n")
    return place


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "daycast" / "feeds"


def run(*words: str) -> Result:
    result = CliRunner().invoke(app, ["doctor", *words])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def told(place: Path) -> dict[str, list[str]]:
    seen = look(str(place), NOW)
    return {result.rule.name: [one.what for one in result.findings] for result in report.judge(seen)}


def test_files_beside_the_feed_are_those_that_its_addresses_mean(feed: Path) -> None:
    missing = told(feed)["served-files"]
    assert f"{BASE}1.mp3: there is no such file" in missing
    assert not any("vtt" in what for what in missing)


def test_an_address_never_means_a_file_outside_the_folder(feed: Path) -> None:
    (feed.parent / "secret.vtt").write_text("WEBVTT\n")
    (feed / "link.vtt").symlink_to(feed.parent / "secret.vtt")
    for way in ("../secret.vtt", "%2e%2e/secret.vtt", "link.vtt", "/etc/passwd", "a%00b"):
        (feed / "feed.xml").write_text(RIGHT.replace("1.vtt", way))
        assert any(way in what for what in told(feed)["served-files"])


def test_a_file_is_examined_without_what_lies_beside_it(feed: Path) -> None:
    assert look(str(feed / "feed.xml"), NOW).files == {}


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_place_without_a_feed_is_an_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(DaycastError, match=name):
        look(str(tmp_path / name), NOW)


def test_a_name_that_nobody_has_is_an_error() -> None:
    with pytest.raises(DaycastError, match="no host"):
        look("http://no.such.invalid/feed.xml", NOW)


def test_a_folder_is_examined_without_any_network(feed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    assert told(feed)


def test_the_command_tells_people_and_scripts_and_fails_where_something_required_is_wrong(feed: Path) -> None:
    result = run("--feed", str(feed))
    assert result.exit_code == 1
    assert "Apple Podcasts" in result.stdout
    assert "there is no such file" in " ".join(result.stdout.split())
    data = json.loads(run("--feed", str(feed), "--json").stdout)
    assert (data["feed"], data["ok"], data["episodes"]) == (str(feed / "feed.xml"), False, 2)
    (rule,) = [one for one in data["rules"] if one["rule"] == "served-files"]
    assert (rule["outcome"], rule["required"], rule["whose"]) == ("fails", True, "The server")
    assert rule["findings"][-1]["item"] == "The lake is full"
    for name in ("1.mp3", "2.mp3", "2.opus", "1.png", "2.png", "2.json", "cover.jpg"):
        (feed / "feed.xml").write_text(
            (feed / "feed.xml").read_text().replace(f"{BASE}{name}", f"https://o.test/{name}")
        )
    assert run("--feed", str(feed)).exit_code == 0


@pytest.mark.parametrize("words", [("--all",), ("--before", "x"), ("--feed", "x", "--show", "y")])
def test_options_that_do_not_go_together_are_a_misuse(words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2


def test_the_feed_as_it_was_may_be_given(feed: Path) -> None:
    before = feed.parent / "before.xml"
    before.write_text(RIGHT.replace("000000000001</guid>", "000000000009</guid>"))
    seen = look(str(feed), NOW, before=str(before))
    (rule,) = [result for result in report.judge(seen) if result.rule.name == "kept-guids"]
    (finding,) = rule.findings
    assert "was “5e1b6a52-0000-4000-8000-000000000009”" in finding.what
    before.write_text("<rss/>")
    with pytest.raises(DaycastError, match="no RSS feed"):
        look(str(feed), NOW, before=str(before))


def test_a_memory_keeps_what_it_saw_first_and_survives_damage(feed: Path, state: Path) -> None:
    look(str(feed), NOW)
    (path,) = state.iterdir()
    assert permissions(path) == 0o600
    first = memory.recall(path)
    assert first and first.episodes["5e1b6a52-0000-4000-8000-000000000001"].title == "A dry spring"
    (feed / "feed.xml").write_text(RIGHT.replace("A dry spring", "A wet spring"))
    look(str(feed), NOW)
    assert memory.recall(path) == first
    path.write_text("{")
    assert look(str(feed), NOW).before is None
    assert memory.recall(path) is not None


def test_a_memory_that_cannot_be_written_is_done_without(feed: Path, state: Path) -> None:
    state.parent.mkdir(parents=True)
    state.write_text("in the way")
    assert look(str(feed), NOW).before is None


def test_the_memory_of_many_episodes_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, feed: Path) -> None:
    monkeypatch.setattr(memory, "_MOST", 3)
    channel = look(str(feed), NOW).channel
    old = Before("", {str(number): Episode("", str(number), "") for number in range(5)}, "")
    memory.remember(tmp_path / "m.json", channel, old)
    kept = memory.recall(tmp_path / "m.json")
    assert kept and len(kept.episodes) == 3


def test_an_exact_size_is_that_of_the_file(feed: Path) -> None:
    assert folder.files(feed, look(str(feed), NOW).channel, [f"{BASE}1.vtt"])[f"{BASE}1.vtt"].size == 43


@given(name=st.text(max_size=300))
@example(name="[")
@example(name="a%00b")
@example(name="//etc/passwd")
@example(name="%2e%2e/" * 9 + "etc/passwd")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_an_address_is_it_means_a_file_in_the_folder_or_none(feed: Path, name: str) -> None:
    channel = Node("channel", 1, {}, "", (Node("link", 2, {}, BASE, ()),))
    for file in folder.files(feed, channel, [BASE + name]).values():
        assert file.why or file.size in {path.stat().st_size for path in feed.rglob("*") if path.is_file()}
