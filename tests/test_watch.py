"""`daycast watch`: what one save brings, told in a line, and the real command as a person uses it."""

import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from daycast.episodes import record
from daycast.episodes.model import Audio, Episode
from daycast.episodes.render import Rendered
from daycast.errors import Problem
from daycast.show import Show
from daycast.voice.workers import Crew
from daycast.watch import Round, make, matters, news, told

DAY = date(2026, 6, 23)
AT = datetime(2026, 6, 23, 14, 2, 11).astimezone()
SCRIPT = """\
---
date: 2026-06-23
title: A day
summary: What happened.
---

Ada: Hello, and welcome.

Ben: Goodbye for today.
"""
slow = pytest.mark.slow


@pytest.fixture
def script(show: Show) -> Path:
    path = show.script(DAY)
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


def problem(words: str, *, warning: bool = False, line: int = 7) -> Problem:
    return Problem(Path("s.md"), line, words, warning=warning)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("show.yaml", True),
        ("cover.png", True),
        ("scripts/2026-06-23.md", True),
        ("voice/cast.yaml", True),
        ("voice/lexicon.yaml", True),
        ("voice/sounds/open.wav", True),
        ("scripts/2026-06-22.md", False),
        ("scripts/.2026-06-23.md.swp", False),
        ("scripts/2026-06-23.md~", False),
        ("voice/.takes", False),
        ("voice/README.md", False),
        ("feed", False),
    ],
)
def test_only_what_the_episode_is_made_from_matters(tmp_path: Path, name: str, expected: bool) -> None:
    assert matters(tmp_path, DAY.isoformat(), tmp_path / name) is expected


def made(seconds: float, spoken: int) -> Rendered:
    audio = Audio("2026-06-23.mp3", 0, "", seconds, -19.0, -1.0)
    episode = Episode(DAY, "guid", 1, AT, "", "A day", "What happened.", audio, (), (), ())
    return Rendered(episode, Path(audio.file), spoken, 9)


@pytest.mark.parametrize(
    ("done", "line"),
    [
        (Round(0.62, made(754.2, 3)), "3 lines spoken, 12:34 long, took 0.6 s"),
        (Round(1.04, made(59.6, 1)), "1 line spoken, 1:00 long, took 1.0 s"),
        (Round(0.1, trouble="there is no script"), "no episode"),
    ],
)
def test_a_save_is_told_in_one_line(done: Round, line: str) -> None:
    assert told(done, AT) == f"14:02:11  {line}"


def test_a_save_with_problems_tells_how_many() -> None:
    problems = (problem("a"), problem("b", warning=True))
    assert told(Round(0.1, problems=problems), AT).startswith("14:02:11  1 error")
    assert "0:59 long" in (line := told(Round(0.1, made(59, 1), problems[1:]), AT))
    assert "1 warning" in line


def test_errors_are_listed_at_every_save_and_warnings_once_wherever_they_move() -> None:
    error, old, new = problem("bad"), problem("old", warning=True), problem("new", warning=True)
    moved = problem("old", warning=True, line=9)
    assert news(Round(0, problems=(error, moved, new)), (error, old)) == (error, new)


@slow
def test_a_round_speaks_what_changed_and_goes_on_after_every_mistake(show: Show, script: Path, moody: str) -> None:
    def ada(words: str) -> Callable[[], object]:
        return lambda: script.write_text(SCRIPT.replace("Hello", words))

    cast = show.voice / "cast.yaml"
    good = cast.read_text()
    steps: list[tuple[Callable[[], object], str]] = [
        (lambda: None, "2 lines spoken"),
        (lambda: None, "0 lines spoken"),
        (ada("Good morning"), "1 line spoken"),
        (
            lambda: script.write_text(SCRIPT.replace("Ben:", "Bne:")),
            "s/2026-06-23.md:9:1: error: unknown speaker “Bne”",
        ),
        (lambda: script.write_text(""), "no `date`"),
        (lambda: script.unlink(), "there is no script for 2026-06-23"),
        (ada("Hi"), "1 line spoken"),
        (lambda: cast.write_text("Ada: {engine"), "cast.yaml:2: error: not valid YAML"),
        (lambda: cast.write_text("Ada: {engine: moody}\nBen: {engine: silence}\n"), "2 lines spoken"),
        (ada("I refuse to say hello"), "1 of 2 lines are spoken and kept"),
        (ada("I die before I say hello"), "ended unexpectedly"),
        (lambda: cast.write_text(good), "1 line spoken"),
        (lambda: (show.root / "show.yaml").write_text("title: ["), "show.yaml:2: error: not valid YAML"),
    ]
    with Crew(workers=1) as crew:
        for number, (change, expected) in enumerate(steps):
            change()
            done = make(show, DAY, None, crew)
            whole = "\n".join([told(done, AT), *map(str, done.problems), done.trouble])
            assert expected in whole, f"step {number}"
    assert script.read_text() == SCRIPT.replace("Hello", "I die before I say hello")


class Watched:
    """The command, running; its lines come as it writes them."""

    def __init__(self, show: Show) -> None:
        command = [sys.executable, "-m", "daycast", "watch", "--date", DAY.isoformat(), "--show", str(show.root)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def line(self) -> str:
        return self._lines.get(timeout=60)

    def until(self, words: str) -> str:
        while words not in (line := self.line()):
            pass
        return line


@pytest.fixture
def watched(show: Show, script: Path) -> Iterator[Watched]:
    running = Watched(show)
    yield running
    running.process.kill()
    running.process.wait()


@slow
def test_every_save_is_an_episode_a_moment_later_until_it_is_interrupted(
    show: Show, script: Path, watched: Watched
) -> None:
    assert "watching" in watched.line()
    watched.until("2 lines spoken")
    script.write_text(SCRIPT.replace("Hello", "Good morning"))
    watched.until("1 line spoken")
    assert record.load(show.episode(DAY)).lines[0].text == "Good morning, and welcome."
    beside = script.with_name("2026-06-23.md.tmp")  # as editors save that replace the file
    beside.write_text(SCRIPT.replace("Hello", "Good evening"))
    beside.replace(script)
    watched.until("1 line spoken")
    (show.voice / "lexicon.yaml").write_text("evening: eev-ning\n")
    watched.until("1 line spoken")
    script.write_text(SCRIPT.replace("Ada:", "Adda:"))
    watched.until("unknown speaker “Adda”")
    script.write_text(SCRIPT)
    watched.until("0 lines spoken")
    watched.process.send_signal(signal.SIGINT)
    assert watched.process.wait(20) == 0
    assert script.read_text() == SCRIPT
