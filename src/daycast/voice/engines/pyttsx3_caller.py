"""Has pyttsx3 speak one utterance in a process that spoke nothing before it, and checks what came of it."""

from __future__ import annotations

import io
import json
import os
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
import wave
from bisect import bisect_right
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from daycast.errors import DaycastError
from daycast.voice.engine import Speech, WordMark

_ZYGOTE = [sys.executable, "-m", "daycast.voice.engines.pyttsx3_zygote"]

Answer = tuple[str, bytes, list[tuple[int, int]]]  # the voice taken, a WAV file, and a zygote's words


class Caller:
    """Speaks with the eSpeak NG at `library`; with "" as the system does. One utterance at a time, from any thread."""

    def __init__(self, library: str) -> None:
        self._library = library
        self._zygote: _Zygote | None = None
        self._turn = threading.Lock()

    def said(self, text: str, voice: str, words_a_minute: int, *, shown: str) -> Speech:
        """One utterance, whose word marks have the words of `shown`.

        What crashes, hangs or writes nothing is tried once more, and is then a `DaycastError`.
        """
        with self._turn:
            try:
                return self._attempt(text, voice, words_a_minute, shown)
            except _Failed:
                try:
                    return self._attempt(text, voice, words_a_minute, shown)
                except _Failed as again:
                    raise DaycastError(f"pyttsx3 {again}, twice, at: {shown}") from again

    def listing(self) -> Any:
        """The voices as `pyttsx3_process.listing` tells them; None where there is no zygote to ask, or no speech."""
        if sys.platform != "linux":
            return None
        with self._turn:
            try:
                return self._running().answer(None, 60)
            except _Failed:
                return None

    def _running(self) -> _Zygote:
        if self._zygote is None:
            self._zygote = _Zygote(self._library)
        return self._zygote

    def _attempt(self, text: str, voice: str, words_a_minute: int, shown: str) -> Speech:
        import numpy as np

        ask = self._of_zygote if sys.platform == "linux" else self._in_process
        taken, wav, words = ask(text, voice, words_a_minute, seconds_allowed(text))
        if short(taken).casefold() != voice.casefold():
            raise DaycastError(f"pyttsx3 did not take the voice {voice!r}: it spoke with {short(taken)!r}")
        try:
            with wave.open(io.BytesIO(wav)) as file:
                rate, pcm = file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), "<i2")
        except (wave.Error, EOFError) as error:
            raise _Failed("wrote no sound") from error
        if not pcm.any():
            raise _Failed("wrote nothing but silence")
        return Speech(pcm.astype(np.float32) / np.float32(32768), rate, marks(shown, text, words, rate))

    def _of_zygote(self, text: str, voice: str, words_a_minute: int, seconds: float) -> Answer:
        zygote = self._running()
        try:
            return zygote.said((text, voice, words_a_minute), seconds)
        except _Failed:
            zygote.close()
            self._zygote = None
            raise

    def _in_process(self, text: str, voice: str, words_a_minute: int, seconds: float) -> Answer:
        with tempfile.TemporaryDirectory(prefix="daycast-") as folder:
            path = Path(folder, "take.wav")
            taken = _spawned(seconds, self._library, text, voice, words_a_minute, str(path))
            return taken, path.read_bytes() if path.is_file() else b"", []


class _Failed(Exception):
    pass


class _Zygote:
    """The process of `pyttsx3_zygote`. It ends with this one, whose end of its standard input it then sees closed."""

    def __init__(self, library: str) -> None:
        self._sound = os.memfd_create("take")
        self._process = subprocess.Popen(
            [*_ZYGOTE, library, str(self._sound)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(self._sound,),
            bufsize=0,
        )

    def said(self, request: tuple[str, str, int], seconds: float) -> Answer:
        found = self.answer(request, seconds)
        if "died" in found:
            raise _Failed(f"crashed (exit code {found['died']})")
        return found["voice"], os.pread(self._sound, os.fstat(self._sound).st_size, 0), found["words"]

    def answer(self, request: object, seconds: float) -> Any:
        assert self._process.stdin
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
        except BrokenPipeError as error:
            raise _Failed(f"crashed (exit code {self._process.wait()})") from error
        return json.loads(self._row(time.monotonic() + seconds, seconds))

    def _row(self, until: float, seconds: float) -> bytes:
        assert self._process.stdout
        row = b""
        while not row.endswith(b"\n"):
            if not select.select([self._process.stdout], [], [], max(0, until - time.monotonic()))[0]:
                raise _Failed(f"said nothing for {seconds:.0f} s")
            more = os.read(self._process.stdout.fileno(), 1 << 16)
            if not more:
                raise _Failed(f"crashed (exit code {self._process.wait()})")
            row += more
        return row

    def close(self) -> None:
        """Ends the process and the utterance that it is at."""
        self._process.kill()
        self._process.communicate()
        os.close(self._sound)


def _spawned(seconds: float, *arguments: Any) -> str:
    """Runs `save` in a process of its own; returns the id of the voice that it took."""
    import multiprocessing

    from daycast.voice.engines.pyttsx3_process import save

    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=save, args=(sender, *arguments), daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(seconds):
            raise _Failed(f"said nothing for {seconds:.0f} s")
        taken = str(receiver.recv())
        process.join(seconds)
    except EOFError as error:
        process.join()
        raise _Failed(f"crashed (exit code {process.exitcode})") from error
    finally:
        process.kill()
        process.join()
        receiver.close()
    return taken


def marks(shown: str, text: str, words: Iterable[tuple[int, int]], rate: int) -> tuple[WordMark, ...]:
    """The times of the words of `shown`, as the zygote tells of those of `text`, which says them otherwise.

    A word is what stands between spaces, whatever eSpeak NG makes of it ("2026" is four), and ends where the next or a
    pause begins. One without a sound, such as a dash, has no mark.
    """
    names = shown.split()
    begins = [match.start() for match in re.finditer(r"\S+", text)]
    found: list[WordMark] = []
    spoken = None  # the word that is being said
    for place, sample in words:
        word = max(0, bisect_right(begins, place - 1) - 1) if place else None
        if word != spoken:
            seconds = sample / rate
            if spoken is not None:
                found[-1] = found[-1]._replace(end=seconds)
            if word is not None:
                found.append(WordMark(seconds, seconds, names[word]))
            spoken = word
    return tuple(found)


def seconds_allowed(text: str) -> float:
    """How long `text` may take to be spoken before it counts as hanging."""
    return 20 + len(text) / 10


def short(identifier: str) -> str:
    """The part of a voice's id that people write: `gmw/en-us` -> `en-us`."""
    return re.split(r"[/\\]", identifier)[-1]
