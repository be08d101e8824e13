"""How apps are to list an episode, as its script says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.scripts.front_matter import read_front_matter
from daycast.scripts.model import Script
from daycast.scripts.parse import parse
from daycast.scripts.printer import print_script
from daycast.scripts.wishes import TYPES, Soundbite, Wishes

PATH = Path("2026-06-23.md")


@pytest.mark.parametrize(
    ("row", "wished"),
    [
        ("season: 2", Wishes(season=2)),
        ("type: bonus", Wishes(type="bonus")),
        ("image: pictures/special.png", Wishes(image="pictures/special.png")),
        ("soundbite: 1:05 30 The move", Wishes(soundbite=Soundbite(65, 30, "The move"))),
        ("soundbite: 1:00:02.5 12", Wishes(soundbite=Soundbite(3602.5, 12, ""))),
    ],
)
def test_a_script_says_how_apps_list_its_episode(row: str, wished: Wishes) -> None:
    front, problems = read_front_matter(f"date: 2026-06-23\n{row}", PATH)
    assert (front.wishes, problems) == (wished, ())


@pytest.mark.parametrize(
    "row", ["season: two", "season: 0", "type: special", "image: ../x.jpg", "image: cover.gif", "soundbite: soon",
            "soundbite: 1:05 0 None"],
)  # fmt: skip
def test_what_no_app_would_understand_is_told_with_its_line_and_left_out(row: str) -> None:
    front, (problem,) = read_front_matter(f"date: 2026-06-23\n{row}", PATH)
    assert front.wishes == Wishes()
    assert (problem.line, problem.message) == (3, f"`{row}` is not understood")
    assert problem.hint.startswith("write ")


@given(
    st.builds(
        Wishes,
        season=st.none() | st.integers(1, 99),
        type=st.sampled_from(TYPES),
        image=st.sampled_from(["", "a.jpg", "b/c d.PNG"]),
        soundbite=st.none()
        | st.builds(
            Soundbite,
            start=st.integers(0, 9000).map(float),
            seconds=st.integers(1, 120).map(float),
            title=st.sampled_from(["", "The move", "12: a “title” # here"]),
        ),
    )
)
def test_wishes_are_read_as_they_are_printed(wished: Wishes) -> None:
    script = Script(date(2026, 6, 23), "Title", "Summary", (), (), wished)
    assert parse(print_script(script), PATH)[0].wishes == wished
