"""Takes where show.yaml says: by the command line, in several processes, and what the doctor makes of it."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import obstore
import pytest
from obstore.store import S3Store

from daycast import day as stages
from daycast import doctor
from daycast.show import Show, open_show
from daycast.voice.takes import Take, TakeStore

SCRIPT = """\
---
date: 2026-06-23
title: A day
summary: What happened.
---

# News

"""
LINES = [f"Ada: This is line {number} of all. {{.take}}\n\n" for number in range(20)]


@pytest.fixture
def copies(show: Show, humming: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Copies of a show that hums its lines, as other machines have them: `copies("b", "takes: …", lines)`."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    (show.voice / "cast.yaml").write_text(f"Ada: {{engine: {humming}}}\n")
    (show.root / "scripts").mkdir()
    settings = (show.root / "show.yaml").read_text()

    def copied(name: str, takes: dict[str, str], lines: list[str] = LINES) -> Path:
        root = tmp_path_factory.mktemp(name) / "show"
        shutil.copytree(show.root, root)
        (root / "show.yaml").write_text(f"{settings}takes: {json.dumps(takes)}\n")
        (root / "scripts" / "2026-06-23.md").write_text(SCRIPT + "".join(lines))
        return root

    return copied


def started(root: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "daycast", "render", "--date", "2026-06-23", "--json"]
    return subprocess.Popen(words, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def ended(process: subprocess.Popen[str]) -> dict[str, Any]:
    out, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return {**json.loads(out), "errors": errors}


def sound(root: Path) -> bytes:
    return (root / "episodes" / "2026-06-23" / "2026-06-23.mp3").read_bytes()


@pytest.fixture
def names(server: str, bucket: str) -> Callable[[], list[str]]:
    store = S3Store(bucket, endpoint=server, region="us-east-1", client_options={"allow_http": True})
    return lambda: [one["path"] for page in obstore.list(store) for one in page]


@pytest.mark.slow
def test_two_machines_that_render_at_once_share_one_take_for_each_line_and_make_the_same_sound(
    copies: Callable[..., Path], server: str, bucket: str, names: Callable[[], list[str]]
) -> None:
    place = {"kind": "s3", "bucket": bucket, "endpoint": server}
    one, other = copies("a", place), copies("b", place)
    for process in [started(one), started(other)]:
        assert ended(process)["errors"] == ""
    assert sound(one) == sound(other)
    assert len(names()) == 20
    third = copies("c", place)
    assert ended(started(third))["cached"] == 20
    assert sound(third) == sound(one)


@pytest.mark.slow
def test_a_line_that_was_edited_here_is_there_for_the_next_machine(
    copies: Callable[..., Path], server: str, bucket: str
) -> None:
    place = {"kind": "s3", "bucket": bucket, "endpoint": server}
    one = copies("a", place)
    ended(started(one))
    lines = ["Ada: And this one is new. {.take}\n\n", *LINES[1:]]
    (one / "scripts" / "2026-06-23.md").write_text(SCRIPT + "".join(lines))
    assert ended(started(one))["spoken"] == 1
    assert ended(started(copies("b", place, lines)))["spoken"] == 0


@pytest.mark.slow
def test_a_render_without_its_bucket_is_whole_tells_and_tries_again_the_next_time(
    copies: Callable[..., Path], server: str, bucket: str, names: Callable[[], list[str]]
) -> None:
    away = {"kind": "s3", "bucket": bucket, "endpoint": "http://127.0.0.1:9"}
    one = copies("a", away, LINES[:3])
    made = ended(started(one))
    assert made["spoken"] == 3
    assert "went on with the takes of this machine" in made["errors"]
    assert "3 takes did not go up; the next render sends them" in made["errors"]
    settings = (one / "show.yaml").read_text()
    (one / "show.yaml").write_text(settings.replace("http://127.0.0.1:9", server))
    assert ended(started(one))["errors"] == ""
    assert len(names()) == 3


@pytest.mark.slow
def test_a_folder_that_two_machines_have_mounted_holds_the_takes_of_both(
    copies: Callable[..., Path], tmp_path: Path
) -> None:
    shared = tmp_path / "share"
    one, other = copies("a", {"path": str(shared)}), copies("b", {"path": str(shared)})
    for process in [started(one), started(other)]:
        ended(process)
    assert sound(one) == sound(other)
    assert len([*shared.glob("*/*.take")]) == 20
    assert not [*(one / "voice" / ".takes").glob("*/*.take")]
    assert ended(started(copies("c", {"path": str(shared)})))["cached"] == 20


def test_a_relative_folder_counts_from_the_show(show: Show) -> None:
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "takes: {path: shared/takes}\n")
    assert stages.takes(open_show(show.root)).folder == show.root / "shared" / "takes"


def test_a_take_that_another_machine_puts_while_it_is_read_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = TakeStore(tmp_path)
    take = Take("ab" * 32, "mp3", 2, (-1900, -1900), -1.4, b"sound")
    store.put(take)
    read, stale = Path.read_bytes, [OSError(errno.ESTALE, "Stale file handle")]

    def reading(path: Path) -> bytes:
        if stale:
            raise stale.pop()
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", reading)
    assert store.get(take.key) == take


@pytest.fixture
def examined(show: Show, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], dict[str, tuple[bool, str]]]:
    """What the doctor says of the show with more settings."""
    monkeypatch.setattr(doctor, "engine_names", lambda: ("silence",))
    settings = (show.root / "show.yaml").read_text()

    def told(more: str) -> dict[str, tuple[bool, str]]:
        (show.root / "show.yaml").write_text(settings + more)
        return {finding.what: (finding.good, finding.do) for finding in doctor.examine(show.root)}

    return told


def test_the_doctor_tries_a_bucket_of_takes_and_one_of_the_feed(
    examined: Callable[[str], dict[str, tuple[bool, str]]], server: str, bucket: str, names: Callable[[], list[str]]
) -> None:
    place = json.dumps({"kind": "s3", "bucket": bucket, "endpoint": server})
    found = examined(f"takes: {place}\npublish: {place}\n")
    assert found[f"takes are shared in s3://{bucket}, which can be read and written"] == (True, "")
    assert found[f"the feed goes to s3://{bucket}, which can be read and written"] == (True, "")
    assert names() == [".daycast/trial"]


def test_the_doctor_tells_which_bucket_is_not_there_and_what_to_correct(
    examined: Callable[[str], dict[str, tuple[bool, str]]], server: str
) -> None:
    place = json.dumps({"kind": "s3", "bucket": "not-there", "endpoint": server})
    for key, use in (("takes", "takes are shared in"), ("publish", "the feed goes to")):
        ((good, do),) = [
            said for what, said in examined(f"{key}: {place}\n").items() if what.startswith(f"{use} s3://not-there")
        ]
        assert (good, do) == (False, f"Make the bucket, or correct `{key}.bucket` in show.yaml.")


def test_the_doctor_tries_a_folder_of_takes(
    examined: Callable[[str], dict[str, tuple[bool, str]]], tmp_path: Path
) -> None:
    assert examined("takes: {path: share}\n")[
        f"takes cannot be kept in {tmp_path / 'share'}: No such file or directory"
    ] == (False, "Make or mount the folder, and let yourself write in it.")
    (tmp_path / "share").mkdir()
    assert examined("takes: {path: share}\n")[f"takes are kept in {tmp_path / 'share'}"] == (True, "")
