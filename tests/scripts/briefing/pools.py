"""Pools to test with, small and whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from daycast.inline import escape
from daycast.scripts.model import Evidence, Say, Script, Section, Sound
from daycast.seeds.model import Article, Story

DAY = date(2026, 6, 22)

Told = Mapping[str, Sequence[str]]  # by question, what answers it; the points stand under ""


def pool_of(stories: Mapping[str, Told], outlets: Mapping[str, int] | None = None) -> Script:
    """A pool of stories by their headings, each line with a source of its own, of so many outlets."""
    evidence: list[Evidence] = []

    def said(number: int, line: str, outlet: int) -> Say:
        label = str(len(evidence) + 1)
        evidence.append(Evidence(label, f"Outlet {outlet}", DAY, f"https://wire.example.org/{label}", line))
        return Say("Ada" if number % 2 else "Ben", escape(line), (label,))

    sections = [Section(0, "", (Sound("open"), Say("Ada", "It is Monday, and this is your briefing.")))]
    for heading, parts in stories.items():
        count = (outlets or {}).get(heading, 1)
        for question, lines in parts.items():
            cues = tuple(said(number, line, number % count) for number, line in enumerate(lines))
            asked = (Say("Ben", escape(question)),) if question else ()
            sections.append(Section(2 if question else 1, escape(question or heading), asked + cues))
    sections.append(Section(1, "Sign-off", (Say("Ada", "That was your briefing."),)))
    return Script(DAY, "All", "All of it.", tuple(sections), tuple(evidence))


def story_of(title: str, *sentences: str) -> Story:
    """A story of one article."""
    when = datetime(2026, 6, 22, 8, tzinfo=UTC)
    article = Article("2026-06-22/a", title, "Example Wire", "https://wire.example.org/a", when, (" ".join(sentences),))
    return Story(article.id, title, (article,), 1, 1.0, ())
