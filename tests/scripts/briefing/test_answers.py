"""Which sentences answer a question that was asked aloud."""

import pytest
from pools import story_of

from daycast.scripts.briefing.answers import answers
from daycast.scripts.briefing.unknown import plainly_unknown, unanswered
from daycast.scripts.writing.facts import facts
from daycast.scripts.writing.kinds import UNKNOWN, kinds
from daycast.sections import Kind


@pytest.mark.parametrize(
    ("text", "kind", "does"),
    [
        ("Prices rose by 5 percent in May.", "the numbers", True),
        ("He left the band in the 1960s, aged 31.", "the numbers", False),
        ("The guests came at 4 p.m. on 3 May 2021.", "the numbers", False),
        ("Sales doubled within a month.", "the numbers", True),
        ("He fell in the third round.", "the numbers", False),
        ("A seat costs 40 euros.", "the money", True),
        ("The mistake may cost the town its good name.", "the money", False),
        ("Residents must boil their water.", "people and society", True),
        ("She was married three times and had no children.", "people and society", False),
        ("The newsroom learned that an offer was made.", "how it works", False),
        ("The model learned from a million pages.", "how it works", True),
        ("The court will rule on 3 May.", "what to watch", True),
        ("It looks good, as it should for that price.", "what to watch", False),
        ("“Eight years are a very long time in this business.”", "in their words", False),
        ("Ada Lind said: “Eight years are a very long time in this business.”", "in their words", True),
    ],
)
def test_a_question_is_answered_by_what_it_asks_for(text: str, kind: Kind, does: bool) -> None:
    assert answers(text, kind, kinds(text, 9)) == does


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("It is also unclear whether the bridge will hold.", "It is unclear whether the bridge will hold."),
        ("It remains unknown who painted the bridge green.", "It remains unknown who painted the bridge green."),
        ("The council has not named a painter for the bridge.", "The council has not named a painter for the bridge."),
    ],
)
def test_what_is_not_known_stands_alone(sentence: str, said: str) -> None:
    story = story_of("Sund paints its bridge", "The town of Sund painted its bridge green.", "Many looked.", sentence)
    fact = next(fact for fact in plainly_unknown(facts(story, story.articles[0].published.date())) if fact.text == said)
    assert fact.kinds[0] == UNKNOWN
    assert not fact.leans
    assert fact.source == sentence


@pytest.mark.parametrize(
    ("opening", "asks"),
    [("Sund sells its bridges to customers abroad.", True), ("Olga Rand launches her campaign in Sund.", False)],
)
def test_a_price_is_missed_only_where_something_is_sold(opening: str, asks: bool) -> None:
    body = [f"The town of Sund painted bridge number {n} green in the night of the storm." for n in range(9)]
    story = story_of("Sund and its bridges", opening, *body, "Some were bought long ago and are available.")
    assert ("the money" in unanswered(story, ())) is asks
