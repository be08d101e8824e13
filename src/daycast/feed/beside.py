"""What is published beside an episode's audio, named in the feed with Podcasting 2.0's tags.

Source: https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from feedgen.util import xml_elem

from daycast.episodes.sidecars import CHAPTERS

if TYPE_CHECKING:
    from daycast.episodes.model import Episode

NAMESPACE = "https://podcastindex.org/namespace/1.0"
TRANSCRIPTS = {
    "transcript.vtt": "text/vtt",
    "transcript.srt": "application/x-subrip",
    "transcript.json": "application/json",
}


class Beside:
    """A feedgen extension, one for the channel and one for each item; only items have something beside them."""

    def __init__(self) -> None:
        self._tags: list[tuple[str, dict[str, str], str]] = []

    def of(self, episode: Episode, folder: str) -> None:
        """Names the transcripts, chapters and other formats of an episode; `folder` is the address of its files."""
        transcripts = {name: kind for name, kind in TRANSCRIPTS.items() if name in episode.files}
        self._tags = [("transcript", {"url": folder + name, "type": kind}, "") for name, kind in transcripts.items()]
        if CHAPTERS in episode.files:
            self._tags.append(("chapters", {"url": folder + CHAPTERS, "type": "application/json+chapters"}, ""))
        for other in episode.audio.alternates:
            told = {"type": other.type, "length": str(other.bytes), "bitrate": str(other.bitrate * 1000)}
            self._tags.append(("alternateEnclosure", told, folder + other.file))

    def extend_ns(self) -> dict[str, str]:
        return {"podcast": NAMESPACE}

    def extend_rss(self, element: Any) -> None:
        for name, told, source in self._tags:
            tag = xml_elem(f"{{{NAMESPACE}}}{name}", element)
            tag.attrib.update(told)
            if source:
                xml_elem(f"{{{NAMESPACE}}}source", tag).attrib["uri"] = source
