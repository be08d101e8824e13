"""Which facts of a story may answer which question: stricter than what a part of a deep dive may tell.

A deep dive goes on to its parts; a question that was asked aloud must be answered.
"""

from __future__ import annotations

import re

from daycast.scripts.writing.choose import StoryChoice
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.kinds import QUOTE, UNKNOWN, WATCH, WORKS
from daycast.sections import Kind

_APART: frozenset[Kind] = frozenset((QUOTE, WATCH, UNKNOWN))
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June|July|Aug(?:ust)?|Sept(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
# Dates, ages, times of day and places in a row are no figures to keep in mind.
_NO_FIGURE = re.compile(
    rf"\b(?:19|20)\d\d(?:s|-\d\d)?\b|\b\d+(?:st|nd|rd|th)\b|\b\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b"
    r"|\b[Aa]ged? \d{1,2}\b"
    rf"|\b{_MONTH}\.? \d{{1,2}}\b|\b\d{{1,2}} {_MONTH}\b"
)
_FIGURE = re.compile(
    r"(?<![\w.-])\d|\b(?:percent|twice (?:as|the)|doubled?|half of|(?:a|one|two) (?:thirds?|quarters?) of)\b"
)
_MONEY = re.compile(r"[$€£\d]|\b(?:pric|salar|wage|revenue|profit|budget|tax|fund|free of charge)")
_PEOPLE = re.compile(
    r"\b(?:people|families|parents|students|teachers|workers|patients|residents|voters|communities|citizens|refugees"
    r"|migrants|tenants|users|consumers|commuters|customers|employees|drivers|privacy|rights)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_HEARD_OF = re.compile(r"\blearn(?:ed|s|t) (?:that|of|about|from (?:a|the) source)\b")
_AHEAD = re.compile(
    r"\b(?:will|plans? to|expects? to|expected|due|intends? to|set to|scheduled|may come|likely to"
    r"|next (?:week|month|year)|not yet|has not|have not)\b"
)


def may_answer(choice: StoryChoice, kind: Kind, tongue: str) -> dict[tuple[str, int], Fact]:
    """The facts that may answer a question of a kind. What quotes, foresees or does not know answers no other.

    Those on which the sources do not agree are told with both sides, and nowhere else.
    """
    apart = _APART - {kind}
    return {
        key: fact
        for key, fact in choice.known.items()
        if key not in choice.differing
        and not apart.intersection(fact.kinds[:1])
        and (tongue != "en" or answers(fact.text, kind, fact.kinds))
    }


def answers(text: str, kind: Kind, kinds: tuple[Kind, ...]) -> bool:
    """Whether an English sentence gives what the question asks for; what serves others first may only support."""
    match kind:
        case "in their words":  # somebody's
            return kinds[:1] != (QUOTE,) or len(_QUOTED.sub("", text).split()) >= 2
        case "the numbers":
            return bool(_FIGURE.search(_NO_FIGURE.sub("", text)))
        case "the money":
            return bool(_MONEY.search(text))
        case "people and society":
            return bool(_PEOPLE.search(text))
        case "how it works":
            return kinds[:1] != (WORKS,) or not _HEARD_OF.search(text)
        case "what to watch":
            return kinds[:1] != (WATCH,) or bool(_AHEAD.search(text))
        case _:
            return True
