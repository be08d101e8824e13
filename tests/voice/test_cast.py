"""The cast, the lexicon's file, and the voices they name."""

from array import array
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.voice.cast import Cast, Voice, load_cast, voices_ahead, with_engine
from daycast.voice.lexicon import load_lexicon
from daycast.voice.loudness import integrated
from daycast.voice.registry import check_voice, engine_names, open_engine


def test_a_cast_names_a_voice_for_each_speaker(tmp_path: Path) -> None:
    (tmp_path / "cast.yaml").write_text("Ada: {engine: hibari, voice: heart}\nBen: {pitch: -4}\n")
    cast = load_cast(tmp_path)
    assert cast.speakers == ("Ada", "Ben")
    assert cast.voice("Ben") == Voice(engine="hibari", pitch=-4)
    (tmp_path / "cast.yaml").write_text("Ada: {rate: 1}\n")
    assert load_cast(tmp_path).voice("Ada").rate == 1


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("Ada:\n  engine: hibari\n  pich: 2\n", "cast.yaml:3: error: unknown key `Ada.pich`", "`pitch`"),
        ("Ada: {}\nBen: {rate: 3}\n", "cast.yaml:2: error: `Ben.rate`", "less than or equal to 2"),
        ("Ada: {gain: 30}\n", "cast.yaml:1: error: `Ada.gain`", "less than or equal to 6"),
        ("Ada: {pause: long}\n", "cast.yaml:1: error: `Ada.pause`", "valid number"),
        ("Ada: {pause: .nan}\n", "cast.yaml:1: error: `Ada.pause`", "finite number"),
        ("Ada: {rate: .nan}\n", "cast.yaml:1: error: `Ada.rate`", "finite number"),
        ("Ada: {rate: true}\n", "cast.yaml:1: error: `Ada.rate`", "valid number"),
        ("Ben: {}\nAda: heart\n", "cast.yaml:2: error: `Ada`", "a voice is written as {voice: heart}"),
        ("Ben: {}\nAda: pyttsx3\n", "cast.yaml:2: error: `Ada`", "a voice is written as {engine: pyttsx3}"),
        ("Ben: {}\nAda:\n", "cast.yaml:2: error: `Ada`", "a voice is written as {engine: hibari}"),
        ("", "cast.yaml:1: error: nobody is cast", "such as `Ada: {engine: hibari}`"),
        ("- Ada\n", "cast.yaml:1: error: nobody is cast", "such as `Ada: {engine: hibari}`"),
    ],
)
def test_a_mistake_in_the_cast_is_named_with_its_line(tmp_path: Path, text: str, where: str, hint: str) -> None:
    (tmp_path / "cast.yaml").write_text(text)
    with pytest.raises(DaycastError) as error:
        load_cast(tmp_path)
    assert where in str(error.value)
    assert hint in str(error.value)


GAINS = st.lists(st.floats(-12, 6), min_size=1, max_size=5)


@given(GAINS)
def test_speakers_who_are_to_be_louder_or_quieter_stay_at_the_shows_loudness_together(gains: list[float]) -> None:
    cast = Cast({f"S{place}": Voice(engine="silence", gain=gain) for place, gain in enumerate(gains)})
    levels = array("h")
    for speaker in cast.speakers:
        levels.extend([round(100 * (-19 + cast.voice(speaker).gain))] * 2000)
    assume(not any(abs(max(gains) - gain - 10) < 3 for gain in gains))  # near the gate who is heard at all is chance
    assert integrated(levels) == pytest.approx(-19, abs=0.1)


@given(GAINS)
def test_speakers_are_as_far_apart_as_their_gains_and_without_any_as_they_are(gains: list[float]) -> None:
    cast = Cast({f"S{place}": Voice(engine="silence", gain=gain) for place, gain in enumerate(gains)})
    apart = [cast.voice(speaker).gain - cast.voice("S0").gain for speaker in cast.speakers]
    assert apart == pytest.approx([gain - gains[0] for gain in gains], abs=0.02)
    same = Cast({name: Voice(engine="silence", gain=gains[0]) for name in ("Ada", "Ben")})
    assert same.voice("Ada") == Voice(engine="silence")


def test_a_speaker_who_is_not_cast_brings_the_nearest_name(tmp_path: Path) -> None:
    (tmp_path / "cast.yaml").write_text("Ada: {}\nBen: {}\n")
    with pytest.raises(DaycastError, match="Did you mean 'Ben'"):
        load_cast(tmp_path).voice("Bem")


def test_another_engine_gives_every_speaker_a_voice_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "cast.yaml").write_text("Ada: {}\nBen: {}\nCy: {}\nDee: {}\n")
    for engine in ("hibari", "pyttsx3"):
        voices = with_engine(load_cast(tmp_path), engine).root.values()
        assert len(set(voices)) == 4
        assert {voice.engine for voice in voices} == {engine}


def test_an_engine_that_has_no_voices_of_its_own_is_handed_out_to_nobody() -> None:
    with pytest.raises(DaycastError, match="the engine openai has no voice to hand out"):
        with_engine(Cast({"Ada": Voice()}), "openai")


def test_a_show_without_a_lexicon_has_an_empty_one(tmp_path: Path) -> None:
    assert load_lexicon(tmp_path).root == {}


def test_a_mistake_in_the_lexicon_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "lexicon.yaml").write_text("Qwable: Kwable\nFugu: [Foogoo]\n")
    with pytest.raises(DaycastError, match=r"lexicon\.yaml:2"):
        load_lexicon(tmp_path)


def test_the_engines_that_come_along_are_found_as_anyone_elses() -> None:
    assert {"hibari", "openai", "piper", "pyttsx3", "silence"} <= set(engine_names())


def test_an_unknown_engine_brings_the_nearest_name_and_the_list() -> None:
    with pytest.raises(DaycastError, match=r"Did you mean 'hibari'\? Known: hibari, openai, piper, pyttsx3, silence"):
        open_engine("hibary")


def test_an_unknown_voice_brings_the_nearest_name() -> None:
    with pytest.raises(DaycastError, match=r"no voice 'hart'\n.*'heart'"):
        check_voice(Voice(engine="hibari", voice="hart"))


def test_a_voice_that_is_not_downloaded_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HIBARI_HOME", str(tmp_path))
    with pytest.raises(DaycastError, match=r"not on this machine\n.*voices fetch emma.*7\.9 MB.*Or choose.*heart"):
        check_voice(Voice(engine="hibari", voice="emma"))


def test_a_pace_that_an_engine_cannot_reach_is_refused() -> None:
    with pytest.raises(DaycastError, match="at rates from"):
        check_voice(Voice(engine="hibari", rate=2, pitch=-4))


def test_a_variant_is_refused_where_there_are_none() -> None:
    with pytest.raises(DaycastError, match="Write 'still' alone"):
        check_voice(Voice(engine="silence", voice="still+f3"))


def test_the_voices_to_open_ahead_are_those_that_will_speak(tmp_path: Path) -> None:
    assert voices_ahead(tmp_path) == ()
    (tmp_path / "cast.yaml").write_text("Ada: {pitch: -4}\nBen: {engine: pyttsx3}\n")
    assert voices_ahead(tmp_path) == (Voice(pitch=-4), Voice(engine="pyttsx3"))
    assert voices_ahead(tmp_path, "silence") == open_engine("silence").defaults()[:2]
    assert voices_ahead(tmp_path, "silance") == ()
