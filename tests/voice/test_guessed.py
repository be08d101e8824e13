"""Which words a voice is left to guess, and what asking costs."""

from datetime import date
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.scripts.model import Say, Script, Section
from daycast.voice import guessed as module
from daycast.voice.cast import Cast
from daycast.voice.engine import Pronunciation, Voice
from daycast.voice.guessed import guessed
from daycast.voice.lexicon import Lexicon

CAST = Cast({"Ada": Voice(engine="silence"), "Ben": Voice(engine="silence", voice="quiet")})
KNOWN = set("hello this is of and the a new model in here one two from said twenty first meets who i are".split())


class Reader:
    """Knows a few words, and spells the others."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.here = True

    def identity(self) -> str:
        return "reader 1"

    def phonemes(self, text: str, voice: Voice) -> tuple[Pronunciation, ...]:
        if not self.here:
            raise DaycastError("no such voice")
        self.asked.append(text)
        return (Pronunciation(text, "-".join(text), guessed=text.lower() not in KNOWN),)


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Reader:
    made = Reader()
    monkeypatch.setattr(module, "open_engine", lambda name: made)
    return made


def script(*lines: str) -> Script:
    says = [Say(line.partition(": ")[0], line.partition(": ")[2], line=10 + n) for n, line in enumerate(lines)]
    return Script(date(2026, 6, 23), "T", "S", (Section(1, "News", tuple(says)),), ())


def words(found: Script, memory: Path, lexicon: Lexicon | None = None) -> list[tuple[int, str]]:
    return [(p.line, p.at) for p in guessed(found, Path("s.md"), CAST, lexicon or Lexicon(), memory)]


GUESSES = [
    ("Ada: Hello, this is Qwable, the new model. Qwable!", ["Qwable"]),
    ("Ada: Rohlf's model and Rohlf’s", ["Rohlf"]),
    ("Ada: Mei-Lin Zhao **said** the 21st of GPT4", ["Mei-Lin", "Zhao"]),
    ('Ada: [Qwable]{say="Kwable"} is here', []),
    ("Ada: Corran and Corrans and CORRAN", []),
    ("Cid: Qwable", []),
]


@pytest.mark.parametrize(("line", "expected"), GUESSES)
def test_a_word_is_guessed_that_neither_dictionary_nor_lexicon_nor_script_knows(
    reader: Reader, tmp_path: Path, line: str, expected: list[str]
) -> None:
    assert [word for _, word in words(script(line), tmp_path, Lexicon({"Corran": "Kor-ran"}))] == expected


def test_a_word_is_told_once_with_what_the_voice_will_say(reader: Reader, tmp_path: Path) -> None:
    found = guessed(script("Ada: Hello.", "Ben: Fugu is new.", "Ada: Fugu!"), Path("s.md"), CAST, Lexicon(), tmp_path)
    assert [str(note) for note in found] == [
        "s.md:11: note: “Fugu” is in no dictionary; Ben’s voice will say F-u-g-u"
        " (if that is wrong, tell voice/lexicon.yaml how)"
    ]


def test_the_engine_is_asked_about_a_word_once_for_all_time(reader: Reader, tmp_path: Path) -> None:
    first = words(script("Ada: Fugu and Fugu."), tmp_path)
    assert reader.asked == ["Fugu", "and"]
    assert words(script("Ada: Fugu is and."), tmp_path) == first
    assert reader.asked == ["Fugu", "and", "is"]


def test_two_speakers_of_one_voice_share_what_it_answers(reader: Reader, tmp_path: Path) -> None:
    cast = Cast({"Ada": Voice(engine="silence"), "Ben": Voice(engine="silence", pitch=-4)})
    for _ in range(2):
        guessed(script("Ada: Fugu.", "Ben: Fugu and Zhao."), Path("s.md"), cast, Lexicon(), tmp_path)
        assert reader.asked == ["Fugu", "and", "Zhao"]


def test_another_voice_is_asked_for_itself(reader: Reader, tmp_path: Path) -> None:
    assert words(script("Ada: Fugu.", "Ben: Fugu."), tmp_path) == [(10, "Fugu")]
    assert reader.asked == ["Fugu", "Fugu"]


@pytest.mark.parametrize("memory", ["", "[]", '{"Fugu": 1}', "\x00"])
def test_a_memory_that_cannot_be_read_is_asked_for_anew(reader: Reader, tmp_path: Path, memory: str) -> None:
    first = words(script("Ada: Fugu."), tmp_path)
    for file in tmp_path.iterdir():
        file.write_text(memory)
    assert words(script("Ada: Fugu."), tmp_path) == first


def test_a_voice_that_is_not_here_and_an_engine_that_does_not_tell_have_no_guesses(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.here = False
    assert words(script("Ada: Fugu."), tmp_path) == []
    monkeypatch.setattr(module, "open_engine", lambda name: object())
    assert words(script("Ada: Fugu."), tmp_path) == []
    assert not [*tmp_path.iterdir()]


@pytest.mark.slow
def test_the_natural_voice_tells_its_guesses(tmp_path: Path) -> None:
    cast = Cast({"Ada": Voice()})
    found = guessed(script("Ada: The company said that Qwable is new."), Path("s.md"), cast, Lexicon(), tmp_path)
    assert [note.at for note in found] == ["Qwable"]
