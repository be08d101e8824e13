"""Settings that are remembered are those of the files, or they are not remembered."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.memory import Memory
from daycast.remembered import Known, Voices, recall, remember
from daycast.show import Show, open_show
from daycast.voice.cast import load_cast
from daycast.voice.lexicon import load_lexicon

DAY = date(2026, 6, 23)
LATE = datetime(2026, 6, 23, 20, tzinfo=UTC)


def recalled(root: Path) -> Known | None:
    """What a command recalls that follows one which read the files."""
    show, memory = open_show(root), Memory()
    remember(show, Voices(load_cast(show.voice), load_lexicon(show.voice, show.language)), memory)
    return recall(root, memory)


def test_a_show_that_is_recalled_is_the_show_that_was_read(show: Show) -> None:
    more = "language: de-AT\ntime_zone: Asia/Tokyo\nreview: required\naudio: {channels: stereo, alternates: [opus]}\n"
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + more)
    (show.script(DAY).parent).mkdir()
    show.script(DAY).write_text("")
    read, known = open_show(show.root), recalled(show.root)
    assert known
    for name in (
        "title",
        "author",
        "language",
        "tongue",
        "time_zone",
        "zone",
        "base_url",
        "review",
        "loudness",
        "root",
    ):
        assert getattr(known.show, name) == getattr(read, name), name
    assert (known.show.audio.channels, known.show.audio.alternates) == ("stereo", ("opus",))
    assert known.show.day(LATE) == read.day(LATE) == date(2026, 6, 24)
    assert known.show.script(DAY) == read.script(DAY)
    assert known.show.days("scripts") == read.days("scripts") == [DAY]


def test_what_is_not_kept_of_a_show_is_read_from_its_file(show: Show) -> None:
    known = recalled(show.root)
    assert known
    assert known.show.sections == show.sections
    assert known.show.hosts == ("Ada", "Ben")
    with pytest.raises(AttributeError):
        _ = known.show.no_such_setting  # type: ignore[attr-defined]
    known = recalled(show.root)
    (show.root / "show.yaml").write_text("title: 7\n")
    assert known
    with pytest.raises(DaycastError, match=r"show\.yaml"):
        _ = known.show.sections


def test_voices_and_words_that_are_recalled_are_those_that_were_read(show: Show) -> None:
    (show.voice / "cast.yaml").write_text(
        "Ada: {engine: silence, rate: 1, gain: -4}\nBen: {engine: silence, pause: 1}\n"
    )
    (show.voice / "lexicon.yaml").write_text("Qwable: Kwable\nZ.ai: {hibari: zˈiː, say: Zee A.I.}\n")
    known = recalled(show.root)
    assert known
    read = load_cast(show.voice)
    assert known.voices.cast == read
    assert [known.voices.cast.voice(name) for name in read.speakers] == [read.voice(name) for name in read.speakers]
    assert known.voices.lexicon.root == load_lexicon(show.voice).root


@pytest.mark.parametrize(
    "voice",
    [
        "{engine: openai, voice: alloy, base_url: http://localhost:1/v1, model: m}",  # settings of its own
        "{engine: silence, voice: /somewhere/else.onnx}",  # where no seal tells of it
    ],
)
def test_a_cast_with_more_than_plain_settings_is_read_each_time(show: Show, voice: str) -> None:
    (show.voice / "cast.yaml").write_text(f"Ada: {voice}\nBen: {{engine: silence}}\n")
    assert recalled(show.root) is None


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        {},
        {"show": {}, "cast": {}, "lexicon": {}},
        {"show": {"title": "T"}, "cast": {"Ada": {"sped": 1}}, "lexicon": {}},
    ],
)
def test_settings_that_somebody_else_wrote_are_none(show: Show, kept: object) -> None:
    memory = Memory()
    memory.learn("settings", kept)
    assert recall(show.root, memory) is None
