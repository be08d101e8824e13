"""A file that an editor is saving is read when the save is done."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from daycast.errors import DaycastError, ProblemsError
from daycast.files import decoded, read_settled, write_bytes, writing


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


def test_a_reader_that_asks_for_more_rest_waits_through_a_slow_save(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    clock = Clock(path, ["half of"])
    assert read_settled(path, rest=0.5, clock=lambda: clock.now, wait=clock.wait) == b"half of"
    assert clock.now >= 1000.5


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


@pytest.fixture
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o002, 0o022, 0o077], indirect=True)
def test_a_new_file_may_be_read_by_whom_the_umask_lets(tmp_path: Path, umask: int) -> None:
    write_bytes(tmp_path / "script.md", b"one")
    assert mode(tmp_path / "script.md") == 0o666 & ~umask


@pytest.mark.parametrize("before", [0o664, 0o600, 0o444, 0o755])
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, before: int) -> None:
    path = tmp_path / "script.md"
    path.write_text("one")
    path.chmod(before)
    assert write_bytes(path, b"two")
    assert (mode(path), path.read_bytes()) == (before, b"two")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_no_text_is_told_at_its_place(mark: bytes) -> None:
    with pytest.raises(ProblemsError) as told:
        decoded(Path("a.md"), mark + "é\r\nIt".encode() + b"\x92s")
    assert str(told.value) == (
        "a.md:2:3: error: the byte 0x92 is not UTF-8 text (it may be a “’” of Windows-1252: save it as UTF-8)"
    )


def test_what_is_written_beside_takes_its_place_when_the_block_ends_well(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"old")
    path.chmod(0o600)
    with writing(path, (bytes([number]) * 1000 for number in range(50))) as draft:
        told = draft.written.result()
        assert path.read_bytes() == b"old"
    assert told == (50_000, hashlib.sha256(path.read_bytes()).hexdigest())
    assert path.stat().st_size == 50_000
    assert mode(path) == 0o600


def test_what_ends_badly_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "sound.mp3"
    path.write_bytes(b"old")

    def lost() -> Iterator[bytes]:
        yield b"new"
        raise DaycastError("a take has gone")

    with pytest.raises(DaycastError, match="a take has gone"), writing(path, lost()):
        pass
    with pytest.raises(ValueError, match="refused"), writing(path, [b"new"]):
        raise ValueError("refused")
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("sound.mp3", b"old")]
