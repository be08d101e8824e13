"""Passages found by what they mean, with a model that a test makes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from labelled import TODAY, episodes

from daycast.episodes.archive.find import find
from daycast.episodes.archive.index import Archive
from daycast.episodes.archive.near import Meanings, read_all, read_some
from daycast.episodes.archive.question import read
from daycast.episodes.archive.when import EVER, Days
from daycast.seeds.grouping.meaning import Vectors

KNOWN = {episode.date: episode for episode in episodes()}
SUBJECTS = (("measles", "rash"), ("chess", "checkmate"), ("wheat", "grain"))


def mean(texts: Sequence[str]) -> Vectors:
    """A direction for each subject, and one for everything else."""
    rows = np.zeros((len(texts), len(SUBJECTS) + 1), np.float32)
    for row, text in zip(rows, texts, strict=True):
        told = [place for place, words in enumerate(SUBJECTS) if any(word in text.lower() for word in words)]
        row[told or [-1]] = 1 / np.sqrt(len(told) or 1)
    return rows


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "archive.sqlite") as archive:
        archive.bring(dict.fromkeys(KNOWN, "1"), KNOWN.get)
        yield archive


def headings(archive: Archive, text: str) -> list[str]:
    return [hit.passage.heading for hit in find(archive, read(text, TODAY), Meanings(mean)).hits]


def test_what_was_said_in_other_words_is_found_by_its_meaning(archive: Archive) -> None:
    assert find(archive, read("a rash", TODAY)).hits == ()
    read_all(archive, mean)
    assert headings(archive, "a rash")[0] == "Measles in Brennick: 37 cases"
    assert set(headings(archive, "checkmate")[:2]) == {
        "Chess champion Idris Vale loses his title at nineteen",
        "Sabet to defend her title in Sarn",
    }


def test_only_the_days_that_were_asked_about_are_near(archive: Archive) -> None:
    read_all(archive, mean)
    near = Meanings(mean).near(archive, "grain", Days(date(2026, 7, 6), date(2026, 7, 6)))
    first, *_ = (archive.passage(number) for number in near.order)
    assert first
    assert first.passage.heading == "Wheat harvest a quarter smaller"
    assert len(near.order) < len(Meanings(mean).near(archive, "grain", EVER).order)


def test_an_archive_that_is_half_read_is_asked_by_words_where_it_is_not(archive: Archive) -> None:
    read_some(archive, mean, 5)
    told = find(archive, read("How many patients took the migraine pill?", TODAY), Meanings(mean))
    assert told.covered
    assert told.hits[0].passage.heading == "Migraine pill halves attacks in a late trial"


def test_each_passage_is_read_once_and_again_when_its_episode_changes(archive: Archive) -> None:
    read_all(archive, mean)
    assert archive.unknown() == 0
    assert read_some(archive, mean) == 0
    day = min(KNOWN)
    archive.bring({**dict.fromkeys(KNOWN, "1"), day: "2"}, KNOWN.get)
    found = archive.told_on(Days(day, day), 50)
    assert 0 < len(found) <= archive.unknown() < 15
    meanings = Meanings(mean)
    assert meanings.near(archive, "grain", EVER).alike(found[0]) is None
    read_all(archive, mean)
    assert meanings.near(archive, "grain", EVER).alike(found[0]) is not None


def test_what_a_passage_meant_that_has_left_is_not_kept(archive: Archive) -> None:
    waiting = archive.unread(3)
    archive.bring({}, KNOWN.get)
    archive.keep((number, b"\0" * 8) for number, _ in waiting)
    assert list(archive.vectors()) == []
