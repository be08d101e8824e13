"""What keeps a programme from being an episode: heard from the levels of its frames, told with the script's lines."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

from daycast.episodes.join import Joined, Spot
from daycast.episodes.model import Audio
from daycast.errors import Problem
from daycast.voice.loudness import ABSOLUTE_GATE
from daycast.voice.mp3 import FRAME_SECONDS
from daycast.voice.plausible import implausible
from daycast.voice.registry import is_mute

TOLERANCE = 0.5  # LU (EBU R 128)
SILENCE = 3.0  # seconds
ENOUGH = 10.0  # seconds of speech below which the gates of BS.1770 tell more of the pauses than of the voices

_FLOOR = round(ABSOLUTE_GATE * 100)  # hundredths of LUFS
_LONG = round(SILENCE / FRAME_SECONDS) + 1  # frames


def faults(joined: Joined, audio: Audio, path: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with the sound of the script at `path`, in the order of its lines.

    An engine that is mute by design is let be: its lines may be silent, and are not measured.
    """
    heard = [spot for spot in joined.spots if not is_mute(spot.cued.wanted.voice.engine)]
    found = [*_loudness(heard, audio, path), *_lines(heard, path), *_silences(joined, path)]
    return tuple(sorted(found, key=lambda problem: problem.line))


def _loudness(heard: list[Spot], audio: Audio, path: Path) -> Iterator[Problem]:
    off = audio.loudness_lufs - audio.target_lufs
    if abs(off) <= TOLERANCE or sum(spot.take.seconds for spot in heard) < ENOUGH:
        return
    speakers = [speaker for speaker in audio.speakers if speaker.loudness_lufs is not None]
    levels = ", ".join(f"{speaker.name} {speaker.loudness_lufs:.1f}" for speaker in speakers)
    message = f"the episode is at {audio.loudness_lufs:.1f} LUFS and not at {audio.target_lufs:g}"
    do = f"give who is furthest off another voice, or bring {'quieter' if off > 0 else 'louder'} sounds"
    if any(spot.cued.wanted.voice.gain for spot in heard):
        do = "bring the gains in voice/cast.yaml nearer to each other"
    hint = f"{levels or 'nobody is heard'}: {do}"
    yield Problem(path, 0, message, hint)


def _lines(heard: list[Spot], path: Path) -> Iterator[Problem]:
    for spot in heard:
        wanted, line = spot.cued.wanted, spot.cued.say.line
        if max(spot.take.levels, default=_FLOOR) <= _FLOOR:
            yield Problem(path, line, "nothing is heard of this line", "reword it, or choose another voice")
        elif reason := implausible(wanted.text, wanted.voice.rate, spot.take.seconds):
            yield Problem(path, line, f"this line cannot be right: {reason}", "reword it, or choose another voice")


def _silences(joined: Joined, path: Path) -> Iterator[Problem]:
    """Where it is silent for longer than the script asks for, at the line that goes before."""
    levels = array("h", joined.levels)
    for spot in joined.spots:
        if is_mute(spot.cued.wanted.voice.engine):
            levels[spot.start : spot.end] = array("h", [0]) * spot.take.frames
    asked = [(gap.start, gap.start + gap.frames) for gap in joined.gaps if gap.asked]
    for start, end in _still(levels):
        excused = sum(max(0, min(end, last) - max(start, first)) for first, last in asked)
        seconds = (end - start - excused) * FRAME_SECONDS
        if seconds > SILENCE:
            before = [spot.cued.say.line for spot in joined.spots if spot.start <= start]
            minutes, second = divmod(start * FRAME_SECONDS, 60)
            message = f"it is silent for {seconds:.1f} s from {minutes:.0f}:{second:04.1f}"
            yield Problem(path, before[-1] if before else 0, message, _cause(joined, start, end))


def _cause(joined: Joined, start: int, end: int) -> str:
    """What to do about a silence: where a sound lies over most of it, that sound is to blame."""
    for sound in joined.sounds:
        if 2 * (min(end, sound.start + sound.frames) - max(start, sound.start)) > end - start:
            return f"the sound “{sound.name}” is silent there: cut it, or take it out"
    return "a pause that is meant: [pause: 5s]"


def _still(levels: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Every stretch of at least `_LONG` silent frames: one of each such stretch stands at a multiple of that."""
    end = 0
    for at in range(0, len(levels), _LONG):
        if at < end or levels[at] > _FLOOR:
            continue
        start = next((place + 1 for place in range(at, end - 1, -1) if levels[place] > _FLOOR), end)
        end = next((place for place in range(at, len(levels)) if levels[place] > _FLOOR), len(levels))
        if end - start >= _LONG:
            yield start, end
