"""What has to be the same on the machines of a farm, and how a difference is told."""

import pytest

from daycast.voice.farm.facts import facts, told, unlike

HERE = {"daycast": "2", "numpy": "1.0"}


@pytest.mark.parametrize(
    ("there", "said"),
    [
        (HERE, ""),
        (HERE | {"extra": "3"}, ""),
        ({"daycast": "1", "numpy": "1.0"}, "daycast 1 (here 2)"),
        ({"daycast": "1"}, "daycast 1 (here 2), numpy none (here 1.0)"),
    ],
)
def test_every_difference_is_told_and_nothing_else(there: dict[str, str], said: str) -> None:
    assert unlike(HERE, there) == said


def test_a_machine_is_like_itself() -> None:
    assert unlike(facts(), facts()) == ""
    assert {"daycast", "recipe", "numpy", "lameenc"} <= facts().keys()


def test_workers_with_the_same_fault_are_told_in_one_line() -> None:
    assert told({"tcp://c": "old", "tcp://a": "old", "tcp://b": "deaf"}) == ["tcp://a and 1 more: old", "tcp://b: deaf"]
