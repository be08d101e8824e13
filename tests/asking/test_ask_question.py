"""What is read out of a question: its topic and its days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.episodes.archive.question import read
from daycast.episodes.archive.when import EVER

TODAY = date(2026, 7, 29)  # a Wednesday
FIRST, LAST = "0001-01-01", "9999-12-31"


@pytest.mark.parametrize(
    ("text", "tongue", "terms"),
    [
        ("What did we report about export controls?", "en", ("export", "controls")),
        ("export controls", "en", ("export", "controls")),
        ("Did anybody say anything about whales?", "en", ("whales",)),
        ("How expensive is wheat?", "en", ("wheat",)),
        ("How much did Lumenar's lawyer get?", "en", ("lumenar", "lawyer")),
        ("What happened to the e-bike batteries?", "en", ("e-bike", "batteries")),
        ("What saves 3,000 litres, or 3.5 percent?", "en", ("saves", "3,000", "litres", "3.5", "percent")),
        ('Who said "how slow paper is"?', "en", ("how slow paper is",)),
        ("Wer hat was zu den Exportkontrollen gesagt?", "de", ("exportkontrollen",)),
        ("Wie teuer ist das Brot?", "de", ("brot",)),
        ("¿Qué dijimos sobre la sequía?", "es", ("sequía",)),
        ("Kio okazis?", "eo", ("kio", "okazis")),
        ("what?", "en", ("what",)),
        ("?!", "en", ()),
        ("", "en", ()),
    ],
)
def test_what_only_asks_drops_out_and_the_topic_remains(text: str, tongue: str, terms: tuple[str, ...]) -> None:
    assert read(text, TODAY, tongue).terms == terms


def test_the_shows_title_is_no_topic_and_a_word_of_it_is() -> None:
    assert read("What did The Daily Brief say about ferries?", TODAY, "en", "The Daily Brief").terms == ("ferries",)
    assert read("brief outages", TODAY, "en", "The Daily Brief").terms == ("brief", "outages")


@pytest.mark.parametrize(
    ("text", "latest"),
    [("What is the interest rate now?", True), ("the latest on ferries", True), ("What was the rate?", False)],
)
def test_a_question_may_ask_how_things_stand_now(text: str, latest: bool) -> None:
    assert read(text, TODAY).latest is latest


@pytest.mark.parametrize(
    ("text", "tongue", "first", "last"),
    [
        ("What happened today?", "en", "2026-07-29", "2026-07-29"),
        ("yesterday", "en", "2026-07-28", "2026-07-28"),
        ("the day before yesterday", "en", "2026-07-27", "2026-07-27"),
        ("What was on Monday?", "en", "2026-07-27", "2026-07-27"),
        ("on Wednesday", "en", "2026-07-29", "2026-07-29"),
        ("last Wednesday", "en", "2026-07-22", "2026-07-22"),
        ("this week", "en", "2026-07-27", "2026-08-02"),
        ("last week's news", "en", "2026-07-20", "2026-07-26"),
        ("last month", "en", "2026-06-01", "2026-06-30"),
        ("this year", "en", "2026-01-01", "2026-12-31"),
        ("last year", "en", "2025-01-01", "2025-12-31"),
        ("in June", "en", "2026-06-01", "2026-06-30"),
        ("in September", "en", "2025-09-01", "2025-09-30"),
        ("in June 2024", "en", "2024-06-01", "2024-06-30"),
        ("in 2025", "en", "2025-01-01", "2025-12-31"),
        ("on 22 June", "en", "2026-06-22", "2026-06-22"),
        ("on June 22nd, 2024", "en", "2024-06-22", "2024-06-22"),
        ("the 22nd of June", "en", "2026-06-22", "2026-06-22"),
        ("2026-06-22", "en", "2026-06-22", "2026-06-22"),
        ("in 2026-06", "en", "2026-06-01", "2026-06-30"),
        ("since May", "en", "2026-05-01", LAST),
        ("since Monday", "en", "2026-07-27", LAST),
        ("before July", "en", FIRST, "2026-06-30"),
        ("until the end of June", "en", FIRST, "2026-06-30"),
        ("after 4 July", "en", "2026-07-05", LAST),
        ("between May and June", "en", "2026-05-01", "2026-06-30"),
        ("from 3 May to 9 July", "en", "2026-05-03", "2026-07-09"),
        ("in the last two weeks", "en", "2026-07-15", "2026-07-29"),
        ("over the past 10 days", "en", "2026-07-19", "2026-07-29"),
        ("three days ago", "en", "2026-07-26", "2026-07-26"),
        ("a week ago", "en", "2026-07-19", "2026-07-25"),
        ("on 31 June", "en", FIRST, LAST),
        ("may I ask?", "en", FIRST, LAST),
        ("the march of time", "en", FIRST, LAST),
        ("the 2025 model", "en", FIRST, LAST),
        ("letzte Woche", "de", "2026-07-20", "2026-07-26"),
        ("am Montag", "de", "2026-07-27", "2026-07-27"),
        ("seit Mai", "de", "2026-05-01", LAST),
        ("am 22. Juni 2024", "de", "2024-06-22", "2024-06-22"),
        ("am 22.6.2024", "de", "2024-06-22", "2024-06-22"),
        ("vor drei Tagen", "de", "2026-07-26", "2026-07-26"),
        ("la semana pasada", "es", "2026-07-20", "2026-07-26"),
        ("el 22 de junio de 2024", "es", "2024-06-22", "2024-06-22"),
        ("desde mayo", "es", "2026-05-01", LAST),
        ("hace tres días", "es", "2026-07-26", "2026-07-26"),
    ],
)
def test_days_are_read_as_people_mean_them(text: str, tongue: str, first: str, last: str) -> None:
    days = read(text, TODAY, tongue).days
    assert (days.first.isoformat(), days.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("What did Lumenar say last week?", ("lumenar",)),
        ("What did we report on Monday about the railway?", ("railway",)),
        ("wheat between 3 May and 9 June", ("wheat",)),
        ("What about the 9 million in March?", ("9", "million")),
        ("What happened in June?", ()),
    ],
)
def test_the_words_for_days_are_no_topic(text: str, terms: tuple[str, ...]) -> None:
    question = read(text, TODAY)
    assert (question.terms, question.dated) == (terms, True)


@given(st.text(max_size=200), st.sampled_from(["en", "de", "es", "xx"]), st.dates())
def test_any_text_can_be_read_on_any_day(text: str, tongue: str, today: date) -> None:
    question = read(text, today, tongue)
    assert all(term.strip() for term in question.terms)
    assert question.days.first <= question.days.last or question.days == EVER
