"""Words, times and order as the feed and its pages have them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daycast.episodes.model import Episode

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """`text` without the characters that XML 1.0 (section 2.2) has no way to write, such as NUL and lone
    surrogates. They carry nothing for a reader, and one of them makes a whole feed unreadable."""
    return _FORBIDDEN.sub("", text)


def clock(seconds: float) -> str:
    """Seconds as `4:05` or `1:04:05`, rounded down as players show them."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def moment(seconds: float) -> str:
    """Seconds as they stand behind `#t=` (Media Fragments URI 1.0, 4.2.1): `0`, `3.5`, `1234.567`."""
    return f"{seconds:.3f}".rstrip("0").rstrip(".")


def newest_first(episodes: Iterable[Episode]) -> list[Episode]:
    return sorted(episodes, key=lambda episode: (episode.published, episode.number), reverse=True)
