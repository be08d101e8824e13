"""What may happen to a render from outside: it is killed, a disk is full, a folder cannot be written, two run at once.

Never a bad file in the store, never half an episode, and the next run goes on from what is there.
"""

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import partial
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

import pytest
from PIL import Image

from daycast.show import Show
from daycast.voice.takes import TakeStore

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="kills, limits and mounts as Linux")]

DAYCAST = [sys.executable, "-m", "daycast"]
RENDER = [*DAYCAST, "render", "--date", "2026-06-23"]
AUDIO = Path("episodes", "2026-06-23", "2026-06-23.mp3")
RECORD = AUDIO.with_name("episode.yaml")
TAKES = Path("voice", ".takes")
LINES = 60


@pytest.fixture
def hummed(show: Show, humming: str, monkeypatch: pytest.MonkeyPatch) -> Show:
    """A show of sixty lines and an engine that hums them; processes find it too."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (show.root / "voice" / "cast.yaml").write_text(f"Ada: {{engine: {humming}}}\n")
    lines = "\n\n".join(f"Ada: This is line {number} of all. {{.take}}" for number in range(LINES))
    script = f"---\ndate: 2026-06-23\ntitle: T\nsummary: S\n---\n\n# Lines\n\n{lines}\n"
    Image.new("RGB", (1400, 1400)).save(show.root / "cover.png")
    (show.root / "scripts").mkdir()
    (show.root / "scripts" / "2026-06-23.md").write_text(script)
    return show


def started(show: Show, **how: Any) -> subprocess.Popen[str]:
    quiet: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([*RENDER, "--json"], cwd=show.root, **quiet, **how)


def rendered(show: Show, **how: Any) -> tuple[int, str, str]:
    """The exit code of a render and what it said."""
    with started(show, **how) as process:
        output, errors = process.communicate(timeout=120)
    return process.returncode, output, errors


def spoken(show: Show) -> int:
    """How many lines a render that goes well had to speak."""
    code, output, errors = rendered(show)
    assert code == 0, errors
    return int(json.loads(output)["spoken"])


def takes(show: Show) -> set[str]:
    """The takes in the store, each of them found sound."""
    store = TakeStore(show.root / TAKES)
    keys = {path.stem for path in store.folder.rglob("*.take")}
    assert [key for key in keys if store.get(key) is None] == []
    return keys


def cleared(show: Show) -> None:
    shutil.rmtree(show.root / TAKES, ignore_errors=True)
    shutil.rmtree(show.root / "episodes", ignore_errors=True)


def killed(show: Show, after: float, command: list[str] = RENDER) -> int:
    """Kills a render after so many seconds; returns the group of its processes, which end a moment later."""
    process = subprocess.Popen(command, cwd=show.root, start_new_session=True, stdout=DEVNULL, stderr=DEVNULL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(after)
    process.kill()
    process.wait()
    return process.pid


def ended(group: int) -> None:
    """Returns when no process of the group is left."""
    deadline = time.monotonic() + 20
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.killpg(group, 0)


def test_killed_at_any_of_50_moments_it_goes_on_and_the_episode_is_the_same(hummed: Show) -> None:
    began = time.monotonic()
    assert spoken(hummed) == LINES
    undisturbed = time.monotonic() - began
    episode, lines = (hummed.root / AUDIO).read_bytes(), takes(hummed)
    luck = random.Random(50)
    for moment in range(50):
        if (hummed.root / RECORD).exists():
            assert (hummed.root / AUDIO).read_bytes() == episode
            cleared(hummed)
        group = killed(hummed, luck.uniform(0, undisturbed))
        if moment % 10 == 9:
            ended(group)
            left = lines - takes(hummed)
            assert spoken(hummed) == len(left)
            assert (hummed.root / AUDIO).read_bytes() == episode
            assert takes(hummed) == lines


def test_a_publish_that_is_killed_never_leaves_a_feed_that_promises_what_is_not_there(hummed: Show) -> None:
    publish, feed = [*DAYCAST, "publish"], hummed.root / "feed"
    spoken(hummed)
    began = time.monotonic()
    subprocess.run(publish, cwd=hummed.root, check=True, stdout=DEVNULL)
    undisturbed = time.monotonic() - began
    whole = {path.relative_to(feed): path.read_bytes() for path in feed.rglob("[!.]*") if path.is_file()}
    luck = random.Random(8)
    for _ in range(8):
        shutil.rmtree(feed)
        killed(hummed, luck.uniform(undisturbed / 3, undisturbed), publish)
        if (feed / "feed.xml").exists():
            assert (feed / "feed.xml").read_bytes() == whole[Path("feed.xml")]
            media = [path for path in whole if path.suffix == ".mp3"]
            assert [(feed / path).read_bytes() for path in media] == [whole[path] for path in media]
        subprocess.run(publish, cwd=hummed.root, check=True, stdout=DEVNULL)
        for path, content in whole.items():
            assert (feed / path).read_bytes() == content


Files = dict[str, bytes]


def published(show: Show) -> Files:
    """Publishes; returns what the feed then has of the day."""
    subprocess.run([*DAYCAST, "publish"], cwd=show.root, check=True, stdout=DEVNULL, stderr=DEVNULL)
    folder = show.root / "feed" / "2026-06-23"
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix not in (".html", ".gz", ".br")}


def told_otherwise(show: Show) -> None:
    """An edit that makes the first line longer."""
    script = show.script(date(2026, 6, 23))
    script.write_text(script.read_text().replace("This is line 0", "This is the very first line"))


def test_what_is_published_while_a_render_runs_is_a_whole_episode(hummed: Show) -> None:
    spoken(hummed)
    seen = [published(hummed)]
    told_otherwise(hummed)
    with started(hummed) as rendering:
        while rendering.poll() is None:
            seen.append(published(hummed))
        rendering.communicate(timeout=120)
    old, new = seen[0], published(hummed)
    assert old["2026-06-23.mp3"] != new["2026-06-23.mp3"]
    assert all(files in (old, new) for files in seen)


def test_killed_over_an_older_episode_it_leaves_that_one_published_and_whole(hummed: Show) -> None:
    script = hummed.script(date(2026, 6, 23))
    spoken(hummed)
    old, words = published(hummed), script.read_text()
    told_otherwise(hummed)
    began = time.monotonic()
    spoken(hummed)
    undisturbed = time.monotonic() - began
    new, reworded = published(hummed), script.read_text()
    luck = random.Random(9)
    for _ in range(3):
        for text, whole in ((words, old), (reworded, new)):
            script.write_text(text)
            killed(hummed, luck.uniform(undisturbed / 3, undisturbed))
            assert published(hummed) in (old, new)
            spoken(hummed)
            assert published(hummed) == whole


def test_two_renders_at_once_make_the_same_episode(hummed: Show) -> None:
    spoken(hummed)
    episode = (hummed.root / AUDIO).read_bytes()
    cleared(hummed)
    both = [started(hummed), started(hummed)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert (hummed.root / AUDIO).read_bytes() == episode
    assert len(takes(hummed)) == LINES
    assert spoken(hummed) == 0


def test_a_take_that_was_spoilt_is_told_and_spoken_anew(hummed: Show) -> None:
    spoken(hummed)
    episode = (hummed.root / AUDIO).read_bytes()
    take = min((hummed.root / TAKES).rglob("*.take"))
    take.write_bytes(take.read_bytes()[:-100])
    shutil.rmtree(hummed.root / "episodes")
    code, output, errors = rendered(hummed)
    assert (code, json.loads(output)["spoken"]) == (0, 1)
    assert f"{take.relative_to(hummed.root)}: damaged, spoken anew" in errors
    assert (hummed.root / AUDIO).read_bytes() == episode
    assert len(takes(hummed)) == LINES


@pytest.mark.parametrize(("largest", "full"), [(2_000, TAKES), (60_000, AUDIO.parent)])
def test_where_a_file_finds_no_room_it_is_named_and_the_rest_goes_on_later(
    hummed: Show, largest: int, full: Path
) -> None:
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest))
    code, _, errors = rendered(hummed, preexec_fn=limit)
    assert code == 1
    assert f"{full}" in errors
    assert "cannot be written" in errors
    assert "free space" in errors
    assert not (hummed.root / AUDIO).exists()
    left = LINES - len(takes(hummed))
    assert not list(hummed.root.rglob("*.part"))
    assert spoken(hummed) == left


@contextmanager
def mounted(folder: Path, options: str) -> Iterator[Callable[[str], object]]:
    """A file system in memory at `folder`; hands on what changes its options."""
    folder.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o"]
    if not shutil.which("mount") or subprocess.run([*mount, options, "none", folder], capture_output=True).returncode:
        pytest.skip("file systems cannot be mounted here")
    try:
        yield lambda changed: subprocess.run([*mount, f"remount,{changed}", "none", folder], check=True)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def test_a_full_disk_is_told_and_the_render_goes_on_once_there_is_room(hummed: Show) -> None:
    with mounted(hummed.root / TAKES, "size=200k") as remount:
        code, _, errors = rendered(hummed)
        assert code == 1
        assert str(TAKES) in errors
        assert "No space left on device" in errors
        kept = len(takes(hummed))
        assert 0 < kept < LINES
        remount("size=20m")
        assert spoken(hummed) == LINES - kept


@pytest.mark.parametrize("folder", [TAKES, AUDIO.parent])
def test_a_folder_that_cannot_be_written_is_named(hummed: Show, folder: Path) -> None:
    with mounted(hummed.root / folder, "ro"):
        code, _, errors = rendered(hummed)
    assert code == 1
    assert str(folder) in errors
    assert "Read-only file system" in errors
    assert spoken(hummed) == (LINES if folder == TAKES else 0)
