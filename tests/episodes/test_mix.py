"""Speech over a bed: the bed makes room, and the words stay what they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.arrange import LEAD, STORY, TAIL, frames
from daycast.episodes.mix import bed as made_bed
from daycast.episodes.mix import ducking, over_bed
from daycast.episodes.score import BED_FADES, BED_RAMPS, BED_UNDER
from daycast.voice import level, mp3
from daycast.voice.delivery import Delivery
from daycast.voice.loudness import integrated
from daycast.voice.tones import synthesised

RATE = mp3.SAMPLE_RATE
DOWN, UP = BED_UNDER
ATTACK, RELEASE = BED_RAMPS


def seconds(*times: float) -> list[tuple[int, int]]:
    """Pairs of times as spans in samples."""
    samples = [round(time * RATE) for time in times]
    return list(zip(samples[::2], samples[1::2], strict=True))


@given(st.lists(st.floats(0.01, 4), min_size=2, max_size=12).filter(lambda steps: len(steps) % 2 == 0))
def test_the_bed_is_down_wherever_somebody_speaks_and_never_jumps(steps: list[float]) -> None:
    spans = seconds(*np.cumsum(steps))
    depth = ducking(spans, spans[-1][1] + RATE)
    assert all((depth[start:end] == DOWN).all() for start, end in spans)
    assert (depth >= UP).all() and (depth <= DOWN).all()
    assert np.abs(np.diff(depth)).max() <= (DOWN - UP) / (min(ATTACK, RELEASE) * RATE) * 1.01


def test_the_bed_comes_up_in_a_long_pause_and_stays_down_in_a_short_one() -> None:
    depth = ducking(seconds(1, 2, 2.3, 3, 6, 7), 9 * RATE)
    at = {time: depth[round(time * RATE)] for time in (0.5, 2.15, 4.5, 5.99, 8.5)}
    assert at == {0.5: UP, 2.15: DOWN, 4.5: UP, 5.99: pytest.approx(DOWN, abs=0.5), 8.5: UP}


def test_where_nobody_speaks_the_bed_is_up() -> None:
    assert (ducking([], RATE) == UP).all()


def test_the_bed_is_up_between_stories_before_the_first_word_and_after_the_last() -> None:
    lead, story, tail = (frames(each) * mp3.FRAME for each in (LEAD, STORY, TAIL))
    first = (lead, lead + 5 * RATE)
    second = (first[1] + story, first[1] + story + 5 * RATE)
    depth = ducking([first, second], second[1] + tail)
    assert depth[: lead // 2].max() == UP
    assert depth[first[1] : second[0]].min() == pytest.approx(UP, abs=0.1)
    assert depth[-tail // 2 :].max() == UP
    fade_in, fade_out = (fade / 1000 for fade in BED_FADES)
    assert fade_in < LEAD and fade_out < TAIL  # and so nobody speaks meanwhile


def test_the_bed_is_heard_without_a_hole_from_before_the_first_word_to_after_the_last() -> None:
    tone = (0.3 * np.sin(2 * np.pi * 220 * np.arange(4 * RATE) / RATE)).astype(np.float32)
    length = 400 * mp3.FRAME  # 9.6 s
    spans = [(25 * mp3.FRAME, 150 * mp3.FRAME), (179 * mp3.FRAME, 350 * mp3.FRAME)]  # a story's pause between
    take = over_bed("k", np.zeros(length, np.float32), spans, made_bed("b", tone), Delivery())
    levels = np.array(take.levels) / 100
    delay = 2
    pause = levels[delay + 150 : delay + 179]
    assert pause.max() == pytest.approx(-19 - UP, abs=1.5)
    assert pause.min() >= -19 - DOWN - 1  # as low as under speech, and no lower
    assert levels[delay + 10] > -19 - UP - 3
    assert levels[delay + 350 : delay + 370].min() >= -19 - DOWN - 1


@pytest.mark.slow
@pytest.mark.parametrize("delivery", [Delivery(), Delivery(2, -16)])
def test_under_speech_the_bed_lies_far_enough_down_for_every_word(delivery: Delivery) -> None:
    length = 1000 * mp3.FRAME  # 24 s
    (span,) = spans = [(8 * RATE // mp3.FRAME * mp3.FRAME, 16 * RATE // mp3.FRAME * mp3.FRAME)]
    shape = length if delivery.channels == 1 else (length, 2)
    bed = made_bed("b", synthesised("bed", "A show", delivery.channels))
    take = over_bed("k", np.zeros(shape, np.float32), spans, bed, delivery)
    heard = np.array(take.levels)
    first, last = (edge // mp3.FRAME for edge in span)
    under, pause = (integrated([*heard[a:b]]) for a, b in ((first + 4, last), (40, first - 20)))
    assert delivery.loudness - under >= 15
    assert 8 <= pause - under <= 12
    assert heard[:3].max() < -5000 and heard[-4:].max() < -5000  # faded at both ends
    voice = np.zeros(shape, np.float32)
    tone = (0.2 * np.sin(2 * np.pi * 300 * np.arange(span[1] - span[0]) / RATE)).astype(np.float32)
    voice[slice(*span)] = tone if delivery.channels == 1 else tone[:, None]
    mixed = mp3.decode(over_bed("k", voice, spans, bed, delivery).data)[mp3.ENCODER_DELAY :][slice(*span)]
    assert level.true_peak(mixed) < -10  # 0.2 is -14 dB
