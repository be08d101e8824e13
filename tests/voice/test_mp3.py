"""MP3 frames: whole, joinable, and as loud as what went in."""

import re
import subprocess
from pathlib import Path
from typing import Literal

import imageio_ffmpeg
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daycast.voice import level, mp3
from daycast.voice.delivery import DEFAULT_LOUDNESS, Delivery
from daycast.voice.engine import Speech, Voice
from daycast.voice.loudness import integrated
from daycast.voice.recording import encoded, produced
from daycast.voice.registry import open_engine
from daycast.voice.takes import Form


def noise(size: int, seed: int = 0, channels: int = 1) -> level.Samples:
    shape = size if channels == 1 else (size, channels)
    return np.random.default_rng(seed).normal(0, 0.05, shape).astype(np.float32)


@settings(max_examples=15, deadline=None)
@given(st.integers(1, 20_000), st.sampled_from([1, 2]))
def test_sound_becomes_two_frames_more_than_it_fills(size: int, channels: int) -> None:
    data = mp3.encode(noise(size, channels=channels))
    assert mp3.frames(data) == -(-size // mp3.FRAME) + 2
    assert mp3.layout_of(data).channels == channels
    assert len(mp3.decode(data)) == mp3.frames(data) * mp3.FRAME


@pytest.mark.parametrize("gains", [(1.0,), (1.0, 1.0), (1.0, 0.3), (0.0, 1.0)], ids=str)
def test_sound_comes_back_as_loud_as_it_was_and_as_late_as_promised(gains: tuple[float, ...]) -> None:
    time = np.arange(24_000) / 24_000
    wave = 0.3 * np.sin(2 * np.pi * 440 * time) * np.hanning(24_000)
    tone = np.stack([gain * wave for gain in gains], axis=1).astype(np.float32)
    tone = tone[:, 0] if len(gains) == 1 else tone
    heard = mp3.decode(mp3.encode(tone))[mp3.ENCODER_DELAY :][:24_000]
    assert np.abs(heard - tone).max() < 0.005


@pytest.mark.parametrize("channels", [1, 2])
def test_joined_pieces_sound_as_each_does_alone(channels: int) -> None:
    still = noise(9000, channels=channels) * 0
    first, second = (
        mp3.encode(level.trim(np.concatenate([still, noise(9000, seed, channels), still]))) for seed in (1, 2)
    )
    quiet = mp3.silent_frames(3, mp3.layout_of(first))
    joined = mp3.decode(first + quiet + second)
    alone = np.concatenate([mp3.decode(first), still[: 3 * mp3.FRAME], mp3.decode(second)])
    assert joined.shape == alone.shape
    assert np.abs(joined - alone).max() < 1e-4


@pytest.mark.parametrize("layout", mp3.LAYOUTS.values())
def test_silent_frames_are_silent_and_all_alike(layout: mp3.Layout) -> None:
    data = mp3.silent_frames(5, layout)
    assert mp3.frames(data) == 5
    assert not mp3.decode(data).any()
    size = layout.frame_bytes
    assert len({data[start : start + size] for start in range(0, len(data), size)}) == 1


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 192,
        b"\xff\xf3\x84\xc4",
        mp3.silent_frames(2)[:-1],
        mp3.silent_frames(1) * 2 + b"x" * 192,
        mp3.silent_frames(2) + mp3.silent_frames(1, mp3.LAYOUTS[2]),
    ],
)
def test_what_is_not_whole_frames_of_one_kind_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not whole MP3 frames"):
        mp3.frames(data)


def test_a_take_is_the_same_bytes_every_time() -> None:
    speech = Speech(noise(30_000), 24_000)
    assert produced("k", speech, "mp3") == produced("k", speech, "mp3")


@pytest.mark.parametrize("form", ["mp3", "pcm"])
@pytest.mark.parametrize(
    "delivery", [Delivery(), Delivery(2, -16), Delivery(1, -16), Delivery(2, -23)], ids=lambda wanted: str(wanted)
)
def test_a_take_knows_its_frames_levels_and_length(form: Form, delivery: Delivery) -> None:
    take = produced("k", Speech(noise(22_050), 22_050), form, delivery)
    assert len(take.levels) == take.frames
    assert take.seconds == pytest.approx(1.1, abs=0.1)
    assert take.loudness == pytest.approx(delivery.loudness, abs=0.3)
    assert take.true_peak <= -1


def test_sound_that_coding_would_push_too_high_is_made_again_lower() -> None:
    square = np.sign(np.sin(np.arange(48_000) * 0.3)).astype(np.float32)
    assert encoded("k", lambda ceiling: level.limited(square, ceiling)).true_peak <= -1


def _ffmpeg(file: Path, *options: str) -> str:
    command = [
        imageio_ffmpeg.get_ffmpeg_exe(),
        "-hide_banner",
        "-nostats",
        "-i",
        str(file),
        *options,
        "-f",
        "null",
        "-",
    ]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


@pytest.mark.slow
@pytest.mark.parametrize("channels", [1, 2])
def test_players_learn_the_length_from_the_header(tmp_path: Path, channels: int) -> None:
    body = mp3.encode(noise(24_000 * 90, channels=channels))
    (tmp_path / "x.mp3").write_bytes(mp3.header_frame(mp3.frames(body), mp3.LAYOUTS[channels]) + body)
    told = _ffmpeg(tmp_path / "x.mp3")
    assert f"Duration: 00:01:{mp3.frames(body) * mp3.FRAME_SECONDS - 60:05.2f}" in told
    assert f"bitrate: {64 * channels} kb/s" in told
    assert f"24000 Hz, {'mono' if channels == 1 else 'stereo'}" in told


@pytest.mark.slow
@pytest.mark.parametrize("delivery", [Delivery(), Delivery(2, -16), Delivery(1, -16), Delivery(2, -14)], ids=str)
def test_joined_takes_decode_at_the_shows_loudness_and_peak(tmp_path: Path, delivery: Delivery) -> None:
    dull = np.convolve(np.random.default_rng(3).laplace(0, 0.02, 60_000), np.ones(6) / 6)  # as speech is: few highs
    takes = [
        produced("k", Speech((dull * up).astype(np.float32), 24_000), "mp3", delivery).data for up in (1, 3, 10, 60)
    ]
    layout = mp3.LAYOUTS[delivery.channels]
    body = mp3.silent_frames(20, layout).join(takes)
    (tmp_path / "x.mp3").write_bytes(mp3.header_frame(mp3.frames(body), layout) + body)
    told = _ffmpeg(tmp_path / "x.mp3", "-xerror", "-af", "ebur128=peak=true")
    loudness, peak = (float(re.findall(rf"{name}:\s+(-[\d.]+) (?:LUFS|dBFS)\n", told)[-1]) for name in ("I", "Peak"))
    assert loudness == pytest.approx(delivery.loudness, abs=0.5)
    assert peak <= -1


@pytest.mark.slow
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("engine", ["hibari", "pyttsx3"])
def test_what_is_told_of_a_take_is_what_is_heard_of_it(engine: str, channels: Literal[1, 2]) -> None:
    speech = open_engine(engine).speak(
        "Two senior researchers left in a week, and nobody knows why.", Voice(engine=engine)
    )
    take = produced("k", speech, "mp3", Delivery(channels, DEFAULT_LOUDNESS[channels]))
    heard = mp3.decode(take.data)
    assert len(heard) == take.frames * mp3.FRAME
    assert integrated(take.levels) == pytest.approx(integrated(level.frame_levels(heard)), abs=0.1)
    assert level.true_peak(heard) <= take.true_peak <= -1
    assert take.true_peak - level.true_peak(heard) < 0.5
