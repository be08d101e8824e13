"""What two sentences tell alike."""

import pytest

from daycast.scripts.writing.sense import sense


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("Three people died in a burning bank.", "A blaze in the bank killed 3.", {"3", "die", "fire", "bank"}),
        ("Bell quit Marl Ferries.", "The resignation of Bell hit Marl Ferries.", {"quit", "bell", "marl", "ferrie"}),
        ("Prices rose in May.", "Prices fell in May.", {"price"}),
    ],
)
def test_words_that_news_uses_for_the_same_thing_are_one(one: str, other: str, shared: set[str]) -> None:
    assert sense(one) & sense(other) >= shared
    assert ("rise" in sense(one)) is ("rise" in sense(other)) or "fall" in sense(other)
