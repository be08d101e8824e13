"""`daycast stats` as a person types it."""

import gzip
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daycast.episodes import record
from daycast.episodes.model import Audio, Episode
from daycast.show import Show
from test_cli import run

SIZE = 100_000 + 600 * 8000
ENOUGH = 100_000 + 60 * 8000
TABLE = """\
episode     title               downloads  06-22  06-23  06-24
2026-06-23  Lake Corran's tide          2      ·      1      1
2026-06-22  A ferry                     1      1      ·      ·
all                                     3      1      1      1

app             downloads
AntennaPod              1
Apple Podcasts          1
Overcast                1

listener  downloads
ada               1

9 lines read; not counted:
          1  lines that no log writes
          1  requests for other things: feed, pages, pictures
          1  requests of robots
          1  requests for two bytes, to see whether ranges work
          1  requests that brought less than a minute, all of a listener's day together
          1  requests that belong to a download counted already
"""


def episode(day: date, title: str) -> Episode:
    audio = Audio(f"{day}.mp3", SIZE, "", 600.0, -19.0, -1.4)
    when = datetime(day.year, day.month, day.day, 4, tzinfo=UTC)
    return Episode(day, f"guid of {day}", 1, when, "", title, "", audio, (), (), ())


def line(day: int, path: str, status: int, sent: int, agent: str, address: str = "192.0.2.1") -> str:
    return f'{address} - - [{day}/Jun/2026:12:00:00 +0000] "GET {path} HTTP/1.1" {status} {sent} "-" "{agent}"\n'


@pytest.fixture
def aired(show: Show) -> Show:
    """Two episodes, and a log that was rotated once."""
    for day, title in ((22, "A ferry"), (23, "Lake Corran's tide")):
        when = date(2026, 6, day)
        record.save(show.episode(when), episode(when, title))
    show.feed.mkdir()
    ferry, lake = "/2026-06-22/2026-06-22.mp3", "/2026-06-23/2026-06-23.mp3"
    before = [
        line(22, ferry, 206, 2, "AntennaPod/3"),
        line(22, ferry, 206, ENOUGH, "AntennaPod/3"),
        line(22, ferry, 200, SIZE, "AntennaPod/3"),
        line(22, "/feed.xml", 200, 9000, "AntennaPod/3"),
    ]
    (show.feed / ".access.log.1.gz").write_bytes(gzip.compress("".join(before).encode()))
    (show.feed / ".access.log").write_text(
        line(23, f"/t/ada{lake}", 200, SIZE, "Overcast/3.0")
        + line(24, lake, 200, SIZE, "Podcasts/1 CFNetwork/1 Darwin/23", "2001:db8::1")
        + line(24, lake, 200, SIZE, "Googlebot/2.1")
        + line(24, lake, 200, ENOUGH - 1, "AntennaPod/3")
        + "half a li"
    )
    return show


def test_downloads_are_told_by_episode_day_app_and_listener(aired: Show) -> None:
    told = run(aired, "stats").stdout
    assert "\n".join(row.rstrip() for row in told.split("\n")) == TABLE


def test_the_same_is_told_to_scripts(aired: Show) -> None:
    told = json.loads(run(aired, "stats", "--json").stdout)
    assert told["downloads"] == 3
    assert (told["from"], told["to"]) == ("2026-06-22", "2026-06-24")
    assert told["episodes"][0] == {
        "date": "2026-06-23",
        "title": "Lake Corran's tide",
        "downloads": 2,
        "days": {"2026-06-23": 1, "2026-06-24": 1},
    }
    assert told["listeners"] == [{"name": "ada", "downloads": 1}]
    assert told["lines"] == 9
    assert told["left_out"] == {"broken": 1, "other": 1, "robot": 1, "probe": 1, "short": 1, "joined": 1}


def test_a_part_of_the_days_is_told(aired: Show) -> None:
    told = json.loads(run(aired, "stats", "--from", "2026-06-23", "--to", "2026-06-23", "--json").stdout)
    assert (told["downloads"], told["from"], told["to"]) == (1, "2026-06-23", "2026-06-23")
    assert told["left_out"]["outside"] == 6
    assert "there is no day" in run(aired, "stats", "--from", "2026-06-24", "--to", "2026-06-23").stderr


def test_another_servers_log_is_counted(aired: Show, tmp_path: Path) -> None:
    log = tmp_path / "nginx.log"
    log.write_text(line(23, "/show/2026-06-23/2026-06-23.mp3", 200, SIZE, "VLC/3"))
    assert json.loads(run(aired, "stats", str(log), "--json").stdout)["apps"] == [{"name": "VLC", "downloads": 1}]
    assert "no such file" in run(aired, "stats", str(tmp_path / "none")).stderr


def test_an_empty_log_tells_so(aired: Show, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("")
    told = run(aired, "stats", str(tmp_path / "log"), "--page", str(tmp_path / "page.html"))
    assert "no download was counted" in told.stdout
    assert "No download was counted." in (tmp_path / "page.html").read_text()


def test_a_log_without_user_agents_is_told(aired: Show, tmp_path: Path) -> None:
    log = tmp_path / "common.log"
    log.write_text(line(23, "/2026-06-23/2026-06-23.mp3", 200, SIZE, "x").replace(' "-" "x"', "") * 3)
    assert "not the combined format" in run(aired, "stats", str(log)).stdout


def test_many_downloads_from_one_address_are_told_without_it(aired: Show, tmp_path: Path) -> None:
    log = tmp_path / "crowd.log"
    lines = [line(23, "/2026-06-23/2026-06-23.mp3", 200, SIZE, f"App{number}/1") for number in range(60)]
    log.write_text("".join(lines))
    told = run(aired, "stats", str(log)).stdout
    assert "one address made 60 downloads on 2026-06-23" in told
    assert "192.0.2.1" not in told
    assert "and 48 downloads by 48 other apps" in told


def test_old_episodes_share_a_row(aired: Show, tmp_path: Path) -> None:
    log = tmp_path / "long.log"
    days = [date(2026, 5, day) for day in range(1, 32)]
    for day in days:
        record.save(aired.episode(day), episode(day, f"Day {day.day}"))
    log.write_text("".join(line(23, f"/{day}/{day}.mp3", 200, SIZE, "VLC/3") for day in days))
    told = run(aired, "stats", str(log)).stdout
    assert "2026-05-02" in told
    assert "2026-05-01" not in told
    assert "older       1 episode" in told


def test_the_page_must_not_lie_where_it_is_public(aired: Show) -> None:
    before = sorted(aired.feed.iterdir())
    told = run(aired, "stats", "--page", str(aired.feed / "stats.html"))
    assert told.exit_code == 1
    assert "what lies in feed/ is public" in told.stderr
    assert sorted(aired.feed.iterdir()) == before
