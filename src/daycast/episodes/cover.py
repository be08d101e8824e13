"""A cover for shows that bring none: the title before a rising sun, in the colours of its theme or its own."""

from __future__ import annotations

import hashlib
import io
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.files import write_bytes
from daycast.memory import Memory

if TYPE_CHECKING:
    from PIL.Image import Image

    from daycast.show import Show

SIDE = 1500  # pixels; Apple takes 1400 to 3000
TAG_SIDE = 600  # in the audio file, where every listener pays for its bytes
_VERSION = 1


def cover(show: Show) -> Path:
    """The show's own `cover.jpg` or `cover.png`, else one drawn from its title into `episodes/cover.jpg`.

    An edition may have its own (`cover.weekly.jpg`), and has one drawn where the show has none.
    """
    for own in show.covers:
        if own.is_file():
            return own
    path = show.drawn_cover
    look = f"{show.title}/{show.author}" + (f"/{show.theme.accent}" if show.theme else "")
    mark = f"daycast cover {_VERSION}: {hashlib.sha256(look.encode()).hexdigest()}"
    if not path.is_file() or mark.encode() not in path.read_bytes()[:2048]:
        hue, vivid = show.theme.hue if show.theme else (_hue(show.title), 1.0)
        write_bytes(path, _draw(show.title, show.author, hue, vivid, mark))
    return path


def small(picture: bytes, memory: Memory) -> bytes:
    """A picture, an image file's bytes, as a JPEG small enough for a tag."""
    digest = hashlib.sha256(picture).hexdigest()
    return b64decode(memory.recalled(f"small {digest}", lambda: b64encode(_small(picture)).decode()))


@lru_cache(maxsize=4)
def _small(picture: bytes) -> bytes:
    from PIL.Image import open as open_image

    with open_image(io.BytesIO(picture)) as image:
        fitted = image.convert("RGB")
        fitted.thumbnail((TAG_SIDE, TAG_SIDE))
        return _jpeg(fitted, "")


def _hue(title: str) -> float:
    return int(hashlib.sha256(title.encode()).hexdigest()[:4], 16) / 0xFFFF


def _draw(title: str, author: str, hue: float, vivid: float, mark: str) -> bytes:
    """`hue` and how `vivid` the colours are, each from 0 to 1."""
    from PIL import ImageDraw, ImageFont
    from PIL.Image import new

    sky, ink = _colour(hue, 0.75 * vivid, 0.16), _colour(hue, 0.20 * vivid, 0.97)
    sun = _colour(hue + 0.12, 0.80 * vivid, 0.62)
    image = new("RGB", (SIDE, SIDE), sky)
    draw = ImageDraw.Draw(image)
    centre = (SIDE // 2, int(SIDE * 1.02))
    for ring in range(7, 0, -1):
        radius = int(SIDE * (0.16 + 0.085 * ring))
        share = 0.10 + 0.55 * (1 - ring / 8)
        draw.circle(centre, radius, fill=_blend(sky, sun, share))
    draw.circle(centre, int(SIDE * 0.20), fill=sun)

    margin, width = int(SIDE * 0.09), int(SIDE * 0.82)
    size = int(SIDE * 0.16)
    while True:
        font = ImageFont.load_default(size)
        lines = _wrapped(title, partial(draw.textlength, font=font), width)
        fits = all(draw.textlength(line, font=font) <= width for line in lines)
        if (fits and len(lines) * size * 1.12 <= SIDE * 0.46) or size <= 40:
            break
        size = int(size * 0.9)
    y = margin
    for line in lines:
        draw.text((margin, y), line, font=font, fill=ink)
        y += int(size * 1.12)
    draw.text(
        (margin, y + int(SIDE * 0.02)),
        author,
        font=ImageFont.load_default(int(SIDE * 0.034)),
        fill=_blend(sky, ink, 0.75),
    )
    return _jpeg(image, mark)


def _wrapped(text: str, length: Callable[[str], float], width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and length(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _colour(hue: float, saturation: float, lightness: float) -> tuple[int, int, int]:
    import colorsys

    red, green, blue = colorsys.hls_to_rgb(hue % 1, lightness, saturation)
    return round(red * 255), round(green * 255), round(blue * 255)


def _blend(one: tuple[int, int, int], other: tuple[int, int, int], share: float) -> tuple[int, int, int]:
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _jpeg(image: Image, comment: str) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=88, optimize=True, comment=comment.encode())
    return buffer.getvalue()
