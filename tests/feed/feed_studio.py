"""A show in a temporary folder, with episodes that look rendered."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from daycast.episodes import record
from daycast.episodes.model import Audio, Chapter, Episode, Line
from daycast.scripts.model import Evidence
from daycast.show import Show, open_show

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = {
    "title": "The Test Brief",
    "description": "What happened, and how we know.",
    "author": "The desk",
    "email": "desk@example.org",
    "language": "en-GB",
    "time_zone": "Europe/Berlin",
    "base_url": "http://localhost:8642/",
    "category": "News > Tech News",
    "hosts": "[Ada, Ben]",
}

EPISODE = Episode(
    date=date(2026, 6, 23),
    guid="0b9c5a8e-7a8e-5c53-9a53-2f3e4c1d7a10",
    number=2,
    published=datetime(2026, 6, 23, 4, 0, tzinfo=UTC),
    title="A lab and its rival",
    summary="One laboratory lost a researcher to another.",
    audio=Audio("2026-06-23.mp3", 0, "", 425.4, -19.0, -1.4),
    chapters=(Chapter(0.0, "Headlines", 1), Chapter(3.5, "The move", 2), Chapter(65.25, "Deep dive", 1)),
    lines=(
        Line(0.5, 3.0, "Ada", "Good morning.", (), False),
        Line(3.5, 9.0, "Ada", "A researcher is leaving.", ("1", "wire"), False),
        Line(9.5, 12.0, "Ben", "That is two in a week.", (), True),
        Line(65.25, 70.0, "Ada", "What it means.", ("wire",), False),
    ),
    sources=(
        Evidence("1", "Example Wire", date(2026, 6, 22), "https://wire.example.org/a", "He is leaving."),
        Evidence("wire", "Example Wire", date(2026, 6, 22), "https://wire.example.org/a", "He told staff."),
    ),
    made_from="0" * 64,
)


@dataclass(frozen=True)
class Studio:
    """Makes shows and episodes below one folder."""

    root: Path

    def show(self, **settings: Any) -> Show:
        values = {**SETTINGS, **settings}
        (self.root / "show.yaml").write_text("".join(f"{key}: {value}\n" for key, value in values.items()))
        return open_show(self.root)

    def render(self, show: Show, episode: Episode = EPISODE, audio: bytes = b"\xff\xfb" + bytes(5000)) -> Episode:
        folder = show.episode(episode.date)
        episode = replace(
            episode,
            audio=replace(
                episode.audio, file=f"{episode.date}.mp3", bytes=len(audio), sha256=hashlib.sha256(audio).hexdigest()
            ),
        )
        record.save(folder, episode)
        (folder / episode.audio.file).write_bytes(audio)
        (folder / "chapters.json").write_text('{"version": "1.2.0", "chapters": []}')
        (folder / "transcript.vtt").write_text("WEBVTT\n")
        (self.root / "episodes" / "cover.jpg").write_bytes(b"\xff\xd8 a cover")
        return episode
