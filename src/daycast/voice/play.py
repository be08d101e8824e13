"""Plays a take on this machine, with what the machine plays sound with: no package is as small or as sure.

Every Mac and Windows has its player, a Linux desktop that of its sound server. The wheels tried instead need a library
that only a system package brings (sounddevice), or a compiler on ARM (miniaudio).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from daycast.voice.export import wav_file
from daycast.voice.takes import Take

PLAYERS = (  # each plays the WAV file that is named last, and then ends
    ("afplay",),
    ("pw-play",),
    ("paplay",),
    ("aplay", "-q"),
    ("mpv", "--no-video", "--really-quiet"),
    ("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
)


def play(take: Take) -> str:
    """Plays `take` to its end; returns "" or why nobody heard it."""
    with tempfile.TemporaryDirectory(prefix="daycast-") as folder:
        path = Path(folder, "take.wav")
        path.write_bytes(wav_file(take))
        if sys.platform == "win32":
            import winsound

            try:
                winsound.PlaySound(str(path), winsound.SND_FILENAME)
            except RuntimeError as error:
                return f"Windows found no way to play it: {error}"
            return ""
        command = player()
        if command is None:
            return f"no program here plays sound (looked for {', '.join(name for name, *_ in PLAYERS)})"
        return _by(command, path, take.seconds)


def player(which: Callable[[str], str | None] = shutil.which) -> tuple[str, ...] | None:
    """The command that plays the file named after it, None where there is none."""
    return next((command for command in PLAYERS if which(command[0])), None)


def _by(command: tuple[str, ...], path: Path, seconds: float) -> str:
    began = time.monotonic()
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, errors="replace", check=False)
    # Some end with 0 where there is no sound device: but none can be through before its time.
    if done.returncode == 0 and time.monotonic() - began > seconds / 2:
        return ""
    return f"{command[0]} found no way to play it: {(done.stderr.strip().splitlines() or ['it does not say why'])[-1]}"
