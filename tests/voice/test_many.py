"""Many lines: none is lost, and it does not matter who spoke them, or when."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from daycast.voice.engine import Voice
from daycast.voice.registry import open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew

pytestmark = pytest.mark.slow


def told(wanted: Sequence[Wanted], folder: Path, workers: int, before: Sequence[Wanted] = ()) -> list[bytes]:
    """The sound of the lines, spoken by so many workers, who may have said other lines before."""
    store = TakeStore(folder)
    with Crew(workers=workers) as crew:
        if before:
            speak(before, store, crew=crew)
        spoken = speak(wanted, store, crew=crew)
    assert not spoken.failures
    assert spoken.spoken == len({line.key for line in wanted})
    return [store.path(take.key).read_bytes() for take in spoken.takes]


def test_of_1000_lines_none_is_lost_and_all_are_the_same_from_1_2_and_4_workers(tmp_path: Path, humming: str) -> None:
    voice = Voice(engine=humming)
    wanted = [Wanted(voice, f"Line {number}.") for number in range(1000)]
    others = [Wanted(voice, f"Warming up with {number}.") for number in range(4)]
    alone = told(wanted, tmp_path / "1", 1)
    assert len(set(alone)) == 1000
    assert told(wanted, tmp_path / "2", 2, others) == alone
    assert told(wanted, tmp_path / "4", 4) == alone


def test_so_it_is_with_real_speech(tmp_path: Path) -> None:
    voices = open_engine("pyttsx3").defaults()
    wanted = [Wanted(voices[number % 3], f"Line {number} of two hundred.") for number in range(200)]
    alone = told(wanted, tmp_path / "1", 1)
    assert len(set(alone)) == 200
    assert told(wanted[::-1], tmp_path / "2", 2)[::-1] == alone
    assert told(wanted, tmp_path / "4", 4, [Wanted(voices[2], "Warming up!")]) == alone
