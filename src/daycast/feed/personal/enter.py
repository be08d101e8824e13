"""Puts a listener's programme into the day's table: what stands there already is named by its number."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

from daycast.episodes.arrange import frames as frames_in
from daycast.episodes.reel import Silence
from daycast.inline import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from daycast.episodes.join import Joined, Spot
    from daycast.episodes.model import Chapter
    from daycast.episodes.transcript import Cuts
    from daycast.feed.personal.day import Table


class Entries:
    """A table being filled. `how` tells of a piece, by its key, how it can be made again; `cut` where captions end."""

    def __init__(self, table: Table, how: Mapping[str, Any], cut: Callable[[Spot], Cuts]) -> None:
        self._table, self._how, self._cut = table, how, cut
        self._pieces = {piece[0]: number for number, piece in enumerate(table.pieces)}
        self._lines = {_key([*line[:4], line[-1]]): number for number, line in enumerate(table.lines)}
        self._stretches = {_frozen(stretch): number for number, stretch in enumerate(table.stretches)}
        self._said: dict[tuple[object, str], int] = {}

    def stretches(self, joined: Joined, chapters: Sequence[Chapter]) -> tuple[int, ...]:
        """The programme as numbers of stretches: each begins with a chapter, as far as a piece begins there too."""
        marks = deque((frames_in(chapter.start), chapter) for chapter in chapters)
        spots = deque(joined.spots)
        found = []
        for first, end, pieces in self._cuts(joined, {frame for frame, _ in marks}):
            headed: list[list[Any]] = []
            while marks and marks[0][0] < end:
                frame, chapter = marks.popleft()
                headed.append([frame - first, chapter.level, chapter.title, chapter.url, chapter.image])
            said: list[list[int]] = []
            while spots and spots[0].start < end:
                spot = spots.popleft()
                said.append([self._line(spot), spot.start - first])
            found.append(self._stretch([headed, pieces, said]))
        return tuple(found)

    def _cuts(self, joined: Joined, starts: Collection[int]) -> Iterator[tuple[int, int, list[int]]]:
        """The pieces, by number, from one of the frames `starts` to the next: their first frame, and the one behind."""
        first = at = 0
        pieces: list[int] = []
        for piece in joined.pieces:
            if at in starts and pieces:
                yield first, at, pieces
                first, pieces = at, []
            frames = piece.size // joined.layout.frame_bytes
            pieces.append(-frames if isinstance(piece, Silence) else self._piece(piece.key, frames))
            at += frames
        if pieces:
            yield first, at, pieces

    def _piece(self, key: str, frames: int) -> int:
        number = self._pieces.setdefault(key, len(self._pieces))
        if number == len(self._table.pieces):
            self._table.pieces.append([key, frames, self._how.get(key, {})])
        return number

    def _line(self, spot: Spot) -> int:
        say, take = spot.cued.say, spot.take
        known = self._said.get((say, take.key))
        if known is not None:
            return known
        told = [say.speaker, plain(say.text), list(say.citations), say.take]
        number = self._lines.setdefault(_key([*told, take.key]), len(self._lines))
        if number == len(self._table.lines):
            words = [list(mark) for mark in take.words]
            self._table.lines.append([*told, take.frames, words, self._cut(spot), take.key])
        self._said[say, take.key] = number
        return number

    def _stretch(self, stretch: list[Any]) -> int:
        number = self._stretches.setdefault(_frozen(stretch), len(self._stretches))
        if number == len(self._table.stretches):
            self._table.stretches.append(stretch)
        return number


def _frozen(stretch: list[Any]) -> tuple[object, ...]:
    headed, pieces, said = stretch
    return (tuple(map(tuple, headed)), tuple(pieces), tuple(map(tuple, said)))


def _key(value: list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False)
