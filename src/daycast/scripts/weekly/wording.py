"""What was said on air, word by word: so that the week's edition does not say it over."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAME = 0.4  # share of a text's trigrams of words that were aired, from which on it is the aired wording

_WORD = re.compile(r"\w+(?:['’.,-]\w+)*")

Trigram = tuple[str, str, str]


def trigrams(text: str) -> list[Trigram]:
    """The trigrams of a text's words, whatever their case and their marks."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.casefold())]
    return list(zip(words, words[1:], words[2:], strict=False))


class Wording:
    """The words of lines that were aired."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = {gram for line in lines for gram in trigrams(line)}

    def share(self, text: str) -> float:
        """How much of a text was aired in these words: the share of its trigrams, 0 to 1."""
        mine = trigrams(text)
        return sum(gram in self._known for gram in mine) / len(mine) if mine else 0.0

    def has(self, text: str) -> bool:
        """Whether a text is in the wording that was aired."""
        return self.share(text) >= SAME
