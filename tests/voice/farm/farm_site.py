"""Processes of a farm, started and killed as on machines of their own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from distributed import Client

from daycast.farm import Farm

PATIENCE = 90  # seconds in which anything that is waited for has to happen, on a machine that does much else


def wait_for(what: Callable[[], object], told: str) -> None:
    """Returns once `what` is so."""
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, f"waited in vain for {told}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Site:
    """A scheduler's address on the loopback, and whoever was started at it."""

    def __init__(self) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def farm(self) -> Farm:
        return Farm(scheduler=self.address)

    def scheduler(self, **environ: str) -> subprocess.Popen[bytes]:
        port = self.address.rpartition(":")[2]
        command = ["-m", "dask", "scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard"]
        return self._start(command, environ)

    def worker(self, *options: str, **environ: str) -> subprocess.Popen[bytes]:
        return self._start(
            ["-m", "daycast", "worker", "--scheduler", self.address, "--workers", "1", *options], environ
        )

    def workers(self, count: int, **environ: str) -> list[subprocess.Popen[bytes]]:
        """So many workers more, all of which are there."""
        before = self.count()
        started = [self.worker(**environ) for _ in range(count)]
        self.until(before + count)
        return started

    def until(self, count: int) -> None:
        wait_for(lambda: self.count() == count, f"{count} workers")

    def until_up(self) -> None:
        def up() -> bool:
            with suppress(OSError), Client(self.address, timeout=5, set_as_default=False):
                return True
            return False

        wait_for(up, "the scheduler")

    def count(self) -> int:
        """How many workers the scheduler knows; 0 while there is none."""
        try:
            with Client(self.address, timeout=5, set_as_default=False) as client:
                return len(client.nthreads())
        except OSError:
            return 0

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """As the machine would end it that it runs on."""
        process.send_signal(signal.SIGKILL)
        process.wait()

    def clear(self) -> None:
        for process in self._running:
            process.kill()
        for process in self._running:
            process.wait()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Starts Python with these arguments."""
        return self._start([*command], {})

    def _start(self, command: list[str], environ: dict[str, str]) -> subprocess.Popen[bytes]:
        # it finds the engines that a test has installed
        known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), **environ}
        if "PYTHONPATH" in environ:
            known["PYTHONPATH"] = os.pathsep.join([environ["PYTHONPATH"], *filter(None, sys.path)])
        process = subprocess.Popen(
            [sys.executable, *command], env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path("/")
        )
        self._running.append(process)
        return process


class Holding:
    """An engine whose lines with “Hold” in them wait until they may go on."""

    def __init__(self, folder: Path) -> None:
        self.name = "held"
        self._begun, self._go = folder / "begun", folder / "go"

    @property
    def begun(self) -> list[str]:
        return self._begun.read_text().splitlines() if self._begun.exists() else []

    def let_go(self) -> None:
        self._go.touch()
