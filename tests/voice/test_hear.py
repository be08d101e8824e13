"""One line by itself: its words, its phonemes, its take, and the file or player that it goes to."""

import io
import sys
import wave
from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.voice import mp3
from daycast.voice.cast import Cast
from daycast.voice.engine import Phonemizer, Voice
from daycast.voice.export import export
from daycast.voice.hear import hear, line, phonemes, shown, words
from daycast.voice.lexicon import Lexicon
from daycast.voice.play import PLAYERS, play, player
from daycast.voice.registry import open_engine
from daycast.voice.takes import Take, TakeStore
from daycast.voice.workers import Crew

LEXICON = Lexicon({"Qwable": "Kwable"})
SILENCE = Voice(engine="silence")
CAST = Cast({"Ada": SILENCE, "Ben": SILENCE})
slow = pytest.mark.slow


def take(frames: int = 50) -> Take:
    return Take("key", "mp3", frames, (-1900,) * frames, -3.0, mp3.silent_frames(frames))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello.", (None, "Hello.")),
        ("Ben: Hello [^1] <!-- a --> you. {.take}", ("Ben", "Hello <!-- a --> you.")),
        ("ben: Hello.", ("Ben", "Hello.")),
        ("Note: it is late.", (None, "Note: it is late.")),
        ("**hi** [^1] {.take}", (None, "**hi**")),
    ],
)
def test_a_line_is_read_as_in_a_script(text: str, expected: tuple[str | None, str]) -> None:
    assert line(text, CAST) == expected


def test_the_words_are_those_after_lexicon_and_front_end() -> None:
    assert words('Qwable costs **$5**. [Nick]{say="Nicholas"}', SILENCE, LEXICON) == "Kwable costs 5 dollars. Nicholas"
    with pytest.raises(DaycastError, match="nothing in “🎉” can be said aloud"):
        words("🎉", SILENCE, LEXICON)


@slow
def test_a_line_is_spoken_once_however_often_it_is_heard(tmp_path: Path) -> None:
    store = TakeStore(tmp_path)
    with Crew(workers=1) as crew:
        first = hear("Qwable is *here*.", SILENCE, LEXICON, store, crew=crew)
        assert hear("Kwable is here.", SILENCE, LEXICON, store, crew=crew) == first
    assert (first.form, len(first.levels)) == ("mp3", first.frames)
    assert len(list(tmp_path.rglob("*.take"))) == 1


@slow
def test_a_line_that_cannot_be_spoken_says_why(tmp_path: Path, moody: str) -> None:
    with pytest.raises(DaycastError, match="could not be spoken: moody will not say that"):
        hear("I refuse.", Voice(engine=moody), LEXICON, TakeStore(tmp_path))


def test_an_engine_that_does_not_tell_its_phonemes_says_so() -> None:
    assert not isinstance(open_engine("silence"), Phonemizer)
    with pytest.raises(DaycastError, match="silence does not tell its phonemes"):
        phonemes("Hello.", SILENCE, LEXICON)


@slow
def test_hibari_tells_each_word_and_which_of_them_it_guesses() -> None:
    told = {one.words: one for one in phonemes("Qwable is in town, for 5.", Voice(), LEXICON)}
    assert list(told) == ["Kwable", "is", "in", "town", "for", "5"]
    assert [one.words for one in told.values() if one.guessed] == ["Kwable"]
    assert told["town"].phonemes == "tˈWn"


PHONEMES = Lexicon(
    {"Ortiz": {"hibari": "ɔɹtˈiz", "pyttsx3": "o@t'i:z"}, "Qwable": {"hibari": "kwˈAbᵊl", "say": "Kwable"}}
)


def test_the_words_that_are_shown_are_no_engines_markup() -> None:
    assert shown('Mayor Ortiz met Qwables. [Nick]{say="Nik"}', PHONEMES) == "Mayor Ortiz met Kwables. Nik"


@slow
def test_a_word_whose_phonemes_the_lexicon_gives_says_so() -> None:
    told = phonemes("Ortiz, the mayor.", Voice(), PHONEMES)
    assert (told[0].words, told[0].phonemes, told[0].told) == ("Ortiz", "ɔɹtˈiz", True)
    assert not any(one.told for one in told[1:])
    clause, rest = phonemes("Ortiz, the mayor.", Voice(engine="pyttsx3", voice="en-us"), PHONEMES)
    assert (clause.words, clause.told) == ("Ortiz,", True)
    assert not rest.told


@slow
def test_espeak_tells_each_clause_whole() -> None:
    voice = Voice(engine="pyttsx3", voice="en-us")
    told = phonemes("-f is Qwable, naïve as it is: café. LLMs!", voice, LEXICON)
    assert [one.words for one in told] == ["-f is Kwable,", "naïve as it is:", "café.", "L-L-ems!"]
    assert told[2].phonemes == "kaf'eI"
    assert {one.guessed for one in told} == {None}


def test_a_take_is_written_as_what_its_name_ends_with(tmp_path: Path) -> None:
    export(take(), tmp_path / "a.mp3")
    assert mp3.frames((tmp_path / "a.mp3").read_bytes()) == 51
    export(take(), tmp_path / "new" / "a.WAV")
    with wave.open(io.BytesIO((tmp_path / "new" / "a.WAV").read_bytes())) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getnframes()) == (24_000, 1, 50 * mp3.FRAME)
    with pytest.raises(DaycastError, match=r"a\.ogg: sound is written as \.mp3 or \.wav"):
        export(take(), tmp_path / "a.ogg")


@pytest.mark.parametrize(
    ("here", "expected"),
    [({"aplay", "ffplay"}, "aplay"), ({"afplay"}, "afplay"), ({"vlc"}, None), (set(), None)],
)
def test_the_first_player_that_is_here_plays(here: set[str], expected: str | None) -> None:
    found = player(lambda name: name if name in here else None)
    assert (found[0] if found else None) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Windows plays by itself")
@pytest.mark.parametrize(
    ("program", "frames", "reason"),
    [
        ("exit 0", 500, "it does not say why"),  # 12 seconds cannot be over at once
        ("echo no sound card >&2; exit 1", 5, "no sound card"),
        ("test -s $1 && sleep 0.2", 5, ""),
    ],
)
def test_who_did_not_play_it_is_told(
    program: str, frames: int, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / PLAYERS[0][0]
    fake.write_text(f"#!/bin/sh\n{program}\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    told = play(take(frames))
    assert told == (f"{PLAYERS[0][0]} found no way to play it: {reason}" if reason else "")
