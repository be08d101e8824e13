"""Figures then and now: which two are of one quantity, and which only look like it."""

from datetime import UTC, datetime
from itertools import combinations

import pytest

from daycast.scripts.weekly.figures import Figure, figures, same_quantity
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.sense import sense
from daycast.seeds.model import Article


def read(text: str) -> list[Figure]:
    article = Article("2026-06-16/a", "T", "Example Wire", "", datetime(2026, 6, 16, tzinfo=UTC), (text,))
    return list(figures(Fact(text, text, "s", article, "Example Wire", 0, (), 1.0, sense(text), frozenset(), False)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The flood has killed at least 12 people.", [(12, "peopl", "12", "12 people killed")]),
        ("The army sent 350 soldiers to Mill End.", [(350, "soldier", "350", "350 soldiers")]),
        ("Insurers put the damage at $90 million.", [(9e7, "$", "$90 million", "$90 million")]),
        ("Shares of Wexcombe Water have lost 45 percent.", [(45, "%", "45 percent", "45 percent")]),
        ("Rescuers found nine survivors on Friday.", [(9, "survivor", "nine", "nine survivors")]),
        # dates, ages, times, names, ranges and forecasts count nothing that could change
        ("The dam was built in 1931, said a 40-year-old engineer.", []),
        ("The wall gave way nine minutes later, on 16 June.", []),
        ("GLM 5.2 beats Qwable-v1 in tests.", []),
        ("From 300 to 400 children came.", []),
        ("Economists expect 387,000 applications.", []),
    ],
)
def test_a_sentences_figures_are_read_with_what_they_count(text: str, found: list[tuple[float, str, str, str]]) -> None:
    assert [(one.value, one.unit, one.number, one.said) for one in read(text)] == found


SAME = [
    ("The flood from the Corran dam has killed 12 people, the police said.",
     "At least 19 people were killed by the flood from the Corran dam, the police of Carrow said."),
    ("Volunteers’ builds of GLM 5.2 had passed 10,000 downloads by Tuesday.",
     "Builds of GLM 5.2 have now passed 64,000 downloads, the volunteers said."),
    ("Insurers put the damage of the Corran flood at $90 million.",
     "Insurers now put the damage of the Corran flood at $140 million."),
    ("Northgate Lines cancelled 62 crossings, and the islands were without mail.",
     "Northgate Lines has cancelled 310 crossings, and the islands are still without mail."),
    ("The flood killed 12 people in Lower Corran on Tuesday.",
     "The flood has killed 19 people in Lower Corran, the police said on Thursday."),
]  # fmt: skip
OTHER = [
    # another thing is counted
    ("The flood from the Corran dam has killed 12 people.", "The flood from the Corran dam drove out 3,000 people."),
    ("Rescuers took 180 people from the roofs of Lower Corran.", "About 3,000 people live in Lower Corran."),
    # of somebody else, or somewhere else
    ("The flood killed 12 people in Lower Corran, the police said.",
     "The flood killed 7 people in Mill End, the police said."),
    # in another time
    ("Northgate Lines carried 20,000 passengers to the islands in May.",
     "Northgate Lines carried 26,000 passengers to the islands in June."),
    ("Northgate Lines carries 20,000 passengers a day to the islands.",
     "Northgate Lines carries 500 passengers to the islands each night."),
    ("The police of Carrow arrested 12 people at a protest on Saturday.",
     "The police of Carrow arrested 30 people at a protest on Sunday."),
    # of another part
    ("The flood from the Corran dam has killed 12 people.",
     "The flood from the Corran dam has killed 4 women."),
    ("Half of the 40 boxes hold letters about the Corran dam.", "Prosecutors seized 40 boxes about the Corran dam."),
    # of a forecast
    ("The median estimate in a survey of economists called for 387,000 applications.",
     "The median estimate in a survey of economists called for 360,000 applications."),
]  # fmt: skip


@pytest.mark.parametrize(("then", "now"), SAME)
def test_two_figures_of_one_quantity_are_found(then: str, now: str) -> None:
    assert any(same_quantity(one, other) for one in read(then) for other in read(now))


@pytest.mark.parametrize(("then", "now"), OTHER)
def test_two_quantities_are_never_compared(then: str, now: str) -> None:
    pairs = [(one, other) for one in read(then) for other in read(now) if one.value != other.value]
    assert not any(same_quantity(one, other) for one, other in pairs)


def test_sentences_of_different_pairs_are_of_different_quantities() -> None:
    for (one, _), (_, other) in combinations(SAME, 2):
        assert not any(same_quantity(mine, its) for mine in read(one) for its in read(other))
