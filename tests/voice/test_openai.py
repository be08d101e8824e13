"""A speech server that speaks OpenAI's protocol: what it is asked, and what is told when it does not do its part."""

import json
from pathlib import Path
from typing import Any

import pytest
from speech_server import STREAMED, Reply, SpeechServer, refusal, streamed, tone

from daycast.errors import DaycastError
from daycast.voice.cast import load_cast
from daycast.voice.engine import Speech, Voice
from daycast.voice.engines import openai
from daycast.voice.engines.openai import OpenAISettings
from daycast.voice.registry import check_voice, info_of, open_engine
from daycast.voice.takes import take_key

slow = pytest.mark.slow
KEY = "sk-0123456789abcdef"


def at(base_url: str, **settings: Any) -> Voice:
    named = {"engine": "openai", "base_url": base_url, "model": "kokoro", "voice": "af_low"}
    return OpenAISettings.model_validate(named | settings).made()


def said(server: SpeechServer, text: str = "One, two, three.", **settings: Any) -> Speech:
    return open_engine("openai").speak(text, at(server.base_url, **settings))


@pytest.mark.parametrize(
    ("written", "used"),
    [
        ("http://localhost:8880", "http://localhost:8880/v1"),
        ("http://localhost:8880/", "http://localhost:8880/v1"),
        ("http://localhost:8880/v1", "http://localhost:8880/v1"),
        ("https://speech.example.org/api/v1/", "https://speech.example.org/api/v1/"),
    ],
)
def test_an_address_may_be_written_with_or_without_v1(written: str, used: str) -> None:
    assert at(written).base_url == used


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("model: kokoro, voice: af_low", "cast.yaml:1: error: `Ada.base_url` is missing"),
        ("base_url: file:///etc/passwd, model: m, voice: v", "`Ada.base_url`: write the server's address"),
        ("base_url: http://me:pass@localhost, model: m, voice: v", "no key and no password here"),
        ("base_url: http://localhost, modell: m, voice: v", "unknown key `Ada.modell` (did you mean `model`?)"),
        ("base_url: http://localhost, model: m", "`Ada.voice` is missing"),
    ],
)
def test_a_mistake_in_a_servers_settings_is_named_with_its_line(tmp_path: Path, settings: str, told: str) -> None:
    (tmp_path / "cast.yaml").write_text(f"Ada: {{engine: openai, {settings}}}\n")
    with pytest.raises(DaycastError) as error:
        load_cast(tmp_path)
    assert told in str(error.value)


def test_the_settings_of_a_server_are_unknown_to_other_engines(tmp_path: Path) -> None:
    (tmp_path / "cast.yaml").write_text("Ada: {engine: hibari, base_url: http://localhost}\n")
    with pytest.raises(DaycastError, match=r"unknown key `Ada.base_url` \(known here: engine, gain, pause, pitch"):
        load_cast(tmp_path)


def test_server_model_and_voice_are_in_a_takes_key_and_the_name_of_the_key_is_not() -> None:
    voice = at("http://localhost:8880")
    others = (
        at("http://localhost:8881"),
        at("http://localhost:8880", model="other"),
        at("http://localhost:8880", voice="b"),
    )
    assert len({take_key(one, "One.", "mp3") for one in (voice, *others)}) == 4
    assert take_key(at("http://localhost:8880", api_key_env="KEY"), "One.", "mp3") == take_key(voice, "One.", "mp3")


@slow
def test_a_server_is_asked_for_wav_with_its_names_and_the_pace(speech: SpeechServer) -> None:
    said(speech)
    said(speech, rate=1.5, pitch=12)
    first, second = speech.asked
    asked = {"model": "kokoro", "voice": "af_low", "input": "One, two, three.", "response_format": "wav"}
    assert first == asked
    assert second == asked | {"speed": 0.75}
    assert speech.keys == [None, None]


@slow
def test_a_key_comes_from_the_environment_alone(speech: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DaycastError, match="the environment variable SPEECH_KEY holds no key"):
        said(speech, api_key_env="SPEECH_KEY")
    monkeypatch.setenv("SPEECH_KEY", KEY)
    said(speech, api_key_env="SPEECH_KEY")
    assert speech.keys == [f"Bearer {KEY}"]


@slow
@pytest.mark.parametrize("length", [STREAMED, bytes(4), b"\xff\xff\xff\x7f"])
def test_a_wav_that_does_not_know_its_length_is_read_whole(speech: SpeechServer, length: bytes) -> None:
    body = {"input": "Fifteen letters", "voice": "af_low"}
    speech.speak = lambda _: Reply(streamed(tone(body), length))
    assert len(said(speech).samples) == 24_000


@slow
def test_a_server_that_is_busy_is_asked_again(speech: SpeechServer) -> None:
    replies = [refusal(503, "loading the model")]
    speech.speak = lambda body: replies.pop() if replies else Reply(tone(body))
    assert said(speech).samples.any()
    assert len(speech.asked) == 2


@slow
@pytest.mark.parametrize(
    ("reply", "told"),
    [
        (refusal(404, "model kokoro not found"), r"has no model kokoro, or no speech at .*\(model kokoro not found\)"),
        (Reply(b"", 404), r"or no speech at http\S+/v1\n"),
        (Reply(b"", 500), r"answers with status 500\n"),
        (refusal(400, "voice af_low: no such file"), "answers with status 400: voice af_low: no such file"),
        (refusal(500, "out of memory"), "answers with status 500: out of memory"),
        (refusal(401, f"bad key {KEY}"), "does not accept the key"),
        (Reply(b""), "sends nothing"),
        (Reply(b'{"detail": "warming up"}'), "sends no sound but “warming up”"),
        (Reply(b"<html>Not here</html>"), "sends no sound but “<html>Not here</html>”"),
        (Reply(tone({"input": "x" * 99, "voice": ""})[:9000]), r"sends 9000 of the 3\d+ bytes that it promises"),
        (Reply(tone({"input": "x" * 99, "voice": ""}), cut=True), "breaks off"),
    ],
)
def test_what_a_server_does_wrong_is_told(
    speech: SpeechServer, reply: Reply, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPEECH_KEY", KEY)
    speech.speak = lambda body: reply
    with pytest.raises(DaycastError, match=told) as error:
        said(speech, api_key_env="SPEECH_KEY")
    assert error.value.hint
    assert KEY not in str(error.value)


@slow
def test_a_line_without_end_is_given_up(speech: SpeechServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(openai, "_LARGEST", 10_000)
    with pytest.raises(DaycastError, match="more than 0 MB for a line"):
        said(speech)


@slow
def test_a_server_that_is_not_running_is_told_once_with_what_to_do() -> None:
    with pytest.raises(DaycastError, match=r"127\.0\.0\.1:1 cannot be reached\n  Start it"):
        check_voice(at("http://127.0.0.1:1"))


@slow
@pytest.mark.parametrize(
    ("listed", "voice", "known"),
    [
        ({"voices": ["af_low", "af_high"]}, "af_low", True),
        ({"voices": [{"id": "af_low", "name": "Low"}]}, "af_low", True),
        ({"voices": ["af_low", "af_high"]}, "af_lo", False),
        ({"voices": ["af_low", "af_high"]}, "af_low+af_high", True),
        ({"voices": []}, "anybody", True),
        (["no", "such", "list"], "anybody", True),
    ],
)
def test_a_voice_is_looked_up_where_the_server_has_a_list(
    speech: SpeechServer, listed: object, voice: str, known: bool
) -> None:
    speech.voices = Reply(json.dumps(listed).encode())
    assert bool(info_of(at(speech.base_url, voice=voice))) is known


@slow
def test_a_server_without_a_list_is_believed(speech: SpeechServer) -> None:
    speech.voices = refusal(404, "Not Found")
    check_voice(at(speech.base_url, voice="alloy"))


def test_the_engine_without_a_server_says_what_it_needs() -> None:
    with pytest.raises(DaycastError, match="needs a server"):
        check_voice(Voice(engine="openai"))
