"""The colours of a show's pages: what can be read is taken, the rest is refused with a better shade."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from daycast.errors import ProblemsError
from daycast.look import DARK_INK, INK, LEAST, Theme, contrast, palette, style
from daycast.show import open_show

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ff0000", 1.0)]
)
def test_contrast_is_as_the_guidelines_define_it(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(colours)
def test_every_shade_on_a_page_of_an_accepted_theme_can_be_read(accent: str) -> None:
    try:
        theme = Theme(accent=accent)
    except ValidationError as error:
        better = re.search(r"; (#\w{6}) can", str(error))
        assert better is not None
        theme = Theme(accent=better[1])  # what the hint offers is accepted
    for page, strong, ink in (
        (theme.background, theme.accent, INK),
        (theme.dark_background, theme.night_accent, DARK_INK),
    ):
        shades = palette(page, strong, ink)
        for text in ("ink", "soft", "accent"):
            for below in ("paper", "raised", "tint"):
                assert contrast(shades[text], shades[below]) >= LEAST, (text, below)


@given(colours)
def test_the_shade_that_is_offered_for_a_background_is_accepted(background: str) -> None:
    try:
        Theme(background=background, accent=INK)
    except ValidationError as error:
        better = re.search(r"`background` \S+ is not light enough to read on; (#\w{6}) is", str(error))
        assume(better is not None)
        assert better is not None
        Theme(background=better[1], accent=INK)


def test_a_colour_that_cannot_be_read_is_refused_with_its_line_and_a_shade_that_can(tmp_path: Path) -> None:
    needed = "title: T\ndescription: D\nauthor: A\nemail: a@example.org\nhosts: [Ada]\n"
    (tmp_path / "show.yaml").write_text(needed + 'theme:\n  accent: "#ffcc00"\n')
    with pytest.raises(ProblemsError, match=r"`theme`: `accent` #ffcc00 cannot be read on #fbfaf7; #\w{6} can") as told:
        open_show(tmp_path)
    assert [problem.line for problem in told.value.problems] in ([6], [7])


@pytest.mark.parametrize("text", ["red", "#12", "#12345g", ""])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="write a colour such as"):
        Theme(accent=text)


def test_a_short_colour_is_the_long_one() -> None:
    assert Theme(accent="#A30").accent == "#aa3300"


def test_the_style_sheet_has_the_chosen_colours_by_day_and_a_lighter_accent_by_night() -> None:
    sheet = style(Theme(accent="#0b4f8a", background="#ffffff"))
    day, night = sheet.splitlines()
    assert "--accent: #0b4f8a;" in day
    assert "--paper: #ffffff;" in day
    assert "prefers-color-scheme: dark" in night
    assert "#0b4f8a" not in night
