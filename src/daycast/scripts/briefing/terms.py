"""Words as a briefing compares them: by their stems, whatever their case."""

from __future__ import annotations

import re
from functools import lru_cache

from daycast.seeds.terms import phrase, words

_ENDS = re.compile(r"[.!?:“\"]\s*$")


@lru_cache(1 << 16)
def stems(text: str) -> str:
    """All words of a text in the singular, a blank around each: to look for phrases in."""
    return re.sub(r"(?<=\w\w)ie ", "y ", phrase(text))  # "batteries", without its s


@lru_cache(1 << 16)
def keys(text: str) -> frozenset[str]:
    """The stems of the words of a text that carry meaning."""
    return frozenset(stems(" ".join(words(text))).split())


def is_name(topic: str) -> bool:
    """Whether a topic is one word that is written like a name: "Quince", "AI"."""
    return topic[:1].isupper() and " " not in topic.strip()


@lru_cache(1 << 14)
def _written(name: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w-]){words}(?![\w-])")


def names(text: str, name: str) -> bool:
    """Whether a text has a name as it is written."""
    return bool(_written(name).search(text))


def names_inside(text: str, name: str) -> bool:
    """Whether a text has a name where it is not a capital at the beginning that may make it one."""
    return any(match.start() and not _ENDS.search(text[: match.start()]) for match in _written(name).finditer(text))
