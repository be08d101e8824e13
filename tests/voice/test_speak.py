"""Speaking what is missing, in worker processes."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from daycast.voice.engine import Voice
from daycast.voice.plausible import implausible
from daycast.voice.speak import Spoken, Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew

ADA, BEN = Voice(engine="silence"), Voice(engine="silence", rate=1.1)


def lines(*texts: str) -> list[Wanted]:
    return [Wanted((ADA, BEN)[index % 2], text) for index, text in enumerate(texts)]


def test_nothing_wanted_starts_nothing(tmp_path: Path) -> None:
    assert speak([], TakeStore(tmp_path)) == Spoken((), 0, 0)


def test_an_unknown_voice_costs_its_own_lines_and_no_other_speaks_for_it(tmp_path: Path) -> None:
    wanted = [*lines("One."), Wanted(Voice(engine="silence", voice="stil"), "Two.")]
    made = speak(wanted, TakeStore(tmp_path))
    assert [(failure.place, "'still'" in failure.reason) for failure in made.failures] == [(1, True)]
    assert len([*tmp_path.rglob("*.take")]) == 1


@pytest.mark.parametrize(
    ("text", "seconds", "plausible"),
    [("Yes.", 0.4, True), ("Yes.", 0, False), ("Yes.", 30, False), ("A word after a word " * 20, 1, False),
     ("A word after a word " * 20, 20, True), ("GPT-5 4090 H100 80GB", 6, True)],
)  # fmt: skip
def test_a_length_that_cannot_be_is_noticed(text: str, seconds: float, plausible: bool) -> None:
    assert (implausible(text, 1.0, seconds) == "") is plausible


@pytest.mark.slow
def test_takes_come_in_the_order_wanted_and_each_line_is_spoken_once(tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    wanted = lines("A long first line, of many words.", "Two.", "Three.", "Two.", "Two.")
    spoken = speak(wanted, TakeStore(tmp_path), on_spoken=lambda done, total: heard.append((done, total)))
    assert [take.key for take in spoken.takes] == [line.key for line in wanted]
    assert (spoken.spoken, spoken.cached) == (4, 0)  # "Two." is said by both, and by one of them twice
    assert heard == [(done, 4) for done in range(5)]


@pytest.mark.slow
def test_only_the_edited_line_is_spoken_again(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    speak(lines("One.", "Two.", "Three."), store)
    spoken = speak(lines("One.", "Two, edited.", "Three."), store)
    assert (spoken.spoken, spoken.cached) == (1, 2)


@pytest.mark.slow
def test_a_damaged_take_is_spoken_again(tmp_path: Path) -> None:
    damaged: list[Path] = []
    store = TakeStore(tmp_path, on_damaged=damaged.append)
    first = speak(lines("One.", "Two."), store)
    store.path(first.takes[1].key).write_bytes(b"half")
    assert speak(lines("One.", "Two."), store) == Spoken(first.takes, 1, 1)
    assert damaged == [store.path(first.takes[1].key)]


@pytest.mark.slow
def test_the_bytes_do_not_depend_on_the_number_of_workers(tmp_path: Path) -> None:
    wanted = [Wanted(Voice(pitch=-4 * (n % 2)), f"This is line number {n}.") for n in range(6)]
    with Crew(workers=1) as one, Crew(workers=2) as two:
        alone, together = (speak(wanted, TakeStore(tmp_path / str(id(crew))), crew=crew) for crew in (one, two))
    assert alone == together


@pytest.mark.slow
def test_a_line_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    wanted = [Wanted(Voice(), "One."), Wanted(Voice(), "一二三"), Wanted(Voice(), "Three."), Wanted(Voice(), "一二三")]
    spoken = speak(wanted, store)
    assert [failure.place for failure in spoken.failures] == [1, 3]
    assert "nothing to say" in spoken.failures[0].reason
    assert (spoken.takes, spoken.spoken) == ((), 2)
    assert store.has(wanted[2].key)


@pytest.mark.slow
def test_two_runs_at_once_share_a_store(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from daycast.voice.speak import Wanted, speak\n"
        "from daycast.voice.engine import Voice\n"
        "from daycast.voice.takes import TakeStore\n"
        "wanted = [Wanted(Voice(engine='silence'), f'Line {n}.') for n in range(12)]\n"
        "spoken = speak(wanted, TakeStore(Path(sys.argv[1])))\n"
        "print(len(spoken.takes), len(spoken.failures))\n"
    )
    script = tmp_path / "run.py"
    script.write_text("if __name__ == '__main__':\n" + "".join(f"    {line}\n" for line in code.splitlines()))
    command = [sys.executable, str(script), str(tmp_path / "takes")]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    assert Counter(run.communicate()[0].strip() for run in runs) == {"12 0": 2}


@pytest.mark.slow
def test_a_run_that_has_every_take_loads_no_numpy_and_no_engine(tmp_path: Path) -> None:
    speak([Wanted(Voice(), "One."), Wanted(Voice(engine="pyttsx3"), "Two.")], TakeStore(tmp_path))
    code = (
        "import sys; from pathlib import Path\n"
        "import daycast.voice.cast, daycast.voice.lexicon, daycast.voice.sounds, daycast.voice.speakable\n"
        "from daycast.voice.speak import Wanted, speak\n"
        "from daycast.voice.engine import Voice\n"
        "from daycast.voice.takes import TakeStore\n"
        "wanted = [Wanted(Voice(), 'One.'), Wanted(Voice(engine='pyttsx3'), 'Two.')]\n"
        "spoken = speak(wanted, TakeStore(Path(sys.argv[1])))\n"
        "heavy = ('numpy', 'onnxruntime', 'soundfile', 'soxr', 'lameenc', 'hibari', 'pyttsx3', 'multiprocessing')\n"
        "print(spoken.cached, *(name for name in heavy if name in sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["2"]
