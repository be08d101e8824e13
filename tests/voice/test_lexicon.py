"""A word's pronunciation is written into the lexicon, and everything else in it stays as it is."""

from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.voice.lexicon import load_lexicon, pronounce


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, "Corran: Kor-ran\n"),
        ("", "Corran: Kor-ran\n"),
        ("# Words\n", "# Words\nCorran: Kor-ran\n"),
        ("{}\n", "Corran: Kor-ran\n"),
        ("qwable: Kwable # sic\n", "qwable: Kwable # sic\nCorran: Kor-ran\n"),
        ("Corran: Korn # no\nqwable: Kwable\n", "Corran: Kor-ran # no\nqwable: Kwable\n"),
        ("corran: Korn", "corran: Korn\nCorran: Kor-ran\n"),
    ],
)
def test_a_word_is_added_or_changed_in_its_place(tmp_path: Path, before: str | None, after: str) -> None:
    path = tmp_path / "lexicon.yaml"
    if before is not None:
        path.write_text(before)
    pronounce(tmp_path, "Corran", "Kor-ran")
    assert path.read_text() == after


@pytest.mark.parametrize(("word", "said"), [("GPT-5", "G P T 5"), ("Z.ai", "yes"), ('"x"', "a: b # c"), ("no", "1.5")])
def test_what_yaml_would_take_otherwise_is_quoted(tmp_path: Path, word: str, said: str) -> None:
    pronounce(tmp_path, word, said)
    assert load_lexicon(tmp_path).root == {word: said}


@pytest.mark.parametrize(
    ("before", "told"),
    [("{a: b}\n", "cannot be added to"), ("a: [b\n", r"lexicon\.yaml:\d"), ("- a\n", "lexicon.yaml")],
)
def test_a_lexicon_that_cannot_be_added_to_is_told_and_left_alone(tmp_path: Path, before: str, told: str) -> None:
    path = tmp_path / "lexicon.yaml"
    path.write_text(before)
    with pytest.raises(DaycastError, match=told):
        pronounce(tmp_path, "Corran", "Kor-ran")
    assert path.read_text() == before
