"""What is wrong with a line that a model wrote, in sentences that tell it how to write it better."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from daycast.scripts import supports
from daycast.scripts.evidence.wording import stem, words
from daycast.scripts.llm.answer import Line
from daycast.scripts.llm.sheet import OWN_TELLING, Sheet

LONGEST = 40  # words

_TWICE = 0.8  # the share of words that two lines have in common, from which on they say the same
_FEW = 4  # meaningful words, below which lines may be alike: "What comes next?"
_MARKUP = re.compile(r"[*_`<>{}\[\]|\\#]|https?:|www\.|^\s*(?:[-+•]|\d+[.)])\s")
# Words that lead on without telling anything.
_LEADING = frozenset(
    stem(word)
    for word in """ahead answer back begin change clear close come consider detail difference else end explain far
    first follow go happen happening important instead know known last lead learn leave left let
    listen look matter mean move name new next note now open part people person picture point put
    quick remain right say second see side so start stay step sure talk thing think third understand
    unknown walk watch way word work yes""".split()
)


@dataclass(frozen=True, slots=True)
class House:
    """Whose lines they are: the show's name and its hosts, which may be named without evidence, and its language
    without the region."""

    title: str
    hosts: tuple[str, ...]
    tongue: str = "en"


def flaws(line: Line, sheet: Sheet, house: House, said: Sequence[str]) -> tuple[str, ...]:
    """Everything that keeps `line` off the air. `said` are the plain lines of the programme so far."""
    found = [*form(line, house), *_cites(line, sheet)]
    if not found:
        found = [*_rests(line, sheet, house), *_repeats(line.text, said)]
    return tuple(found)


def alike(one: str, other: str) -> bool:
    """Whether two lines say the same."""
    mine, theirs = _meaning(one), _meaning(other)
    shared = len(mine & theirs)
    return len(mine) >= _FEW and shared >= _TWICE * min(len(mine), len(theirs)) and len(theirs) >= _FEW


def form(line: Line, house: House) -> Iterator[str]:
    """What is wrong with how it is written, whatever it says."""
    if line.speaker not in house.hosts:
        yield f"`speaker` must be one of: {', '.join(house.hosts)}"
    if not any(letter.isalpha() for letter in line.text):
        yield "it says nothing"
    if _MARKUP.search(line.text):
        yield "only plain words can be said: no Markdown, no HTML, no addresses"
    count = len(line.text.split())
    if count > LONGEST:
        yield f"it has {count} words; at most {LONGEST} can be said in one go"
    if OWN_TELLING.search(line.text):
        yield "only the desk says what was reported in earlier programmes"


def _cites(line: Line, sheet: Sheet) -> Iterator[str]:
    for number in line.cites:
        if not 1 <= number <= len(sheet.facts):
            yield f"there is no fact {number}"


def _rests(line: Line, sheet: Sheet, house: House) -> Iterator[str]:
    """What the line says beyond its facts; one without any may only lead on to what comes."""
    facts = [sheet.facts[number - 1] for number in line.cites]
    if facts:
        known = {house.title, *house.hosts, *(fact.outlet for fact in facts)}
        context = [fact.quote for fact in sheet.facts]
        quotes = [fact.quote for fact in facts]
        yield from supports(line.text, quotes, known=known, context=context, tongue=house.tongue).reasons
    elif not _leads(line.text, sheet, house):
        yield "it tells something and cites no fact"


def _leads(text: str, sheet: Sheet, house: House) -> bool:
    """Whether a line without facts only asks or leads on; a question may use the words of what it asks for."""
    free = {word.key for word in words(" ".join((house.title, *house.hosts)))}
    topics = [sheet.heading, *(fact.quote for fact in sheet.facts)] if text.endswith("?") else [sheet.heading]
    allowed = _LEADING | {word.key for topic in topics for word in words(topic)}
    return not any(
        word.key not in free and (word.figure or word.capital == 2 or (word.weight and word.key not in allowed))
        for word in words(text)
    ) and not re.search(r"[“”\"]", text)


def _repeats(text: str, said: Collection[str]) -> Iterator[str]:
    if any(alike(text, other) for other in said):
        yield "it repeats what has been said"


def _meaning(text: str) -> frozenset[str]:
    return frozenset(word.key for word in words(text) if word.weight)
