"""Words that a voice reads by guess, as its engine's dictionary lacks them: names above all.

An engine is asked about each word once; its answers are kept beside the takes, under the engine's identity, so that
looking again at a script loads no engine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from daycast.errors import DaycastError, Problem
from daycast.files import write_text
from daycast.inline import spans
from daycast.scripts.model import Script
from daycast.voice.cast import Cast
from daycast.voice.engine import Phonemizer, Voice
from daycast.voice.lexicon import Lexicon
from daycast.voice.registry import open_engine
from daycast.voice.rules import said
from daycast.voice.speakable import clean

_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['-][^\W\d_]+)*(?!\w)")


def guessed(script: Script, path: Path, cast: Cast, lexicon: Lexicon, memory: Path) -> tuple[Problem, ...]:
    """A note for each word, at its first place, that its speaker's voice is left to guess; how it will be said.

    What the script or the lexicon tells how to say is no guess. Answers are remembered in the folder `memory`.
    """
    answers: dict[tuple[str, str | None], _Answers] = {}  # pitch and pace change no word
    told: set[tuple[str, str]] = set()
    found = []
    for say in script.lines:
        if say.speaker not in cast.root:
            continue
        voice = cast.voice(say.speaker)
        known = answers.get((voice.engine, voice.voice))
        if known is None:
            known = answers[voice.engine, voice.voice] = _Answers(voice, memory)
        for word in _unguided(say.text, lexicon.of(voice.engine)):
            phonemes = known.of(word)
            if phonemes and (word, phonemes) not in told:
                told.add((word, phonemes))
                message = f"“{word}” is in no dictionary; {say.speaker}’s voice will say {phonemes}"
                hint = "if that is wrong, tell voice/lexicon.yaml how"
                found.append(Problem(path, say.line, message, hint, warning=True, at=word, note=True))
    for known in answers.values():
        known.keep()
    return tuple(found)


def _unguided(markdown: str, lexicon: Lexicon) -> Iterator[str]:
    """The words of a line that only the engine knows how to say, as they stand there."""
    for span in spans(markdown):
        for piece, respelt in lexicon.split(clean(span.text)) if span.say is None else ():
            for word in _WORD.findall("" if respelt else said(piece, lexicon.language)):
                yield word.removesuffix("'s")


class _Answers:
    """What an engine says of words in one voice: phonemes for those that it guesses, "" for the others."""

    def __init__(self, voice: Voice, memory: Path) -> None:
        self._voice = voice
        self._known: dict[str, str] | None = {}
        self._new = False
        with suppress(DaycastError):
            engine = open_engine(voice.engine)
            if isinstance(engine, Phonemizer):
                identity = json.dumps([engine.identity(), voice.voice])
                self._path = memory / f"{voice.engine}-{hashlib.sha256(identity.encode()).hexdigest()[:16]}.json"
                self._known = _read(self._path)
                return
        self._known = None

    def of(self, word: str) -> str:
        """The phonemes that a word is guessed to have; "" where the engine knows it, or does not tell."""
        if self._known is not None and word not in self._known:
            try:
                engine = open_engine(self._voice.engine)
                assert isinstance(engine, Phonemizer)
                answer = engine.phonemes(word, self._voice)
            except DaycastError:  # a voice that is not here is told elsewhere
                self._known = None
            else:
                self._known[word] = " ".join(p.phonemes for p in answer) if any(p.guessed for p in answer) else ""
                self._new = True
        return self._known.get(word, "") if self._known is not None else ""

    def keep(self) -> None:
        """Writes what was learned."""
        if self._known is not None and self._new:
            write_text(self._path, json.dumps(self._known, ensure_ascii=False, sort_keys=True))


def _read(path: Path) -> dict[str, str]:
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) and all(isinstance(said, str) for said in known.values()) else {}
