"""When each written word is heard: the times are the spoken words', which may be others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from daycast.voice.engine import WordMark


@dataclass(frozen=True, slots=True)
class Timed:
    """A written line with its knots: from which second on which character is said, both rising.

    The first knot is the line's beginning and the last its end, where the engine tells no more.
    """

    speaker: str
    text: str
    knots: tuple[tuple[int, float], ...]

    @property
    def start(self) -> float:
        return self.knots[0][1]

    @property
    def end(self) -> float:
        return self.knots[-1][1]

    def at(self, place: int) -> float:
        """The second at which the character at `place` is said, told or estimated from the knots beside it."""
        for (left, before), (right, after) in zip(self.knots, self.knots[1:], strict=False):
            if place <= right:
                return round(before + (after - before) * (place - left) / max(1, right - left), 3)
        return self.end


def timed(speaker: str, written: str, start: float, end: float, words: Sequence[WordMark]) -> Timed:
    """A line said from second `start` to `end`; `words` are as spoken, in seconds from the start.

    Where the written words differ from the spoken ones ("$5" and "five dollars"), they share the time of those.
    """
    text = " ".join(written.split())
    if not words:
        return Timed(speaker, text, ((0, start), (len(text), end)))
    places = [0]
    tokens = text.split(" ")
    for token in tokens:
        places.append(places[-1] + len(token) + 1)
    spoken, bare = [_bare(mark.word) for mark in words], [_bare(token) for token in tokens]
    knots = [(0, start)]
    for kind, first, _, here, there in _alike(spoken, bare):
        if kind == "equal":
            knots += [(places[here + step], start + words[first + step].start) for step in range(there - here)]
        elif kind == "replace":
            knots.append((places[here], start + words[first].start))
    return Timed(speaker, text, (*_rising(knots, len(text), end), (len(text), end)))


def _alike(spoken: Sequence[str], written: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How the spoken words became of the written ones, as difflib tells it; most often they are the same."""
    if spoken == written:
        return [("equal", 0, len(spoken), 0, len(written))]
    return SequenceMatcher(None, spoken, written, autojunk=False).get_opcodes()


def _rising(knots: Sequence[tuple[int, float]], length: int, end: float) -> list[tuple[int, float]]:
    """Those knots that come later than the one before, in the text and in time, and before the end."""
    kept = [knots[0]]
    for place, time in knots[1:]:
        if kept[-1][0] < place < length and kept[-1][1] < time < end:
            kept.append((place, round(time, 3)))
    return kept


@lru_cache(maxsize=8192)  # few words of an episode are said once
def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
