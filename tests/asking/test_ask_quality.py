"""How well questions are answered, on the labelled ones; `tests.bench.ask --quality` prints the same figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from labelled import episodes, questions
from measured import Quality, quality

from daycast.seeds.grouping.meaning import meaning

DOCS = (Path(__file__).parents[2] / "docs" / "ask.md").read_text("utf-8").splitlines()


def row(way: str, told: Quality) -> str:
    """The figures as docs/ask.md has them."""
    figures = (told.recall, told.rank, told.odd, told.even)
    return f"| {' | '.join([way, *(f'{figure:.2f}' for figure in figures)])} |"


def test_the_labelled_set_is_large_enough_and_every_answer_stands_in_its_archive() -> None:
    said = "\n".join(line.text for episode in episodes() for line in episode.lines).lower()
    assert len(questions()) >= 40
    assert sum(not one.answers for one in questions()) >= 20
    assert [words for one in questions() for words in one.answers if words.lower() not in said] == []


def test_by_words_alone_the_answer_is_found_and_most_are_rightly_told_to_be_covered_or_not() -> None:
    told = quality()
    assert told.recall >= 0.98
    assert told.rank >= 0.9
    assert min(told.odd, told.even) >= 0.85
    assert row("by words", told) in DOCS


@pytest.mark.skipif(meaning() is None, reason="needs the extra [embeddings]")
def test_by_meaning_too_more_are_rightly_told() -> None:
    told = quality(meaning())
    assert told.recall >= 0.98
    assert told.rank >= 0.9
    assert min(told.odd, told.even) >= 0.9
    assert row("by words and meaning", told) in DOCS
