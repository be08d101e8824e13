"""A file that an editor is saving is read when the save is done."""

import os
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.files import read_settled


class Clock:
    """Stands still but for what is waited; at each wait an editor does its next step."""

    def __init__(self, path: Path, saves: list[str]) -> None:
        self.now, self.path, self.saves = 1000.0, path, saves
        self.save("")

    def save(self, text: str) -> None:
        self.path.write_text(text)
        os.utime(self.path, (self.now, self.now))

    def wait(self, seconds: float) -> None:
        self.now += seconds
        if self.saves:
            self.save(self.saves.pop(0))


def read(path: Path, clock: Clock) -> bytes:
    return read_settled(path, clock=lambda: clock.now, wait=clock.wait)


def test_a_save_in_place_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    assert read(path, Clock(path, ["half of", "half of a save, and the rest"])) == b"half of a save, and the rest"


def test_a_file_that_has_been_left_alone_is_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    clock = Clock(path, [])
    clock.now += 60
    read(path, clock)
    assert clock.now == 1060


@pytest.mark.parametrize("ahead", [0, 3600])
def test_nobody_waits_for_ever(tmp_path: Path, ahead: float) -> None:
    path = tmp_path / "script.md"
    clock = Clock(path, [f"save {number}" for number in range(1000)])
    os.utime(path, (clock.now + ahead,) * 2)
    read(path, clock)
    assert clock.now <= 1002.1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(DaycastError, match="no such file"):
        read_settled(tmp_path / "none.md")
