"""Which words and marks a voice does not say."""

import pytest

from daycast.voice.alphabets import unread_words
from daycast.voice.engine import DaycastError, Voice
from daycast.voice.lexicon import Lexicon
from daycast.voice.registry import open_engine
from daycast.voice.unsayable import silent, voice_language

WORDS = "Łódź, µm, Привет! Ελλάδα 東京 さくら 한국 (سلام) שלום"


@pytest.mark.parametrize(
    ("language", "unread"),
    [
        ("en-US", "Привет Ελλάδα 東京 さくら 한국 سلام שלום"),
        ("de", "Привет Ελλάδα 東京 さくら 한국 سلام שלום"),
        ("ru", "Ελλάδα 東京 さくら 한국 سلام שלום"),
        ("el-GR", "Привет 東京 さくら 한국 سلام שלום"),
        ("ja", "Привет Ελλάδα 한국 سلام שלום"),
        ("ko", "Привет Ελλάδα さくら سلام שלום"),
        ("zh", "Привет Ελλάδα さくら 한국 سلام שלום"),
        ("sr-Latn", "Привет Ελλάδα 東京 さくら 한국 سلام שלום"),
        ("und", ""),
        ("x-unheard-of", ""),
    ],
)
def test_a_voice_reads_latin_letters_and_those_of_its_language(language: str, unread: str) -> None:
    assert unread_words(WORDS, language) == tuple(unread.split())


@pytest.mark.parametrize(
    ("line", "marks"),
    [
        ("Fine – really: “5 %” & $7, 20°C, C++, a/b, 3 × 4 ± 1… Foo™", ()),
        ("Well done 👍🏽 and 🏳️‍🌈!", ("👍🏽", "🏳️‍🌈")),
        ("★★★ again ★★★", ("★★★",)),
        ("At least ≥ 5 \\* ~~ of \\*\\*\\*", ("*", "~~", "***", "≥")),
        ('[👍]{say="thumbs up"} C♯', ()),
    ],
)
def test_marks_are_silent_that_are_no_punctuation(line: str, marks: tuple[str, ...]) -> None:
    assert silent(line, Lexicon({"C♯": "C sharp"})) == marks


@pytest.mark.parametrize(
    ("voice", "language"),
    [
        (Voice(), "en-US"),
        (Voice(voice="Emma"), "en-GB"),
        (Voice(engine="silence"), "und"),
        (Voice(voice="nobody"), "und"),
        (Voice(engine="none"), "und"),
    ],
)
def test_a_voices_language_is_what_its_engine_says(voice: Voice, language: str) -> None:
    assert voice_language(voice) == language


@pytest.mark.slow
@pytest.mark.parametrize("word", ["東京", "さくら", "한국", "سلام", "שלום", "สวัสดี", "👍", "★★★", "≥"])
def test_what_is_called_silent_is_nothing_to_hibari(word: str) -> None:
    with pytest.raises(DaycastError, match="nothing to say"):
        open_engine("hibari").speak(word, Voice())
