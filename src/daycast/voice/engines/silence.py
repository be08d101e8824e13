"""Speaks silence of about the right length: for tests, and for trying out a show's timing."""

from __future__ import annotations

from daycast.voice.engine import Speech, Voice, VoiceInfo

RATE = 24_000
SECONDS_PER_LETTER = 1 / 15


class SilenceEngine:
    """The same text and rate give the same number of zeros."""

    name = "silence"
    mute = True

    def identity(self) -> str:
        return "silence 1"

    def voices(self) -> tuple[VoiceInfo, ...]:
        return (VoiceInfo("still", "und", "silent"), VoiceInfo("quiet", "und", "silent"))

    def variants(self) -> tuple[str, ...]:
        return ()

    def defaults(self) -> tuple[Voice, ...]:
        return tuple(Voice(engine=self.name, voice=info.name) for info in self.voices())

    def paces(self, voice: Voice) -> tuple[float, float]:
        return (0.5, 2.0)

    def speak(self, text: str, voice: Voice) -> Speech:
        import numpy as np

        seconds = max(0.2, len(text) * SECONDS_PER_LETTER / voice.rate)
        return Speech(np.zeros(round(seconds * RATE), np.float32), RATE)
