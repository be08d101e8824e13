"""What is refused as an episode, and what is let be."""

from array import array
from collections.abc import Mapping
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.arrange import Quiet
from daycast.episodes.describe import audio_of
from daycast.episodes.join import Gap, Joined, Sounded, Spot
from daycast.episodes.quality import _still, faults
from daycast.episodes.score import Cued
from daycast.scripts.model import Say
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice
from daycast.voice.loudness import FLOOR
from daycast.voice.speak import Wanted
from daycast.voice.takes import Head

SCRIPT = Path("scripts/2026-06-23.md")
SECOND = 42  # frames, a little more
WORDS = "Lake Corran reached its old shore after a week of rain."
Part = tuple[str, float, int] | Quiet  # a speaker, seconds and a level in hundredths of LUFS; or a pause


def joined(
    *parts: Part,
    delivery: Delivery = MONO,
    engine: str = "hibari",
    text: str = WORDS,
    gains: Mapping[str, float] | None = None,
) -> Joined:
    """A programme of lines that last and sound as told, from line 10 of the script on."""
    levels = array("h")
    spots: list[Spot] = []
    gaps: list[Gap] = []
    for part in parts:
        if isinstance(part, Quiet):
            gaps.append(Gap(len(levels), part.frames, part.asked))
            levels.extend([FLOOR] * part.frames)
            continue
        speaker, seconds, level = part
        own = array("h", [level] * round(seconds * SECOND))
        voice = Voice(engine=engine, gain=(gains or {}).get(speaker, 0))
        said = Cued(Say(speaker, text, line=10 + len(spots)), Wanted(voice, text))
        spots.append(Spot(said, len(levels), Head(f"{len(spots)}", "mp3", len(own), own, -1.0)))
        levels.extend(own)
    return Joined(delivery, (), levels, -1.0, (), tuple(spots), tuple(gaps))


def told(programme: Joined) -> list[str]:
    return [str(problem) for problem in faults(programme, audio_of(programme, "e.mp3"), SCRIPT)]


@pytest.mark.parametrize(
    ("delivery", "level", "good"),
    [
        (Delivery(), -1900, True),
        (Delivery(), -1949, True),
        (Delivery(), -1960, False),
        (Delivery(), -1840, False),
        (Delivery(2, -16), -1600, True),
        (Delivery(2, -16), -1900, False),
    ],
)
def test_an_episode_meets_its_loudness_within_half_a_unit(delivery: Delivery, level: int, good: bool) -> None:
    found = told(joined(("Ada", 6, level), ("Ben", 6, level), delivery=delivery))
    assert (found == []) is good
    if not good:
        lufs = f"{level / 100:.1f}"
        assert f"is at {lufs} LUFS and not at {delivery.loudness:g}" in found[0]
        assert f"Ada {lufs}, Ben {lufs}" in found[0]


def test_speakers_whose_shares_do_not_fit_their_gains_are_told() -> None:
    far = joined(("Ada", 10, -1696), ("Ben", 2, -2296), gains={"Ada": 2.04, "Ben": -3.96})
    assert told(far)[0].endswith(
        "the episode is at -17.5 LUFS and not at -19 "
        "(Ada -17.0, Ben -23.0: bring the gains in voice/cast.yaml nearer to each other)"
    )
    assert told(joined(("Ada", 6, -1696), ("Ben", 6, -2296), gains={"Ada": 2.04, "Ben": -3.96})) == []


def test_a_few_words_are_not_measured_as_a_programme() -> None:
    assert told(joined(("Ada", 4, -2500))) == []


QUIET = round(3.2 * SECOND)


@pytest.mark.parametrize(
    ("pauses", "expected"),
    [
        ([Quiet(QUIET, asked=True)], []),
        ([Quiet(QUIET, asked=True), Quiet(SECOND)], []),
        ([Quiet(QUIET)], ["it is silent for 3.2 s from 0:06.0"]),
        ([Quiet(SECOND), Quiet(QUIET)], ["it is silent for 4.2 s from 0:06.0"]),
    ],
)
def test_silence_that_nobody_asked_for_is_told_at_the_line_before_it(pauses: list[Quiet], expected: list[str]) -> None:
    programme = joined(("Ada", 6, -1900), *pauses, ("Ben", 6, -1900))
    found = faults(programme, audio_of(programme, "e.mp3"), SCRIPT)
    assert [problem.message for problem in found] == expected
    assert [problem.line for problem in found] == [10] * len(expected)


@pytest.mark.parametrize(
    ("sounds", "hint"),
    [
        ([], "[pause: 5s]"),
        ([("open", 0, 6)], "[pause: 5s]"),
        ([("turn", 6, 3)], "the sound “turn” is silent there"),
        ([("turn", 6, 1), ("bed", 0, 16)], "the sound “bed” is silent there"),
    ],
)
def test_a_silence_is_put_down_to_the_sound_that_lies_over_most_of_it(
    sounds: list[tuple[str, int, int]], hint: str
) -> None:
    programme = replace(
        joined(("Ada", 6, -1900), Quiet(QUIET), ("Ben", 6, -1900)),
        sounds=tuple(Sounded(name, start * SECOND, length * SECOND) for name, start, length in sounds),
    )
    (problem,) = faults(programme, audio_of(programme, "e.mp3"), SCRIPT)
    assert hint in problem.hint


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 300)), max_size=12))
def test_every_long_silence_is_found_and_no_short_one(parts: list[tuple[bool, int]]) -> None:
    levels = [FLOOR if still else -1900 for still, frames in parts for _ in range(frames)]
    runs = [(still, len(list(group))) for still, group in groupby(level == FLOOR for level in levels)]
    ends = list(accumulate((frames for _, frames in runs), initial=0))
    long = [
        (start, start + frames) for start, (still, frames) in zip(ends, runs, strict=False) if still and frames > 125
    ]
    assert list(_still(levels)) == long


def test_a_take_that_cannot_be_its_words_or_has_no_sound_is_told_with_its_line() -> None:
    found = told(joined(("Ada", 12, -1900), ("Ada", 2, FLOOR), ("Ben", 0.3, -1900)))
    assert "scripts/2026-06-23.md:11: error: nothing is heard of this line" in found[0]
    assert "scripts/2026-06-23.md:12: error: this line cannot be right: it came out 0.3 s long" in found[1]
    assert len(found) == 2


def test_an_engine_that_is_mute_by_design_is_let_be() -> None:
    parts: list[Part] = [("Ada", 20, FLOOR), Quiet(SECOND * 2), ("Ben", 20, FLOOR), Quiet(SECOND * 2)]
    assert told(joined(*parts, engine="silence", text=WORDS * 6)) == []
    assert told(joined(*parts, Quiet(SECOND * 2), engine="silence", text=WORDS * 6)) != []
