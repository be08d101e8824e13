"""What a minute weighs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from feed_studio import EPISODE

from daycast.episodes import record
from daycast.episodes.model import Alternate
from daycast.feed.stats.sound import PATH, Sound, catalogue, enough

if TYPE_CHECKING:
    from feed_studio import Studio

DAY = date(2026, 6, 23)


@pytest.mark.parametrize(
    ("size", "seconds", "bitrate", "expected"),
    [
        (600 * 8000, 600, 64, 60 * 8000),  # 64 kbit/s are 8,000 bytes a second
        (300_000 + 600 * 8000, 600, 64, 300_000 + 60 * 8000),  # with a tag of 300,000 bytes
        (300_000 + 600 * 16000, 600, 128, 300_000 + 60 * 16000),
        (300_000 + 60 * 8000, 60, 64, 300_000 + 60 * 8000),  # no longer than a minute: the whole file
        (300_000 + 12 * 8000, 12, 64, 300_000 + 12 * 8000),
        (600 * 5000, 600, 64, 60 * 5000),  # a rate that varies, below its nominal
        (0, 0.0, 64, 0),
    ],
)
def test_enough_is_the_header_and_a_minute(size: int, seconds: float, bitrate: int, expected: int) -> None:
    assert enough(size, seconds, bitrate) == expected


def test_the_records_tell_the_weight_of_each_file_and_the_titles(studio: Studio) -> None:
    show = studio.show()
    audio = replace(
        EPISODE.audio,
        bytes=100_000 + 400 * 8000,
        seconds=400.0,
        alternates=(Alternate("2026-06-23.opus", "audio/ogg", 400 * 4000, "", 32),),
    )
    record.save(show.episode(DAY), replace(EPISODE, audio=audio))
    show.episode(date(2026, 6, 24)).mkdir()  # not rendered
    known = catalogue(show)
    assert known.titles == {DAY: "A lab and its rival"}
    assert known.sounds == {
        "2026-06-23/2026-06-23.mp3": Sound(DAY, 100_000 + 60 * 8000),
        "2026-06-23/2026-06-23.opus": Sound(DAY, 60 * 4000, 2),
    }


@pytest.mark.parametrize(
    ("path", "listener", "file"),
    [
        ("/2026-06-23/2026-06-23.mp3", None, "2026-06-23/2026-06-23.mp3"),
        ("/a/b/2026-06-23/x.opus?y=1#z", None, "2026-06-23/x.opus"),
        ("/t/ada/2026-06-23/2026-06-23.m4a", "ada", "2026-06-23/2026-06-23.m4a"),
        ("/show/t/ada/2026-06-23/2026-06-23.m4a", "ada", "2026-06-23/2026-06-23.m4a"),
    ],
)
def test_a_path_names_its_listener_and_file(path: str, listener: str | None, file: str) -> None:
    match = PATH.search(path)
    assert match is not None
    assert match.groups() == (listener, file, file[:10])


@pytest.mark.parametrize(
    "path", ["/", "/2026-06-23/", "/2026-06-23/x.mp3/y", "/x.mp3", "/2026-06-23/x.mp3.gz", "/t/x.mp3"]
)
def test_other_paths_are_no_sound(path: str) -> None:
    assert PATH.search(path) is None
