"""`daycast schedule`: read by those for whom it is printed, or by libraries that read as they do."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from cronsim import CronSim
from typer.testing import CliRunner

from daycast.cli import app
from daycast.schedule import Kind, schedule
from daycast.show import Show, open_show

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER, PROGRAM = Path("/srv/my 100% show's folder"), "/opt/day cast/bin/daycast"
HALF_PAST_SIX = time(6, 30)


@pytest.fixture
def living(show: Show) -> Callable[..., Show]:
    """The show in some time zone, with more lines of show.yaml."""
    settings = (show.root / "show.yaml").read_text()

    def lives(zone: str = "Europe/Berlin", more: str = "") -> Show:
        (show.root / "show.yaml").write_text(f"{settings}time_zone: {zone}\n{more}")
        return open_show(show.root)

    return lives


def made(show: Show, kind: Kind, at: time = HALF_PAST_SIX) -> str:
    return schedule(show, kind, at, folder=FOLDER, program=PROGRAM)


@pytest.mark.parametrize("machine", ["UTC", "America/New_York", "Asia/Kathmandu"])
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"])
def test_the_cron_line_runs_once_each_day_at_that_time_in_the_show_wherever_the_machine_is(
    living: Callable[..., Show], machine: str, zone: str
) -> None:
    line = made(living(zone), Kind.CRON).splitlines()[-1]
    times, command = " ".join(line.split()[:5]), line.split(" ", 5)[5]
    condition = re.match(r'\[ "\$\(TZ=(\S+) date \+\\%H:\\%M\)" = (\d\d:\d\d) \] && ', command)
    assert condition
    assert (condition[1], condition[2]) == (zone, "06:30")
    begin = datetime(2026, 1, 1, tzinfo=ZoneInfo(machine))
    days = []
    for moment in CronSim(times, begin):
        if moment > begin + timedelta(days=364):
            break
        there = moment.astimezone(ZoneInfo(condition[1]))
        if f"{there:%H:%M}" == condition[2]:
            days.append(there.date())
    assert days == [days[0] + timedelta(days=number) for number in range(len(days))]
    assert len(days) in (363, 364)


@pytest.mark.slow
def test_the_cron_lines_command_is_what_a_shell_understands(living: Callable[..., Show], tmp_path: Path) -> None:
    program, folder = tmp_path / "day 100% cast", tmp_path / "it's a show"
    program.write_text('#!/bin/sh\necho "$PWD" "$@"\n')
    program.chmod(0o755)
    folder.mkdir()
    line = schedule(living("UTC"), Kind.CRON, HALF_PAST_SIX, folder=folder, program=str(program)).splitlines()[-1]
    command = line.split(" ", 5)[5].replace(r"\%", "%")  # as cron does
    date_ = tmp_path / "date"
    date_.write_text('#!/bin/sh\n[ "$TZ" = UTC ] && exec /bin/date -u -d "2026-06-23 $NOW" "$@"\n')
    date_.chmod(0o755)
    for now, output in (("06:30", f"{folder} today\n"), ("06:45", "")):
        env = {"PATH": f"{tmp_path}:/usr/bin:/bin", "NOW": now}
        done = subprocess.run(["sh", "-c", command], env=env, capture_output=True, text=True, check=False)
        assert (done.stdout, done.stderr) == (output, "")


def units(text: str) -> dict[str, str]:
    """The unit files in the text, by name."""
    parts = re.split(r"^# ~/\.config/systemd/user/(\S+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_a_unit_file_escapes_what_systemd_would_read_as_its_own(living: Callable[..., Show]) -> None:
    found = units(made(living(), Kind.SYSTEMD))
    assert set(found) == {"daycast-my-100-show-s-folder.timer", "daycast-my-100-show-s-folder.service"}
    service = found["daycast-my-100-show-s-folder.service"]
    assert "WorkingDirectory=/srv/my 100%% show's folder\n" in service
    assert 'ExecStart="/opt/day cast/bin/daycast" today\n' in service
    assert "OnCalendar=*-*-* 06:30:00 Europe/Berlin\n" in found["daycast-my-100-show-s-folder.timer"]


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not here")
def test_systemd_finds_nothing_wrong_and_follows_the_clocks_of_the_show(
    living: Callable[..., Show], tmp_path: Path
) -> None:
    folder, program = tmp_path / "a 100% show", tmp_path / "day $cast"
    folder.mkdir()
    shutil.copy("/bin/true", program)
    text = schedule(living(), Kind.SYSTEMD, HALF_PAST_SIX, folder=folder, program=str(program))
    for name, unit in units(text).items():
        (tmp_path / name).write_text(unit)
    names = [str(tmp_path / name) for name in units(text)]
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    assert (done.returncode, [line for line in done.stderr.splitlines() if str(tmp_path) in line]) == (0, [])
    moment = re.search("OnCalendar=(.+)", text)
    assert moment
    for since, next_ in (("2026-03-28", "2026-03-28 05:30:00"), ("2026-03-29", "2026-03-29 04:30:00")):
        words = ["systemd-analyze", "calendar", f"--base-time={since}", moment[1]]
        env = {"TZ": "UTC", "PATH": "/usr/bin:/bin"}
        told = subprocess.run(words, env=env, capture_output=True, text=True, check=True)
        assert f"{next_} UTC" in told.stdout


KINDS = {
    "folder": "",
    "s3": "publish: {kind: s3, bucket: my-bucket, podping: 'https://podping.cloud/'}\n",
    "takes in a bucket": "takes: {kind: s3, bucket: my-takes}\n",
    "rsync": "publish: {kind: rsync, to: 'me@host:/srv/www'}\n",
    "github_pages": "publish: {kind: github_pages, branch: site}\n",
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_workflow_is_yaml_that_runs_daycast_at_that_time_with_the_keys_that_the_show_needs(
    living: Callable[..., Show], kind: str
) -> None:
    text = made(living(more=KINDS[kind]), Kind.GITHUB)
    flow: dict[Any, Any] = yaml.safe_load(text)
    (when,) = flow[True]["schedule"]  # YAML 1.1 reads `on` so
    assert when == {"cron": "30 6 * * *", "timezone": "Europe/Berlin"}
    assert next(CronSim(when["cron"], datetime(2026, 6, 23, tzinfo=UTC))).time() == HALF_PAST_SIX
    assert flow["permissions"] == {"contents": "write"}
    steps = flow["jobs"]["episode"]["steps"]
    commands = [step["run"] for step in steps if "run" in step]
    (today,) = (step for step in steps if step.get("run") == "daycast today")
    store = {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"}
    needs = {"s3": {*store, "PODPING_TOKEN"}, "takes in a bucket": store}
    assert set(today.get("env", {})) == needs.get(kind, set())
    assert all(value == f"${{{{ secrets.{name} }}}}" for name, value in today.get("env", {}).items())
    assert any("[s3]" in command for command in commands) == (kind in needs)
    assert any("SSH_KEY" in step.get("env", {}) for step in steps) == (kind == "rsync")
    assert any("git fetch --quiet origin site" in command for command in commands) == (kind == "github_pages")
    for command in commands:
        subprocess.run(["sh", "-n"], input=command, text=True, check=True)
        shlex.split(command)


def test_the_command_prints_one_or_all_for_the_show_at_hand(living: Callable[..., Show]) -> None:
    show = living("Asia/Kolkata")
    one = CliRunner().invoke(app, ["schedule", "systemd", "--at", "18:05", "--show", str(show.root)])
    assert "OnCalendar=*-*-* 18:05:00 Asia/Kolkata" in one.output
    assert "crontab" not in one.output
    every = CliRunner().invoke(app, ["schedule", "--show", str(show.root)]).output
    assert all(word in every for word in ("OnCalendar", "crontab", "runs-on", str(show.root.resolve())))
    wrong = CliRunner().invoke(app, ["schedule", "cron", "--at", "25:00", "--show", str(show.root)])
    assert wrong.exit_code == 2
