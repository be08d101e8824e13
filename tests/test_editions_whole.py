"""Each edition of the demo show: made by one command, its feed as it should be, its episode played by a client."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import feedparser
import imageio_ffmpeg
import pytest

from daycast.feed.examine import report
from daycast.feed.examine.look import look
from daycast.start import copy_sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow

DAY = "2026-06-23"
EDITIONS = ("daily", "weekly", "take", "briefing")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo show with one listener, every edition made by its one command; the hosts keep silent."""
    root = tmp_path_factory.mktemp("demo") / "show"
    copy_sample(root)
    daycast(root, "listeners", "add", "anna", "--topic", "open models", "--minutes", "4")
    for edition in EDITIONS:
        daycast(root, "today", "--date", DAY, "--edition", edition, "--engine", "silence")
    return root


@pytest.fixture(scope="module")
def feeds(demo: Path) -> Iterator[dict[str, str]]:
    """The address of each edition's feed at `daycast serve`, the briefing's as its listener has it."""
    token = re.search(r"/t/(\w+)/feed\.xml", daycast(demo, "listeners", "renew", "anna"))
    assert token
    command = [sys.executable, "-m", "daycast", "serve", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, cwd=demo, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        base = next(found[1] for line in server.stdout if (found := re.search(r"(http://\S+/)feed\.xml", line)))
        below = {"daily": "", "weekly": "weekly/", "take": "take/", "briefing": f"briefing/t/{token[1]}/"}
        yield {edition: f"{base}{path}feed.xml" for edition, path in below.items()}
        server.terminate()


def daycast(root: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "daycast", *words], cwd=root, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("edition", EDITIONS)
def test_its_script_has_no_error(demo: Path, edition: str) -> None:
    last = daycast(demo, "check", "--date", DAY, "--edition", edition).splitlines()[-1]
    assert last.startswith(("nothing wrong", "0 errors"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_its_feed_breaks_no_rule(feeds: dict[str, str], edition: str, tmp_path: Path) -> None:
    seen = look(feeds[edition], datetime(2026, 6, 23, 12, tzinfo=UTC), remembered=tmp_path)
    results = report.judge(seen)
    assert not report.fails(results), report.rows(results, "all")
    parsed = feedparser.parse(feeds[edition])
    assert (parsed.bozo, len(parsed.entries)) == (False, 1)


@pytest.mark.parametrize("edition", EDITIONS)
def test_gpodder_subscribes_and_plays_its_episode(feeds: dict[str, str], edition: str, tmp_path: Path) -> None:
    if not shutil.which("gpo"):
        pytest.skip("gpo is not installed")
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "GPODDER_HOME": str(tmp_path / "gPodder")}
    for words in (("subscribe", feeds[edition]), ("download",)):
        subprocess.run(["gpo", *words], env=environment, capture_output=True, timeout=120, check=True)
    (audio,) = (tmp_path / "gPodder" / "Downloads").rglob("*.mp3")
    address = feedparser.parse(feeds[edition]).entries[0].enclosures[0].href
    with urllib.request.urlopen(address) as answer:
        assert audio.read_bytes() == answer.read()
    decoded = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", audio, "-f", "null", "-"], capture_output=True, text=True
    )
    assert (decoded.returncode, decoded.stderr) == (0, "")
