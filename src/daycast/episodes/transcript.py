"""The transcript in the forms that players read: WebVTT, SubRip and Podcasting 2.0's JSON."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daycast.episodes.timing import Timed

WIDTH, ROWS = 42, 2  # characters and rows that a caption has on a screen


@dataclass(frozen=True, slots=True)
class Caption:
    """A part of a line that is short enough to be read at a glance; its rows, with the speaker where a line begins."""

    speaker: str
    start: float
    end: float
    rows: tuple[str, ...]
    body: str


def webvtt(lines: Sequence[Timed]) -> str:
    """One cue a turn, its speaker as a voice span (WebVTT, 6.3), with the times of its words where they are known."""
    cues = (
        f"{number}\n{_clock(line.start)} --> {_clock(line.end)}\n<v {_escape(line.speaker)}>{_cue(line)}</v>\n"
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(("WEBVTT\n", *cues))


def srt(parts: Sequence[Caption]) -> str:
    """SubRip: captions of at most two rows of 42 characters."""
    cues = (
        f"{number}\n{_clock(part.start, ',')} --> {_clock(part.end, ',')}\n" + "\n".join(part.rows) + "\n"
        for number, part in enumerate(parts, 1)
    )
    return "\n".join(cues)


def transcript_json(parts: Sequence[Caption]) -> str:
    """Podcasting 2.0's JSON transcript 1.0.0: a segment for each caption, times in seconds."""
    segments = [
        {"speaker": part.speaker, "startTime": part.start, "endTime": part.end, "body": part.body} for part in parts
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def captions(lines: Sequence[Timed]) -> tuple[Caption, ...]:
    """The lines in parts, none of which is lost; the first of a line names who speaks."""
    return tuple(_captions(lines))


def _captions(lines: Sequence[Timed]) -> Iterator[Caption]:
    for line in lines:
        rows = textwrap.wrap(f"{line.speaker}: {line.text}", WIDTH, break_on_hyphens=False) if line.text else []
        before = len(line.speaker) + 2  # characters of `rows` that are not the line's
        place = 0
        for first in range(0, len(rows), ROWS):
            part = rows[first : first + ROWS]
            body = " ".join(part)[before if first == 0 else 0 :]
            after = place + len(body)
            after += line.text[after : after + 1] == " "
            yield Caption(line.speaker, line.at(place), line.at(after), tuple(part), body)
            place = after


def _cue(line: Timed) -> str:
    parts = [line.text[: line.knots[1][0]]]
    for (place, second), (following, _) in zip(line.knots[1:], line.knots[2:], strict=False):
        parts.append(f"<{_clock(second)}>{_escape(line.text[place:following])}")
    return _escape(parts[0]) + "".join(parts[1:])


def _clock(seconds: float, point: str = ".") -> str:
    total = round(seconds * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}{point}{total % 1000:03}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
