"""The system's own speech through pyttsx3: SAPI on Windows, NSSpeech on macOS, eSpeak NG elsewhere.

Where the system has no eSpeak NG, the one inside the wheel of espeakng-loader speaks. It is GPL-3 and only ever
loaded in a process of its own. That is also what makes pyttsx3 sound: after its first take a process loses
files, ignores settings or crashes, so every utterance has a fresh one (`pyttsx3_caller`).
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from functools import cache, cached_property
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path
from string import ascii_uppercase
from typing import Any

from daycast.errors import DaycastError
from daycast.voice.engine import Pronunciation, Speech, Voice, VoiceInfo, WordMark
from daycast.voice.engines.pyttsx3_caller import Caller, short
from daycast.voice.languages import tidy
from daycast.voice.phonetics import ESPEAK
from daycast.voice.registry import check_voice

WORDS_A_MINUTE = 175  # at rate 1: eSpeak NG's own pace
SLOWEST, FASTEST = 80, 450  # words a minute, the range of eSpeak NG
LONGEST = 2000  # characters in one utterance; at about 3,000 words eSpeak NG crashes
_MODULE = "daycast.voice.engines.pyttsx3_process"
_FOLDERS = ("/usr/local/lib", "/usr/lib/*-linux-*", "/usr/lib64", "/usr/lib")
_NAMES = "ays bees sees dees ees effs gees aitches eyes jays kays els ems ens ohs pees cues ars esses tees yous vees"
_LETTERS = dict(zip(ascii_uppercase, (*_NAMES.split(), "double-yous", "exes", "whys", "zees"), strict=True))
# eSpeak NG's best understood (WER 21 to 25 % by Whisper base; the variants f1 to f5 reach 37 %), each with its pitch
_ESPEAK_HOSTS = (("en-us", 0), ("en-gb-x-rp", -3), ("en-us+steph", 0), ("en-us", -3))


class Pyttsx3Engine:
    """A pitch is made as hibari's is: spoken slower or faster, and played at another sample rate."""

    name = "pyttsx3"

    def identity(self) -> str:
        return f"pyttsx3 {version('pyttsx3')}, {_speech()}, wording 1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        quality, licence = ("synthetic", "GPL-3.0-or-later") if library() else ("the system's", "the system's")
        return tuple(
            VoiceInfo(short(name), tidy(language), quality, licence) for name, _, language in self._listing["voices"]
        )

    def variants(self) -> tuple[str, ...]:
        return tuple(self._listing["variants"])

    def defaults(self) -> tuple[Voice, ...]:
        hosts = _ESPEAK_HOSTS if library() else _english(self.voices())
        return tuple(Voice(engine=self.name, voice=name, pitch=pitch) for name, pitch in hosts)

    def paces(self, voice: Voice) -> tuple[float, float]:
        slower = voice.ratio / WORDS_A_MINUTE
        return (SLOWEST * slower, FASTEST * slower)

    def speak(self, text: str, voice: Voice) -> Speech:
        import numpy as np

        name, ratio = self._name(voice), voice.ratio
        pace = round(WORDS_A_MINUTE * voice.rate / ratio)
        said = [
            self._caller.said(with_letters_named(part) if library() else part, name, pace, shown=part)
            for part in _utterances(text)
        ]
        starts = accumulate((len(part.samples) / part.rate for part in said), initial=0.0)
        words = (
            WordMark((start + word.start) / ratio, (start + word.end) / ratio, word.word)
            for start, part in zip(starts, said, strict=False)
            for word in part.words
        )
        return Speech(np.concatenate([part.samples for part in said]), said[0].rate * ratio, tuple(words))

    def phonemes(self, text: str, voice: Voice) -> tuple[Pronunciation, ...]:
        """Clause by clause in eSpeak NG's own mnemonics, as it runs words together; the lexicon takes them."""
        if not library():
            raise DaycastError(
                "the system's speech does not tell its phonemes", hint="eSpeak NG does, where pyttsx3 drives it."
            )
        check_voice(voice)
        told = _asked(self._name(voice), words=with_letters_named(text))
        return tuple(Pronunciation(words, phonemes) for words, phonemes in told)

    def told(self, word: str, phonemes: str, *, s: bool) -> str:
        return f"[[{ESPEAK.with_s(phonemes) if s else phonemes}]]" if library() else word

    def _name(self, voice: Voice) -> str:
        return voice.voice or str(self.defaults()[0].voice)

    @cached_property
    def _caller(self) -> Caller:
        return Caller(library())

    @cached_property
    def _listing(self) -> dict[str, Any]:
        listed: dict[str, Any] = self._caller.listing() or _asked()
        return listed


def _asked(*arguments: str, words: str = "") -> Any:
    """What the process that loads the speech answers."""
    command = [sys.executable, "-m", _MODULE, library(), *arguments]
    try:
        done = subprocess.run(
            command, input=words, capture_output=True, text=True, encoding="utf-8", timeout=60, check=True
        )
    except subprocess.SubprocessError as error:
        raise DaycastError(
            "pyttsx3 finds no speech on this machine",
            hint="Run `uv sync` again, or choose another engine.",
        ) from error
    return json.loads(done.stdout)


def with_letters_named(text: str) -> str:
    """`LLMs` -> `L-L-ems`: eSpeak NG drops the s of acronyms where a clause holds little else."""

    def named(match: re.Match[str]) -> str:
        return "-".join([*match["letters"], _LETTERS[match["last"]]]) if match["last"] else match[0]

    return re.sub(r"\[\[.*?\]\]|\b(?P<letters>[A-Z]+)(?P<last>[A-Z])'?s\b", named, text)  # phonemes stay as they are


@cache
def library() -> str:
    """The eSpeak NG to load: the system's, else the wheel's; "" where the system speaks by other means."""
    if sys.platform in ("win32", "darwin"):
        return ""
    found = (file for folder in _FOLDERS for file in Path("/").glob(folder.lstrip("/") + "/libespeak-ng.so.1"))
    import espeakng_loader

    return str(next(found, espeakng_loader.get_library_path()))


def _speech() -> str:
    """Which speech it is that pyttsx3 drives, by version."""
    if not library():
        import platform

        return platform.platform()
    if "espeakng_loader" in Path(library()).parts:
        return f"espeakng-loader {version('espeakng-loader')}"
    file = Path(library()).resolve()
    return f"{file.name} {file.stat().st_size}"


def _utterances(text: str) -> list[str]:
    """The text in pieces of whole sentences where possible, none longer than `LONGEST`."""
    pieces = [""]
    for word in re.findall(r"\S+\s*", text):
        full = len(pieces[-1]) + len(word) > LONGEST
        if full or (len(pieces[-1]) > LONGEST // 2 and pieces[-1].rstrip().endswith((".", "!", "?"))):
            pieces.append("")
        pieces[-1] += word
    return pieces


def _english(voices: tuple[VoiceInfo, ...]) -> tuple[tuple[str, float], ...]:
    names = [info.name for info in voices if info.language.lower().startswith("en")]
    return tuple((name, 0) for name in (names or [info.name for info in voices])[:4])
