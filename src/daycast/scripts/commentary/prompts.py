"""What a person is asked for an opinion about: one question for each part, made of what the part tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from daycast.scripts.commentary.plan import Laid
from daycast.scripts.evidence.wording import words
from daycast.scripts.writing.differ import Conflict
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.kinds import DIFFER, UNKNOWN, WATCH
from daycast.scripts.writing.model import DivePart

_SHARE = re.compile(r"\b(?P<part>\d[\d,]*) (?:out )?of (?:its |the |their |all )?(?P<whole>\d[\d,]*\d)\b")
_COUNTS = ("the money", "the numbers")  # kinds of part that are about figures
_WEIGHTY = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPEAKER = re.compile(
    r"(?:^|[”\"]\s+)(?P<name>[A-Z][\w’.-]+(?: [A-Z][\w’.-]+)*)(?:,[^“]*,)?"
    r" (?:said|says|told|tells|wrote|warned|adds?|added)\b"
)


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is asked about a part of the kind `about`: the fact that it goes by, and what stands out there: a figure,
    the names of those whom it concerns, who is quoted, or a disagreement instead of a fact."""

    about: str
    heading: str
    fact: Fact
    figure: str = ""
    names: tuple[str, ...] = ()
    speaker: str = ""
    conflict: Conflict | None = None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What a line that answers it may cite."""
        return (self.conflict.one, self.conflict.other) if self.conflict else (self.fact,)


def prompts(laid: Laid) -> tuple[Prompt, ...]:
    """One for the story as a whole, one for each part that tells its facts, a disagreement, or a figure of weight where
    no part is about figures, one for what is open."""
    opening = laid.dive.opening
    lead = opening.lead.facts[0]
    found = [Prompt("the story", laid.dive.headline, lead, names=_named(lead, opening.topics))]
    if opening.conflict:
        found.append(Prompt(DIFFER, laid.dive.headline, opening.conflict.one, conflict=opening.conflict))
    told = [fact for turn in (opening.lead, *opening.more) for fact in turn.facts]
    striking = max(told, key=lambda fact: _keeps(_figure(fact.text)))
    if _keeps(_figure(striking.text)) == _WEIGHTY and not any(part.name in _COUNTS for part in laid.parts):
        found.append(Prompt("the numbers", laid.dive.headline, striking, figure=_figure(striking.text)))
    found += [_of(part, opening.topics) for part in laid.parts]
    return (*found, *([_of(laid.question, opening.topics)] if laid.question else []))


def _of(part: DivePart, topics: Sequence[str]) -> Prompt:
    if part.conflicts:
        conflict = part.conflicts[0]
        return Prompt(part.name, part.heading, conflict.one, conflict=conflict)
    told = [fact for turn in part.turns for fact in turn.facts]
    if part.name in (UNKNOWN, WATCH):
        fact = max(told, key=lambda fact: (UNKNOWN in fact.kinds, WATCH in fact.kinds, fact.weight, fact.key))
        return Prompt(UNKNOWN if UNKNOWN in fact.kinds else WATCH, part.heading, fact)
    if part.name in _COUNTS:
        fact = max(told, key=lambda fact: (_keeps(_figure(fact.text)), fact.weight, fact.key))
        return Prompt(part.name, part.heading, fact, figure=_figure(fact.text))
    quoted = next((fact for fact in told if _SPEAKER.search(fact.text)), told[0])
    fact = quoted if part.name == "in their words" else max(told, key=lambda fact: (fact.weight, fact.key))
    found = _SPEAKER.search(fact.text)
    return Prompt(part.name, part.heading, fact, names=_named(fact, topics), speaker=found["name"] if found else "")


def _figure(text: str) -> str:
    """The figure of a sentence that a listener keeps in mind: a share, a sum, "14 of its 20", else a number that is no
    year; "" where there is none."""
    if share := _SHARE.search(text):
        return f"{share['part']} of {share['whole']}"
    found = [word for word in words(text) if word.figure and any(map(str.isdigit, word.text))]
    weighty = [word.text for word in found if word.figure[-1] in "%$€£"]
    plain = [word.text for word in found if len(word.figure) > 1 and not _YEAR.fullmatch(word.text)]
    return (weighty or plain or [""])[0]


def _keeps(figure: str) -> int:
    """How well a figure is kept in mind: a sum or a share before a bare number, any before none."""
    return _WEIGHTY if re.search(r"[%$€£]|percent| of ", figure) else 1 if figure else 0


def _named(fact: Fact, topics: Iterable[str]) -> tuple[str, ...]:
    """Those of the story's names that a fact is about, at most two."""
    return tuple(name for name in topics if name in fact.text)[:2]
