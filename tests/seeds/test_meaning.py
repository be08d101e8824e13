"""What texts mean, with the optional extra: how they are read, and that nothing changes without it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import numpy as np
import pytest

from daycast.seeds.grouping.bags import bags
from daycast.seeds.grouping.follow import chain
from daycast.seeds.grouping.group import group
from daycast.seeds.grouping.meaning import Vectors, meaning, pieces, related
from daycast.seeds.model import Article
from daycast.seeds.rank import remembered, survey
from daycast.seeds.terms import counted

ONE, OTHER = np.eye(2, dtype=np.float32)


def test_a_text_is_read_in_the_longest_known_pieces() -> None:
    known = {"[CLS]": 101, "[SEP]": 102, "elan": None, "jump": 5376, "##er": 2121, "[UNK]": 100}
    assert pieces("Jumper") == [known["[CLS]"], *pieces("jumper")[1:-1], known["[SEP]"]]
    assert pieces("Élan") == pieces("elan")
    assert pieces("don't stop") == pieces("don ' t  stop")
    assert pieces("湖が") != pieces("湖")
    assert pieces("x" * 200) == [101, 100, 102]
    assert len(pieces("word " * 500)) == 128


def test_texts_that_mean_the_same_are_one_story_though_they_share_few_words() -> None:
    titles = ["Lake Corran is full to the brim after a wet week in the hills, boats return and hotels fill early"]
    titles += ["Reservoir of Corran overflows its dam, engineers open both gates, farmers downstream move their cattle"]
    texts = bags(counted(title, "") for title in titles)
    apart, together = np.array([ONE, OTHER]), np.array([ONE, ONE])
    assert len(group(texts, [None, None], meant=apart).groups) == 2
    assert len(group(texts, [None, None], meant=together).groups) == 1


def test_a_text_without_a_vector_is_near_nothing() -> None:
    assert related(np.zeros((1, 2), np.float32), np.array([ONE]), 0.5).tolist() == [[0]]
    assert related(np.array([ONE]), np.array([ONE, OTHER]), 0.5).tolist() == [[1, 0]]


def test_an_earlier_story_keeps_its_meaning_and_one_without_is_compared_by_words() -> None:
    def mean(texts: Sequence[str]) -> Vectors:
        return np.array([ONE if "Corran" in text else OTHER for text in texts])

    def article(day: int, title: str) -> Article:
        moment = datetime(2026, 6, day, 6, tzinfo=UTC)
        return Article(f"2026-06-{day}/a", title, "Wire", "https://example.org", moment, (f"{title} again.",))

    before, after = article(22, "Corran lake sinks low"), article(23, "Corran lake is full")
    (with_vector,) = remembered(date(2026, 6, 22), [before], mean)
    (without,) = remembered(date(2026, 6, 22), [before])
    assert (with_vector.meaning, without.meaning) == ((1, 0), ())
    near, plain = (survey(date(2026, 6, 23), [after], [past], mean).links[0] for past in (with_vector, without))
    assert near is not None
    assert plain is not None
    assert near.alike > plain.alike


def test_stories_are_chained_by_meaning_too() -> None:
    told = bags([{"lake": 3, "corran": 2, "rain": 1}, {"lake": 1, "corran": 1, "flood": 5, "dam": 4, "valley": 4}])
    days = np.array([1.0, 2.0])
    likeness = [
        link.alike if link else 0
        for vectors in ([ONE, OTHER], [ONE, ONE])
        for link in chain(told, days, np.array(vectors))[1:]
    ]
    assert likeness[1] > likeness[0]


@pytest.mark.skipif(meaning() is None, reason="the extra is not installed")
def test_the_model_tells_what_belongs_together() -> None:
    mean = meaning()
    assert mean is not None
    lake, reservoir, train = mean(["The lake is full.", "The reservoir has filled up.", "A night train to Oslo."])
    assert lake @ reservoir > 0.5 > lake @ train
    assert (mean(["The lake is full."]) == lake).all()
