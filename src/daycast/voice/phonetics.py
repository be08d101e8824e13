"""Phonemes that a person gives for a word, in an engine's own alphabet; plural and possessive follow, as in English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Alphabet:
    """The sounds that decide how an s is said behind them, as single characters, and the one said behind a sibilant."""

    voiceless: str
    sibilants: str
    between: str  # the vowel that parts a sibilant from the s

    def with_s(self, phonemes: str) -> str:
        """The phonemes of a word with its s: caps, cabs, classes."""
        last = next((sign for sign in reversed(phonemes) if sign.isalnum() or sign == "@"), "")
        if last and last in self.sibilants:
            return f"{phonemes}{self.between}z"
        return phonemes + ("s" if last and last in self.voiceless else "z")


IPA = Alphabet("ptkfθ", "szʃʒʧʤ", "ɪ")
MISAKI = Alphabet("ptkfθT", "szʃʒʧʤ", "ᵻ")  # hibari's: a T is the flap that stands for a t
ESPEAK = Alphabet("ptkfT", "szSZ", "I2")  # the mnemonics of eSpeak NG
