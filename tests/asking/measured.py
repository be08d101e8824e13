"""How well the labelled questions are answered."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.episodes.archive.find import Found, find
from daycast.episodes.archive.index import Archive
from daycast.episodes.archive.near import Meanings, read_all
from daycast.episodes.archive.question import read

if __package__:
    from tests.asking.labelled import TODAY, Labelled, episodes, questions
else:
    from labelled import TODAY, Labelled, episodes, questions

if TYPE_CHECKING:
    from daycast.seeds.grouping.meaning import Meaning


@dataclass(frozen=True)
class Quality:
    """Recall of the answering lines in the first five passages, mean reciprocal rank of the first passage that answers,
    and the share of questions rightly told to be covered or not: of all, and of those of odd and of even rank."""

    recall: float
    rank: float
    right: float
    odd: float
    even: float
    wrong: tuple[str, ...]


def quality(mean: Meaning | None = None) -> Quality:
    """How well the labelled questions are answered."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "archive.sqlite") as archive:
        known = {episode.date: episode for episode in episodes()}
        archive.bring(dict.fromkeys(known, "labelled"), known.get)
        meanings = None
        if mean:
            meanings = Meanings(mean)
            read_all(archive, meanings.mean)
        asked = questions()
        found = [find(archive, read(one.text, TODAY), meanings) for one in asked]
        ranks, recalls = zip(
            *(placed(one, told) for one, told in zip(asked, found, strict=True) if one.answers), strict=True
        )
        right = [told.covered == bool(one.answers) for one, told in zip(asked, found, strict=True)]
        wrong = tuple(one.text for one, well in zip(asked, right, strict=True) if not well)
        return Quality(
            mean_of(recalls), mean_of(ranks), mean_of(right), mean_of(right[::2]), mean_of(right[1::2]), wrong
        )


def placed(asked: Labelled, told: Found) -> tuple[float, float]:
    """The reciprocal rank of the first passage that answers, and the share of the answering lines that were found."""
    texts = [hit.passage.text.lower() for hit in told.hits]
    ranks = [rank for rank, text in enumerate(texts, 1) if any(said.lower() in text for said in asked.answers)]
    had = [said for said in asked.answers if any(said.lower() in text for text in texts)]
    return (1 / ranks[0] if ranks else 0.0), len(had) / len(asked.answers)


def mean_of(values: Sequence[float]) -> float:
    return sum(values) / len(values)
