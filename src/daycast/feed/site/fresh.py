"""The headers for caches: how long an answer of this moment may be kept, and by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daycast.feed.site import rhythm

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from daycast.feed.site.held import Header

_PRIVATE = ((b"x-robots-tag", b"noindex"),)


class Fresh:
    """What caches are told of a site, whose newest episodes were `published` then (seconds since 1970).

    On this machine and its network (`local`), the next publish is seen at once.
    """

    def __init__(self, published: Callable[[], Sequence[float]], *, local: bool, private: bool) -> None:
        self._published, self._local, self._private = published, local, private
        self._known: tuple[int, tuple[Header, ...], tuple[Header, ...]] = (-1, (), ())  # as of a second: media, texts

    def headers(self, second: int, *, text: bool) -> tuple[Header, ...]:
        """Those of an answer in this second; a text is kept until the next episode is due."""
        if second != self._known[0]:
            ages = (rhythm.LONGEST, rhythm.max_age(rhythm.due(tuple(self._published())), second))
            media, texts = (_for_caches(age, local=self._local, private=self._private) for age in ages)
            self._known = (second, media, texts)
        _, media, texts = self._known
        return texts if text else media


class Published:
    """When the newest episodes of a feed were published, read again when its file is another."""

    def __init__(self, feed: Path) -> None:
        self._feed = feed
        self._known: tuple[int, Sequence[float]] = (0, ())

    def __call__(self) -> Sequence[float]:
        changed = self._feed.stat().st_mtime_ns
        if changed != self._known[0]:
            self._known = (changed, rhythm.published(self._feed.read_bytes()))
        return self._known[1]


def _for_caches(age: int, *, local: bool, private: bool) -> tuple[Header, ...]:
    who = "private, " if private else "" if local else "public, "
    value = who + ("no-cache" if local else f"max-age={age}")
    return ((b"cache-control", value.encode()), *(_PRIVATE if private else ()))
