"""The labelled set is whole, and the ranking serves its listeners better than baselines do."""

import pytest
import yaml
from relevance_set import FILE, LATER, figures, general, judged, measured, ours, shared_words

from daycast.seeds.grouping.meaning import meaning


def test_every_pair_is_judged_once() -> None:
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert len(told["profiles"]) >= 6
    for listener, grades in told["judgments"].items():
        assert set(grades) == {0, 1, 2}, listener
        assert sorted(name for names in grades.values() for name in names) == sorted(told["stories"]), listener
    assert set(told["judgments"]) == set(told["profiles"])


@pytest.mark.parametrize(
    ("grades", "ndcg3", "precision3", "average"),
    [
        ([2, 1, 0, 0], 1.0, 2 / 3, 1.0),
        ([0, 0, 0, 2], 0.0, 0.0, 0.25),
        ([1, 2, 0], (1 + 3 / 1.58496) / (3 + 1 / 1.58496), 2 / 3, 1.0),
    ],
)
def test_the_measures_are_those_of_the_books(
    grades: list[int], ndcg3: float, precision3: float, average: float
) -> None:
    found = measured(grades)
    assert (found[0], found[2], found[3]) == pytest.approx((ndcg3, precision3, average), abs=1e-4)


def test_the_ranking_beats_both_baselines_and_keeps_its_floor() -> None:
    day = judged()
    mine, words, everybody = (figures(day, order) for order in (ours(None), shared_words, general))
    assert mine.ndcg3 >= 0.94 and mine.ndcg5 >= 0.92 and mine.precision3 >= 0.90 and mine.map >= 0.90
    for baseline in (words, everybody):
        assert mine.ndcg3 > baseline.ndcg3
        assert mine.precision3 > baseline.precision3
        assert mine.map > baseline.map


def test_listeners_that_came_later_are_served_as_well() -> None:
    day = judged(LATER)
    mine, words = figures(day, ours(None)), figures(day, shared_words)
    assert mine.ndcg3 >= 0.94 and mine.precision3 >= 0.95 and mine.map >= 0.91
    assert mine.map > words.map
    for listener, grades in day.grades.items():
        assert set(grades) == set(day.names.values()), listener


@pytest.mark.skipif(meaning() is None, reason="needs [embeddings]")
def test_the_ranking_by_meaning_keeps_its_floor() -> None:
    mine = figures(judged(), ours(meaning()))
    assert mine.ndcg3 >= 0.94 and mine.ndcg5 >= 0.92 and mine.precision3 >= 0.90 and mine.map >= 0.91
