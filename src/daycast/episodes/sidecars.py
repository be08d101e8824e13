"""The files beside the audio: chapters for apps (Podcasting 2.0) and a transcript with speakers (WebVTT)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from daycast.episodes.model import Chapter, Line

CHAPTERS, TRANSCRIPT = "chapters.json", "transcript.vtt"


def chapters_json(chapters: Sequence[Chapter]) -> str:
    """JSON chapters 1.2.0, times in seconds."""
    listed = [{"startTime": chapter.start, "title": chapter.title} for chapter in chapters]
    return json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False, indent=1) + "\n"


def webvtt(lines: Sequence[Line]) -> str:
    """One cue a turn, its speaker as a voice span (WebVTT, 6.3)."""
    cues = (
        f"{number}\n{_clock(line.start)} --> {_clock(line.end)}\n<v {_escape(line.speaker)}>{_escape(line.text)}</v>\n"
        for number, line in enumerate(lines, 1)
    )
    return "\n".join(("WEBVTT\n", *cues))


def _clock(seconds: float) -> str:
    total = round(seconds * 1000)
    return f"{total // 3_600_000:02}:{total // 60_000 % 60:02}:{total // 1000 % 60:02}.{total % 1000:03}"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
