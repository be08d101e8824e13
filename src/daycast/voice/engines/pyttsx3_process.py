"""What runs in the processes that pyttsx3 has to itself. eSpeak NG (GPL-3) is loaded here and nowhere else.

`python -m daycast.voice.engines.pyttsx3_process LIBRARY` prints the machine's voices as JSON; with a VOICE as well, how
it says the words on standard input.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pyttsx3

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_UTF8, _PHONEMES = 1, 0x100  # speak_lib.h: espeakCHARS_UTF8, espeakPHONEMES
_TOLD = b"[["  # what stands behind is phonemes, up to ]]


def save(connection: Connection, library: str, text: str, voice: str, words_a_minute: int, path: str) -> None:
    """In a process of its own: what `spoken` returns is sent."""
    connection.send(spoken(opened(library), text, voice, words_a_minute, path))
    connection.close()


def spoken(engine: Any, text: str, voice: str, words_a_minute: int, path: str) -> str:
    """Speaks `text` into a WAV file at `path`; returns the id of the voice that was really taken."""
    engine.setProperty("voice", voice)
    engine.setProperty("rate", words_a_minute)
    engine.save_to_file(text, path)
    engine.runAndWait()
    return str(engine.getProperty("voice"))


def listing(engine: Any, library: str) -> dict[str, Any]:
    """The voices as (id, name, language), and the variants that eSpeak lets any voice have."""
    voices = [
        (str(voice.id), str(voice.name), str((voice.languages or ["und"])[0])) for voice in engine.getProperty("voices")
    ]
    return {"voices": voices, "variants": _variants() if library else []}


def phonemes(library: str, voice: str, text: str) -> list[tuple[str, str]]:
    """Each clause of `text` with its phonemes, as `voice` of the eSpeak NG at `library` says it: its own mnemonics."""
    opened(library)
    from pyttsx3.drivers import _espeak

    _espeak.dll.espeak_SetVoiceByName(voice.encode())
    translate = _espeak.dll.espeak_TextToPhonemes
    translate.restype = ctypes.c_char_p
    _espeak.Synth(_TOLD, flags=_UTF8)  # has it take phonemes from now on
    found, begun = [], b""
    rest = ctypes.c_char_p(text.encode())  # eSpeak NG moves it on, clause by clause, and to NULL at the end
    while left := rest.value:
        said = translate(ctypes.byref(rest), _UTF8, 0) or b""
        clause = begun + left[: len(left) - len(rest.value or b"")]
        if rest.value:  # it has looked a letter ahead, into the next clause
            clause, begun = clause[: clause.rfind(b" ") + 1] or clause, clause[clause.rfind(b" ") + 1 :]
        found.append((clause.decode().strip(), said.decode().strip()))
    return [(clause, said) for clause, said in found if said]


def opened(library: str) -> Any:
    """pyttsx3 on the eSpeak NG at `library`; with "" on what the system has."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # pyttsx3 reports every file that it saves
    if not library:
        return pyttsx3.init()
    espeak = loaded(library)
    speak_at_once()
    engine = pyttsx3.init()
    if hasattr(espeak, "espeak_ng_SetRandSeed"):  # a voice's breath is noise, and seeded with the clock
        espeak.espeak_ng_SetRandSeed(ctypes.c_long(0))
    return engine


def loaded(library: str) -> ctypes.CDLL:
    """eSpeak NG, where pyttsx3 then finds it by its name, as it is loaded already."""
    import espeakng_loader

    if library == espeakng_loader.get_library_path():
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    return ctypes.CDLL(library)


def speak_at_once() -> None:
    """Has eSpeak NG work inside the calls that pyttsx3 makes, and not in a thread of its own.

    The thread's queue applies a rate up to 150 ms late (measured: to one take in 200, and more on a busy machine), and
    pyttsx3 returns from `runAndWait` before the thread has finished. Without it the last event is ours to send.
    """
    from pyttsx3.drivers import _espeak, espeak

    synthesise = _espeak.Synth

    def synthesise_and_finish(text: bytes, *arguments: Any, flags: int = 0, **options: Any) -> Any:
        status = synthesise(text, *arguments, flags=flags | (_PHONEMES if _TOLD in text else 0), **options)
        end = _espeak.EVENT(type=_espeak.EVENT_MSG_TERMINATED)
        _espeak.SynthCallback(None, 0, (_espeak.EVENT * 2)(end))
        return status

    _espeak.AUDIO_OUTPUT_RETRIEVAL = _espeak.AUDIO_OUTPUT_SYNCHRONOUS
    _espeak.Synth = synthesise_and_finish
    espeak.time = SimpleNamespace(sleep=lambda seconds: None)  # pyttsx3's loop naps before it sees that all is said


def _variants() -> list[str]:
    from pyttsx3.drivers import _espeak

    data = ctypes.c_char_p()
    _espeak.dll.espeak_Info(ctypes.byref(data))
    folder = Path(os.fsdecode(data.value or b""), "voices", "!v")
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as stream:
        match sys.argv[1:]:
            case [library, voice]:
                json.dump(phonemes(library, voice, sys.stdin.buffer.read().decode()), stream)
            case [library]:
                json.dump(listing(opened(library), library), stream)
