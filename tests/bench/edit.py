"""What one edited line costs in an hour of words: `uv run python -m tests.bench.edit [ENGINE…]`.

Each engine's show of 520 lines is spoken once. Then one line is edited, five times over: rendered by a process of its
own, and under `daycast watch` from the save to the line that tells of it. Last, one new line is spoken by a crew that
is warm. Seconds of wall time, the median and the least; whatever else the machine does shows in the median.
"""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.long_show import DAY, write_show

from daycast import day as stages
from daycast.show import Show
from daycast.voice.hear import hear
from daycast.voice.workers import Crew

DAYCAST = [sys.executable, "-m", "daycast"]
WORDS = [
    words.split() for words in ("Well So Now Yes Right", "Today Again Here First Then", "Look Listen Indeed Also Still")
]


def main(engine: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        show = write_show(Path(name), engine=engine)
        options = ["--date", DAY.isoformat(), "--show", name]
        start = time.perf_counter()
        render(options)
        print(f"{engine}, made from nothing: {time.perf_counter() - start:.1f} s")
        told("render, a process of its own", [rendered(show, options, word) for word in WORDS[0]])
        told("watch", watched(show, options))
        told("one line, warm", warm(show))


def rendered(show: Show, options: list[str], word: str) -> float:
    edited(show, word)
    return timed(lambda: render(options))


def render(options: list[str]) -> None:
    subprocess.run([*DAYCAST, "render", *options], check=True, stdout=subprocess.DEVNULL)


def edited(show: Show, word: str) -> None:
    """Begins the first line with a word that it did not begin with before."""
    path = show.script(DAY)
    path.write_text(re.sub(r"^Ada: (?:[A-Z]\w+, and )?", f"Ada: {word}, and ", path.read_text(), count=1, flags=re.M))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def watched(show: Show, options: list[str]) -> list[float]:
    command = [*DAYCAST, "watch", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        lines = (line for line in process.stdout if "long" in line)
        next(lines)

        def save(word: str) -> None:
            edited(show, word)
            next(lines)

        seconds = [timed(partial(save, word)) for word in WORDS[1]]
        process.send_signal(signal.SIGINT)
    return seconds


def warm(show: Show) -> list[float]:
    room = stages.booth(show)
    voice = room.cast.voice("Ada")
    with Crew([voice]) as crew:

        def say(word: str) -> object:
            words = f"{word}, two left for another laboratory after nine years, and nobody knows who comes next."
            return hear(words, voice, room.lexicon, room.store, crew=crew)

        say("Hello")
        return [timed(partial(say, word)) for word in WORDS[2]]


def told(what: str, seconds: list[float]) -> None:
    print(f"  {what:30} {median(seconds):6.2f}  {min(seconds):6.2f}", flush=True)


if __name__ == "__main__":
    for engine in sys.argv[1:] or ("pyttsx3", "hibari"):
        main(engine)
