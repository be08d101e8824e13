"""The sounds of a show, its own and ours."""

import io
from pathlib import Path

import numpy as np
import pytest
import soundfile

from daycast.errors import DaycastError
from daycast.voice.level import true_peak
from daycast.voice.sounds import OWN, Sounds
from daycast.voice.synthesis import synthesised, wav


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_our_own_sounds_are_the_same_every_time_and_within_bounds(name: str) -> None:
    sound = synthesised(name)
    assert np.array_equal(sound, synthesised(name))
    assert true_peak(sound) < -5
    assert len(wav(sound)) < 1_000_000


@pytest.mark.parametrize("name", ["open", "turn", "close"])
def test_a_sting_begins_softly_and_dies_away(name: str) -> None:
    sound = synthesised(name)
    assert np.abs(sound[:24]).max() < 0.01
    assert np.abs(sound[-240:]).max() < 0.001


@pytest.mark.slow
def test_the_bed_goes_round_without_a_seam() -> None:
    bed = synthesised("bed")
    steps = np.abs(np.diff(bed, append=bed[0]))
    assert steps[-1] <= steps[:-1].max()


def test_a_show_without_sounds_has_ours(tmp_path: Path) -> None:
    sounds = Sounds(tmp_path)
    assert sounds.names() == ("bed", "close", "open", "turn")
    assert np.array_equal(sounds.load("open"), synthesised("open"))


@pytest.mark.parametrize("form", ["wav", "flac", "ogg", "mp3"])
def test_a_file_of_the_show_is_read_at_24_khz_mono(tmp_path: Path, form: str) -> None:
    (tmp_path / "sounds").mkdir()
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(44_100) / 44_100)
    soundfile.write(tmp_path / "sounds" / f"open.{form}", np.stack([tone, tone], axis=1), 44_100)
    sounds = Sounds(tmp_path)
    loaded = sounds.load("open")
    assert loaded.ndim == 1
    assert loaded.dtype == np.float32
    assert len(loaded) == pytest.approx(24_000, abs=1300)
    assert sounds.digest("open") != Sounds(tmp_path / "other").digest("open")


def test_an_unknown_sound_brings_the_nearest_name_and_the_list(tmp_path: Path) -> None:
    for ask in (Sounds(tmp_path).load, Sounds(tmp_path).digest):
        with pytest.raises(DaycastError, match=r"'open'\? Known: bed, close, open, turn"):
            ask("opne")


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "voice" / "sounds").mkdir(parents=True)
    (tmp_path / "secret.wav").write_bytes(wav(synthesised("turn")))
    with pytest.raises(DaycastError, match="no sound"):
        Sounds(tmp_path / "voice").load("../../secret")


def test_a_file_that_is_no_sound_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "sounds").mkdir()
    (tmp_path / "sounds" / "open.wav").write_bytes(io.BytesIO(b"not a sound").getvalue())
    with pytest.raises(DaycastError, match=r"open\.wav: this sound cannot be read"):
        Sounds(tmp_path).load("open")
