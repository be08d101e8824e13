"""Programs that people subscribe with take the feed, download the episode, and get its bytes.

They are Debian's gpodder (gpo), podget and newsboat; where one is missing, its test is skipped.
"""

from __future__ import annotations

import errno
import math
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import imageio_ffmpeg
import numpy as np
import pytest
from feed_studio import EPISODE, Studio

from daycast.feed.publish import publish
from daycast.voice import mp3

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from daycast.show import Show

pytestmark = pytest.mark.slow
_PATIENCE = 60  # seconds


@pytest.fixture
def show(studio: Studio) -> Show:
    """A published show whose one episode is as long as its record says."""
    show = studio.show()
    tone = mp3.encode(0.1 * np.sin(np.arange(10 * mp3.SAMPLE_RATE, dtype=np.float32) / 9))
    rest = math.ceil(EPISODE.audio.seconds / mp3.FRAME_SECONDS) - mp3.frames(tone)
    audio = mp3.header_frame(mp3.frames(tone) + rest) + tone + mp3.silent_frames(rest)
    studio.render(show, audio=audio)
    publish(show)
    return show


@pytest.fixture
def feed(show: Show) -> Iterator[str]:
    """The feed's address at `daycast serve`."""
    command = [sys.executable, "-m", "daycast", "serve", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen(command, cwd=show.root, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield next(found[0] for line in server.stdout if (found := re.search(r"http://\S+/feed\.xml", line)))
        server.terminate()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    home.mkdir()
    return home


def gpo(feed: str, home: Path, environment: Mapping[str, str]) -> Path:
    run(["gpo", "subscribe", feed], environment)
    run(["gpo", "download"], environment)
    return home / "gPodder" / "Downloads"


def podget(feed: str, home: Path, environment: Mapping[str, str]) -> Path:
    settings = home / ".podget"
    settings.mkdir()
    (settings / "serverlist").write_text(f"{feed} news test\n")
    run(["podget", "--library", str(home / "library"), "--recent", "1"], environment)
    return home / "library"


def newsboat(feed: str, home: Path, environment: Mapping[str, str]) -> Path:
    folder = home / ".newsboat"
    folder.mkdir()
    (folder / "urls").write_text(f"{feed}\n")
    (folder / "config").write_text(f'podcast-auto-enqueue yes\ndownload-path "{home}/podcasts/"\n')
    run(["newsboat", "-x", "reload"], environment)
    library = home / "podcasts"
    # while it loads a file, that ends with .part
    on_a_terminal(["podboat", "-a"], environment, until=lambda: any(library.glob("*.mp3")))
    return library


CLIENTS = {client.__name__: client for client in (gpo, podget, newsboat)}


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_subscribes_downloads_and_plays_the_published_bytes(
    name: str, show: Show, feed: str, home: Path
) -> None:
    if not shutil.which(name):
        pytest.skip(f"{name} is not installed")
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "no_proxy": "*"}
    library = CLIENTS[name](feed, home, environment)
    (downloaded,) = library.rglob("*.mp3")
    assert downloaded.read_bytes() == (show.feed / "2026-06-23" / "2026-06-23.mp3").read_bytes()
    assert abs(played(downloaded) - EPISODE.audio.seconds) < 0.1


def run(command: list[str], environment: Mapping[str, str]) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=_PATIENCE)
    assert done.returncode == 0, done.stdout + done.stderr


def on_a_terminal(command: list[str], environment: Mapping[str, str], *, until: Callable[[], bool]) -> None:
    """Runs a program that draws on a terminal, and quits it by its key `q` when it is done."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, env=environment, stdin=theirs, stdout=theirs, stderr=theirs) as program:
        os.close(theirs)
        deadline = time.monotonic() + _PATIENCE
        try:
            while program.poll() is None and time.monotonic() < deadline:
                if until():
                    os.write(ours, b"q")
                if select.select([ours], [], [], 0.1)[0]:  # what it draws must be read, or it waits
                    os.read(ours, 65536)
        except OSError as error:  # it has ended, and its terminal with it
            assert error.errno == errno.EIO
        finally:
            program.kill()
            os.close(ours)
    assert until()


def played(audio: Path) -> float:
    """The length in seconds of what ffmpeg plays; any error in decoding fails."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(audio), "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE)
    assert done.returncode == 0, done.stderr
    hours, minutes, seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", done.stderr)[-1]
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
