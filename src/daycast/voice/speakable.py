from __future__ import annotations
from daycast.inline import plain
from daycast.voice.lexicon import Lexicon


def speakable(text: str, lexicon: Lexicon) -> str:
    return plain(text)
