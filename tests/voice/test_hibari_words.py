"""When hibari says each word: laid over what its model tells, and the sound stays what it was."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.voice.engine import Voice, WordMark
from daycast.voice.engines.hibari_words import Run, Span, Token, spans, words
from daycast.voice.registry import open_engine

RUNS = st.lists(
    st.lists(st.integers(0, 9), min_size=1, max_size=8).map(
        lambda lengths: Run(tuple(range(len(lengths))), tuple(lengths), 600 * sum(lengths))
    ),
    max_size=5,
)


@given(RUNS)
def test_phonemes_follow_one_another_without_gap_to_the_end_of_the_sound(runs: list[Run]) -> None:
    found = [*spans(runs)]
    assert [span.start for span in found] == [0.0, *(span.end for span in found)][: len(found)]
    assert (found[-1].end if found else 0) == pytest.approx(sum(run.samples for run in runs))


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        ([Token("One", 2, False), Token(",", 1, True), Token("two", 1, True)], [(0, 2, "One"), (3, 4, "two")]),
        ([Token("GPT", 1, False), Token("-", 0, False), Token("5", 3, True)], [(0, 4, "GPT5")]),
        ([Token("“", 1, False), Token("so", 3, True)], [(1, 4, "so")]),
        ([Token("“so”", 4, True)], [(0, 4, "so")]),
        ([Token("unsaid", 0, True), Token("said", 4, True)], [(0, 4, "said")]),
        ([Token("said", 3, True)], []),
        ([Token("said", 5, True)], []),
    ],
)
def test_words_are_made_of_their_tokens_phonemes(tokens: list[Token], expected: list[tuple[float, float, str]]) -> None:
    heard = [Span(1, second * 100, second * 100 + 100) for second in range(4)]
    assert words(tokens, heard, 100) == tuple(WordMark(*mark) for mark in expected)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two left in a week, for 5 dollars. It was long.", "Two left in a week for 5 dollars It was long"),
        ("L-L-ems, and A.I.: “naïve”?", "L-L-ems and A.I. naïve"),
        ("one, two, " * 80, "one two " * 80),
    ],
)
def test_every_word_is_timed_where_it_sounds(text: str, expected: str) -> None:
    speech = open_engine("hibari").speak(text, Voice(pitch=-4))
    assert [mark.word for mark in speech.words] == expected.split()
    loud = [
        np.abs(speech.samples[int(mark.start * speech.rate) : int(mark.end * speech.rate)]).max()
        for mark in speech.words
    ]
    assert min(loud) > 0.05 * np.abs(speech.samples).max()


@pytest.mark.slow
def test_the_sound_is_the_same_as_without_listening() -> None:
    from hibari import Hibari

    text = "Two senior researchers left in a week. It was a long story."
    unheard = Hibari(threads=1)(text, speed=1.0, seed=0)
    assert np.array_equal(open_engine("hibari").speak(text, Voice()).samples, unheard)


@pytest.mark.slow
def test_a_model_that_has_its_durations_elsewhere_speaks_without_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daycast.voice.engines.hibari_words.DURATIONS", "/elsewhere")
    open_engine.cache_clear()
    speech = open_engine("hibari").speak("Two left.", Voice())
    open_engine.cache_clear()
    assert len(speech.samples)
    assert speech.words == ()
