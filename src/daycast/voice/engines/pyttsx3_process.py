"""What runs in the processes that pyttsx3 has to itself. eSpeak NG (GPL-3) is loaded here and nowhere else.

`python -m daycast.voice.engines.pyttsx3_process` prints the machine's voices as JSON.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyttsx3

if TYPE_CHECKING:
    from multiprocessing.connection import Connection


def save(connection: Connection, library: str, text: str, voice: str, words_a_minute: int, path: str) -> None:
    """Speaks `text` into a WAV file at `path` and sends the id of the voice that was really taken."""
    engine = _open(library)
    finished = threading.Event()
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.setProperty("voice", voice)
    engine.setProperty("rate", words_a_minute)
    engine.save_to_file(text, path)
    engine.runAndWait()
    if library:  # the loop of pyttsx3's eSpeak driver ends after 10 ms; the file is written when the voice is done
        finished.wait()
    connection.send(str(engine.getProperty("voice")))
    connection.close()


def listing(library: str) -> dict[str, Any]:
    """The voices as (id, name, language), and the variants that eSpeak lets any voice have."""
    voices = [
        (str(voice.id), str(voice.name), str((voice.languages or ["und"])[0]))
        for voice in _open(library).getProperty("voices")
    ]
    return {"voices": voices, "variants": _variants()}


def _open(library: str) -> Any:
    """pyttsx3 on the system's speech, or on the eSpeak NG at `library`, which must be loaded before pyttsx3 looks."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # pyttsx3 reports every file it saves
    if library:
        import espeakng_loader

        ctypes.CDLL(library)
        if library == espeakng_loader.get_library_path():
            os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    return pyttsx3.init()


def _variants() -> list[str]:
    espeak = sys.modules.get("pyttsx3.drivers._espeak")
    if espeak is None:
        return []
    data = ctypes.c_char_p()
    espeak.dll.espeak_Info(ctypes.byref(data))
    folder = Path(os.fsdecode(data.value or b""), "voices", "!v")
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


if __name__ == "__main__":
    out = os.dup(1)
    with os.fdopen(out, "w", encoding="utf-8") as stream:
        json.dump(listing(sys.argv[1]), stream)
