"""`theme:` of show.yaml: the colours of the show's pages and of the cover that is drawn for it.

A colour that could not be read is refused, with the nearest one that can. Contrast is WCAG 2.2's (1.4.3): 4.5 to 1.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable
from functools import partial
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from daycast.settings import Settings

LEAST = 4.5  # contrast of anything that is read
INK, DARK_INK = "#1d1c1a", "#ece8e1"  # the text on a light and on a dark page
_STRONG = 9.0  # of the text against the page, so that what is softer or lies on a tint can still be read

Rgb = tuple[int, int, int]


def _colour(text: str) -> str:
    if not re.fullmatch(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})", text):
        raise ValueError('write a colour such as "#a3340f", in quotation marks')
    digits = text[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))


Colour = Annotated[str, AfterValidator(_colour)]


class Theme(Settings):
    """Colours of links and marks (`accent`) and of the page, by day and by night.

    Without `dark_accent` it is the accent, as much lighter as it has to be.
    """

    accent: Colour = "#a3340f"
    background: Colour = "#fbfaf7"
    dark_accent: Colour | None = None
    dark_background: Colour = "#171614"

    @model_validator(mode="after")
    def _readable(self) -> Self:
        for name, ink, kind in (("background", INK, "light"), ("dark_background", DARK_INK, "dark")):
            page = getattr(self, name)
            if not _carries(ink, page):
                towards = "#ffffff" if kind == "light" else "#000000"
                better = _nearest(page, towards, partial(_carries, ink))
                raise ValueError(f"`{name}` {page} is not {kind} enough to read on; {better} is")
        for name, page, ink in (("accent", self.background, INK), ("dark_accent", self.dark_background, DARK_INK)):
            accent = getattr(self, name)
            if accent and not _stands_out(accent, page, ink):
                better = _readable(accent, page, ink)
                raise ValueError(f"`{name}` {accent} cannot be read on {page}; {better} can")
        return self

    @property
    def night_accent(self) -> str:
        """The accent on the dark page."""
        return self.dark_accent or _readable(self.accent, self.dark_background, DARK_INK)

    @property
    def hue(self) -> tuple[float, float]:
        """The hue and the saturation of the accent, each from 0 to 1."""
        red, green, blue = (part / 255 for part in rgb(self.accent))
        hue, _, saturation = colorsys.rgb_to_hls(red, green, blue)
        return hue, saturation


def palette(page: str, accent: str, ink: str) -> dict[str, str]:
    """All colours of a page by their names in the style sheet, from the three that are chosen."""
    light = contrast(page, "#000000") > contrast(page, "#ffffff")
    return {
        "paper": page,
        "raised": mix(page, "#ffffff", 0.6 if light else 0.04),
        "ink": ink,
        "soft": mix(ink, page, 0.28),
        "rule": mix(page, ink, 0.14),
        "accent": accent,
        "tint": mix(page, accent, 0.07),
    }


def style(theme: Theme) -> str:
    """The style sheet that gives pages the colours of `theme`."""
    day = _variables(palette(theme.background, theme.accent, INK))
    night = _variables(palette(theme.dark_background, theme.night_accent, DARK_INK))
    return f":root {{ {day} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {night} }} }}\n"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """`one` with a `share` of `other` in it."""
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(one), rgb(other), strict=True))


def rgb(colour: str) -> Rgb:
    """The parts of `#rrggbb`, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _variables(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def _carries(ink: str, page: str) -> bool:
    return contrast(page, ink) >= _STRONG


def _stands_out(accent: str, page: str, ink: str) -> bool:
    shades = palette(page, accent, ink)
    return all(contrast(accent, shades[name]) >= LEAST for name in ("paper", "raised", "tint"))


def _readable(accent: str, page: str, ink: str) -> str:
    """`accent`, or the nearest shade of it that can be read on `page`: darker by day, lighter by night."""
    return _nearest(accent, ink, lambda shade: _stands_out(shade, page, ink))


def _nearest(colour: str, towards: str, fits: Callable[[str], bool]) -> str:
    shades = (mix(colour, towards, step / 50) for step in range(51))
    return next((shade for shade in shades if fits(shade)), towards)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
