"""The natural voice: hibari, a small neural engine whose voice `heart` comes inside its wheel (Apache-2.0)."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from daycast.errors import DaycastError
from daycast.voice.engine import Pronunciation, Speech, Voice, VoiceInfo
from daycast.voice.engines.hibari_words import Listener, asking_for_durations
from daycast.voice.phonetics import MISAKI
from daycast.voice.registry import check_voice

RATE = 24_000
DEFAULT = "heart"  # the one voice inside the wheel
PITCHES = (0, -4, -2, 2)  # four hosts from one voice; -4 was understood best of the low ones
SEED, THREADS = 0, 1  # with these two, the same words are the same bits in every process
GUESSED = 2  # the rating that hibari's g2p gives to what its spelling-to-sound model read, not its dictionaries
SLOWEST, FASTEST = 0.25, 2.0  # measured: beyond, the length no longer follows the speed asked for


class HibariEngine:
    """A pitch of p semitones is spoken at 1/r the speed and played at r the sample rate, r = 2^(p/12).

    That moves the formants as well, so one voice gives two hosts that sound like two people.
    """

    name = "hibari"

    def __init__(self) -> None:
        self._open: dict[str, tuple[Any, Listener | None]] = {}

    def identity(self) -> str:
        fft = "scipy" if importlib.util.find_spec("scipy") else "numpy"
        parts = [f"{name} {version(name)}" for name in ("hibari-tts", "onnxruntime", "numpy")]
        return ", ".join([*parts, f"{fft} fft, {THREADS} thread, seed {SEED}"])

    def voices(self) -> tuple[VoiceInfo, ...]:
        return tuple(_info(name, entry) for name, entry in _registry().items())

    def variants(self) -> tuple[str, ...]:
        return ()

    def defaults(self) -> tuple[Voice, ...]:
        return tuple(Voice(engine=self.name, voice=DEFAULT, pitch=pitch) for pitch in PITCHES)

    def paces(self, voice: Voice) -> tuple[float, float]:
        return (SLOWEST * voice.ratio, FASTEST * voice.ratio)

    def speak(self, text: str, voice: Voice) -> Speech:
        opened, listener = self._voice(voice.voice or DEFAULT)
        if listener:
            listener.forget()
        samples = opened(text, speed=voice.rate / voice.ratio, seed=SEED)
        if not len(samples):
            raise DaycastError("hibari finds nothing to say in it", hint="It reads English; write the words out.")
        rate = RATE * voice.ratio
        return Speech(samples, rate, listener.words(rate) if listener else ())

    def fetch(self, name: str) -> None:
        """Downloads a voice with hibari's own downloader, which checks its SHA-256 and puts it in place whole."""
        from hibari.voices import voice_path

        try:
            voice_path(name)
        except RuntimeError as error:
            raise DaycastError(
                str(error).removeprefix("hibari: "), hint="It is needed once; afterwards it speaks without network."
            ) from error

    def phonemes(self, text: str, voice: Voice) -> tuple[Pronunciation, ...]:
        """Word by word in the alphabet of misaki: IPA, with capitals for diphthongs (A as in day, I as in my)."""
        opened, _ = self._voice(voice.voice or DEFAULT)
        from hibari.g2p.normalize import normalize

        words = (
            word
            for sentence in opened.split_sentences(text)
            for word in opened.g2p.phonemize_tokens(opened.g2p.tokenize(normalize(sentence)))
        )
        return tuple(
            Pronunciation(word.text, word.phonemes, guessed=word.rating is not None and word.rating <= GUESSED)
            for word in words
            if word.phonemes and any(map(str.isalnum, word.text))
        )

    def told(self, word: str, phonemes: str, *, s: bool) -> str:
        return f"[{word}](/{MISAKI.with_s(phonemes) if s else phonemes}/)"

    def _voice(self, name: str) -> tuple[Any, Listener | None]:
        """The voice, and who listens to its words; nobody where its model has its durations elsewhere."""
        if name not in self._open:
            from hibari import Hibari
            from hibari.voices import voice_path
            from onnxruntime.capi.onnxruntime_pybind11_state import Fail

            check_voice(Voice(engine=self.name, voice=name))  # for hibari itself would download it unasked
            asking = asking_for_durations(Path(voice_path(name)).read_bytes())
            try:
                opened = Hibari(voice=name, model=asking, threads=THREADS)
                self._open[name] = opened, Listener(opened)
            except Fail:
                self._open[name] = Hibari(voice=name, threads=THREADS), None
        return self._open[name]


@cache
def _registry() -> dict[str, Any]:
    """hibari's own list, read as a file: importing the package would load numpy."""
    found = importlib.util.find_spec("hibari")
    if found is None or not found.submodule_search_locations:
        raise DaycastError("the package hibari-tts is not installed", hint="Run `uv sync`.")
    file = Path(found.submodule_search_locations[0], "assets", "voices.json")
    listed: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return listed


def _info(name: str, entry: dict[str, Any]) -> VoiceInfo:
    here = entry.get("bundled") or (_downloads() / entry["file"]).is_file()
    get = f"`daycast voices fetch {name}` downloads it once ({entry['bytes'] / 1e6:.1f} MB)."
    quality = f"natural, {entry['gender']}"
    return VoiceInfo(name, entry["language"], quality, "Apache-2.0", "" if here else get, entry["bytes"])


def _downloads() -> Path:
    """Where hibari keeps downloaded voices; the same rule as its `hibari.voices.cache_dir`."""
    if named := os.environ.get("HIBARI_HOME"):
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "hibari"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "hibari"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hibari"
