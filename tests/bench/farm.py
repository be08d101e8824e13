"""What a farm does in a second: `uv run python -m tests.bench.farm [ENGINE…]`.

The same lines are spoken by one and two processes of this machine, and by farms of one and two workers with one process
each; all of them come up before the clock starts. Then a projection for a million listeners, from these figures.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
from tests.bench.projection import Measured, projection

from daycast.farm import Farm
from daycast.voice.registry import open_engine
from daycast.voice.speak import Wanted, speak
from daycast.voice.takes import TakeStore
from daycast.voice.workers import Crew, crew_of

Process = subprocess.Popen[bytes]
LINES = {"silence": 120, "pyttsx3": 60, "hibari": 36}
ROUNDS = 2
_WORDS = "Two left for another laboratory after nine years, and number {} of them told nobody who would come next."


@dataclass(frozen=True, slots=True)
class Figures:
    """Lines a second, and the CPU seconds that a line costs: the process that renders, and all processes together."""

    lines_per_second: float
    own_cpu: float
    all_cpu: float


@dataclass(frozen=True, slots=True)
class Team:
    """A crew, the processes of its farm, and those of every farm."""

    crew: Crew
    farm: Sequence[Process]
    far: Sequence[Process]

    def used(self) -> float:
        """CPU seconds of this process and of all that work for the crew."""
        others = {process.pid for far in self.far for process in _tree(far.pid)}
        near = [process for process in _tree(os.getpid()) if process.pid not in others]
        used = 0.0
        for process in [*near, *(process for far in self.farm for process in _tree(far.pid))]:
            with suppress(psutil.Error):
                used += sum(process.cpu_times()[:2])
        return used


def _tree(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def main(engine: str) -> None:
    wanted = [Wanted(open_engine(engine).defaults()[0], _WORDS.format(number)) for number in range(LINES[engine])]
    with ExitStack() as all_of_them:
        enter = all_of_them.enter_context
        (small, first), (large, second) = enter(farm(1)), enter(farm(2))
        far = [*first, *second]
        teams = {
            "1 process here": Team(enter(Crew(workers=1)), (), far),
            "2 processes here": Team(enter(Crew(workers=2)), (), far),
            "1 worker": Team(enter(crew_of(small)), first, far),
            "2 workers": Team(enter(crew_of(large)), second, far),
        }
        for team in teams.values():
            spoken(wanted[:8], team)
        data, seconds = size(wanted[:8], teams["1 process here"].crew)
        runs: dict[str, list[Figures]] = {name: [] for name in teams}
        for _ in range(ROUNDS):  # by turns, as other work on the machine comes and goes
            for name, team in teams.items():
                runs[name].append(spoken(wanted, team))
    best = {name: max(figures, key=lambda one: one.lines_per_second) for name, figures in runs.items()}
    usual = best["1 process here"].lines_per_second
    print(f"{engine}, {len(wanted)} lines of {len(wanted[0].text)} letters, {os.cpu_count()} cores")
    for name, figures in best.items():
        rate, own, whole = figures.lines_per_second, figures.own_cpu * 1000, figures.all_cpu * 1000
        told = f"{rate:7.1f} lines/s {rate / usual:5.2f} ×, CPU a line {whole:6.1f} ms, {own:4.1f} of them here"
        print(f"  {name:17} {told}", flush=True)
    if engine != "silence":
        one = best["1 worker"]
        print(projection(Measured(one.all_cpu - one.own_cpu, data, seconds, one.own_cpu)))


def spoken(wanted: Sequence[Wanted], team: Team) -> Figures:
    """The lines spoken into a new store."""
    with tempfile.TemporaryDirectory() as folder:
        every, cpu, start = team.used(), time.process_time(), time.perf_counter()
        assert not speak(wanted, TakeStore(Path(folder)), crew=team.crew).failures
        took, own, whole = time.perf_counter() - start, time.process_time() - cpu, team.used() - every
    return Figures(len(wanted) / took, own / len(wanted), whole / len(wanted))


def size(wanted: Sequence[Wanted], crew: Crew) -> tuple[float, float]:
    """Bytes in the store and seconds of sound, for a line."""
    with tempfile.TemporaryDirectory() as folder:
        store = TakeStore(Path(folder))
        takes = speak(wanted, store, crew=crew).takes
        data = sum(store.path(take.key).stat().st_size for take in takes)
    return data / len(takes), sum(take.seconds for take in takes) / len(takes)


@contextmanager
def farm(workers: int) -> Iterator[tuple[Farm, Sequence[Process]]]:
    """A scheduler on this machine and so many workers, each with one process that speaks; and their processes."""
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
        yield Farm(scheduler=where), running
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
