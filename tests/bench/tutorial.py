"""How episodes are commonly made: speech into a file for each line, the files added up with pydub, the sum exported.

`python -m tests.bench.tutorial FOLDER` speaks the lines on standard input, JSON of [[text, rate]…], with pyttsx3 into
WAV files in FOLDER and joins them into `episode.mp3`; with `--join` it only joins the files that are there. Prints how
many lines came to nothing, as pyttsx3 sometimes writes no file.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
from pathlib import Path

import imageio_ffmpeg
from pydub import AudioSegment

from daycast.voice.engines.pyttsx3 import WORDS_A_MINUTE, library


def speak(folder: Path, lines: list[tuple[str, float]]) -> None:
    import espeakng_loader

    os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
    ctypes.CDLL(library())
    import pyttsx3

    engine = pyttsx3.init()
    for number, (text, rate) in enumerate(lines):
        engine.setProperty("rate", round(WORDS_A_MINUTE * rate))
        engine.save_to_file(text, str(folder / f"{number:04}.wav"))
        engine.runAndWait()


def join(folder: Path) -> int:
    """How many files there were."""
    files = sorted(folder.glob("*.wav"))
    whole = AudioSegment.empty()
    for file in files:
        whole += AudioSegment.from_file(file)
        whole += AudioSegment.silent(300)
    AudioSegment.converter = imageio_ffmpeg.get_ffmpeg_exe()
    whole.export(folder / "episode.mp3", format="mp3", bitrate="64k")
    return len(files)


def main(folder: Path, *, spoken: bool) -> None:
    lines = [] if spoken else json.load(sys.stdin)
    stdout = os.dup(1)
    os.dup2(2, 1)  # pyttsx3 reports every file there
    speak(folder, lines) if lines else None
    os.write(stdout, b"%d" % (len(lines) - join(folder)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), spoken="--join" in sys.argv)
