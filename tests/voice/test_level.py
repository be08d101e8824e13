"""Loudness, true peak, the limiter and the levelled take."""

import math

import numpy as np
import pytest
import soxr
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from daycast.voice import level
from daycast.voice.delivery import MONO
from daycast.voice.limiter import reduction
from daycast.voice.loudness import FLOOR, integrated

RATE = 24_000
TARGET = MONO.loudness


def sine(hertz: float, amplitude: float, seconds: float) -> NDArray[np.float32]:
    time = np.arange(round(seconds * RATE)) / RATE
    return (amplitude * np.sin(2 * np.pi * hertz * time)).astype(np.float32)


def speech(seconds: float, loudness: float = 1.0, seed: int = 0) -> NDArray[np.float32]:
    """Noise in syllables, as peaky as a voice, with a second of silence at both ends."""
    generator = np.random.default_rng(seed)
    size = round(seconds * RATE)
    syllables = np.maximum(0, np.sin(2 * np.pi * 4 * np.arange(size) / RATE)) ** 2
    noise = generator.laplace(0, 0.1 * loudness, size) * syllables
    return np.pad(noise, RATE).astype(np.float32)


def test_a_full_scale_sine_of_997_hertz_measures_what_the_standard_says() -> None:
    # BS.1770-4: a 0 dBFS sine at 997 Hz on one channel reads -3.01 LKFS
    assert integrated(level.frame_levels(sine(997, 1, 5))) == pytest.approx(-3.01, abs=0.02)


def test_the_weighting_lifts_highs_and_cuts_lows() -> None:
    low, middle, high = (integrated(level.frame_levels(sine(hertz, 0.5, 3))) for hertz in (40, 1000, 4000))
    assert low < middle - 5
    assert high == pytest.approx(middle + 3.3, abs=0.4)


def test_silence_between_words_does_not_count() -> None:
    loud = level.frame_levels(sine(1000, 0.1, 20))
    assert integrated([*loud, *[FLOOR] * 1000]) == pytest.approx(integrated(loud), abs=0.15)


def test_what_is_far_quieter_than_the_rest_does_not_count() -> None:
    loud, quiet = (level.frame_levels(sine(1000, amplitude, 10)) for amplitude in (0.1, 0.01))
    assert integrated(loud + quiet) == pytest.approx(integrated(loud), abs=0.1)


def test_silence_has_no_loudness_and_nothing_has_none_either() -> None:
    assert integrated([FLOOR] * 100) == -math.inf
    assert integrated([]) == -math.inf


@given(st.lists(st.integers(FLOOR, 0), min_size=1, max_size=200), st.integers(0, 1000))
def test_raising_every_frame_raises_the_loudness_as_much_or_lets_more_through(levels: list[int], up: int) -> None:
    before, after = integrated(levels), integrated([each + up for each in levels])
    assert after >= before or after == -math.inf


def test_a_peak_between_two_samples_is_seen() -> None:
    # a quarter of the sampling rate, 45 degrees off: every sample is at 0.707 of the peak
    time = np.arange(RATE)
    wave = (0.5 * np.sin(np.pi / 2 * time + np.pi / 4)).astype(np.float32)
    assert level.true_peak(wave[100:-100] * np.hanning(RATE - 200).astype(np.float32)) == pytest.approx(-6.02, abs=0.1)


@given(st.integers(0, 2**32 - 1), st.integers(1, 9000), st.floats(0.01, 8), st.floats(-12, -0.5))
def test_the_limiter_never_exceeds_its_ceiling(seed: int, size: int, gain: float, ceiling: float) -> None:
    samples = np.random.default_rng(seed).laplace(0, 0.2 * gain, size).astype(np.float32)
    limited = level.limited(samples, ceiling)
    assert np.abs(limited).max() <= 10 ** (ceiling / 20) * 1.0001
    assert np.all(np.abs(limited) <= np.abs(samples) * 1.0001)


def test_the_limiter_leaves_what_is_quiet_enough_as_it_is() -> None:
    samples = sine(440, 0.3, 1)
    assert level.limited(samples, -6) is samples


@given(st.lists(st.floats(0, 4, width=32), min_size=1, max_size=300))
def test_the_limiters_gain_is_smooth_and_nowhere_above_what_is_needed(found: list[float]) -> None:
    edges = reduction(np.array(found, np.float32), 0.8)
    needed = 0.8 / np.maximum(found, 0.8)
    assert np.all(edges[:-1] <= needed * 1.0001)
    assert np.all(edges[1:] <= needed * 1.0001)
    assert np.abs(np.diff(edges)).max() <= 0.08


@given(st.integers(0, 2**32 - 1), st.integers(1, 9000), st.floats(1, 6))
def test_a_peak_is_found_wherever_it_is_though_most_is_not_looked_at(seed: int, size: int, power: float) -> None:
    noise = np.random.default_rng(seed).laplace(0, 0.1, size)
    samples = (np.sign(noise) * np.abs(noise) ** power).astype(np.float32)
    everywhere = np.abs(soxr.resample(samples, RATE, 4 * RATE, quality="HQ")).max()
    assert level.true_peak(samples) == pytest.approx(20 * np.log10(max(everywhere, np.abs(samples).max())), abs=0.01)


@pytest.mark.parametrize("loudness", [0.2, 1, 5, 20])
def test_a_take_comes_out_at_the_shows_level_whatever_it_was(loudness: float) -> None:
    made = level.levelled(speech(4, loudness), TARGET).samples
    padded = np.pad(made, (0, -len(made) % 576))
    assert integrated(level.frame_levels(padded)) == pytest.approx(TARGET, abs=0.2)
    assert level.true_peak(made) <= level.CEILING + 0.1


def test_the_edges_silence_is_cut_to_short_equal_margins() -> None:
    made = level.levelled(speech(2), TARGET).samples
    assert 1.9 < len(made) / RATE < 2.1


@pytest.mark.parametrize("size", [0, 1, 100, 24_000])
def test_silence_stays_silence(size: int) -> None:
    made = level.levelled(np.zeros(size, np.float32), TARGET).samples
    assert not made.any()
    assert len(made) == size


def test_a_whisper_is_not_blown_up() -> None:
    whisper = speech(3, loudness=1e-4)
    made = level.levelled(whisper, TARGET).samples
    assert np.abs(made).max() <= np.abs(whisper).max() * 10 ** (level.MOST_GAIN / 20) * 1.001


def test_left_and_right_are_held_down_as_one_and_add_up() -> None:
    mono = speech(3)
    both = level.levelled(np.stack([mono, mono * 0.5], axis=1), TARGET).samples
    assert both.shape == (len(level.levelled(mono, TARGET).samples), 2)
    assert np.allclose(both[:, 1], both[:, 0] * 0.5, atol=1e-6)
    padded = np.pad(both, ((0, -len(both) % 576), (0, 0)))
    assert integrated(level.frame_levels(padded)) == pytest.approx(TARGET, abs=0.2)
    assert level.true_peak(both) == pytest.approx(level.true_peak(both[:, 0]))
