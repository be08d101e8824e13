"""The page that answers a question: passages of what aired, each with its day, its time and its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daycast.episodes.archive.index import CLOSE, OPEN
from daycast.episodes.archive.question import LONGEST
from daycast.feed.pages import articles, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    import jinja2

    from daycast.episodes.archive.find import Found, Hit
    from daycast.episodes.archive.passages import Passage, Spoken
    from daycast.scripts.model import Evidence
    from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; whether they were looked for."""

    text: str
    found: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage as the page has it: its lines in pieces, and one of its sources for each article."""

    passage: Passage
    lines: tuple[tuple[Spoken, tuple[Piece, ...]], ...]
    sources: tuple[Evidence, ...]


def ask_page(environment: jinja2.Environment, show: Show, cover: str | None, text: str, found: Found | None) -> bytes:
    """The page for the question `text`; without `found` it only has the form, and says what is wrong with the text."""
    return fill(
        environment,
        show,
        "ask.html.j2",
        root="./",
        cover=cover,
        text=text[:LONGEST],
        longest=LONGEST,
        too_long=len(text) > LONGEST,
        found=found,
        hits=tuple(map(_shown, found.hits)) if found else (),
    ).encode()


def _shown(hit: Hit) -> Shown:
    lines = zip(hit.passage.lines, (tuple(_pieces(line)) for line in hit.lines), strict=True)
    return Shown(hit.passage, tuple(lines), articles(hit.passage.sources))


def _pieces(marked: str) -> Iterator[Piece]:
    for part in marked.split(OPEN):
        words, closed, rest = part.partition(CLOSE)
        if words:
            yield Piece(words, bool(closed))
        if rest:
            yield Piece(rest, False)
