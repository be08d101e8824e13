"""Transcripts (WebVTT, SRT, JSON) and JSON chapters: what is wrong with their bytes, or ""."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any, TypeGuard

_VTT = re.compile(
    r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})[ \t]+-->[ \t]+(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
)
_SRT = re.compile(r"^(\d{2,}):([0-5]\d):([0-5]\d),(\d{3}) --> (\d{2,}):([0-5]\d):([0-5]\d),(\d{3})")
_ARROW = "-->"


def wrong(kind: str, data: bytes) -> str:
    """What is wrong with a transcript of the media type `kind`. Types other than VTT, SRT and JSON are texts."""
    kind = kind.partition(";")[0].strip().lower()
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return "is not UTF-8"
    if not text.strip():
        return "is empty"
    if kind == "text/vtt":
        if not re.match(r"WEBVTT(?:[ \t\n]|$)", text):
            return "does not begin with WEBVTT"
        return _cues(text, _VTT)
    if kind in ("application/x-subrip", "application/srt", "text/srt"):
        return _cues(text, _SRT)
    if kind == "application/json":
        return _segments(text)
    return ""


def wrong_chapters(data: bytes, seconds: float | None) -> str:
    """What is wrong with a file of JSON chapters for an episode of so many `seconds`, where that is known."""
    found = _json(data.decode("utf-8", "replace"))
    if not isinstance(found, dict) or not isinstance(found.get("chapters"), list):
        return "is no JSON with “chapters”"
    if not isinstance(found.get("version"), str):
        return "has no “version”"
    starts = []
    for number, chapter in enumerate(found["chapters"], 1):
        start = chapter.get("startTime") if isinstance(chapter, dict) else None
        if not _is_time(start):
            return f"has no startTime in chapter {number}"
        starts.append(float(start))
    if starts != sorted(starts):
        return "has its chapters out of order"
    if seconds and starts and starts[-1] > seconds + 1:
        return f"has a chapter at {starts[-1]:g} s, behind the episode’s end"
    return ""


def _cues(text: str, form: re.Pattern[str]) -> str:
    last, count = -1, 0
    for number, line in enumerate(text.split("\n"), 1):
        if _ARROW not in line:
            continue
        found = form.match(line)
        if not found:
            return f"has no right times in line {number}"
        begin, end = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
        if begin > end or begin < last:
            return f"has its times out of order in line {number}"
        last, count = begin, count + 1
    return "" if count else "has no line with a time"


def _milliseconds(parts: Iterable[str | None]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _segments(text: str) -> str:
    found = _json(text)
    if not isinstance(found, dict) or not isinstance(found.get("segments"), list):
        return "is no JSON with “segments”"
    last = -1.0
    for number, segment in enumerate(found["segments"], 1):
        start = segment.get("startTime") if isinstance(segment, dict) else None
        if not _is_time(start):
            return f"has no startTime in segment {number}"
        if not isinstance(segment.get("body"), str):
            return f"has no body in segment {number}"
        if float(start) < last:
            return f"has its times out of order in segment {number}"
        last = float(start)
    return "" if found["segments"] else "has no segment"


def _json(text: str) -> Any:
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None


def _is_time(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < 1e9
