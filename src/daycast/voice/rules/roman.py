"""Roman numerals, which voices spell, or call “roman”."""

from __future__ import annotations

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}

NUMERALS = "".join(_VALUES)
ROMAN = r"(?=[IVXL])L?X{0,3}(?:IX|IV|V?I{0,3})"  # 1 to 89, as in Super Bowl LIX
LONGER = rf"(?=[IVXL]{{2}}){ROMAN}"  # of two letters or more: a single one may be an initial
# A single one only where it can be nothing else: nobody speaks of himself there.
FEW = rf"(?:{LONGER}|[VX]|I(?=[,.;:!?)'\"]|$| (?:and|in|is|of|or|to|was|were)\b))"


def number(numeral: str) -> int:
    """What a Roman numeral counts: `XIV` is 14."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def numbered(word: str, numeral: str = ROMAN) -> str:
    """The pattern of a numeral behind what the pattern `word` matches, as groups 1 (the word) and 2."""
    return rf"\b({word}) ({numeral})(?!\w)"
