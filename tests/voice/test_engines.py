"""What holds for every engine, and what holds for one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from speech_server import HERTZ

from daycast.errors import DaycastError
from daycast.voice.engine import Phonemizer, Speech, Voice
from daycast.voice.engines import pyttsx3
from daycast.voice.engines.openai import OpenAISettings
from daycast.voice.engines.piper_files import packaged
from daycast.voice.languages import tidy
from daycast.voice.registry import check_voice, is_installed, open_engine, voices_for
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore

slow = pytest.mark.slow
ENGINES = ["silence", *(pytest.param(name, marks=slow) for name in ("hibari", "openai", "piper", "pyttsx3", "tone"))]
LINE = "Two senior researchers left in a week, for $5."


@pytest.fixture(params=ENGINES)
def voices(request: pytest.FixtureRequest) -> tuple[Voice, ...]:
    """An engine's voices, as a cast would name them."""
    name: str = request.param
    if name == "openai":
        at = {"engine": name, "base_url": request.getfixturevalue("speech").base_url, "model": "kokoro"}
        return tuple(OpenAISettings.model_validate(at | {"voice": voice}).made() for voice in HERTZ)
    if name == "piper" and not (is_installed(name) and packaged()):
        pytest.skip("piper and a voice for it are not installed")
    if name == "tone":
        request.getfixturevalue("documented")
    return open_engine(name).defaults()


def said(voice: Voice, text: str = LINE, **how: float) -> Speech:
    return open_engine(voice.engine).speak(text, replace(voice, **how))


def test_the_same_words_are_the_same_samples(voices: tuple[Voice, ...]) -> None:
    for voice in voices[:2]:
        first, _, second = said(voice), said(voice, "Something else."), said(voice)
        assert first.rate == second.rate
        assert np.array_equal(first.samples, second.samples)


def test_speech_is_mono_float32_within_bounds(voices: tuple[Voice, ...]) -> None:
    samples = said(voices[0]).samples
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert np.abs(samples).max() <= 1


def test_a_faster_rate_is_shorter_and_a_pitch_keeps_the_length(voices: tuple[Voice, ...]) -> None:
    def seconds(**how: float) -> float:
        speech = said(voices[0], **how)
        return len(speech.samples) / speech.rate

    assert seconds(rate=1.5) == pytest.approx(seconds() / 1.5, rel=0.15)
    assert seconds(pitch=-3) == pytest.approx(seconds(), rel=0.1)


def test_words_that_an_engine_times_stand_in_order_within_the_sound(voices: tuple[Voice, ...]) -> None:
    speech = said(voices[0])
    times = [time for word in speech.words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert all(0 <= time <= len(speech.samples) / speech.rate for time in times)


def test_the_voices_handed_out_are_known_here_and_distinct(voices: tuple[Voice, ...]) -> None:
    assert len(set(voices)) == len(voices) >= 2
    for voice in voices:
        check_voice(voice)


def test_a_voice_that_nobody_has_is_refused_with_what_to_do(voices: tuple[Voice, ...]) -> None:
    with pytest.raises(DaycastError, match="nobody") as told:
        check_voice(replace(voices[0], voice="nobody"))
    assert told.value.hint


def test_a_voice_that_is_not_here_is_refused_by_who_tells_its_phonemes(
    voices: tuple[Voice, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    engine = open_engine(voices[0].engine)
    if not isinstance(engine, Phonemizer):
        pytest.skip("it does not tell its phonemes")
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    away = next((info.name for info in engine.voices() if not info.available), "nobody")
    with pytest.raises(DaycastError, match=away) as told:
        engine.phonemes("Hello.", replace(voices[0], voice=away))
    assert told.value.hint
    assert not [*tmp_path.iterdir()]


def test_an_engine_says_who_it_is_and_what_it_has(voices: tuple[Voice, ...]) -> None:
    engine = open_engine(voices[0].engine)
    assert engine.name in engine.identity()
    assert engine.identity() == engine.identity()
    assert all(info.name and info.language == tidy(info.language) and info.quality for info in voices_for(voices[0]))


@slow
def test_worker_processes_make_the_same_takes_of_the_same_lines(voices: tuple[Voice, ...], tmp_path: Path) -> None:
    wanted = [Wanted(voice, text) for voice in voices[:2] for text in (LINE, "And that is all there is today.")]
    stores = [TakeStore(tmp_path / name) for name in ("one", "two")]
    assert [speak(wanted, store).spoken for store in stores] == [4, 4]
    first, second = ([store.get(line.key) for line in wanted] for store in stores)
    assert None not in first
    assert first == second


@slow
@pytest.mark.parametrize("nothing", ["🎉", "一二三"])
def test_hibari_says_when_it_finds_nothing_to_say(nothing: str) -> None:
    with pytest.raises(DaycastError, match="nothing to say"):
        open_engine("hibari").speak(nothing, Voice())


@slow
def test_pyttsx3_loses_none_of_200_lines(tmp_path: Path) -> None:
    voices = open_engine("pyttsx3").defaults()
    wanted = [Wanted(voices[n % 2], f"Line {n} — of two hundred, and here it ends.") for n in range(200)]
    store = TakeStore(tmp_path)
    spoken = speak(wanted, store)
    assert not spoken.failures
    assert len({take.data for line in wanted if (take := store.get(line.key))}) == 200
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
    [
        ("LLMs and GPUs", "L-L-ems and G-P-yous"),
        ("the CEO's", "the C-E-ohs"),
        ("It is CEO", "It is CEO"),
        ("Is", "Is"),
        ("[[DIs]] CEOs", "[[DIs]] C-E-ohs"),
    ],
)
def test_plurals_of_acronyms_are_spelt_for_espeak(written: str, spoken: str) -> None:
    assert pyttsx3.with_letters_named(written) == spoken
