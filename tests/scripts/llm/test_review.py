"""What keeps a model's line off the air."""

from datetime import date

import pytest

from daycast.scripts.llm.answer import Line
from daycast.scripts.llm.review import House, flaws
from daycast.scripts.llm.sheet import Drafted, Sheet
from daycast.scripts.model import Evidence, Say

QUOTES = (
    "Orvane Labs will open a second laboratory in Lisbon with 120 researchers.",
    "The laboratory will study batteries for ships, its director Marta Quell said on Monday.",
    "The city lends Orvane Labs the building for ten years.",
)
SHEET = Sheet(
    1,
    "Orvane Labs goes to Lisbon",
    tuple(Evidence(str(n), "Example Wire", date(2026, 6, 23), "", quote) for n, quote in enumerate(QUOTES, 1)),
    3,
    (Drafted(Say("Ada", QUOTES[0], ("1",)), (1,), False),),
    (),
    "",
)
HOUSE = House("Test Show", ("Ada", "Ben"))


def wrong(text: str, *cites: int, speaker: str = "Ada", said: tuple[str, ...] = ()) -> str:
    return "; ".join(flaws(Line(speaker, text, cites), SHEET, HOUSE, said))


@pytest.mark.parametrize(
    ("text", "cites", "reason"),
    [
        ("The laboratory will have 500 researchers.", (1,), "500"),
        ("Oslo gets a laboratory of Orvane Labs, a second one.", (1,), "Oslo"),
        ("Its director said “we love it here”.", (2,), "quotation"),
        ("The city does not lend Orvane Labs the building.", (3,), "not"),
        ("A wonderful day for shipping, with unicorns and rainbows everywhere.", (2,), "unicorns"),
        ("The city lends them the building.", (9,), "no fact 9"),
        ("The city lends them the building.", (3, 0), "no fact 0"),
        ("Harbour Review reports that the city lends them the building.", (3,), "name Review"),
        ("The **city** lends Orvane Labs the building.", (3,), "Markdown"),
        ("- The city lends Orvane Labs the building.", (3,), "Markdown"),
        ("The city lends <b>Orvane Labs</b> the building.", (3,), "HTML"),
        ("The city lends the building, see www.example.org.", (3,), "addresses"),
        ("", (3,), "says nothing"),
        ("…", (3,), "says nothing"),
        ("The city lends the building. " * 9, (3,), "at most 40"),
        ("As we reported on Friday, the city lends Orvane Labs the building.", (3,), "earlier programmes"),
        ("Following yesterday’s story, the city lends Orvane Labs the building.", (3,), "earlier programmes"),
        ("The researchers hate the building.", (), "cites no fact"),
        ("He was angry about the money.", (), "cites no fact"),
        ("Did the director lie to her friends?", (), "cites no fact"),
        ("So what about Marta Quell?", (), "cites no fact"),
        ("And what are the 120 for?", (), "cites no fact"),
        ("Some call it “unheard of”.", (), "cites no fact"),
    ],
)
def test_a_line_is_told_what_is_wrong_with_it(text: str, cites: tuple[int, ...], reason: str) -> None:
    assert reason in wrong(text, *cites)


def test_only_hosts_speak() -> None:
    assert "Ada, Ben" in wrong(QUOTES[2], 3, speaker="Eve")


def test_nothing_is_said_twice() -> None:
    assert "repeats" in wrong("The city lends Orvane Labs the building for ten years, we hear.", 3, said=(QUOTES[2],))
    assert wrong("What comes next?", said=("What comes next?",)) == ""


@pytest.mark.parametrize(
    ("text", "cites"),
    [
        ("Orvane Labs will open a second laboratory in Lisbon.", (1,)),
        ("Example Wire reports that the city lends Orvane Labs the building for ten years.", (3,)),
        ("The laboratory will have 120 researchers and study batteries for ships.", (1, 2)),
        ("Now to what comes next.", ()),
        ("What will the laboratory study, Ben?", ()),
        ("And the building?", ()),
    ],
)
def test_a_line_that_rests_on_its_facts_or_only_leads_on_is_good(text: str, cites: tuple[int, ...]) -> None:
    assert wrong(text, *cites) == ""
