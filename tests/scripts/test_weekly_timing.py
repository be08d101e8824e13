"""What the days that a sentence names mean: when it was published, and when it is heard."""

from datetime import date

import pytest

from daycast.scripts.weekly.timing import Due, due, in_time

MONDAY, THURSDAY, SATURDAY = date(2026, 6, 15), date(2026, 6, 18), date(2026, 6, 20)
NEXT = [date(2026, 6, day) for day in range(22, 28)]  # Monday to Saturday after that


@pytest.mark.parametrize(
    ("text", "published", "when"),
    [
        ("The council will vote on the tram line on Tuesday.", THURSDAY, Due(NEXT[1])),
        ("Talks are expected to begin by Wednesday in Carrow.", THURSDAY, Due(NEXT[2])),
        ("The court is to rule on Friday.", SATURDAY, Due(NEXT[4])),
        ("The court will rule next Friday.", MONDAY, Due(NEXT[4])),
        ("Pellow Software plans to publish its logs on 26 June.", MONDAY, Due(NEXT[4])),
        ("Pellow Software plans to publish its logs on June 26, 2026.", MONDAY, Due(NEXT[4])),
        ("The council will vote on the tram line next week.", THURSDAY, Due(NEXT[0], whole=True)),
        ("The ferries will sail again tomorrow.", SATURDAY, Due(date(2026, 6, 21))),
        ("The first tram will run on Monday and the second on Thursday.", SATURDAY, Due(NEXT[0])),
        ("The council on Tuesday will vote on the tram line.", THURSDAY, Due(NEXT[1])),
        # it came due within the week
        ("The council will vote on the tram line on Friday.", MONDAY, None),
        ("The ferries will sail again tomorrow.", THURSDAY, None),
        ("The council will vote on the tram line today.", SATURDAY, None),
        # the paper's own weekday is the day itself
        ("The governor will speak on Thursday.", THURSDAY, None),
        # the day is that on which something was said or done
        ("The governor will resign, she said on Tuesday.", THURSDAY, None),
        ("John Jumper will join Anthropic, it emerged on Tuesday.", THURSDAY, None),
        ("Voters will decide on the budget that the council passed on Monday.", THURSDAY, None),
        ("Engineers found a leak on Monday.", THURSDAY, None),
        ("The operator cannot say why, due to the flood of Tuesday night.", THURSDAY, None),
        # another year, another month, later than the week to come
        ("The law is expected to take effect on June 26, 2027.", MONDAY, None),
        ("The festival will open on 9 July.", MONDAY, None),
        ("The survey will be published in August.", MONDAY, None),
    ],
)
def test_an_announcement_is_due_on_the_day_that_it_names(text: str, published: date, when: Due | None) -> None:
    assert due(text, published, SATURDAY) == when


def test_next_week_in_an_article_of_last_week_is_over() -> None:
    text = "The council will vote on the tram line next week."
    assert due(text, date(2026, 6, 20), date(2026, 6, 22)) is None


@pytest.mark.parametrize(
    ("text", "published", "holds"),
    [
        ("The ferries stayed in port on Wednesday.", THURSDAY, True),
        ("The crews voted on Monday to stop work.", MONDAY, True),
        ("The council will vote on the tram line on Tuesday.", THURSDAY, True),
        ("Sales rose this week.", THURSDAY, True),
        ("The dam was built on 9 March 1931.", MONDAY, True),
        # heard on Saturday, these would name another day
        ("The mayor resigned on Sunday.", date(2026, 6, 13), False),
        ("The mayor resigned on Saturday.", date(2026, 6, 13), False),
        ("Sales rose last week.", date(2026, 6, 14), False),
        ("The trial opened two days ago.", MONDAY, False),
        # these have come due since
        ("The council will vote on the tram line on Friday.", MONDAY, False),
        ("The law is expected to take effect on June 18.", MONDAY, False),
        ("The parties are poised to agree.", MONDAY, False),
        ("The governor on Thursday will present a budget.", THURSDAY, False),
        ("The bill is unlikely to pass.", MONDAY, False),
        # this needs the sentence before it, whenever it is heard
        ("Only a day earlier, another scientist had left.", SATURDAY, False),
    ],
)
def test_a_sentence_is_told_while_its_days_are_still_the_same(text: str, published: date, holds: bool) -> None:
    assert in_time(text, published, SATURDAY) is holds
