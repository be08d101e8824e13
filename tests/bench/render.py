"""What an episode takes, beside the least that it can take and how others do it: `uv run python -m tests.bench.render`.

For each engine a made-up show of about ten minutes (`--lines 890` for two hours) is rendered in processes of their own:
from nothing, with one line edited, with nothing changed, and from its takes alone. The limit is the CPU time of the
engine and LAME called directly on the same words (`tests.bench.limit`), spread over two cores; CPU time is that of all
processes together (on Linux), resident memory that of the one that was called. Beside it, in the same run: a typical
tutorial script, which costs as much again for every edit, and joining by `AudioSegment +=` over files.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.bench.edit import edited, warm
from tests.bench.long_show import DAY, STORIES, write_show

from daycast import day as stages
from daycast.episodes.score import lines
from daycast.show import Show, open_show

PYTHON = sys.executable
CORES = 2
PR_SET_CHILD_SUBREAPER = 36  # prctl(2)


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and CPU time, megabytes resident, and what was printed."""

    wall: float
    cpu: float
    memory: float
    said: str = ""


def main(engines: list[str], count: int, *, others: bool) -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as on people's machines, a module is compiled once
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what a command leaves behind is counted too
    for engine in engines:
        with tempfile.TemporaryDirectory() as name:
            show = write_show(Path(name, "show"), lines=count, stories=min(STORIES, count), engine=engine)
            bench(show, engine, Path(name), others=others)


def bench(show: Show, engine: str, folder: Path, *, others: bool) -> None:
    words = spoken(show)
    least = cost("tests.bench.limit", engine, given=words)
    limit = least.cpu / CORES
    cold = render(show)
    again = render(show)
    edited(show, "Well")
    edit = render(show)
    shutil.rmtree(show.episode(DAY))
    joined = render(show)
    seconds = json.loads(cold.said)["duration_s"]
    print(
        f"\n{engine}: {len(json.loads(words))} lines, {seconds / 60:.1f} minutes; limit {limit:.2f} s on {CORES} cores"
    )
    print(f"{'':34} {'wall s':>7} {'× limit':>8} {'CPU s':>7} {'× limit':>8} {'MB':>5}")
    tell("the engine and LAME alone", least, limit)
    tell("daycast, cold", cold, limit)
    tell("daycast, one line edited", edit, limit)
    tell("daycast, nothing changed", again, limit)
    tell("daycast, joining its takes", joined, limit)
    if others:
        tutorial = cost("tests.bench.tutorial", str(folder), given=words)
        tell(f"tutorial script ({tutorial.said} lines lost)", tutorial, limit)
        tell("joining by +=, and exporting", cost("tests.bench.tutorial", str(folder), "--join"), limit)
    print(
        f"{'one line, by a crew that is warm':34} {cost('tests.bench.render', '--warm', str(show.root)).said:>7}",
        flush=True,
    )


def spoken(show: Show) -> str:
    """The words that the engine is given, as JSON of [[text, rate]…]."""
    room = stages.booth(show)
    script, _ = stages.check(show, DAY, room, length=False)
    wanted = (cued.wanted for cued in lines(script, room.cast, room.lexicon))
    return json.dumps([[line.text, line.voice.rate] for line in wanted])


def render(show: Show) -> Cost:
    return cost("daycast", "render", "--json", "--show", str(show.root), "--date", DAY.isoformat())


def cost(*command: str, given: str = "") -> Cost:
    """What `python -m command` takes, until the last of its processes has ended."""
    before, began = cpu(), time.perf_counter()
    with tempfile.TemporaryFile("w+") as stdin, tempfile.TemporaryFile("w+") as stdout:
        stdin.write(given)
        stdin.seek(0)
        process = subprocess.Popen([PYTHON, "-m", *command], stdin=stdin, stdout=stdout, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-1, 0)
        stdout.seek(0)
        return Cost(wall, cpu() - before, used.ru_maxrss / 1024, stdout.read())


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def tell(what: str, took: Cost, limit: float) -> None:
    print(
        f"{what:34} {took.wall:7.2f} {took.wall / limit:8.2f} {took.cpu:7.2f} {took.cpu / CORES / limit:8.2f} "
        f"{took.memory:5.0f}",
        flush=True,
    )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("engines", nargs="*", default=["pyttsx3", "hibari"])
    options.add_argument("--lines", type=int, default=75, help="75 are ten minutes, 890 two hours")
    options.add_argument("--alone", action="store_true", help="daycast and its limit only")
    options.add_argument(
        "--warm", type=Path, metavar="SHOW", help="only tell how long a crew that is warm takes for a line"
    )
    chosen = options.parse_args()
    if chosen.warm:
        print(f"{median(warm(open_show(chosen.warm))):.2f}", end="")
        sys.exit()
    main(chosen.engines, chosen.lines, others=not chosen.alone)
