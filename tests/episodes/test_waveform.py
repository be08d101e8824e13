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


@pytest.mark.parametrize("frames", [0, 1, 2, COLUMNS, 300_000])
def test_the_picture_is_one_small_path_in_the_colour_of_the_text(frames: int) -> None:
    levels = np.random.default_rng(0).integers(-6000, -1000, frames).tolist()
    root = ElementTree.fromstring(waveform_svg(levels, "Lake & <harbour>"))
    title, path = root
    assert title.text == "Lake & <harbour>"
    assert root.get("fill") == "currentColor"
    assert len(path.get("d") or "") < 10_000
