"""The transcript in the forms that players read: WebVTT, SubRip and Podcasting 2.0's JSON."""

from __future__ import annotations

import json
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
        begin = f"{line.speaker}: "
        rows = list(_rows(begin + line.text)) if line.text else []
        for first in range(0, len(rows), ROWS):
            part = rows[first : first + ROWS]
            start, end = max(0, part[0][0] - len(begin)), part[-1][1] - len(begin)
            spoken = " ".join(row for _, _, row in part)[len(begin) if first == 0 else 0 :]
            yield Caption(line.speaker, line.at(start), line.at(end), tuple(row for _, _, row in part), spoken)


def _rows(text: str) -> Iterator[tuple[int, int, str]]:
    """The text in rows: where each begins, where the next does, and its words. A word that is too long is cut."""
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= WIDTH else text.rfind(" ", start, start + WIDTH + 1)
        end = start + WIDTH if end <= start else end
        following = end + (text[end : end + 1] == " ")
        yield start, following, text[start:end]
        start = following


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
