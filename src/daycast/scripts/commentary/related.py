"""Earlier pieces of the show's own that belong to a story: by how much they have in common, not by a shared word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from daycast.scripts.aired import Aired
from daycast.scripts.model import Told
from daycast.seeds.grouping.bags import bags
from daycast.seeds.grouping.follow import alike, weighed
from daycast.seeds.model import Story
from daycast.seeds.terms import counted

RELATED = 0.25  # likeness from which on 4 of 5 pieces belong to the story's storyline (tests/bench/related.py)


@dataclass(frozen=True, slots=True)
class Piece:
    """An earlier telling: its day and heading, where its page is, and how alike it is to the story, 0 to 1."""

    told: Told
    url: str
    alike: float

    @property
    def day(self) -> date:
        return self.told.day

    @property
    def heading(self) -> str:
        return self.told.heading


def related(story: Story, archive: Sequence[Aired], base_url: str, most: int) -> tuple[Piece, ...]:
    """At most so many pieces of `archive` that are alike to the story by `RELATED` or more, the likest first.

    The parts of one day under one heading are one piece. `base_url` is that of the feed that the pieces stand in.
    """
    pieces: dict[Told, Counter[str]] = {}
    for part in archive:
        words = counted(part.heading, " ".join((*part.lines, *(evidence.quote for evidence in part.evidence))))
        pieces.setdefault(Told(part.day, part.heading), Counter()).update(words)
    mine = sum((counted(a.title, " ".join(a.paragraphs)) for a in story.articles), Counter[str]())
    found = [
        Piece(told, f"{base_url}{told.day.isoformat()}/", likeness)
        for told, likeness in zip(pieces, likenesses(mine, list(pieces.values())), strict=True)
        if likeness >= RELATED
    ]
    return tuple(sorted(found, key=lambda piece: (-piece.alike, piece.day, piece.heading))[:most])


def likenesses(story: Mapping[str, int], pieces: Sequence[Mapping[str, int]]) -> list[float]:
    """How alike each of `pieces`, as counted words, is to a story: as stories are that follow each other."""
    if not pieces:
        return []
    every = bags([story, *pieces])
    return [float(likeness) for likeness in alike(every, weighed(every), 0, np.arange(1, len(every)))]
