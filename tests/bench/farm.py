"""What a farm does in a second: `uv run python -m tests.bench.farm [ENGINE…]`.

The same lines are spoken by one process of this machine, by a farm of one worker with one process, and by a farm of
two; all three come up before the clock starts. Then a projection for a million listeners, from what was just measured.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.projection import Measured, projection

from daycast.farm import Farm
from daycast.voice.registry import open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew, crew_of

LINES = {"silence": 120, "pyttsx3": 60, "hibari": 36}
ROUNDS = 3
_WORDS = "Two left for another laboratory after nine years, and number {} of them told nobody who would come next."


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines a second, and the CPU seconds a line costs the process that renders."""

    lines_per_second: float
    own_cpu: float


def main(engine: str) -> None:
    wanted = [Wanted(open_engine(engine).defaults()[0], _WORDS.format(number)) for number in range(LINES[engine])]
    with Crew(workers=1) as here, farm(1) as one, farm(2) as two, crew_of(one) as alone, crew_of(two) as both:
        crews = {"1 process here": here, "1 worker": alone, "2 workers": both}
        runs: dict[str, list[Figures]] = {name: [] for name in crews}
        for crew in crews.values():
            spoken(wanted[:4], crew)
        for _ in range(ROUNDS):  # by turns, as other work on the machine comes and goes
            for name, crew in crews.items():
                runs[name].append(spoken(wanted, crew))
    best = {name: max(figures, key=lambda one: one.lines_per_second) for name, figures in runs.items()}
    first = best["1 process here"].lines_per_second
    print(f"{engine}, {len(wanted)} lines of {len(wanted[0].text)} letters, {os.cpu_count()} cores")
    for name, figures in best.items():
        rate, own = figures.lines_per_second, figures.own_cpu * 1000
        print(f"  {name:15} {rate:7.1f} lines/s  {rate / first:5.2f} ×  {own:6.2f} ms of CPU a line here", flush=True)
    if engine != "silence":
        cpu, data, seconds = cost(wanted)
        print(projection(Measured(engine, cpu, data, seconds, best["1 worker"].own_cpu)))


def spoken(wanted: Sequence[Wanted], crew: Crew) -> Figures:
    """The lines spoken into a new store."""
    with tempfile.TemporaryDirectory() as folder:
        cpu, start = time.process_time(), time.perf_counter()
        assert not speak(wanted, TakeStore(Path(folder)), crew=crew).failures
        took, own = time.perf_counter() - start, time.process_time() - cpu
    return Figures(len(wanted) / took, own / len(wanted))


def cost(wanted: Sequence[Wanted]) -> tuple[float, float, float]:
    """What a line costs by itself: CPU seconds of whoever speaks it, bytes in the store, seconds of sound."""
    code = (
        "import sys; from pathlib import Path; from daycast.voice.work import Job, recorded\n"
        "import pickle; jobs = pickle.load(sys.stdin.buffer); import resource\n"
        "def used(): return sum(sum(resource.getrusage(who)[:2]) for who in (0, -1))\n"
        "recorded(jobs[0], Path(sys.argv[1]), 60, 0)\n"
        "before = used()\n"
        "for job in jobs[1:]: assert not recorded(job, Path(sys.argv[1]), 60, 0)\n"
        "print((used() - before) / (len(jobs) - 1))\n"
    )
    import pickle

    from daycast.voice.work import Job

    jobs = [Job(line.key, line.voice, line.text, line.form, line.delivery) for line in wanted[:40]]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", code, folder]
        run = subprocess.run(command, input=pickle.dumps(jobs), capture_output=True, check=True)
        store = TakeStore(Path(folder))
        data = sum(store.path(job.key).stat().st_size for job in jobs) / len(jobs)
        seconds = sum(head.seconds for job in jobs if (head := store.head(job.key))) / len(jobs)
    return float(run.stdout), data, seconds


@contextmanager
def farm(workers: int) -> Iterator[Farm]:
    """A scheduler on this machine and so many workers, each with one process."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    where = f"tcp://127.0.0.1:{port}"
    scheduler = ["-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    worker = ["-m", "daycast", "worker", "--scheduler", where, "--workers", "1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    running = [subprocess.Popen([sys.executable, *words], **quiet) for words in (scheduler, *[worker] * workers)]
    try:
        _wait(where, workers)
        yield Farm(scheduler=where)
    finally:
        for process in running:
            process.kill()
            process.wait()


def _wait(where: str, workers: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 90
    while True:
        try:
            with Client(where, timeout=10, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=60)
                return
        except OSError:
            if time.monotonic() > deadline:
                raise


if __name__ == "__main__":
    for engine in sys.argv[1:] or LINES:
        main(engine)
