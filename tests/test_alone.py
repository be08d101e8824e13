"""The lease of a folder, between processes and between machines that have it mounted."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from daycast.alone import FILE, alone
from daycast.errors import DaycastError

BUSY = DaycastError("somebody else is at work")
LASTS = 1.5  # seconds, so that no test waits for half a minute
HOLDER = """\
import os, sys
from pathlib import Path
import filelock._identity, filelock._marker, filelock._soft, filelock._lease
from daycast import alone, errors

for module in (filelock._identity, filelock._marker, filelock._soft, filelock._lease):
    if hasattr(module, "host_name"):
        module.host_name = lambda: sys.argv[2]
alone.LASTS = float(sys.argv[3])
with alone.alone(Path(sys.argv[1]), 0, errors.DaycastError("busy")):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("daycast.alone.LASTS", LASTS)


@pytest.fixture
def holder() -> Iterator[Callable[[Path, str], subprocess.Popen[str]]]:
    """A process that holds a folder's lease, on the machine of that name: `holder(folder, "elsewhere")`."""
    with ExitStack() as stack:

        def start(folder: Path, machine: str) -> subprocess.Popen[str]:
            words = [sys.executable, "-c", HOLDER, str(folder), machine, str(LASTS)]
            process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            stack.callback(process.communicate)
            stack.callback(process.kill)
            assert process.stdout
            assert process.stdout.readline() == "held\n"
            return process

        yield start


def here() -> str:
    from filelock._identity import host_name

    return host_name()


@pytest.mark.slow
@pytest.mark.parametrize("machine", [None, "elsewhere"], ids=["this machine", "another machine"])
def test_whoever_comes_second_is_told_as_long_as_the_first_is_alive(
    tmp_path: Path, holder: Callable[[Path, str], subprocess.Popen[str]], machine: str | None
) -> None:
    holder(tmp_path, machine or here())
    with pytest.raises(DaycastError, match="somebody else is at work"), alone(tmp_path, 2 * LASTS, BUSY):
        pass


@pytest.mark.slow
@pytest.mark.parametrize("machine", [None, "elsewhere"], ids=["this machine", "another machine"])
def test_the_lease_of_the_dead_is_taken_over(
    tmp_path: Path, holder: Callable[[Path, str], subprocess.Popen[str]], machine: str | None
) -> None:
    process = holder(tmp_path, machine or here())
    process.kill()
    process.wait()
    patience = 4 * LASTS if machine else 0.5 * LASTS  # on this machine nobody waits for it to run out
    with alone(tmp_path, patience, BUSY) as hold:
        hold()
    assert not (tmp_path / FILE).exists()


@pytest.mark.slow
def test_who_stood_still_and_was_taken_over_is_told_before_it_writes(tmp_path: Path) -> None:
    lost = threading.Event()
    with alone(tmp_path, 0, BUSY) as hold:
        hold()
        (tmp_path / FILE).unlink()
        for _ in range(100):
            try:
                hold()
            except DaycastError as error:
                assert "another one took over meanwhile" in error.message
                break
            lost.wait(LASTS / 10)
        else:
            pytest.fail("nobody told")


def test_a_lease_is_gone_with_the_work_also_where_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "new", 0, BUSY):
        assert (tmp_path / "new" / FILE).is_file()
        raise ZeroDivisionError
    assert not (tmp_path / "new" / FILE).exists()
