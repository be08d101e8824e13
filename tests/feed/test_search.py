"""The search index: small files by month, and the words of a year."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from feed_studio import EPISODE

from daycast.feed.search import folded, month_file, year_file

NEXT = date(2026, 6, 24)


def test_a_month_has_the_lines_and_headings_of_its_episodes_with_their_times() -> None:
    found = json.loads(month_file(None, {EPISODE.date: EPISODE}, {EPISODE.date}))
    title, rows = found["2026-06-23"]
    assert title == "A lab and its rival"
    assert rows == [
        [0.0, "Headlines"],
        [0.5, "Good morning."],
        [3.5, "The move"],
        [3.5, "A researcher is leaving."],
        [9.5, "That is two in a week."],
        [65.25, "Deep dive"],
        [65.25, "What it means."],
    ]


def test_a_month_brought_up_to_date_is_the_month_made_anew() -> None:
    other = replace(EPISODE, date=NEXT, title="Another day")
    whole = month_file(None, {EPISODE.date: EPISODE, NEXT: other}, {EPISODE.date, NEXT})
    assert (
        month_file(month_file(None, {EPISODE.date: EPISODE}, {EPISODE.date}), {NEXT: other}, {EPISODE.date, NEXT})
        == whole
    )
    assert month_file(whole, {}, {NEXT}) == month_file(None, {NEXT: other}, {NEXT})


def test_a_year_has_the_words_of_each_month_and_forgets_one_that_is_empty() -> None:
    june = month_file(None, {EPISODE.date: EPISODE}, {EPISODE.date})
    july = month_file(None, {date(2026, 7, 1): replace(EPISODE, lines=())}, {date(2026, 7, 1)})
    year = year_file(None, {"2026-06": june})
    assert "leaving" in json.loads(year)["2026-06"].split()
    both = year_file(year, {"2026-07": july})
    assert list(json.loads(both)) == ["2026-06", "2026-07"]
    assert year_file(both, {"2026-07": month_file(july, {}, ())}) == year


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Más SEQUÍA, ¿no?", ["mas", "sequia", "no"]),
        ("Z.ai’s GLM-5.2", ["z", "ai", "s", "glm", "5", "2"]),
        ("Straße in Köln", ["straße", "in", "koln"]),
        ("İstanbul", ["istanbul"]),
        ("ﬁne ½", ["fine", "1", "2"]),
        ("snake_case", ["snake", "case"]),
    ],
)
def test_words_are_compared_without_case_accents_and_marks(text: str, words: list[str]) -> None:
    assert list(folded(text)) == words
