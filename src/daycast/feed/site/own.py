"""What was made for each listener, as the site asks for it: texts and audio that are no files of `feed/`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daycast.feed.site.download import Source
    from daycast.feed.site.held import Form


@dataclass(frozen=True, slots=True)
class Thing:
    """A text in its forms by coding, or, in one form without a body, what `source` reads."""

    name: str
    forms: Mapping[str, Form]
    source: Source | None = None


class Own(Protocol):
    """The listeners' things."""

    async def find(self, listener: str, path: str, seen: str) -> Thing | None:
        """What stands for the listener at a decoded request path; `seen` is the address of their folder."""

    def latest(self) -> tuple[float, ...]:
        """When the newest episodes were published, oldest first, as seconds since 1970."""
