"""The sounds of a show, its own and ours."""

import io
import os
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.voice import level
from daycast.voice.level import true_peak
from daycast.voice.sounds import OWN, Sounds
from daycast.voice.theme import INSTRUMENTS, MODES, theme
from daycast.voice.tones import synthesised, wav

TITLES = ("The Daybreak Brief", "Morning News", "Lake and Harbour", "Die Nachrichten", "日本の朝", "x")


@pytest.mark.slow
@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", OWN)
def test_our_own_sounds_are_the_same_every_time_and_within_bounds(name: str, title: str) -> None:
    for channels in (1, 2):
        sound = synthesised(name, title, channels)
        assert sound.ndim == channels
        assert np.array_equal(sound, synthesised(name, title, channels))
        assert true_peak(sound) < -5
    assert 0.2 < np.corrcoef(sound.T)[0, 1] < 0.95  # wide, and nothing is lost in mono
    assert len(wav(sound)) < 2_500_000


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["open", "turn", "close"])
def test_a_sting_begins_softly_and_dies_away(name: str, title: str) -> None:
    sound = synthesised(name, title)
    assert 1 <= len(sound) / 24_000 <= 5
    assert np.abs(sound[:24]).max() < 0.02
    assert np.abs(sound[-240:]).max() < 0.001


@pytest.mark.slow
@pytest.mark.parametrize("title", TITLES)
def test_the_bed_goes_round_without_a_seam(title: str) -> None:
    bed = synthesised("bed", title)
    steps = np.abs(np.diff(bed, append=bed[0]))
    assert steps[-1] <= steps[:-1].max()


def test_shows_of_other_names_sound_different() -> None:
    themes = {theme(f"Show {number}") for number in range(200)}
    assert len(themes) > 190
    assert {one.tonic for one in themes} == set(range(57, 69))
    assert {one.mode for one in themes} == set(MODES)
    assert {one.instrument for one in themes} == set(INSTRUMENTS)


@given(st.text())
def test_whatever_the_name_the_tune_and_the_chords_keep_to_the_mode(title: str) -> None:
    made = theme(title)
    notes = {(made.tonic + step) % 12 for step in MODES[made.mode].scale}
    sounded = [*(made.tonic + above for _, above in made.motif), *(note for chord in made.chords for note in chord)]
    assert {note % 12 for note in sounded} <= notes
    assert all(33 <= note <= 90 for note in sounded)
    assert all((fifth - root) % 12 == 7 for root, fifth, _ in made.chords)  # none is diminished


def test_a_show_without_sounds_has_ours(tmp_path: Path) -> None:
    sounds = Sounds(tmp_path, "Show")
    assert sounds.names() == ("bed", "close", "open", "turn")
    assert np.array_equal(sounds.load("open"), synthesised("open", "Show"))
    assert sounds.digest("open") != Sounds(tmp_path, "Other").digest("open")


@pytest.mark.parametrize("form", ["wav", "flac", "ogg", "mp3"])
def test_a_file_of_the_show_is_read_at_24_khz_mono(tmp_path: Path, form: str) -> None:
    (tmp_path / "sounds").mkdir()
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)
    soundfile.write(tmp_path / "sounds" / f"open.{form}", np.stack([tone, tone], axis=1), 44_100)
    sounds = Sounds(tmp_path, "Show")
    loaded = sounds.load("open")
    assert loaded.ndim == 1
    assert sounds.load("open", 2).shape == (len(loaded), 2)
    assert loaded.dtype == np.float32
    assert len(loaded) == pytest.approx(24_000, abs=1300)
    assert sounds.digest("open") != Sounds(tmp_path / "other", "Show").digest("open")


def test_an_unknown_sound_brings_the_nearest_name_and_the_list(tmp_path: Path) -> None:
    for ask in (Sounds(tmp_path, "Show").load, Sounds(tmp_path, "Show").digest):
        with pytest.raises(DaycastError, match=r"'open'\? Known: bed, close, open, turn"):
            ask("opne")


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "voice" / "sounds").mkdir(parents=True)
    (tmp_path / "secret.wav").write_bytes(wav(synthesised("turn", "Show")))
    with pytest.raises(DaycastError, match="no sound"):
        Sounds(tmp_path / "voice", "Show").load("../../secret")


def test_a_file_that_is_no_sound_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "open.wav").write_bytes(io.BytesIO(b"not a sound").getvalue())
    with pytest.raises(DaycastError, match=r"open\.wav: this sound cannot be read: Format not recognised\n"):
        Sounds(tmp_path, "Show").load("open")


SECOND = np.zeros(24_000, np.float32)
TONE = np.sin(2 * np.pi * 440 * np.arange(24_000) / 24_000).astype(np.float32) / 2


@pytest.mark.parametrize(
    ("samples", "told"),
    [
        (SECOND[:0], "this sound is empty"),
        (SECOND, "nothing is heard of this sound"),
        (SECOND + 0.5, "nothing is heard of this sound"),
        (SECOND[:1] + 0.5, "nothing is heard of this sound"),
        (SECOND * np.nan, "values that are no numbers"),
        (np.append(TONE, np.inf), "values that are no numbers"),
        (np.stack([TONE, -TONE], axis=1), "its sides cancel out in mono"),
    ],
)
@pytest.mark.parametrize("rate", [24_000, 44_100])
def test_a_file_of_which_nothing_is_heard_is_an_error_with_its_path(
    tmp_path: Path, samples: level.Samples, told: str, rate: int
) -> None:
    (tmp_path / "sounds").mkdir()
    soundfile.write(tmp_path / "sounds" / "open.wav", samples, rate, subtype="FLOAT")
    with pytest.raises(DaycastError, match=rf"open\.wav: .*{told}"):
        Sounds(tmp_path, "Show").load("open")


def test_sides_that_cancel_out_in_mono_are_heard_in_stereo(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    soundfile.write(tmp_path / "sounds" / "open.wav", np.stack([TONE, -TONE], axis=1), 24_000)
    assert Sounds(tmp_path, "Show").load("open", 2).shape == (24_000, 2)


def test_a_click_is_a_sound_but_too_short_to_go_round(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    soundfile.write(tmp_path / "sounds" / "tick.wav", TONE[:480], 24_000)
    assert len(Sounds(tmp_path, "Show").load("tick")) == 480
    with pytest.raises(DaycastError, match=r"tick\.wav: this sound is too short to go round: it has to last 0\.5 s"):
        Sounds(tmp_path, "Show").load("tick", at_least=0.5)


@pytest.mark.parametrize("name", ["open.m4a", "open.txt", "bed", "turn.wav.bak"])
def test_a_file_that_no_sound_can_be_read_from_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "sounds").mkdir()
    for file in (name, "README.md", "README", ".DS_Store", "close.WAV"):
        (tmp_path / "sounds" / file).write_bytes(wav(TONE))
    sounds = Sounds(tmp_path, "Show")
    assert [str(problem) for problem in sounds.problems()] == [
        f"{tmp_path}/sounds/{name}: warning: this sound is never heard "
        "(save it as one of .wav, .flac, .ogg, .mp3 or .aiff)"
    ]
    assert sounds.names() == ("bed", "close", "open", "turn")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    os.mkfifo(tmp_path / "sounds" / "open.wav")
    sounds = Sounds(tmp_path, "Show")
    assert [problem.path.name for problem in sounds.problems()] == ["open.wav"]
    assert np.array_equal(sounds.load("open"), synthesised("open", "Show"))


def test_sounds_that_are_no_folder_are_told(tmp_path: Path) -> None:
    assert Sounds(tmp_path, "Show").problems() == ()
    (tmp_path / "sounds").write_text("?")
    assert [problem.message for problem in Sounds(tmp_path, "Show").problems()] == ["this is no folder"]
