"""Names that an earlier question of a story may have explained."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from daycast.scripts.writing.introduce import Introduction, introduced, reintroduced
from daycast.seeds.model import Article

PLAIN = Article("a", "A title", "Example Wire", "https://wire.example.org/a", datetime(2026, 6, 23, tzinfo=UTC), ())
CASES = [
    ("Marl Ferries", "a fund with $9 million in boats", "Marl Ferries buys.", "The fund Marl Ferries buys."),
    ("Marl Ferries", "an independent test group", "A user of Marl Ferries said so.",
     "A user of the independent test group Marl Ferries said so."),
    ("Ida Toll", "a contract lawyer at Dunmere", "Ida Toll said no.", "The contract lawyer Ida Toll said no."),
]  # fmt: skip
IN_FULL = [
    ("Marl Ferries", "a friend of the harbour", "Marl Ferries sails."),  # no role
    ("Marl Ferries", "the last company on the coast", "Marl Ferries sails."),  # the only one
    ("Marl Ferries", "a maker of boats", "Marl Ferries sails."),  # of what is all that it tells
    ("Marl Ferries", "who lives at sea", "Marl Ferries sails."),
    ("Marl Institute", "a non-profit laboratory", "The Marl Institute sails."),  # with an article of its own
]


@pytest.mark.parametrize(("name", "words", "text", "said"), CASES)
def test_who_may_be_known_is_introduced_in_a_word_before_the_name(name: str, words: str, text: str, said: str) -> None:
    who = Introduction(name, words, True, PLAIN, 0, "")
    assert reintroduced(text, who) == said


@pytest.mark.parametrize(("name", "words", "text"), IN_FULL)
def test_where_no_word_will_do_the_introduction_is_said_in_full(name: str, words: str, text: str) -> None:
    who = Introduction(name, words, True, PLAIN, 0, "")
    assert reintroduced(text, who) == introduced(text, who)
    assert words in (introduced(text, who) or "")


def test_where_there_is_no_room_for_words_nothing_is_said() -> None:
    who = Introduction("Marl Ferries", "a fund with boats", True, PLAIN, 0, "")
    assert reintroduced("Marl Ferries’s boats sail.", who) is None
