"""Records written and read without pydantic are those that pydantic writes and reads."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from daycast.episodes.model import Alternate, Audio, Chapter, Episode, Issue, Line, Speaker
from daycast.plain_values import made, plain
from daycast.scripts.model import Evidence

NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
AUDIO = Audio("e.mp3", 9, "0" * 64, 1.5, -19.0, -1.0)
ZONES = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))
TIMES = st.datetimes(timezones=ZONES)
NUMBERS = st.floats(allow_nan=False)
AUDIOS = st.builds(
    Audio,
    **dict.fromkeys(("loudness_lufs", "seconds", "true_peak_dbtp", "range_lu", "target_lufs"), NUMBERS),
    speakers=st.lists(
        st.builds(Speaker, loudness_lufs=st.none() | NUMBERS, seconds=NUMBERS, share=NUMBERS), max_size=2
    ).map(tuple),
    alternates=st.lists(st.builds(Alternate), max_size=2).map(tuple),
)
EPISODES = st.builds(
    Episode,
    published=TIMES,
    audio=AUDIOS,
    chapters=st.lists(st.builds(Chapter), max_size=3).map(tuple),
    lines=st.lists(st.builds(Line), max_size=3).map(tuple),
    sources=st.lists(st.builds(Evidence, published=st.dates()), max_size=3).map(tuple),
    files=st.dictionaries(st.text(), st.text(), max_size=2),
)
ROWS = {"chapters", "lines", "sources"}
EPISODE, ISSUE = TypeAdapter(Episode), TypeAdapter(Issue)
HEAD: dict[str, Any] = ISSUE.dump_python(Issue("guid", 3, NOON, AUDIO, "digest"), mode="json")


@given(EPISODES)
def test_an_episode_is_written_as_pydantic_writes_it(episode: Episode) -> None:
    written = {field.name: plain(getattr(episode, field.name)) for field in fields(episode)}
    assert written == EPISODE.dump_python(episode, mode="json")
    rows = {name: plain(getattr(episode, name), defaults=False) for name in ROWS}
    assert rows == EPISODE.dump_python(episode, mode="json", include=ROWS, exclude_defaults=True)


@given(st.builds(Issue, published=TIMES, audio=AUDIOS))
def test_the_head_of_a_record_is_read_as_pydantic_reads_it(issue: Issue) -> None:
    data = plain(issue)
    assert made(Issue, data) == ISSUE.validate_python(data) == issue


@pytest.mark.parametrize(
    "change",
    [
        {"audio": None},
        {"audio": {}},
        {"audio": [1]},
        {"number": "3"},
        {"number": True},
        {"number": 3.0},
        {"guid": 7},
        {"published": "2026-06-23"},
        {"published": date(2026, 6, 23)},
        {"published": "noon"},
        {"published": "20260623T120000Z"},
        {"published": "2026-W26-2T12:00:00Z"},
        {"audio": HEAD["audio"] | {"seconds": "1.5"}},
        {"audio": HEAD["audio"] | {"speakers": {"Ada": 1}}},
        {"audio": HEAD["audio"] | {"speakers": [{"name": "Ada"}]}},
    ],
)
def test_what_is_not_exactly_as_declared_is_pydantics_to_judge(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        made(Issue, HEAD | change)


@pytest.mark.parametrize("change", [{"audio": HEAD["audio"] | {"seconds": 2}}, {"more": 1}, {"made_from": ""}])
def test_what_is_read_quickly_is_never_what_pydantic_would_refuse(change: dict[str, Any]) -> None:
    try:
        judged = ISSUE.validate_python(HEAD | change)
    except ValidationError as error:
        raise AssertionError(change) from error
    assert made(Issue, HEAD | change) == judged


@given(st.lists(st.builds(Evidence, published=st.dates()), max_size=3).map(tuple))
def test_a_tuple_comes_back_as_it_was(sources: tuple[Evidence, ...]) -> None:
    assert made(tuple[Evidence, ...], plain(sources)) == sources


def test_a_field_that_is_missing_is_missed() -> None:
    lacking = {name: value for name, value in HEAD.items() if name != "guid"}
    with pytest.raises(ValueError, match="guid"):
        made(Issue, lacking)
    assert made(Issue, HEAD) == replace(Issue("guid", 3, NOON, AUDIO), made_from="digest")
