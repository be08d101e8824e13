"""A question in plain language, read: the days, and the topic that is left without the words that only ask."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from daycast.episodes.archive.idle import idle, measures
from daycast.episodes.archive.passages import line_of
from daycast.episodes.archive.when import EVER, Days, days_asked

LONGEST = 300  # characters of a question
_MOST = 24  # terms that are looked for

_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:[.'’-][^\W_]+)*")
_HOW = {"en": "how", "de": "wie", "es": "cómo"}
_LATEST = frozenset(
    "now current currently latest newest recently aktuell derzeit jetzt zuletzt actualmente ahora".split()
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: `terms` are words or exact phrases, in small letters; `days` those that are asked about.

    `topic` is the question without the days. `latest` asks how things stand now.
    """

    text: str
    topic: str
    terms: tuple[str, ...]
    days: Days = EVER
    latest: bool = False

    @property
    def dated(self) -> bool:
        return self.days != EVER


def read(text: str, today: date, tongue: str = "en", show: str = "") -> Question:
    """A person's question. A language that is not known here is read as English; the title of the `show` is no topic.

    Where nothing but words that ask are left and no day is named, all of them are looked for.
    """
    text = line_of(text[: LONGEST * 2])
    days, rest = days_asked(text, today, tongue)
    rest = re.sub(rf"(?<!\w){re.escape(show)}(?!\w)", " ", rest, flags=re.IGNORECASE) if show else rest
    phrases = [" ".join(_WORD.findall(phrase.lower())) for phrase in _QUOTED.findall(rest)]
    words = [_POSSESSIVE.sub("", word.lower()) for word in _WORD.findall(_QUOTED.sub(" ", rest))]
    how = _HOW.get(tongue, "how")
    topic = [
        word
        for before, word in pairwise(("", *words))
        if word not in idle(tongue)
        and not (before == how and word in measures(tongue))
        and (len(word) > 1 or word.isdecimal())
    ]
    if not topic and not any(phrases) and days == EVER:
        topic = words
    terms = tuple(dict.fromkeys(term for term in (*phrases, *topic) if term))[:_MOST]
    return Question(text, rest, terms, days, latest=not _LATEST.isdisjoint(words))
