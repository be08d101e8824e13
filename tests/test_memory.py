"""What is remembered between two commands, and when it is not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from daycast.memory import Memory


def kept(path: Path, **values: object) -> Memory:
    memory = Memory(path, "seal")
    for key, value in values.items():
        memory.learn(key, value)
    memory.keep()
    return Memory(path, "seal")


def never() -> str:
    raise AssertionError("this was known")


def test_what_was_worked_out_is_not_worked_out_again(tmp_path: Path) -> None:
    memory = kept(tmp_path / "memory.json", one="first")
    assert memory.recalled("one", never) == "first"
    assert memory.recalled("two", lambda: "second") == "second"
    assert memory.recalled("two", never) == "second"


def test_under_another_seal_nothing_is_known(tmp_path: Path) -> None:
    kept(tmp_path / "memory.json", one="first")
    other = Memory(tmp_path / "memory.json", "another")
    assert other.known("one") is None
    assert other.recalled("one", lambda: "anew") == "anew"


def test_what_nobody_asked_for_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "memory.json"
    memory = kept(path, one="first", two="second")
    assert memory.known("two") == "second"
    memory.keep()
    assert Memory(path, "seal").known("one") is None
    assert Memory(path, "seal").known("two") == "second"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: '{"seal": "seal"}',
        lambda text: '{"seal": "seal", "values": [1]}',
        lambda text: "\xff",
    ],
)
def test_a_file_that_is_no_memory_is_nothing_known(tmp_path: Path, spoil: Callable[[str], str]) -> None:
    path = tmp_path / "memory.json"
    kept(path, one="first")
    path.write_bytes(spoil(path.read_text()).encode("latin-1"))
    assert Memory(path, "seal").known("one") is None


def test_a_memory_without_a_file_lasts_as_long_as_it_is_held(tmp_path: Path) -> None:
    memory = Memory()
    assert memory.recalled("one", lambda: "first") == "first"
    assert memory.recalled("one", never) == "first"
    memory.keep()
    assert Memory().known("one") is None
