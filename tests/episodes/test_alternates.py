"""The episode in other formats, read back by ffmpeg."""

import hashlib
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from mutagen.oggopus import OggOpus

from daycast.episodes import alternates as other
from daycast.episodes.id3 import ChapterTag, tag
from daycast.episodes.model import Audio
from daycast.errors import DaycastError
from daycast.voice import mp3

SECONDS = 20
CHAPTERS = [ChapterTag(0, 5000, "Lake"), ChapterTag(5000, 20_000, "Harbour")]


@pytest.fixture
def audio(tmp_path: Path) -> Path:
    """Twenty seconds in stereo with a title and two chapters."""
    noise = np.random.default_rng(0).laplace(0, 0.03, (24_000 * SECONDS, 2)).astype(np.float32)
    frames = mp3.encode(noise)
    day = date(2026, 6, 23)
    head = tag(title="Ü", album="S", artist="D", day=day, number=1, summary="", cover=None, chapters=CHAPTERS)
    path = tmp_path / "2026-06-23.mp3"
    path.write_bytes(b"".join(map(bytes, head)) + mp3.header_frame(mp3.frames(frames), mp3.LAYOUTS[2]) + frames)
    return path


SOUND = Audio("2026-06-23.mp3", 9, "0" * 64, float(SECONDS), -16.0, -1.0, channels=2)


def told(path: Path) -> str:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-xerror", "-i", str(path), "-f", "null", "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


@pytest.mark.slow
@pytest.mark.parametrize(("form", "coding", "least", "most"), [("opus", "opus", 40, 130), ("m4a", "aac", 70, 110)])
def test_an_alternate_is_as_long_as_the_episode_and_what_its_record_says(
    audio: Path, form: str, coding: str, least: int, most: int, capfd: pytest.CaptureFixture[str]
) -> None:
    (made,) = other.alternates(audio, audio, [form, form], SOUND)
    assert capfd.readouterr() == ("", "")  # codecs may complain on their own
    path = audio.with_suffix(f".{form}")
    assert (made.file, made.bytes) == (path.name, path.stat().st_size)
    assert made.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert least < made.bitrate < most
    found = told(path)
    assert f"Audio: {coding}" in found
    assert "stereo" in found
    assert re.search("title +: Ü", found, re.IGNORECASE)
    minutes, seconds = re.findall(r"Duration: 00:(\d+):([\d.]+)", found)[0]
    assert int(minutes) * 60 + float(seconds) == pytest.approx(SECONDS, abs=0.15)
    assert sorted(file.name for file in audio.parent.iterdir()) == sorted([audio.name, path.name])


@pytest.mark.slow
def test_an_opus_file_tells_the_episode_the_show_and_the_year(audio: Path) -> None:
    other.alternates(audio, audio, ["opus"], SOUND)
    tags = OggOpus(audio.with_suffix(".opus"))
    told = {"title": "Ü", "artist": "D", "album": "S", "date": "2026", "tracknumber": "1", "genre": "Podcast"}
    assert {name: tags[name] for name in told} == {name: [value] for name, value in told.items()}


@pytest.mark.slow
def test_an_m4a_keeps_the_chapters(audio: Path) -> None:
    other.alternates(audio, audio, ["m4a"], SOUND)
    found = told(audio.with_suffix(".m4a"))
    assert re.findall(r"Chapter #0:\d: start ([\d.]+), end ([\d.]+)", found)[0] == ("0.000000", "5.000000")
    assert "Harbour" in found


def test_without_ffmpeg_an_m4a_is_refused_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setitem(sys.modules, "imageio_ffmpeg", None)
    other.check(["opus"])
    with pytest.raises(DaycastError, match=r"Install ffmpeg or daycast\[m4a\]"):
        other.check(["m4a"])
