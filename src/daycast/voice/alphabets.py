"""Which letters a voice reads: those of the scripts in which its language is written, and Latin ones.

Measured: of others hibari says nothing (Chinese, Arabic, Thai) or spells them wrongly (Cyrillic, Greek), and eSpeak NG
says "Chinese letter" for each or goes over to another language.
"""

from __future__ import annotations

from functools import cache
from typing import Any

# A language's script (ISO 15924) that is several to Unicode.
_SEVERAL = {"Jpan": ("Hira", "Kana", "Hani"), "Kore": ("Hang", "Hani"), "Hans": ("Hani",), "Hant": ("Hani",)}
_EVERYWHERE = ("Latn", "Zyyy", "Zinh")  # Latin, and what Unicode calls common and inherited
_LAST_LATIN = 0x24F  # up to here a letter is Latin or common


def is_latin(text: str) -> bool:
    """Whether any voice reads the letters of a text; quickly, and without knowing the voice."""
    return text.isascii() or not any(ord(character) > _LAST_LATIN and character.isalpha() for character in text)


def unread_words(text: str, language: str) -> tuple[str, ...]:
    """The words of a text that a voice of this language (BCP 47) does not read, each once."""
    foreign = _foreign(language)
    words = (word.strip(".,;:!?…()[]\"'") for word in text.split())
    return tuple(dict.fromkeys(word for word in words if foreign and foreign.search(word)))


@cache
def _foreign(language: str) -> Any:
    """Finds a letter that is in none of the language's scripts; none where these are not known."""
    import regex

    name = _script(language)
    if not name:
        return None
    known = "".join(rf"\p{{sc={script}}}" for script in (*_EVERYWHERE, *_SEVERAL.get(name, (name,))))
    return regex.compile(rf"(?![{known}])\p{{L}}")


def _script(language: str) -> str:
    """The script that a language's tag names, else the one that CLDR thinks likely; "" where it has none."""
    from babel.core import get_global

    subtag, *others = language.lower().split("-")
    named = next((other.title() for other in others if len(other) == 4 and other.isalpha()), "")
    likely = "" if subtag == "und" else get_global("likely_subtags").get(subtag, "")
    return named or next((part for part in likely.split("_")[1:] if len(part) == 4), "")
