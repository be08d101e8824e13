"""What an engine may do wrong at the very edge: each fault is told at its line, and none becomes a take."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from daycast.voice.engine import Speech, Voice
from daycast.voice.speak import Wanted, speak
from daycast.voice.speechlike import unlike_speech
from daycast.voice.takes import TakeStore

RATE = 24_000
SECOND = np.arange(RATE)
NOISE = np.random.default_rng(1)
DIED = "the process that was speaking it ended unexpectedly (out of memory, or killed)"
FAULTS = {
    "exits": ("os._exit(3)", DIED),
    "crashes": ("import signal; os.kill(os.getpid(), signal.SIGSEGV)", DIED),
    "exhausts": ("raise MemoryError", "exhausts raised MemoryError: "),
    "lacks": ("import no_such_library", "lacks raised ModuleNotFoundError: No module named 'no_such_library'"),
    "mute": ("return Speech(spoken.samples[:0], 24000)", "mute: it gave no sound (samples of shape (0,) at 24000 Hz)"),
    "returns": ("return None", "returns raised AttributeError: 'NoneType' object has no attribute 'samples'"),
    "stopped": ("return Speech(spoken.samples, 0)", "stopped: it gave no sound (samples of shape (64000,) at 0 Hz)"),
    "nan": ("spoken.samples[7] = float('nan')", "nan: its sound holds values that are no numbers"),
    "short": (
        "return Speech(spoken.samples[:9600], 24000)",
        "it came out 0.4 s long, which cannot be all of it and nothing else",
    ),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTS)
def test_a_faulty_engine_is_told_and_leaves_nothing_in_the_store(
    fault: str, tmp_path: Path, installed: Callable[[str, str], str]
) -> None:
    misdeed, told = FAULTS[fault]
    engine = installed(fault, misdeed)
    wanted = [Wanted(Voice(engine=engine), "x" * 40), Wanted(Voice(engine="silence"), "This one is fine.")]
    spoken = speak(wanted, TakeStore(tmp_path))
    assert [(failure.place, failure.reason) for failure in spoken.failures] == [(0, told)]
    assert [path.stem for path in tmp_path.rglob("*.take")] == [wanted[1].key]


def sine(hertz: float) -> np.ndarray:
    return np.sin(SECOND * 2 * np.pi * hertz / RATE) * np.hanning(RATE)


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        (np.zeros((RATE, 2)), "it gave no sound"),
        (np.full(RATE, np.inf), "no numbers"),
        (sine(200) * 30_000, "its samples reach 30000, not ±1"),
        (np.zeros(RATE), "nothing but silence"),
        (np.full(RATE, 0.5), "nothing but silence"),
        (np.sign(sine(200)), "noise, not speech"),
        (NOISE.uniform(-1, 1, RATE), "noise, not speech"),
        (NOISE.normal(0, 0.1, RATE).clip(-1, 1), "noise, not speech"),
        (NOISE.choice([-1.0, 1.0], RATE), "noise, not speech"),
        (sine(200), ""),
        (sine(9000), ""),
        (0.4 + sine(200) * 0.3, ""),
        (NOISE.normal(0, 0.1, RATE) * np.hanning(RATE), ""),
        (sine(200) * 0.001, ""),
    ],
)
def test_what_cannot_be_speech_is_told_apart_from_what_may(samples: np.ndarray, told: str) -> None:
    reason = unlike_speech(Speech(samples.astype(np.float32), RATE))
    assert told in reason
    assert bool(told) == bool(reason)


def test_silence_is_speech_for_the_engine_that_means_it_alone() -> None:
    silence = Speech(np.zeros(RATE, np.float32), RATE)
    assert unlike_speech(silence)
    assert not unlike_speech(silence, may_be_silent=True)
