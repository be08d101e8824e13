"""Takes as files of their own: an MP3 or a WAV that any player opens."""

from __future__ import annotations

import io
from pathlib import Path

from daycast.errors import DaycastError
from daycast.files import write_bytes
from daycast.voice import mp3, pcm
from daycast.voice.takes import Take


def mp3_file(take: Take) -> bytes:
    """A take of the form "mp3" as a whole MP3 file: its frames behind one that tells their number."""
    return mp3.header_frame(take.frames, mp3.layout_of(take.data)) + take.data


def wav_file(take: Take) -> bytes:
    """A take of the form "mp3" as a WAV file of 16 bits, 24 kHz."""
    import soundfile

    buffer = io.BytesIO()
    soundfile.write(buffer, mp3.decode(take.data), pcm.RATE, format="WAV", subtype="PCM_16")
    return buffer.getvalue()


KINDS = {".mp3": mp3_file, ".wav": wav_file}


def export(take: Take, path: Path) -> None:
    """Writes a take of the form "mp3" to `path`, in the format that its name ends with."""
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise DaycastError(f"{path}: sound is written as {' or '.join(KINDS)}", hint="End the name with one of these.")
    write_bytes(path, kind(take))
