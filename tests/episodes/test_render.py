"""A script made into an episode, by an engine that speaks silence of the right length."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3
from PIL import Image

from daycast import day as stages
from daycast.episodes import record
from daycast.episodes.model import Audio, Chapter, Episode, Issue, Line
from daycast.episodes.render import Rendered, released
from daycast.episodes.score import lines
from daycast.episodes.sidecars import NAMES
from daycast.errors import DaycastError, ProblemsError
from daycast.show import Show, open_show
from daycast.voice import level, mp3
from daycast.voice.tones import wav

DAY = date(2026, 6, 23)
NOON = datetime(2026, 6, 23, 12, tzinfo=UTC)
SCRIPT = """\
---
date: 2026-06-23
title: The lake is full
summary: Lake Corran is full again.
---

[sound: open]

Ada: Welcome.

# Top news headlines

## The lake is full

Ada: Lake Corran reached its old shore. [^1]

Ben: That is *good* news. {.take}

# Sign-off

Ada: Goodbye.

[^1]: Example Wire, 2026-06-23, <https://wire.example.org/lake>. "Lake Corran reached its old shore."
"""


@pytest.fixture
def script(show: Show) -> Path:
    path = show.script(DAY)
    path.parent.mkdir()
    path.write_text(SCRIPT)
    return path


def rendered(show: Show, now: datetime = NOON) -> Rendered:
    room = stages.booth(show)
    made, problems = stages.check(show, DAY, room, length=False)
    return stages.render(show, made, room, problems=problems, now=now)


def spoken_takes(show: Show) -> int:
    return len(list((show.voice / ".takes").rglob("*.take")))


def files(show: Show) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in show.episode(DAY).iterdir()}


@pytest.mark.slow
def test_an_episode_has_its_audio_chapters_transcript_and_record(show: Show, script: Path) -> None:
    made = rendered(show)
    assert (made.spoken, made.cached) == (4, 0)
    found = files(show)
    assert sorted(found) == sorted(["2026-06-23.mp3", "episode.yaml", *NAMES])
    audio = made.episode.audio
    assert len(found[audio.file]) == audio.bytes
    assert hashlib.sha256(found[audio.file]).hexdigest() == audio.sha256
    assert record.load(show.episode(DAY)) == made.episode
    assert [chapter["title"] for chapter in json.loads(found["chapters.json"])["chapters"]] == [
        "Test Show",
        "The lake is full",
        "Sign-off",
    ]
    assert "<v Ben>That is good news.</v>" in found["transcript.vtt"].decode()


@pytest.mark.slow
def test_times_are_counted_from_the_frames_of_the_file(show: Show, script: Path) -> None:
    episode = rendered(show).episode
    data = (show.episode(DAY) / episode.audio.file).read_bytes()
    tag = 10 + int("".join(f"{byte:07b}" for byte in data[6:10]), 2)
    frames = mp3.frames(data[tag:]) - 1  # the first tells players the length
    assert episode.audio.seconds == pytest.approx(frames * mp3.FRAME_SECONDS)
    assert all(line.start < line.end <= episode.audio.seconds for line in episode.lines)
    assert all(round(time / mp3.FRAME_SECONDS, 6) % 1 == 0 for line in episode.lines for time in (line.start, line.end))
    assert [line.start for line in episode.lines] == sorted(line.start for line in episode.lines)


@pytest.mark.slow
def test_a_chapter_has_the_link_and_the_picture_of_its_first_source(
    show: Show, script: Path, report: Callable[..., Path]
) -> None:
    article = report("2026-06-23/lake", "Lake", "Lake Corran reached its old shore.")
    text = article.read_text().replace("---\n", "---\nimage: lake.png\n", 1)
    article.write_text(
        text.replace("url: https://wire.example.org/2026-06-23/lake", "url: https://wire.example.org/lake")
    )
    Image.new("RGB", (900, 900), "teal").save(article.parent / "lake.png")
    _, lake, end = rendered(show).episode.chapters
    assert (lake.url, end.url, end.image) == ("https://wire.example.org/lake", "", "")
    found = files(show)
    assert found[lake.image].startswith(b"\xff\xd8")
    told = json.loads(found["chapters.json"])["chapters"][1]
    assert told["img"] == f"http://localhost:8642/2026-06-23/{lake.image}"
    inner = ID3(show.episode(DAY) / "2026-06-23.mp3", translate=False).getall("CHAP")[1].sub_frames
    assert inner.getall("APIC")[0].data == found[lake.image]
    (show.episode(DAY) / lake.image).unlink()
    rendered(show)
    assert files(show) == found


@pytest.mark.slow
def test_alternates_are_made_when_asked_for_and_again_when_they_are_lost(show: Show, script: Path) -> None:
    rendered(show)
    path = show.root / "show.yaml"
    path.write_text(path.read_text() + "audio: {channels: stereo, alternates: [opus]}\n")
    audio = rendered(open_show(show.root)).episode.audio
    (opus,) = audio.alternates
    assert (audio.channels, audio.bitrate, audio.target_lufs) == (2, 128, -16)
    (show.episode(DAY) / opus.file).unlink()
    assert rendered(open_show(show.root)).spoken == 0
    assert (show.episode(DAY) / opus.file).is_file()


@pytest.mark.slow
def test_a_programme_that_is_silent_too_long_becomes_no_episode_and_the_old_one_stays(show: Show, script: Path) -> None:
    rendered(show)
    before = files(show)
    (show.voice / "sounds").mkdir()
    hum = np.zeros(24_000 * 6, np.float32)
    hum[:100] = hum[-100:] = 0.1
    (show.voice / "sounds" / "open.wav").write_bytes(wav(hum))
    with pytest.raises(
        ProblemsError,
        match=r"silent for 5\.\d s from 0:00\.\d \(the sound “open” is silent there: cut it, or take it out\)",
    ):
        rendered(show)
    assert files(show) == before


UNDER = SCRIPT.replace("# Top news headlines\n", "# Top news headlines\n\n[sound: bed under]\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "samples", "told"),
    [
        ("open", np.zeros(0), "empty"),
        ("open", np.full(24_000, np.nan), "no numbers"),
        ("bed", np.zeros(0), "empty"),
        ("bed", np.full(24_000, np.nan), "no numbers"),
        ("bed", np.zeros(24_000 * 5), "nothing is heard"),
        ("bed", np.full(24_000 * 5, 0.5), "nothing is heard"),
        ("bed", np.array([0.5]), "0.5 s at least"),
    ],
)
def test_a_sound_that_is_none_is_told_with_its_file_and_what_was_spoken_is_kept(
    show: Show, script: Path, name: str, samples: level.Samples, told: str
) -> None:
    (show.voice / "sounds").mkdir()
    soundfile.write(show.voice / "sounds" / f"{name}.wav", samples, 24_000, subtype="FLOAT")
    script.write_text(UNDER)
    with pytest.raises(DaycastError, match=rf"{name}\.wav: .*{told}"):
        rendered(show)
    (show.voice / "sounds" / f"{name}.wav").unlink()
    made = rendered(show)
    assert (made.spoken, made.cached) == (0, 4)


@pytest.mark.slow
def test_a_second_render_speaks_nothing_and_changes_no_byte(show: Show, script: Path) -> None:
    rendered(show)
    before = files(show)
    made = rendered(show, now=NOON.replace(hour=18))
    assert (made.spoken, made.cached) == (0, 4)
    assert files(show) == before


@pytest.mark.slow
def test_an_edited_line_costs_one_take_and_the_episode_stays_the_same_one(show: Show, script: Path) -> None:
    first = rendered(show).episode
    script.write_text(SCRIPT.replace("*good*", "wonderful"))
    made = rendered(show, now=NOON.replace(day=25))
    assert (made.spoken, made.cached) == (1, 3)
    assert made.episode.audio.sha256 != first.audio.sha256
    same = ("guid", "number", "published")
    assert [getattr(made.episode, name) for name in same] == [getattr(first, name) for name in same]


@pytest.mark.slow
def test_a_lost_episode_is_made_again_to_the_byte_from_its_takes(show: Show, script: Path) -> None:
    rendered(show)
    before = files(show)
    for path in show.episode(DAY).iterdir():
        path.unlink()
    assert rendered(show).spoken == 0
    assert files(show) == before


@pytest.mark.slow
def test_one_reason_for_many_lines_of_a_voice_is_told_once(
    show: Show, script: Path, installed: Callable[[str, str], str]
) -> None:
    busy = installed("busy", 'raise DaycastError("the server is busy", hint="Look at its log.")')
    (show.voice / "cast.yaml").write_text(f"Ada: {{engine: {busy}}}\nBen: {{engine: silence}}\n")
    with pytest.raises(ProblemsError) as caught:
        rendered(show)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{script}:9: error: this line, and 2 more, could not be spoken: the server is busy (Look at its log.)"
    ]
    assert "1 of 4 lines are spoken and kept" in str(caught.value)


@pytest.mark.slow
def test_a_line_under_a_bed_is_spoken_alone_when_it_is_edited(show: Show, script: Path) -> None:
    script.write_text(SCRIPT.replace("# Top news headlines\n", "# Top news headlines\n\n[sound: bed under]\n"))
    first = rendered(show)
    assert first.spoken == 4
    script.write_text(script.read_text().replace("*good*", "wonderful"))
    assert rendered(show).spoken == 1


@pytest.mark.slow
def test_a_damaged_take_is_spoken_anew(show: Show, script: Path) -> None:
    rendered(show)
    before = files(show)
    (show.episode(DAY) / "2026-06-23.mp3").unlink()
    victim = max((show.voice / ".takes").rglob("*.take"), key=lambda path: path.stat().st_size)
    victim.write_bytes(victim.read_bytes()[:-1])
    rendered(show)
    assert files(show) == before


@pytest.mark.slow
def test_lines_with_errors_stop_no_other_and_all_are_told(show: Show, script: Path) -> None:
    script.write_text(SCRIPT.replace("Ben:", "Bne:").replace("[sound: open]", "[sound: opne]"))
    with pytest.raises(ProblemsError) as caught:
        rendered(show)
    told = str(caught.value)
    assert f"{script}:7:9: error: no sound “opne”" in told
    assert f"{script}:17:1: error: unknown speaker “Bne” (did you mean “Ben”?" in told
    assert "3 of 4 lines are spoken and kept" in told
    assert spoken_takes(show) == 3
    assert not show.episode(DAY).exists()


@pytest.mark.slow
def test_what_an_engine_will_not_say_is_told_beside_the_errors_and_the_old_episode_stays(
    show: Show, script: Path, moody: str
) -> None:
    (show.voice / "cast.yaml").write_text("Ada: {engine: moody}\nBen: {engine: silence}\n")
    rendered(show)
    before, takes = files(show), spoken_takes(show)
    script.write_text(SCRIPT.replace("Welcome.", "I refuse.").replace("{.take}", "{.tkae}").replace("Good", "Now good"))
    with pytest.raises(ProblemsError) as caught:
        rendered(show)
    assert [(problem.line, problem.message) for problem in caught.value.problems] == [
        (9, "this line could not be spoken: moody will not say that"),
        (17, "unknown mark `{.tkae}`"),
    ]
    assert "2 of 4 lines are spoken and kept" in str(caught.value)
    assert spoken_takes(show) == takes + 1
    assert files(show) == before


@pytest.mark.slow
def test_a_line_under_a_bed_is_spoken_as_the_bed_needs_it_whatever_else_is_wrong(show: Show, script: Path) -> None:
    bed = SCRIPT.replace("# Top news headlines\n", "# Top news headlines\n\n[sound: bed under]\n")
    script.write_text(bed.replace("Ben:", "Bne:"))
    with pytest.raises(ProblemsError):
        rendered(show)
    script.write_text(bed)
    made = rendered(show)
    assert (made.spoken, made.cached) == (1, 3)


def test_an_unknown_engine_is_told_with_the_nearest_one(show: Show, script: Path) -> None:
    with pytest.raises(DaycastError, match="hibari"):
        stages.booth(show, "hibary")


def test_a_day_without_a_script_is_told_how_to_get_one(show: Show) -> None:
    with pytest.raises(DaycastError, match="daycast write --date 2026-06-23"):
        rendered(show)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (datetime(2026, 6, 23, 12, tzinfo=UTC), datetime(2026, 6, 23, 6, tzinfo=UTC)),
        (datetime(2026, 6, 23, 5, 30, 9, 7, tzinfo=UTC), datetime(2026, 6, 23, 5, 30, 9, tzinfo=UTC)),
        (datetime(2026, 6, 22, 22, tzinfo=UTC), datetime(2026, 6, 22, 22, tzinfo=UTC)),
    ],
)
def test_an_episode_is_dated_at_six_or_when_it_was_made_if_earlier(
    show: Show, now: datetime, expected: datetime
) -> None:
    assert released(show, DAY, now) == expected


def test_voices_that_are_not_there_are_all_told_with_their_speakers(show: Show, script: Path) -> None:
    (show.voice / "cast.yaml").write_text("Ada: {voice: hart}\nBen: {voice: emmma}\n")
    with pytest.raises(DaycastError) as caught:
        rendered(show)
    told = str(caught.value)
    assert "cast.yaml:1: error: Ada: hibari has no voice 'hart' (Did you mean 'heart'?" in told
    assert "cast.yaml:2: error: Ben: hibari has no voice 'emmma'" in told
    assert "0 of 4 lines are spoken" in told


@pytest.mark.slow
def test_a_line_of_the_cast_keeps_no_line_of_the_script_from_being_spoken(show: Show, script: Path) -> None:
    rows = "\n" * SCRIPT[: SCRIPT.index("Ben:")].count("\n")  # Ada is at fault at the line at which Ben speaks
    (show.voice / "cast.yaml").write_text(f"Ben: {{engine: silence}}{rows}Ada: {{engine: silance}}\n")
    with pytest.raises(DaycastError, match=r"cast\.yaml:17: error: Ada: there is no engine"):
        rendered(show)
    assert spoken_takes(show) == 1


@pytest.mark.slow
@pytest.mark.parametrize("voice", ["{engine: hibary}", "{engine: silence, voice: stil}"])
def test_a_speaker_without_a_voice_or_an_engine_stops_nobody_else(show: Show, script: Path, voice: str) -> None:
    (show.voice / "cast.yaml").write_text(f"Ada: {{engine: silence}}\nBen: {voice}\n")
    with pytest.raises(ProblemsError, match=r"cast\.yaml:2: error: Ben: ") as caught:
        rendered(show)
    assert len(caught.value.problems) == 1
    assert "3 of 4 lines are spoken" in str(caught.value)
    assert spoken_takes(show) == 3


def test_the_head_of_a_record_tells_what_the_whole_would_and_an_older_one_that_it_does_not_know(tmp_path: Path) -> None:
    words = "He said:\nchapters: none"
    audio = Audio("e.mp3", 9, "0" * 64, 1.5, -19.0, -1.0)
    line = Line(0.0, 1.0, "Ada", words, (), False)
    episode = Episode(DAY, "guid", 3, NOON, "digest", words, words, audio, (Chapter(0.0, words, 1),), (line,), ())
    assert record.issue(tmp_path) is None
    record.save(tmp_path, episode)
    assert record.load(tmp_path) == episode
    assert record.issue(tmp_path) == Issue("guid", 3, NOON, audio, "digest")
    path = tmp_path / "episode.yaml"
    path.write_text(path.read_text().replace("made_from: digest\n", "") + "made_from: digest\n")
    assert record.issue(tmp_path) == Issue("guid", 3, NOON, audio, "")
    assert record.load(tmp_path) == episode


@pytest.mark.slow
def test_a_speaker_is_as_loud_and_waits_as_long_as_the_cast_says(
    show: Show, script: Path, installed: Callable[[str, str], str]
) -> None:
    hum = installed("hum", "import numpy as np; spoken.samples[:] = np.sin(np.arange(len(spoken.samples)) / 20) / 3")
    (show.voice / "cast.yaml").write_text(f"Ada: {{engine: {hum}}}\nBen: {{engine: {hum}, gain: -4, pause: 1.2}}\n")
    room = stages.booth(show)
    made, _ = stages.check(show, DAY, room, length=False)
    episode = stages.render(show, made, room, now=NOON).episode
    _, ada, ben, _ = episode.lines
    assert ben.start - ada.end == pytest.approx(1.2, abs=mp3.FRAME_SECONDS)
    takes = [room.store.get(line.wanted.key) for line in lines(made, room.cast, room.lexicon)]
    _, first, second, _ = (round(take.loudness, 1) for take in takes if take)
    assert second - first == pytest.approx(-4, abs=0.2)
