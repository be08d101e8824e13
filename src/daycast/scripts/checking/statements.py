"""What a spoken line states: in sentences that are too long for the ear, or without a source."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path

from daycast.calendar_names import MONTH, WEEKDAY
from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.evidence.supports import OWN_TELLING
from daycast.scripts.model import Say, Script
from daycast.scripts.writing.names import names as names_in
from daycast.scripts.writing.names import said_outlet
from daycast.scripts.writing.tongues import tongue as tongue_of
from daycast.seeds.sentences import sentences

LONGEST_SENTENCE = 40  # words

_DAY = re.compile(rf"\b{WEEKDAY}\b|\b{MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?(?:,? \d{{4}})?\b")
_CLAIM = re.compile(r"\d|[„“”«»\"]|(?<=[\w,;:] )[A-Z][\w-]+")
_CLAIM_WITHOUT_NAMES = re.compile(r"\d|[„“”«»\"]")


def long_sentences(script: Script, path: Path) -> Iterator[Problem]:
    """Sentences that the ear loses."""
    for say in script.lines:
        for sentence in sentences(plain(say.text)):
            count = sum(any(map(str.isalnum, word)) for word in sentence.split())
            if count > LONGEST_SENTENCE:
                hint = f"make two of it: the ear loses more than {LONGEST_SENTENCE}"
                yield Problem(path, say.line, f"a sentence of {count} words", hint, warning=True, at=sentence)


def claims(script: Script, path: Path, names: Collection[str], tongue: str = "en") -> Iterator[Problem]:
    """Lines with a figure, a quotation or a name, apart from dates and `names`, that cite nothing and are no opinion.

    Where a capital does not tell a name, as in German, figures and quotations do.
    What the programme tells with its sources may be announced without them ahead of the first heading, and what it
    told in an earlier one may be named.
    """
    free = {*names, *(form for e in script.evidence for form in (e.outlet, said_outlet(e.outlet)))}
    known = _any_of(free)
    own = None if tongue == "en" else tongue_of(tongue)
    day = own.dates if own else _DAY
    telling = OWN_TELLING if own is None else own.telling
    claim = _CLAIM if own is None or own.capital_is_name else _CLAIM_WITHOUT_NAMES
    for section in script.sections:
        uncited = [say for say in section.cues if isinstance(say, Say) and not say.citations and not say.take]
        announced = known if section.level or not uncited else _any_of(free | _told(script))
        for say in uncited:
            if claim.search(announced.sub("", day.sub("", telling.sub("", plain(say.text))))):
                yield Problem(path, say.line, "this line states something and cites nothing",
                              "cite it with [^n], or mark it as opinion with {.take}", warning=True)  # fmt: skip


def _told(script: Script) -> set[str]:
    """The names, whole and in their parts, in lines that cite something."""
    told = {name for say in script.lines if say.citations for name in names_in(plain(say.text))}
    return told | {part for name in told for part in name.split() if part[0].isupper()}


def _any_of(names: Collection[str]) -> re.Pattern[str]:
    """Finds any of the names, the longest first, as whole words."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
