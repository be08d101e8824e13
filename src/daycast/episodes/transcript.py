"""The transcript in the forms that players read: WebVTT, SubRip and Podcasting 2.0's JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

from daycast.episodes.timing import Timed

WIDTH, ROWS = 42, 2  # characters and rows that a caption has on a screen
SHORTEST, LONGEST = 1.2, 7.0  # seconds: what is shown for less is not read, for more is read twice
_CUT_AFTER = dict.fromkeys(".!?…", 0.0) | dict.fromkeys(",;:–—)”", 0.3)  # how bad it is to end a caption so


Cuts = Sequence[Sequence[Sequence[int]]]  # the rows of each caption, from which character to before which


@dataclass(frozen=True, slots=True)
class Caption:
    """A part of a line that is short enough to be read at a glance, from second `start` to `end`.

    `spans` are its rows in the line's text; one is empty where only the speaker's name stands.
    """

    line: Timed
    spans: tuple[tuple[int, int], ...]
    start: float
    end: float

    @property
    def name(self) -> str:
        """What stands before the words where a line begins, if there is no other sign of who speaks."""
        return "" if self.spans[0][0] else _name(self.line)

    @property
    def rows(self) -> tuple[str, ...]:
        return tuple(self.line.text[first:last] for first, last in self.spans)

    @property
    def body(self) -> str:
        return " ".join(filter(None, self.rows))


def webvtt(parts: Sequence[Caption]) -> str:
    """A cue for each caption, its speaker as a voice span (WebVTT, 6.3), with its words' times where they are known."""
    cues = (
        f"{number}\n{_clock(part.start)} --> {_clock(part.end)}\n<v {_escape(part.line.speaker)}>{_cue(part)}</v>\n"
        for number, part in enumerate(parts, 1)
    )
    return "\n".join(("WEBVTT\n", *cues))


def srt(parts: Sequence[Caption]) -> str:
    """SubRip: captions of at most two rows of 42 characters."""
    cues = (
        f"{number}\n{_clock(part.start, ',')} --> {_clock(part.end, ',')}\n" + (part.name + "\n".join(part.rows)) + "\n"
        for number, part in enumerate(parts, 1)
    )
    return "\n".join(cues)


def transcript_json(parts: Sequence[Caption]) -> str:
    """Podcasting 2.0's JSON transcript 1.0.0: a segment for each caption, times in seconds."""
    segments = [
        {"speaker": part.line.speaker, "startTime": part.start, "endTime": part.end, "body": part.body}
        for part in parts
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def captions(lines: Sequence[Timed], cut: Sequence[Cuts]) -> tuple[Caption, ...]:
    """The lines in parts, none of which is lost, where they are `cut`."""
    return tuple(caption for line, parts in zip(lines, cut, strict=True) for caption in _captions(line, parts))


def _captions(line: Timed, parts: Cuts) -> Iterator[Caption]:
    times = [line.at(spans[0][0]) for spans in parts] + [line.end]
    for spans, start, end in zip(parts, times, times[1:], strict=False):
        yield Caption(line, tuple((first, last) for first, last in spans), start, end)


def cuts(line: Timed) -> Cuts:
    """Where to cut a line: where a sentence or clause ends, if it can be, and evenly.

    The cheapest way is found from the line's end: for each word, the best caption that begins there.
    """
    words = list(_words(line.text))
    times = [line.at(first) for first, _ in words] + [line.end]
    best: list[tuple[float, int, tuple[tuple[int, int], ...]]] = [(0.0, len(words), ())] * (len(words) + 1)
    for first in range(len(words) - 1, -1, -1):
        ways = (
            (best[after][0] + _cost(line.text, spans, times[after] - times[first]), after, spans)
            for after, spans in _fitting(words, first, 0 if first else len(_name(line)))
        )
        best[first] = min(ways, key=itemgetter(0))
    found, first = [], 0
    while first < len(words):
        _, after, spans = best[first]
        found.append(spans)
        first = after
    return found


def _fitting(
    words: Sequence[tuple[int, int]], first: int, taken: int
) -> Iterator[tuple[int, tuple[tuple[int, int], ...]]]:
    """Captions that may begin with the word `first`: the rows, and before them the number of the word that follows.

    Of the first row so many characters are `taken`.
    """
    rows = [(words[first][0], words[first][0])]
    for place in range(first, len(words)):
        begin, end = words[place]
        if end - rows[-1][0] + (taken if len(rows) == 1 else 0) > WIDTH:
            if len(rows) == ROWS:
                return
            rows.append((begin, end))
        else:
            rows[-1] = (rows[-1][0], end)
        yield place + 1, tuple(rows)


def _cost(text: str, spans: tuple[tuple[int, int], ...], seconds: float) -> float:
    """How bad a caption of these rows is that lasts so long; 1 is as bad as one more of them."""
    end = spans[-1][1]
    if end == len(text):
        cut = 0.0
    elif text[end] != " ":
        cut = 4.0  # within a word
    else:
        cut = _CUT_AFTER.get(text[end - 1], 1.5)
    empty = max(0.0, 1 - (end - spans[0][0]) / (WIDTH * ROWS))
    unreadable = 3 if seconds < SHORTEST else max(0.0, seconds - LONGEST)
    return 1 + cut + empty**2 / 2 + unreadable


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Where each word begins and ends; one that is too long for a row is cut."""
    for word in re.finditer("[^ ]+", text):
        for first in range(word.start(), word.end(), WIDTH):
            yield first, min(first + WIDTH, word.end())


def _name(line: Timed) -> str:
    """Who speaks, as it stands before the words, shortened to a row."""
    return f"{line.speaker[: WIDTH - 2]}: "


def _cue(part: Caption) -> str:
    """The rows with the time of each word that begins after the first."""
    told = [(place, second) for place, second in part.line.knots if part.start < second < part.end]
    rows = []
    for first, last in part.spans:
        inside = [(place, second) for place, second in told if first <= place < last]
        ends = [*(place for place, _ in inside), last]
        pieces = [_escape(part.line.text[first : ends[0]])]
        for (place, second), end in zip(inside, ends[1:], strict=True):
            pieces.append(f"<{_clock(second)}>{_escape(part.line.text[place:end])}")
        rows.append("".join(pieces))
    return "\n".join(filter(None, rows))


def _clock(seconds: float, point: str = ".") -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{_hours(whole)}{point}{thousandths:03}"


@lru_cache(maxsize=8192)  # most seconds of an episode are told several times
def _hours(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
