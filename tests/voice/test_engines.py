"""What holds for every engine, and what holds for one."""

from pathlib import Path

import numpy as np
import pytest

from daycast.errors import DaycastError
from daycast.voice.engine import Voice, check_voice, open_engine
from daycast.voice.engines import pyttsx3
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore

slow = pytest.mark.slow
ENGINES = [pytest.param("hibari", marks=slow), pytest.param("pyttsx3", marks=slow), "silence"]
LINE = "Two senior researchers left in a week, for $5."


@pytest.mark.parametrize("name", ENGINES)
def test_the_same_words_are_the_same_samples(name: str) -> None:
    engine = open_engine(name)
    for voice in engine.defaults()[:2]:
        first, second = engine.speak(LINE, voice), engine.speak(LINE, voice)
        assert first.rate == second.rate
        assert np.array_equal(first.samples, second.samples)


@pytest.mark.parametrize("name", ENGINES)
def test_speech_is_mono_float32_within_bounds(name: str) -> None:
    engine = open_engine(name)
    samples = engine.speak(LINE, engine.defaults()[0]).samples
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.abs(samples).max() <= 1


@pytest.mark.parametrize("name", ENGINES)
def test_a_faster_rate_is_shorter_and_a_pitch_keeps_the_length(name: str) -> None:
    engine = open_engine(name)

    def seconds(**how: float) -> float:
        speech = engine.speak(LINE, Voice(engine=name, **how))  # type: ignore[arg-type]
        return len(speech.samples) / speech.rate

    assert seconds(rate=1.5) == pytest.approx(seconds() / 1.5, rel=0.15)
    assert seconds(pitch=-3) == pytest.approx(seconds(), rel=0.1)


@pytest.mark.parametrize("name", ENGINES)
def test_the_voices_handed_out_are_known_here_and_distinct(name: str) -> None:
    voices = open_engine(name).defaults()
    assert len(set(voices)) == len(voices) >= 2
    for voice in voices:
        check_voice(voice)


@pytest.mark.parametrize("name", ENGINES)
def test_an_engine_says_who_it_is_and_what_it_has(name: str) -> None:
    engine = open_engine(name)
    assert name in engine.identity()
    assert engine.identity() == engine.identity()
    assert all(info.name and info.language for info in engine.voices())


@slow
@pytest.mark.parametrize("nothing", ["🎉", "一二三"])
def test_hibari_says_when_it_finds_nothing_to_say(nothing: str) -> None:
    with pytest.raises(DaycastError, match="nothing to say"):
        open_engine("hibari").speak(nothing, Voice())


@slow
def test_pyttsx3_loses_none_of_200_lines(tmp_path: Path) -> None:
    voices = open_engine("pyttsx3").defaults()
    wanted = [Wanted(voices[n % 2], f"Line {n} — of two hundred, and here it ends.") for n in range(200)]
    spoken = speak(wanted, TakeStore(tmp_path))
    assert not spoken.failures
    assert len({take.data for take in spoken.takes}) == 200
    assert min(take.seconds for take in spoken.takes) > 1.5


@slow
def test_pyttsx3_speaks_a_text_that_is_too_long_for_one_utterance() -> None:
    speech = open_engine("pyttsx3").speak("A sentence of six words here. " * 600, Voice(engine="pyttsx3"))
    assert len(speech.samples) / speech.rate > 600


@slow
@pytest.mark.parametrize("text", ["-f /etc/passwd", "<speak>one</speak>", "It's “quoted” — naïve café.", "%s %d {}"])
def test_pyttsx3_takes_any_text_as_text(text: str) -> None:
    assert open_engine("pyttsx3").speak(text, Voice(engine="pyttsx3")).samples.any()


@slow
def test_pyttsx3_checks_the_voice_that_it_took() -> None:
    with pytest.raises(DaycastError, match="did not take the voice 'en-us\\+nobody'"):
        open_engine("pyttsx3").speak("Hello.", Voice(engine="pyttsx3", voice="en-us+nobody"))


@slow
def test_pyttsx3_knows_its_variants() -> None:
    check_voice(Voice(engine="pyttsx3", voice="en-us+f3"))
    with pytest.raises(DaycastError, match="no variant 'f9'"):
        check_voice(Voice(engine="pyttsx3", voice="en-us+f9"))


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("LLMs and GPUs", "L-L-ems and G-P-yous"), ("the CEO's", "the C-E-ohs"), ("It is CEO", "It is CEO"), ("Is", "Is")],
)
def test_plurals_of_acronyms_are_spelt_for_espeak(written: str, spoken: str) -> None:
    assert pyttsx3.with_letters_named(written) == spoken
