"""What of a script no voice can say: lines without a word, words in letters that it does not read, silent marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from daycast.errors import DaycastError, Problem
from daycast.inline import plain, spans
from daycast.scripts.model import Script
from daycast.voice.alphabets import is_latin, unread_words
from daycast.voice.cast import Cast
from daycast.voice.engine import Voice
from daycast.voice.lexicon import Lexicon
from daycast.voice.registry import info_of
from daycast.voice.speakable import speakable

_SAID = "+<=>~^|±×÷→°"  # signs that are said, or heard as a pause
_WRITTEN = "™®©℠`´"  # signs that nobody misses
_ROW = re.compile(r"(?<!\S)(?:[*_\\]|[*_\\^|~=<>+]{2,})(?!\S)")


def unsayable(script: Script, path: Path, cast: Cast, lexicon: Lexicon) -> Iterator[Problem]:
    """The lines, words and marks of a script that would be silent or misread. Only a silent line is an error."""
    for say in script.lines:
        aloud = "".join(span.text if span.say is None else span.say for span in spans(say.text))
        if aloud.strip() and not any(map(str.isalnum, aloud)) and not speakable(say.text, lexicon):
            words = plain(say.text)
            message = f"nothing in “{words}” can be said aloud"
            yield Problem(path, say.line, message, "write it in words", at=words)
            continue
        if not is_latin(aloud) and say.speaker in cast.root:
            for word in unread_words(speakable(say.text, lexicon), voice_language(cast.root[say.speaker])):
                message, hint = f"{say.speaker}’s voice does not read “{word}”", f'[{word}]{{say="…"}}'
                yield Problem(path, say.line, message, f"write how it sounds: {hint}", warning=True, at=word)
        for mark in silent(say.text, lexicon):
            yield Problem(path, say.line, f"“{mark}” is silent", "delete it, or write it in words", True, at=mark)


def silent(markdown: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Marks in a line that are no letters, digits or punctuation, and that no voice says: emoji, rows of stars."""
    written = "".join(span.text for span in spans(markdown) if span.say is None)
    pieces = [piece for piece, respelt in lexicon.split(written) if not respelt]
    return tuple(dict.fromkeys(mark for piece in pieces for mark in (*_ROW.findall(piece), *_pictures(piece))))


def _pictures(text: str) -> Iterator[str]:
    """Runs of symbols, with the joiners and colours that make one picture of several."""
    run = ""
    for character in f"{text} " if not text.isascii() else "":  # all symbols of ASCII are said
        kind = unicodedata.category(character)
        symbol = kind in ("So", "Sk", "Sm", "Co", "Cn") and character not in _SAID + _WRITTEN
        if symbol or (run and kind in ("Cf", "Mn", "Me", "Sk")):
            run += character
        elif run:
            yield run
            run = ""


def voice_language(voice: Voice) -> str:
    """The language (BCP 47) that a voice speaks; "und" where the engine does not know it."""
    try:
        info = info_of(voice)
    except DaycastError:  # told where the voice is to speak
        return "und"
    return info.language if info else "und"
