"""The store of takes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daycast.errors import DaycastError
from daycast.voice.delivery import MONO, Delivery
from daycast.voice.engine import Voice, WordMark
from daycast.voice.takes import Form, Take, TakeStore, piece_key, take_key

WORDS = (WordMark(0.01, 0.2, "two"), WordMark(0.2, 0.5, "frames"))
TAKE = Take("ab" * 32, "mp3", 2, (-1900, -12000), -1.42, b"two frames\nof sound", WORDS)


def test_what_is_put_comes_back(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    store.put(TAKE)
    assert store.has(TAKE.key)
    assert store.get(TAKE.key) == TAKE


def test_what_was_never_put_is_absent(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    assert not store.has(TAKE.key)
    assert store.get(TAKE.key) is None


@pytest.mark.parametrize("position", [3, 40, -1])
def test_a_damaged_take_counts_as_absent_and_is_named(tmp_path: Path, position: int) -> None:
    damaged: list[Path] = []
    store = TakeStore(tmp_path, on_damaged=damaged.append)
    store.put(TAKE)
    path = store.path(TAKE.key)
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)
    assert store.get(TAKE.key) is None
    assert damaged == [path]


@pytest.mark.parametrize("content", [b"", b"{}\n", b"[]\nx", b"\xff\xfe"])
def test_a_file_that_is_no_take_counts_as_absent(tmp_path: Path, content: bytes) -> None:
    store = TakeStore(tmp_path)
    store.put(TAKE)
    store.path(TAKE.key).write_bytes(content)
    assert store.get(TAKE.key) is None


def test_a_damaged_take_is_mended_by_putting_it_again(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    store.put(TAKE)
    store.path(TAKE.key).write_bytes(b"")
    store.put(TAKE)
    assert store.get(TAKE.key) == TAKE


def test_a_folder_that_cannot_be_written_is_an_error_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DaycastError, match="cannot be written"):
        TakeStore(tmp_path / "file").put(TAKE)


def test_every_change_of_what_is_heard_changes_the_key() -> None:
    voice = Voice(engine="silence")
    keys = {
        take_key(voice, "One.", "mp3"),
        take_key(voice, "Two.", "mp3"),
        take_key(voice, "One.", "pcm"),
        take_key(Voice(engine="silence", rate=1.1), "One.", "mp3"),
        take_key(Voice(engine="silence", voice="still"), "One.", "mp3"),
        take_key(Voice(engine="hibari"), "One.", "mp3"),
    }
    assert len(keys) == 6


def test_an_option_at_its_default_does_not_change_the_key() -> None:
    assert take_key(Voice(engine="silence", rate=1, pitch=0), "One.", "mp3") == take_key(
        Voice(engine="silence"), "One.", "mp3"
    )


def test_the_key_of_a_voice_without_newer_options_stays_what_it_was() -> None:
    known = "169fcabfb95fd43de7be519b4774031f61417fef6eafac6cbcad6ec748055955"
    assert take_key(Voice(engine="silence", voice="still", rate=1.1, pitch=-4), "One.", "mp3") == known


def test_how_loud_a_speaker_is_belongs_to_the_take_and_how_long_it_waits_does_not() -> None:
    plain, louder, waiting = Voice(engine="silence"), Voice(engine="silence", gain=2), Voice(engine="silence", pause=1)
    assert take_key(plain, "One.", "mp3") == take_key(waiting, "One.", "mp3") != take_key(louder, "One.", "mp3")


def test_the_key_of_a_piece_does_not_depend_on_the_order_of_what_it_is_made_from() -> None:
    assert piece_key(a=1, b="ü") == piece_key(b="ü", a=1) != piece_key(a=1, b="u")


@given(st.text(), st.sampled_from(["mp3", "pcm"]), st.sampled_from([MONO, Delivery(2, -16.0)]))
def test_a_takes_key_is_that_of_a_piece_with_its_parts(text: str, form: Form, delivery: Delivery) -> None:
    voice = Voice(engine="silence", rate=1.1, gain=-2)
    parts = {"engine": "silence 1", "voice": voice.heard(), "text": text, "form": form, **delivery.made_from()}
    assert take_key(voice, text, form, delivery) == piece_key(**parts)
