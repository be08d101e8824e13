"""What an article says of a name, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from daycast.scripts.writing.introduce import introductions
from daycast.seeds.model import Article

ARTICLE = Article("a", "A title", "Example Wire", "https://wire.example.org/a", datetime(2026, 6, 23, tzinfo=UTC), ())


@pytest.mark.parametrize(
    "text",
    [
        "John Jumper quits for Anthropic, the laboratory said on Tuesday.",
        "The bridge leads to Port Elsin, the ministry confirmed.",
        "The town will sue Marl Ferries, a spokesman told the council.",
        "Nobody was hurt in Port Elsin, the police report shows.",
    ],
)
def test_who_says_so_does_not_explain_the_name_before_it(text: str) -> None:
    assert introductions(ARTICLE, [text]) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met Ines Varga, the mayor of the town.", "the mayor of the town"),
        ("They met Ines Varga, a lawyer who said nothing.", "a lawyer who said nothing"),
        ("They read Folded Notes, a newsletter that showed the figures.", "a newsletter that showed the figures"),
    ],
)
def test_what_stands_between_commas_explains_the_name_before_it(text: str, words: str) -> None:
    assert [who.words for who in introductions(ARTICLE, [text]).values()] == [words]
