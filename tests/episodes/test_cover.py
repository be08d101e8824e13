"""The cover that is drawn for a show without one."""

from __future__ import annotations

import colorsys
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from daycast.episodes.cover import cover
from daycast.look import Theme

if TYPE_CHECKING:
    from daycast.show import Show


@pytest.mark.parametrize("accent", ["#0b4f8a", "#1f6b2e", "#a3340f"])
def test_a_drawn_cover_has_the_hue_of_the_theme_and_is_drawn_anew_for_another(show: Show, accent: str) -> None:
    plain = cover(show).read_bytes()
    theme = Theme(accent=accent)
    themed = cover(show.model_copy(update={"theme": theme}))
    assert themed.read_bytes() != plain
    with Image.open(themed) as image:
        assert image.size == (1500, 1500)
        sky = image.convert("RGB").getpixel((5, 5))
    assert isinstance(sky, tuple)
    hue = colorsys.rgb_to_hls(*(part / 255 for part in sky[:3]))[0]
    assert hue == pytest.approx(theme.hue[0], abs=0.03)
    assert cover(show).read_bytes() == plain
