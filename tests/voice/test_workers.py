"""The crew that speaks: kept warm, and never stopped by one bad line or one dead process."""

import multiprocessing
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.voice.engine import Voice
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew

pytestmark = pytest.mark.slow

SILENCE = Voice(engine="silence")


def workers() -> set[int]:
    return {child.pid for child in multiprocessing.active_children() if child.pid}


def gone(pid: int) -> bool:
    try:
        state = re.search(r"\) (\S)", Path(f"/proc/{pid}/stat").read_text())
    except FileNotFoundError:
        return True
    return bool(state and state[1] == "Z")


def test_a_crew_keeps_its_processes_from_one_line_to_the_next(tmp_path: Path) -> None:
    with Crew(workers=1) as crew:
        speak([Wanted(SILENCE, "One.")], TakeStore(tmp_path), crew=crew)
        first = workers()
        speak([Wanted(SILENCE, "Two.")], TakeStore(tmp_path), crew=crew)
        assert len(first) == 1
        assert workers() == first
    assert workers() == set()


def test_a_line_that_refuses_stumbles_or_kills_its_process_stops_no_other(tmp_path: Path, moody: str) -> None:
    texts = ["One.", "I refuse.", "Two.", "I die.", "Three.", "I stumble.", "Four.", "Let me die.", "Five."]
    store = TakeStore(tmp_path)
    spoken = speak([Wanted(Voice(engine=moody), text) for text in texts], store)
    assert {texts[failure.place]: failure.reason for failure in spoken.failures} == {
        "I refuse.": "moody will not say that",
        "I stumble.": "moody raised ValueError: stumbled",
        "I die.": "the process that was speaking it ended unexpectedly (out of memory, or killed)",
        "Let me die.": "the process that was speaking it ended unexpectedly (out of memory, or killed)",
    }
    assert spoken.spoken == 5
    assert len(list(tmp_path.rglob("*.take"))) == 5


def test_a_line_at_which_its_engine_hangs_is_told_and_stops_no_other(tmp_path: Path, moody: str) -> None:
    texts = ["One.", "I hang.", "Two.", "Three.", "Four."]
    with Crew(workers=2, patience=1) as crew:
        spoken = speak([Wanted(Voice(engine=moody), text) for text in texts], TakeStore(tmp_path), crew=crew)
    assert {texts[failure.place]: failure.reason for failure in spoken.failures} == {
        "I hang.": "its engine did not come to an end with it within 1 seconds",
    }
    assert len(list(tmp_path.rglob("*.take"))) == 4


def test_a_process_that_was_killed_while_it_waited_is_replaced(tmp_path: Path) -> None:
    with Crew(workers=1) as crew:
        speak([Wanted(SILENCE, "One.")], TakeStore(tmp_path), crew=crew)
        (victim,) = workers()
        os.kill(victim, signal.SIGTERM)
        spoken = speak([Wanted(SILENCE, "Two."), Wanted(SILENCE, "Three.")], TakeStore(tmp_path), crew=crew)
        assert spoken.spoken == 2
        assert victim not in workers()


def test_several_threads_may_use_one_crew_and_lose_nothing_when_a_process_dies(tmp_path: Path, moody: str) -> None:
    def say(number: int) -> None:
        texts = [f"Line {number} of them.", f"Let {number} die."]
        speak([Wanted(Voice(engine=moody), text) for text in texts], TakeStore(tmp_path), crew=crew)

    with Crew(workers=2) as crew:
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(say, range(4)))
        for number in range(
            4
        ):  # a line beside another thread's that died may be blamed for it; asked again it is spoken
            say(number)
    assert len(list(tmp_path.rglob("*.take"))) == 4


def test_processes_started_ahead_know_their_voices(tmp_path: Path) -> None:
    with Crew([SILENCE, Voice(engine="hibari", voice="nobody")], workers=2) as crew:
        crew.warm()
        spoken = speak([Wanted(SILENCE, "One."), Wanted(SILENCE, "Two.")], TakeStore(tmp_path), crew=crew)
        assert spoken.spoken == 2
        assert len(workers()) == 2


def test_a_lone_line_is_spoken_by_the_process_that_was_started_ahead(tmp_path: Path) -> None:
    with Crew(workers=2) as crew:
        crew.warm(SILENCE)
        assert speak([Wanted(SILENCE, "One.")], TakeStore(tmp_path), crew=crew).spoken == 1
        assert len(workers()) == 1


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes as Linux tells them")
def test_nothing_is_left_running_when_who_keeps_the_crew_is_killed(tmp_path: Path) -> None:
    code = (
        "import multiprocessing, sys, threading; from pathlib import Path\n"
        "from daycast.voice.engine import Voice\n"
        "from daycast.voice.speak import Wanted, speak\n"
        "from daycast.voice.takes import TakeStore\n"
        "from daycast.voice.workers import Crew\n"
        "if __name__ == '__main__':\n"
        "    crew = Crew(workers=2); crew.warm()\n"
        "    lines = [Wanted(Voice(engine='silence'), text) for text in ('One.', 'Two.')]\n"
        "    speak(lines, TakeStore(Path(sys.argv[1])), crew=crew)\n"
        "    print(*(child.pid for child in multiprocessing.active_children()), flush=True)\n"
        "    threading.Event().wait()\n"
    )
    script = tmp_path / "keep.py"
    script.write_text(code)
    keeper = subprocess.Popen([sys.executable, str(script), str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert keeper.stdout
    pids = [int(word) for word in keeper.stdout.readline().split()]
    assert len(pids) == 2
    keeper.kill()
    keeper.communicate()
    deadline = time.monotonic() + 20
    while not all(map(gone, pids)) and time.monotonic() < deadline:
        pass
    assert all(map(gone, pids))


def test_a_crew_that_was_closed_speaks_no_more_and_starts_nobody(tmp_path: Path) -> None:
    crew = Crew(workers=1)
    crew.close()
    crew.warm()
    with pytest.raises(DaycastError, match="gone home"):
        speak([Wanted(SILENCE, "One.")], TakeStore(tmp_path), crew=crew)
    assert not workers()


def test_a_crew_that_is_closed_in_the_middle_leaves_nobody_waiting(tmp_path: Path) -> None:
    crew, lines = Crew(workers=1), [Wanted(SILENCE, f"Line {number}.") for number in range(40)]
    with pytest.raises(DaycastError, match="gone home"):
        speak(lines, TakeStore(tmp_path), crew=crew, on_spoken=lambda done, of: crew.close() if done == 1 else None)
    assert 1 <= len(list(tmp_path.rglob("*.take"))) < 40


CLOSED = """
from daycast.errors import DaycastError
from daycast.voice.engines.silence import SilenceEngine

class ClosedEngine(SilenceEngine):
    name = "closed"

    def identity(self):
        return "closed 1"

    def voices(self):
        with open({asked!r}, "a") as file:
            file.write("?")
        raise DaycastError("closed today")
"""


def test_a_voice_that_is_refused_is_asked_once_for_all_lines_and_again_in_the_next_run(
    tmp_path: Path, plugged: Callable[..., str]
) -> None:
    asked = tmp_path / "asked"
    closed = Voice(engine=plugged("closed", CLOSED.format(asked=str(asked)), "ClosedEngine"))
    wanted = [Wanted(closed, f"Line {number}.") for number in range(4)]
    with Crew(workers=1) as crew:
        for run in (1, 2):
            spoken = speak(wanted, TakeStore(tmp_path / "takes"), crew=crew)
            assert [failure.reason for failure in spoken.failures] == ["closed today"] * 4
            assert asked.read_text() == "?" * run
