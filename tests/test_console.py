"""What the command line prints is what it was given, to the letter."""

import pytest

from daycast import console


def test_phonemes_between_colons_are_no_pictures(capsys: pytest.CaptureFixture[str]) -> None:
    console.print_table(("words", "phonemes"), [("Aunt", "l'e:o:_|Unt")])
    console.print_words("a.md:3", [("s:o:", "s:o:"), ("", "n:o:")])
    told = capsys.readouterr().out
    assert "l'e:o:_|Unt" in told
    assert "s:o: {+n:o:+}" in told
