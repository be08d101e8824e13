"""Passages and questions in the form in which the index has them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from daycast.episodes.archive.passages import Passage, Spoken
from daycast.scripts.model import Evidence


def any_of(terms: Sequence[str]) -> str:
    """Terms as a query of FTS5 for any of them. Each stands in quotation marks, so that nothing in it is an operator;
    a `*` behind its last word asks for what begins so (sqlite.org/fts5.html, section 3)."""
    quoted = (f'"{term.rstrip("*").replace(chr(34), " ")}"{"*" if term.endswith("*") else ""}' for term in terms)
    return " OR ".join(quoted)


def packed(one: Passage) -> str:
    """All of a passage but its day and its words."""
    told: dict[str, Any] = {
        "title": one.title,
        "section": one.section,
        "heading": one.heading,
        "end": one.end,
        "lines": [(line.start, line.speaker, line.take) for line in one.lines],
        "sources": [
            (source.label, source.outlet, source.published.isoformat(), source.url, source.quote)
            for source in one.sources
        ],
    }
    return json.dumps(told, separators=(",", ":"))


def unpacked(day: date, data: str, text: str) -> Passage:
    """The passage of `day` that was `packed` as `data`, with the words `text`."""
    told: dict[str, Any] = json.loads(data)
    lines = tuple(
        Spoken(start, who, line, take) for (start, who, take), line in zip(told["lines"], text.split("\n"), strict=True)
    )
    sources = tuple(
        Evidence(label, outlet, date.fromisoformat(published), url, quote)
        for label, outlet, published, url, quote in told["sources"]
    )
    return Passage(day, told["title"], told["section"], told["heading"], lines[0].start, told["end"], lines, sources)
