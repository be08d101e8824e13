"""A farm on this machine: a real scheduler and real workers, each a process that speaks TCP, and engines for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from farm_site import Holding, Site

HELD = """\
import os, time
if "Hold" in text:
    with open({begun!r}, "a") as file:
        file.write(text + "\\n")
    deadline = time.monotonic() + 120
    while not os.path.exists({go!r}) and time.monotonic() < deadline:
        time.sleep(0.01)
"""
SLAYER = """\
import multiprocessing, os, signal
if "Slay" in text:
    os.kill(multiprocessing.parent_process().pid, signal.SIGKILL)
"""


@pytest.fixture
def held(tmp_path: Path, installed: Callable[[str, str], str]) -> Holding:
    installed("held", HELD.format(begun=str(tmp_path / "begun"), go=str(tmp_path / "go")))
    return Holding(tmp_path)


@pytest.fixture
def slayer(installed: Callable[[str, str], str]) -> str:
    """An engine that kills the worker whose process it runs in, when told to."""
    return installed("slayer", SLAYER)


@pytest.fixture
def site() -> Iterator[Site]:
    """A place for a farm, of which nothing runs yet; all that was started ends with it."""
    place = Site()
    yield place
    place.clear()
