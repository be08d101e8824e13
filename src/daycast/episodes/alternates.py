"""The finished episode once more in another format, encoded whole from its MP3: Opus here, AAC by ffmpeg."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from daycast.episodes.model import Alternate, Audio
from daycast.errors import DaycastError
from daycast.files import sha256, staged
from daycast.voice.mp3 import FRAME

_OPUS_LEVEL = 0.88  # of libsndfile: some 35 kbit/s in mono, 70 in stereo
_AAC_BITRATE = {1: 48, 2: 96}  # kbit/s, by channels
# Samples. Soundfile seeks after each read, and where that is in the middle of a frame the decoder complains on standard
# error. So reads end with a frame, of which the decoder leaves out the first 529 samples of all.
_FIRST, _BLOCK = FRAME - 529, FRAME * 400
TYPES = {"opus": "audio/ogg", "m4a": "audio/mp4"}


def check(formats: Sequence[str]) -> None:
    """Raises a `DaycastError` where one of the formats cannot be made on this machine."""
    if "m4a" in formats:
        _ffmpeg()


def alternates(source: Path, path: Path, formats: Sequence[str], audio: Audio) -> tuple[Alternate, ...]:
    """The MP3 file `source`, which is `audio` and will stand at `path`, in each of `formats` beside that."""
    makers: dict[str, Callable[[Path, Path], None]] = {
        "opus": _opus,
        "m4a": lambda source, target: _m4a(source, target, _AAC_BITRATE[audio.channels]),
    }
    made = []
    for form in dict.fromkeys(formats):
        target = path.with_suffix(f".{form}")
        with staged(target) as part:
            makers[form](source, part)
        size = target.stat().st_size
        made.append(Alternate(target.name, TYPES[form], size, sha256(target) or "", round(size / audio.seconds / 125)))
    return tuple(made)


def _opus(source: Path, target: Path) -> None:
    """With the tags of the MP3 that libsndfile knows: chapters and cover are not among them."""
    import soundfile

    with soundfile.SoundFile(source) as heard:
        written = soundfile.SoundFile(
            target, "w", heard.samplerate, heard.channels, "OPUS", format="OGG", compression_level=_OPUS_LEVEL
        )
        with written:
            for name, value in heard.copy_metadata().items():
                if value:
                    setattr(written, name, value)
            written.write(heard.read(_FIRST, dtype="float32"))
            while len(block := heard.read(_BLOCK, dtype="float32")):
                written.write(block)


def _m4a(source: Path, target: Path, bitrate: int) -> None:
    """With the tags, chapters and cover of the MP3."""
    import subprocess

    command = [_ffmpeg(), "-nostdin", "-v", "error", "-y", "-i", str(source.absolute()), "-map", "0"]
    command += ["-c:v", "copy", "-disposition:v", "attached_pic", "-c:a", "aac", "-b:a", f"{bitrate}k"]
    command += ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-movflags", "+faststart", "-f", "ipod"]
    done = subprocess.run([*command, str(target.absolute())], capture_output=True, text=True, check=False)
    if done.returncode:
        raise DaycastError(f"{source}: ffmpeg could not make an M4A of it: {done.stderr.strip()}")


def _ffmpeg() -> str:
    if found := shutil.which("ffmpeg"):
        return found
    try:
        from imageio_ffmpeg import get_ffmpeg_exe
    except ImportError as error:
        raise DaycastError(
            "the alternate m4a needs ffmpeg, which is not on this machine",
            hint="Install ffmpeg or daycast[m4a], which brings it; or take m4a out of `audio` in show.yaml.",
        ) from error
    return str(get_ffmpeg_exe())
