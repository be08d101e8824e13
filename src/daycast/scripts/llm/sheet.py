"""Fact sheets: what a model may say in one section of the draft, as numbered sentences of named outlets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from daycast.inline import plain
from daycast.scripts.evidence.wording import words
from daycast.scripts.model import Evidence, Say, Script, Section
from daycast.seeds.sentences import sentences

# What a programme says of its earlier ones.
OWN_TELLING = re.compile(
    r"\bwe(?:[’']ve| have)? (?:\w+ )?(?:reported|covered|told|said|mentioned|followed)\b"
    r"|\bour (?:\w+ )?(?:coverage|story|report)\b"
    r"|\b(?:yesterday|\w+day|last week)[’']s (?:story|coverage|report|programme|episode)\b",
    re.IGNORECASE,
)
_TELLS = 1 / 3  # the share of a fact's words in a sentence, from which on the sentence tells that fact


@dataclass(frozen=True, slots=True)
class Drafted:
    """A line of the draft, the numbers of the facts that it tells, and whether it sets outlets against each other."""

    say: Say
    tells: tuple[int, ...]
    differ: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """The material for one section of a draft.

    `section` is its index in the draft. Facts are numbered from 1; the draft tells the first `due` of them, the others
    are a choice. `lines` are the draft's lines that a model may replace. Those behind them stay, and so do
    those before them, `stays`, and the plain words `opening` ("Also today.") that rest on no fact and begin the first.
    """

    section: int
    heading: str
    facts: tuple[Evidence, ...]
    due: int
    lines: tuple[Drafted, ...]
    stays: tuple[Say, ...]
    opening: str

    @property
    def begins(self) -> str:
        """All the words that stand before a model's first one."""
        return " ".join(filter(None, (*(plain(line.text) for line in self.stays), self.opening)))

    @property
    def words(self) -> int:
        """How many words the draft has for it."""
        return sum(len(plain(line.say.text).split()) for line in self.lines)

    def labels(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """The labels of facts by their numbers; numbers that no fact has are passed over."""
        return tuple(self.facts[number - 1].label for number in numbers if 1 <= number <= len(self.facts))


def sheets(draft: Script, more: Mapping[int, Sequence[Evidence]]) -> tuple[Sheet, ...]:
    """A sheet for each story and part of `draft` that cites something; greeting, announcements and sign-off have none.

    `more` has further evidence for a section by its index. Labels are the draft's; evidence that the draft does not
    have gets labels behind them.
    """
    known = {(evidence.url, evidence.quote): evidence for evidence in draft.evidence}
    free = max((int(evidence.label) for evidence in draft.evidence if evidence.label.isdecimal()), default=0) + 1
    found = []
    for index in _told(draft):
        further = []
        for evidence in more.get(index, ()):
            place = (evidence.url, evidence.quote)
            if place not in known:
                known[place] = replace(evidence, label=str(free))
                free += 1
            further.append(known[place])
        found.append(_sheet(draft, index, further))
    return tuple(found)


def _told(draft: Script) -> list[int]:
    """The sections with a heading that cite something."""
    labels = {evidence.label for evidence in draft.evidence}
    return [
        index
        for index, section in enumerate(draft.sections)
        if section.level and any(labels & {*say.citations} for say in _says(section))
    ]


def _sheet(draft: Script, index: int, further: Sequence[Evidence]) -> Sheet:
    section = draft.sections[index]
    by_label = {evidence.label: evidence for evidence in draft.evidence}
    stays, says = _parted(section)
    cited = [[by_label[label] for label in say.citations if label in by_label] for say in says]
    told = [_tells(say, facts) for say, facts in zip(says, cited, strict=True)]
    due = tuple(dict.fromkeys(fact for facts in told for fact in facts))
    facts = tuple(dict.fromkeys((*due, *(fact for facts in cited for fact in facts), *further)))
    numbers = {fact: number for number, fact in enumerate(facts, 1)}
    lines = tuple(
        Drafted(say, tuple(numbers[fact] for fact in facts), _differ(facts))
        for say, facts in zip(says, told, strict=True)
    )
    return Sheet(index, plain(section.title), facts, len(due), lines, stays, _opening(says[0], cited[0]))


def _says(section: Section) -> tuple[Say, ...]:
    return tuple(cue for cue in section.cues if isinstance(cue, Say))


def _parted(section: Section) -> tuple[tuple[Say, ...], tuple[Say, ...]]:
    """The transitions that a section begins with, and its lines from the first question or citation to the last one."""
    says = _says(section)
    cited = [index for index, say in enumerate(says) if say.citations]
    first = next(index for index, say in enumerate(says) if say.citations or say.text.endswith("?"))
    return says[:first], says[first : cited[-1] + 1]


def _tells(say: Say, cited: Sequence[Evidence]) -> list[Evidence]:
    """The facts that a line tells, of those that it cites; others only lend it a name."""
    if _differ(cited):
        return list(cited)
    said = _meaning(plain(say.text))
    return [fact for fact in cited if _is_told(fact, said)] or list(cited[:1])


def _differ(facts: Sequence[Evidence]) -> bool:
    return len({fact.outlet for fact in facts}) > 1


def _opening(say: Say, cited: Sequence[Evidence]) -> str:
    """The sentences before the first one that tells a fact; none where no sentence of the line does."""
    before: list[str] = []
    for sentence in sentences(plain(say.text)) if cited else ():
        said = _meaning(sentence)
        if not OWN_TELLING.search(sentence) and any(_is_told(fact, said) for fact in cited):
            return " ".join(before)
        before.append(sentence)
    return ""


def _is_told(fact: Evidence, said: frozenset[str]) -> bool:
    meant = _meaning(fact.quote)
    return len(said & meant) >= _TELLS * len(meant)


def _meaning(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text) if word.weight)
