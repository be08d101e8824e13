"""How pyttsx3 is called: an utterance at a time, each from a state that nothing was spoken in."""

import sys
from pathlib import Path

import numpy as np
import pytest

from daycast.errors import DaycastError
from daycast.voice.engine import Voice
from daycast.voice.engines import pyttsx3_caller
from daycast.voice.engines.pyttsx3 import Pyttsx3Engine, library
from daycast.voice.engines.pyttsx3_caller import marks
from daycast.voice.registry import open_engine

slow = pytest.mark.slow
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="has a zygote on Linux alone")
VOICE = Voice(engine="pyttsx3")
ANSWER = "print(json.dumps({'voice': asked[1], 'words': []}), flush=True)"
MISDEEDS = {
    "crashes": ("os._exit(139)", "crashed .exit code 139"),
    "dies in a fork": ("print(json.dumps({'died': -11}), flush=True)", "crashed .exit code -11"),
    "hangs": ("signal.pause()", "said nothing"),
    "writes nothing": (ANSWER, "wrote no sound"),
    "writes half a header": (f"os.pwrite(sound, b'RIFF\\0\\0', 0); {ANSWER}", "wrote no sound"),
}


@slow
@on_linux
@pytest.mark.parametrize("name", MISDEEDS)
def test_what_goes_wrong_is_tried_twice_and_then_told_with_its_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    misdeed, reason = MISDEEDS[name]
    code = "\n".join(
        (
            "import json, os, signal, sys",
            "sound = int(sys.argv[2])",
            "for row in sys.stdin:",
            "    asked = json.loads(row)",
            f"    {misdeed}",
        )
    )
    monkeypatch.setattr(pyttsx3_caller, "_ZYGOTE", [sys.executable, "-c", code])
    monkeypatch.setattr(pyttsx3_caller, "seconds_allowed", lambda text: 0.5)
    with pytest.raises(DaycastError, match=f"{reason}.*twice, at: Hello there"):
        Pyttsx3Engine().speak("Hello there.", VOICE)


@slow
@on_linux
def test_a_line_sounds_the_same_whatever_was_said_before_it() -> None:
    line, engine = "Two senior researchers left in a week.", Pyttsx3Engine()
    for before in ("A longer one, which says: 2026!", "Short.", line):
        engine.speak(before, Voice(engine="pyttsx3", voice="en-gb-x-rp+f2", rate=1.4))
    said, fresh = engine.speak(line, VOICE), Pyttsx3Engine().speak(line, VOICE)
    assert np.array_equal(said.samples, fresh.samples)
    assert said.words == fresh.words


@slow
@on_linux
def test_the_process_that_forks_has_no_thread_and_ends_with_its_caller() -> None:
    caller = pyttsx3_caller.Caller(library())
    caller.said("Hello.", "en-us", 175, shown="Hello.")
    assert caller._zygote
    process = caller._zygote._process
    assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 1
    assert process.stdin
    process.stdin.close()
    assert process.wait(20) == 0


@slow
@on_linux
def test_the_words_are_told_in_order_and_within_the_sound() -> None:
    speech = open_engine("pyttsx3").speak("The LLMs cost $5.2 billion — twice as much, in 2026.", VOICE)
    assert [word for _, _, word in speech.words] == "The LLMs cost $5.2 billion twice as much, in 2026.".split()
    times = [time for mark in speech.words for time in mark[:2]]
    assert times == sorted(times)
    assert 0 <= times[0] < 0.2
    assert len(speech.samples) / speech.rate - 1 < times[-1] <= len(speech.samples) / speech.rate


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One two.", [(1, 0), (5, 50), (0, 90)], [(0, 0.5, "One"), (0.5, 0.9, "two.")]),
        ("In 2026, no.", [(1, 0), (4, 20), (5, 30), (0, 60), (10, 70), (0, 90)],
         [(0, 0.2, "In"), (0.2, 0.6, "2026,"), (0.7, 0.9, "no.")]),
        ("– a", [(3, 10), (0, 20)], [(0.1, 0.2, "a")]),
        ("L-L-ems", [(1, 0), (3, 20), (0, 40)], [(0, 0.4, "LLMs")]),
        (" a", [(1, 10), (0, 20)], [(0.1, 0.2, "a")]),
        ("", [(0, 0)], []),
    ],
)  # fmt: skip
def test_a_word_lasts_until_the_next_or_a_pause(
    text: str, words: list[tuple[int, int]], expected: list[tuple[float, float, str]]
) -> None:
    assert list(marks(text.replace("L-L-ems", "LLMs"), text, words, 100)) == expected


def test_a_long_text_is_given_longer() -> None:
    assert pyttsx3_caller.seconds_allowed("word " * 400) > pyttsx3_caller.seconds_allowed("word") >= 20


def test_a_voice_is_known_by_the_end_of_its_name() -> None:
    assert [pyttsx3_caller.short(name) for name in ("gmw/en-us", "gmw\\\\en", "en")] == ["en-us", "en", "en"]
