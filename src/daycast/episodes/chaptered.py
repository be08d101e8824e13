"""Which lines of an episode stand under which of its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from daycast.episodes.model import Chapter, Episode, Line


def chaptered(episode: Episode) -> Iterator[tuple[Chapter | None, tuple[Line, ...]]]:
    """The chapters in order, each with its lines; first, under None, what is said before any of them.

    A line belongs to the last chapter that began before its middle, so that a time rounded on one side does not move
    it.
    """
    starts: list[Chapter | None] = [None, *episode.chapters]
    lines: list[list[Line]] = [[] for _ in starts]
    for line in episode.lines:
        middle = (line.start + line.end) / 2
        lines[sum(chapter.start <= middle for chapter in episode.chapters)].append(line)
    for chapter, spoken in zip(starts, lines, strict=True):
        yield chapter, tuple(spoken)
