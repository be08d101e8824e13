"""The files beside the audio: chapters for apps (Podcasting 2.0), transcripts, and the waveform."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from daycast.episodes.model import Chapter
from daycast.episodes.transcript import Caption, srt, transcript_json, webvtt
from daycast.episodes.waveform import waveform_json, waveform_svg

CHAPTERS, TRANSCRIPT = "chapters.json", "transcript.vtt"
NAMES = (CHAPTERS, TRANSCRIPT, "transcript.srt", "transcript.json", "waveform.json", "waveform.svg")


def sidecars(
    chapters: Sequence[Chapter], parts: Sequence[Caption], levels: Sequence[int], *, title: str, folder: str
) -> Mapping[str, str]:
    """The text of each file of `NAMES`. `folder` is the address that the episode's files will stand under."""
    made = (
        chapters_json(chapters, folder),
        webvtt(parts),
        srt(parts),
        transcript_json(parts),
        waveform_json(levels),
        waveform_svg(levels, title),
    )
    return dict(zip(NAMES, made, strict=True))


def chapters_json(chapters: Sequence[Chapter], folder: str) -> str:
    """JSON chapters 1.2.0: times in seconds, links to the sources, pictures by their address."""
    listed = [
        {
            "startTime": chapter.start,
            "title": chapter.title,
            **({"url": chapter.url} if chapter.url else {}),
            **({"img": folder + chapter.image} if chapter.image else {}),
        }
        for chapter in chapters
    ]
    return json.dumps({"version": "1.2.0", "chapters": listed}, ensure_ascii=False, indent=1) + "\n"
