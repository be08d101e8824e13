"""The labelled questions and the made-up archive that they are put to; README.md tells how they were made."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from daycast.episodes.model import Audio, Chapter, Episode, Line
from daycast.scripts.model import Evidence

TODAY = date(2026, 7, 29)
_HERE = Path(__file__).parent
_LINE = re.compile(r"(\w+): (.*?)(?: \{(.+)\})?")


@dataclass(frozen=True)
class Labelled:
    """A question, and words of the lines that answer it; none where the archive does not cover it."""

    text: str
    answers: tuple[str, ...]


def questions() -> list[Labelled]:
    rows = (row.split("|") for row in (_HERE / "questions.txt").read_text("utf-8").splitlines() if row[0] != "#")
    return [
        Labelled(text.strip(), tuple(part.strip() for part in said.split(" / ") if part.strip())) for text, said in rows
    ]


def episodes() -> list[Episode]:
    """The archive as records, a word spoken in 0.4 seconds."""
    found = []
    for block in (_HERE / "archive.txt").read_text("utf-8").split("= ")[1:]:
        head, *rows = block.strip().split("\n")
        day, title = head.split(" | ")
        found.append(_episode(date.fromisoformat(day), title, rows, len(found) + 1))
    return found


def _episode(day: date, title: str, rows: list[str], number: int) -> Episode:
    at = 0.0
    chapters, lines, sources = [], [], []
    for row in rows:
        if row[0] == "#":
            marks, _, heading = row.partition(" ")
            chapters.append(Chapter(at, heading, len(marks)))
            continue
        told = _LINE.fullmatch(row)
        assert told, row
        who, text, outlet = told.groups()
        label = str(len(sources) + 1)
        if outlet:
            url = f"https://{outlet.lower().replace(' ', '-')}.example.org/{day}/{label}"
            sources.append(Evidence(label, outlet, day, url, text))
        end = at + 0.4 * len(text.split())
        lines.append(Line(round(at, 3), round(end, 3), who, text, (label,) if outlet else (), False))
        at = end + 0.6
    return Episode(
        date=day,
        guid=f"guid-{number}",
        number=number,
        published=datetime(day.year, day.month, day.day, 5, tzinfo=UTC),
        made_from="0" * 64,
        title=title,
        summary=title,
        audio=Audio(f"{day}.mp3", 1, "0" * 64, at, -19.0, -1.4),
        chapters=tuple(chapters),
        lines=tuple(lines),
        sources=tuple(sources),
    )
