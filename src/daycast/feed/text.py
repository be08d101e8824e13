"""Words, times and order as the feed and its pages have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

ListedT = TypeVar("ListedT", bound="Listed")

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
MOST = 4000  # bytes of a description (PSP-1)
SHORT = 128  # characters of a name or title in Podcasting 2.0's tags


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 (section 2.2) has no way to write, such as NUL and lone
    surrogates. They carry nothing for a reader, and one of them makes a whole feed unreadable."""
    return _FORBIDDEN.sub("", text)


def unwritable(text: str) -> tuple[str, ...]:
    """The characters that `clean` takes out of `text`, each once, as `U+0007`."""
    return tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in _FORBIDDEN.findall(text)))


def line(text: str) -> str:
    """`text` clean and on one line."""
    return " ".join(clean(text).split())


def fitted(text: str, most: int = MOST) -> str:
    """`text` if its UTF-8 has at most `most` bytes, else as much as fits, and `…`."""
    data = text.encode()
    return text if len(data) <= most else data[: most - 3].decode(errors="ignore").rstrip() + "…"


def short(text: str) -> str:
    """`text` on one line, in at most `SHORT` characters."""
    text = line(text)
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def clock(seconds: float) -> str:
    """Seconds as `4:05` or `1:04:05`, rounded down as players show them."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def moment(seconds: float) -> str:
    """Seconds as they stand behind `#t=` (Media Fragments URI 1.0, 4.2.1): `0`, `3.5`, `1234.567`."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


class Listed(Protocol):
    """What has a place in a list of episodes."""

    @property
    def published(self) -> datetime: ...
    @property
    def number(self) -> int: ...


def newest_first(listed: Iterable[ListedT]) -> list[ListedT]:
    """Episodes, or what stands for them, as every list has them."""
    return sorted(listed, key=lambda one: (one.published, one.number), reverse=True)
