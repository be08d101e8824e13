"""Articles on one event stand together, whatever their order, number, length and dates."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.seeds.grouping import group as grouping
from daycast.seeds.grouping.bags import bags, merged, middle, ordered, spread
from daycast.seeds.grouping.group import group
from daycast.seeds.grouping.link import ALIKE, link
from daycast.seeds.terms import counted, phrase

LAKE = ["Lake Corran is full again after rain", "Rain fills Lake Corran to its shore", "Corran: a lake returns"]
TRAIN = ["Night train to Oslo returns in August", "Oslo gets its night train back", "Sleepers to Oslo: a night train"]


def events(
    texts: list[str], days: list[float | None] | None = None, archive: dict[str, int] | None = None
) -> list[set[int]]:
    found = group(
        bags(counted(text, "") for text in texts), days or [None] * len(texts), archive, 1000 if archive else 0
    )
    return [set(rows) for rows in found.groups]


def test_headlines_alone_are_enough_to_tell_two_events_apart() -> None:
    assert events([*LAKE, *TRAIN]) == [{0, 1, 2}, {3, 4, 5}]


def test_the_same_words_months_later_tell_another_event() -> None:
    text = "The lake is full after heavy rain in the hills of Corran"
    assert events([text, text], [0.0, 60.0]) == [{0}, {1}]
    assert events([text, text], [0.0, 0.5]) == [{0, 1}]


def test_without_a_date_an_article_is_neither_near_nor_far() -> None:
    text = "The lake is full after heavy rain in the hills of Corran"
    assert events([text, text, text], [0.0, None, None]) == [{0, 1, 2}]


def test_words_that_every_earlier_story_used_hold_nothing_together() -> None:
    titles = ["Valley council opens budget talks", "Valley council names budget chair"]
    assert events(titles) == [{0, 1}]
    assert events(titles, archive={"valley": 900, "council": 900, "budget": 900}) == [{0}, {1}]


def test_an_article_without_words_stands_alone() -> None:
    assert events(["", *LAKE, "of the and"]) == [{0}, {1, 2, 3}, {4}]
    assert events([]) == []


def test_the_most_central_article_comes_first() -> None:
    texts = ["Lake Corran is full; the mayor jogs daily", "Lake Corran is full after rain", "Rain: Lake Corran is full"]
    assert group(bags(counted(text, "") for text in texts), [None] * 3).groups == ((1, 2, 0),)


def test_look_alike_events_stay_apart_because_each_ones_reports_are_more_alike() -> None:
    inner, across = 0.8, 0.4  # far above what joins loose groups
    alike = np.full((8, 8), across)
    alike[:4, :4] = alike[4:, 4:] = inner
    np.fill_diagonal(alike, 0)
    assert across > ALIKE
    assert link(alike, np.full(8, 0.9)).tolist() == [0] * 4 + [4] * 4
    assert link(alike, np.full(8, 0.3)).tolist() == [0] * 8, "of headlines, likeness tells less"


WORDS = st.lists(st.sampled_from([*"lake rain shore train oslo night budget council valley mayor".split()]), max_size=8)


@given(st.lists(st.tuples(WORDS, st.none() | st.floats(0, 9)), max_size=12))
def test_every_article_is_in_one_group(rows: list[tuple[list[str], float | None]]) -> None:
    found = events([" ".join(words) for words, _ in rows], [day for _, day in rows])
    assert sorted(row for rows in found for row in rows) == list(range(len(rows)))


@pytest.fixture
def parted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Groups small batches the way large ones are."""
    monkeypatch.setattr(grouping, "_WHOLE", 1)
    monkeypatch.setattr(grouping, "_MOST", 2)


@pytest.mark.usefixtures("parted")
def test_a_story_that_was_parted_is_joined_again() -> None:
    assert events([*LAKE, *TRAIN]) == [{0, 1, 2}, {3, 4, 5}]
    assert events(LAKE[:1]) == [{0}]


def test_words_are_counted_by_story_and_not_by_article() -> None:
    texts = bags([{"lake": 1, "rain": 2}, {"lake": 3}, {"train": 1}])
    stories = np.array([7, 7, 9])
    assert dict(zip(texts.words, spread(texts, stories).tolist(), strict=True)) == {"lake": 1, "rain": 1, "train": 1}
    both = merged(texts, stories)
    assert both.counts.tolist() == [4, 2, 1]
    assert both.starts.tolist() == [0, 2, 3]


def test_bags_in_another_order_are_as_if_they_had_come_in_it() -> None:
    rows = [{"lake": 1, "rain": 2}, {}, {"train": 1, "lake": 1}]
    turned = ordered(bags(rows), np.array([2, 1, 0]))
    fresh = bags(reversed(rows))
    assert turned.words == fresh.words
    assert all((getattr(turned, name) == getattr(fresh, name)).all() for name in ("starts", "terms", "counts"))


def test_phrases_are_found_whatever_their_case_and_number() -> None:
    assert phrase("open models") in phrase("Why Open Model makers smile")
    assert phrase("pen model") not in phrase("Why Open Model makers smile")


def test_what_all_texts_share_leads_their_common_direction() -> None:
    common = middle(bags(counted(text, "") for text in LAKE))
    assert max(common, key=lambda word: common[word]) in ("lake", "corran")
    assert sum(weight**2 for weight in common.values()) == pytest.approx(1)


def test_texts_without_words_have_no_common_direction() -> None:
    assert middle(bags([])) == middle(bags([{}])) == {}
