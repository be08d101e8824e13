"""The main job as a person does it: the demo show, real speech, the finished file judged by ffmpeg."""

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import feedparser
import imageio_ffmpeg
import pytest
from mutagen.id3 import ID3

from daycast.episodes.record import load

pytestmark = pytest.mark.slow

DAYCAST = [sys.executable, "-m", "daycast"]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command as it would be typed in `folder`, without anything of this machine's user or its programs."""
    bare = {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / ".cache"), "PATH": str(Path(sys.executable).parent)}
    environment = {**os.environ, **bare}
    return subprocess.run([*DAYCAST, *words], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)


def state(folder: Path) -> dict[str, tuple[str, int]]:
    """Every file's digest and time of change."""
    return {
        str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def judged(audio: Path) -> tuple[float, float, float]:
    """What ffmpeg hears in the decoded file: seconds, LUFS, true peak in dBTP. Any error in decoding fails."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(audio)]
    done = subprocess.run(
        [*command, "-af", "ebur128=peak=true", "-f", "null", "-"], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    report = done.stderr[done.stderr.rindex("Summary:") :]
    hours, minutes, seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", done.stderr)[-1]
    length = int(hours) * 3600 + int(minutes) * 60 + float(seconds)
    return length, float(re.search(r"I:\s+(-?[\d.]+)", report)[1]), float(re.search(r"Peak:\s+(-?[\d.]+)", report)[1])


def running(group: int) -> list[str]:
    """The processes of a group that have not ended, as Linux tells them."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            name, state, _, its_group = re.search(r"\((.*)\) (\S) (\d+) (\d+)", path.read_text()).groups()
            if int(its_group) == group and state != "Z":
                found.append(name)
    return found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo show after `daycast today`."""
    folder = tmp_path_factory.mktemp("whole") / "show"
    done = run(folder.parent, "init", "show", "--sample")
    assert done.returncode == 0, done.stderr
    done = run(folder, "today", "--date", "2026-06-23")
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_the_feed_offers_one_episode_whose_file_is_what_it_says(demo: Path) -> None:
    feed = feedparser.parse((demo / "feed" / "feed.xml").read_bytes())
    assert not feed.bozo
    (entry,) = feed.entries
    (enclosure,) = entry.enclosures
    audio = demo / "feed" / enclosure.href.removeprefix("http://localhost:8642/")
    assert (int(enclosure.length), enclosure.type) == (audio.stat().st_size, "audio/mpeg")
    seconds, loudness, peak = judged(audio)
    told = [int(part) for part in entry.itunes_duration.split(":")]
    assert abs(sum(part * 60**place for place, part in enumerate(reversed(told))) - seconds) <= 1
    assert abs(loudness - -19) <= 0.5
    assert peak <= -1
    assert len(ID3(audio, translate=False).getall("CHAP")) >= 6


def test_the_doctor_finds_nothing_in_the_feed_that_is_not_as_it_must_be(demo: Path) -> None:
    done = run(demo, "doctor", "--feed", "feed", "--json")
    broken = [rule for rule in json.loads(done.stdout)["rules"] if rule["outcome"] == "fails"]
    assert (done.returncode, broken) == (0, [])


def test_a_second_run_changes_no_file(demo: Path) -> None:
    before = state(demo)
    done = run(demo, "today", "--date", "2026-06-23")
    assert (done.returncode, done.stderr) == (0, "")
    assert state(demo) == before


def test_one_edited_line_speaks_one_take(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    shutil.copytree(demo, folder)
    script = folder / "scripts" / "2026-06-23.md"
    above, heading, below = script.read_text().partition("## How it works\n")
    script.write_text(above + heading + below.replace("Ben: ", "Ben: And now, at last: ", 1))
    done = run(folder, "render", "--date", "2026-06-23", "--json")
    made = json.loads(done.stdout)
    assert made["spoken"] == 1
    assert made["bytes"] == Path(made["path"]).stat().st_size


def test_killed_in_the_middle_it_leaves_nothing_running_goes_on_and_ends_the_same(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    shutil.copytree(demo, folder)
    shutil.rmtree(folder / "episodes" / "2026-06-23")
    shutil.rmtree(folder / "feed")
    takes = folder / "voice" / ".takes"
    for take in sorted(takes.rglob("*.take"))[::6]:
        take.unlink()
    left = len(list(takes.rglob("*.take")))
    process = subprocess.Popen(
        [*DAYCAST, "today", "--date", "2026-06-23"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    while len(list(takes.rglob("*.take"))) < left + 3:
        with contextlib.suppress(subprocess.TimeoutExpired):
            assert process.wait(0.02) is None, "it ended before it could be killed"
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while (left_behind := running(process.pid)) and time.monotonic() < deadline:
        pass
    assert left_behind == []
    assert not (folder / "feed" / "feed.xml").exists()
    done = run(folder, "today", "--date", "2026-06-23")
    assert done.returncode == 0, done.stderr
    audio = Path("episodes", "2026-06-23", "2026-06-23.mp3")
    assert (folder / audio).read_bytes() == (demo / audio).read_bytes()


def test_every_line_is_spoken_by_pyttsx3_too(demo: Path, tmp_path: Path) -> None:
    folder = tmp_path / "show"
    shutil.copytree(demo, folder)
    script = folder / "scripts" / "2026-06-23.md"
    headlines, _, dive = script.read_text().partition("# Deep dive")
    script.write_text(headlines + dive[dive.index("[^1]: ") :])
    done = run(folder, "render", "--date", "2026-06-23", "--engine", "pyttsx3", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    lines = load(folder / "episodes" / "2026-06-23").lines
    assert made["spoken"] == len({(line.speaker, line.text) for line in lines})
    _, loudness, peak = judged(Path(made["path"]))
    assert abs(loudness - -19) <= 0.5
    assert peak <= -1
