"""A word's pronunciation is written into the lexicon, and everything else in it stays as it is."""

from pathlib import Path

import pytest

from daycast.errors import DaycastError
from daycast.voice.engine import Phonemizer, Phonetic, Voice
from daycast.voice.lexicon import Lexicon, load_lexicon, pronounce
from daycast.voice.phonetics import ESPEAK, IPA, MISAKI, Alphabet
from daycast.voice.registry import open_engine
from daycast.voice.speakable import speakable


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


LEXICON = """
Qwable: {hibari: kwˈAbᵊl, pyttsx3: "kw'eIb@L", say: Kwable}
glitch: {hibari: ɡlˈɪʧ}
Corran: Kor-ran
"""
TOLD = [
    ("hibari", "Qwable is new.", "[Qwable](/kwˈAbᵊl/) is new."),
    ("hibari", "Two qwables.", "Two [qwables](/kwˈAbᵊlz/)."),
    ("hibari", "Qwable's owner", "[Qwable's](/kwˈAbᵊlz/) owner"),
    ("hibari", "No glitchs", "No [glitchs](/ɡlˈɪʧᵻz/)"),
    ("hibari", "Corrans speak", "Kor-rans speak"),
    ("pyttsx3", "Two Qwables.", "Two [[kw'eIb@Lz]]."),
    ("silence", "Two Qwables.", "Two Kwables."),
    ("silence", "A glitch", "A glitch"),
    ("hibari", '[Qwable]{say="Kay"}', "Kay"),
]


@pytest.mark.parametrize(("engine", "written", "told"), TOLD)
def test_an_engine_is_told_its_phonemes_and_another_the_respelling(
    tmp_path: Path, engine: str, written: str, told: str
) -> None:
    (tmp_path / "lexicon.yaml").write_text(LEXICON)
    assert speakable(written, load_lexicon(tmp_path).of(engine)) == told


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("{hibary: kwˈAbᵊl}", "`Qwable`: there is no engine 'hibary'; Did you mean 'hibari'"),
        ("{silence: kwˈAbᵊl}", "the engine silence takes no phonemes; write a respelling, as `say: …`"),
        ("{}", "at least 1"),
        ("[a]", "valid string"),
    ],
)
def test_phonemes_that_nobody_takes_are_told_at_their_line(tmp_path: Path, entry: str, told: str) -> None:
    (tmp_path / "lexicon.yaml").write_text(f"Corran: Kor-ran\nQwable: {entry}\n")
    with pytest.raises(DaycastError) as caught:
        load_lexicon(tmp_path)
    assert "lexicon.yaml:2" in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.parametrize("written", ["[[kw'eIb@L]]", r"\[a\](/b/)", "[[[x]]]"])
def test_words_of_a_script_are_never_taken_for_phonemes(written: str) -> None:
    said = speakable(written, Lexicon())
    assert "[[" not in said
    assert "](" not in said


@pytest.mark.slow
@pytest.mark.parametrize(
    ("engine", "told", "written"),
    [("hibari", "[Zbx](/kwˈAbᵊl/)", "kwˈAbᵊl"), ("pyttsx3", "[[kw'eIb@L]]", "kw'eIb@L")],
)
def test_an_engine_says_the_phonemes_that_it_is_told(engine: str, told: str, written: str) -> None:
    opened = open_engine(engine)
    assert isinstance(opened, Phonemizer)
    assert isinstance(opened, Phonetic)
    assert opened.told("Zbx", written, s=False) == told
    assert written in " ".join(word.phonemes for word in opened.phonemes(f"Meet {told} today.", Voice(engine=engine)))


@pytest.mark.slow
def test_espeak_speaks_the_phonemes_and_not_their_letters() -> None:
    engine, voice = open_engine("pyttsx3"), Voice(engine="pyttsx3", voice="en-us")
    told, spelt = (engine.speak(f"Meet {word} today.", voice) for word in ("[[kw'eIb@L]]", "[kw'eIb@L]"))
    assert len(told.samples) < 0.8 * len(spelt.samples)


@pytest.mark.parametrize(
    ("alphabet", "phonemes", "with_s"),
    [
        (ESPEAK, "kw'eIb@L", "kw'eIb@Lz"),
        (ESPEAK, "gl'ItS", "gl'ItSI2z"),
        (ESPEAK, "k'ap", "k'aps"),
        (IPA, "kˈæt", "kˈæts"),
        (IPA, "bˈɒks", "bˈɒksɪz"),
        (MISAKI, "kˈæT", "kˈæTs"),
        (MISAKI, "dˈA", "dˈAz"),
    ],
)
def test_an_s_is_said_as_the_sound_before_it_wants(alphabet: Alphabet, phonemes: str, with_s: str) -> None:
    assert alphabet.with_s(phonemes) == with_s
