"""What a worker sends is looked at before it is kept."""

from dataclasses import replace

import pytest

from daycast.errors import DaycastError
from daycast.voice import mp3
from daycast.voice.farm.hands import checked
from daycast.voice.takes import Take

SOUND = mp3.silent_frames(3)
TAKE = Take("aa", "mp3", 3, (0, 0, 0), -90.0, SOUND)


@pytest.mark.parametrize("take", [TAKE, replace(TAKE, form="pcm", data=b"fLaC and more")])
def test_the_take_that_was_asked_for_is_kept(take: Take) -> None:
    assert checked(take, "aa") is take


@pytest.mark.parametrize(
    "take",
    [
        replace(TAKE, key="bb"),
        replace(TAKE, frames=4),
        replace(TAKE, data=SOUND[:-1]),
        replace(TAKE, data=SOUND[:1] + b"x" + SOUND[2:]),
        replace(TAKE, data=b"", frames=1),
        replace(TAKE, data=b"<html>"),
        replace(TAKE, form="pcm"),
    ],
)
def test_another_take_or_a_part_of_one_is_told_and_not_kept(take: Take) -> None:
    with pytest.raises(DaycastError, match="another take"):
        checked(take, "aa")
