"""From a script's line to the words that an engine is given: the one text front-end."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from daycast.inline import spans
from daycast.voice.rules import said

if TYPE_CHECKING:
    from daycast.voice.lexicon import Lexicon

_PLAIN = str.maketrans(
    dict.fromkeys("’‘‛‚‹›", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("−‑‐", "-")
    | {"―": "—", "→": ", "}
    | dict(zip("₀₁₂₃₄₅₆₇₈₉", "0123456789", strict=True))
)
_SILENT = ("C", "So", "Sk")  # control and format characters, emoji and their colours
_VARIATIONS = range(0xFE00, 0xFE10)  # which picture of a character: for eyes only


def speakable(markdown: str, lexicon: Lexicon) -> str:
    """The words to say for a line of inline Markdown; "" where there is neither letter nor digit to say.

    `{say="..."}` wins over the lexicon, and the lexicon over the rules for its language, in which the text is written.
    That language is the show's, not the voice's: notation belongs to the text, and the words to say, on which the key
    of a take rests, are known without asking any engine.
    """
    return lexicon.recalled(markdown, lambda: _words(markdown, lexicon))


def _words(markdown: str, lexicon: Lexicon) -> str:
    pieces: list[str] = []
    for told, group in groupby(spans(markdown), key=lambda span: span.say is not None):
        if told:
            pieces += [clean(span.say or "") for span in group]
        else:
            pieces += _worded(clean("".join(span.text for span in group)), lexicon)
    words = _tidy("".join(pieces))
    return words if any(character.isalnum() for character in words) else ""


def _worded(text: str, lexicon: Lexicon) -> list[str]:
    return [piece if respelt else said(piece, lexicon.language) for piece, respelt in lexicon.split(text)]


@lru_cache(maxsize=4096)  # the check and the score ask about the same lines
def clean(text: str) -> str:
    """Plain quotes and spaces, long dashes with room around them; no emoji, marks or control characters."""
    text = unicodedata.normalize("NFC", text).translate(_PLAIN)
    text = re.sub(r"\[\[+", "[", text).replace("](", "] (")  # what engines take for phonemes
    if not (text.isascii() and text.isprintable()):
        heard = (" " if mark.isspace() else mark for mark in text if mark.isspace() or _heard(mark))
        text = "".join(heard)
    return re.sub(r"\s+-{1,3}\s+|\s*—\s*|\s+–\s+|\s*--+\s*", " — ", text)


def _heard(character: str) -> bool:
    if character.isascii() or character == "°":
        return character.isprintable()
    return ord(character) not in _VARIATIONS and not unicodedata.category(character).startswith(_SILENT)


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r" (?=[,.;:!?](?:\s|$))", "", text).strip(" —")
