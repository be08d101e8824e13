"""The waveform as data and as a picture."""

import json
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.waveform import COLUMNS, POINTS, waveform_json, waveform_svg
from daycast.voice.loudness import FLOOR


@given(st.lists(st.integers(FLOOR, 0), max_size=60), st.integers(1, 400))
def test_the_data_are_what_audiowaveform_version_2_asks_for(levels: list[int], times: int) -> None:
    frames = levels * times
    made = json.loads(waveform_json(frames))
    assert (made["version"], made["channels"], made["bits"], made["sample_rate"]) == (2, 1, 8, 24_000)
    assert made["length"] == len(made["data"]) / 2 <= POINTS
    assert made["length"] * made["samples_per_pixel"] >= len(frames) * 576
    assert (made["length"] - 1) * made["samples_per_pixel"] < len(frames) * 576 or not frames
    low, high = made["data"][::2], made["data"][1::2]
    assert all(-128 <= least <= 0 <= most <= 127 for least, most in zip(low, high, strict=True))


def test_silence_is_flat_and_what_is_louder_swings_further() -> None:
    data = json.loads(waveform_json([FLOOR, -4000, -2500, -1600]))["data"]
    assert data[:2] == [0, 0]
    assert data[3] < data[5] < data[7] <= 127


def heights(levels: list[int]) -> list[int]:
    """How far each column of the picture reaches up from its middle."""
    path = ElementTree.fromstring(waveform_svg(levels, "T"))[1].get("d") or ""
    numbers = [int(number) for number in path.strip("MZ").split()]
    return [50 - y for y in numbers[1 : len(numbers) // 2 : 2]]


@pytest.mark.parametrize(
    ("levels", "drawn"),
    [
        ([-1900, -1900 - 602, FLOOR], [49, 25, 1]),  # 6 dB are half the swing
        ([-1900, -4100, -1900], [49, 4, 49]),  # a bed beside speech is a thread
        ([-4000, -4000], [49, 49]),  # a quiet show is drawn as high as a loud one
        ([FLOOR, FLOOR], [1, 1]),
    ],
)
def test_a_column_is_as_high_as_its_sound_swings(levels: list[int], drawn: list[int]) -> None:
    assert heights(levels) == drawn


def test_a_column_of_speech_and_pauses_is_lower_than_one_of_speech_alone() -> None:
    tall, short = heights([-1900] * COLUMNS + ([-1900, FLOOR] * (COLUMNS // 2)))[:: COLUMNS - 1]
    assert (tall, short) == (49, 35)  # half the energy


@pytest.mark.parametrize("frames", [0, 1, 2, COLUMNS, 300_000])
def test_the_picture_is_one_small_path_in_the_colour_of_the_text(frames: int) -> None:
    levels = np.random.default_rng(0).integers(-6000, -1000, frames).tolist()
    root = ElementTree.fromstring(waveform_svg(levels, "Lake & <harbour>"))
    title, path = root
    assert title.text == "Lake & <harbour>"
    assert root.get("fill") == "currentColor"
    assert len(path.get("d") or "") < 10_000
