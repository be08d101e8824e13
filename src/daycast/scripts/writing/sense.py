"""What a sentence tells, with the words that news uses for the same thing taken as one: to hear what is told twice."""

from __future__ import annotations

import re

from daycast.seeds.terms import words

_ALIKE = (
    "die died dead death deadly killed kill killing fatal fatally lost-lives perished suffocated",
    "hurt injured injury injuries wounded wound",
    "fire blaze ablaze burn burned burnt burning arson flame",
    "arrest arrested detained custody jailed",
    "rise rose risen increase increased jump jumped climb climbed soar soared surge surged grew grow gain gained leapt",
    "fall fell fallen drop dropped decline declined slump slumped slid slip slipped decrease decreased",
    "quit resign resigned resignation leave left leaving departure depart step-down",
    "join joined hire hired hiring joining recruit recruited",
    "launch launched release released unveil unveiled introduce introduced",
    "approve approved pass passed vote voted back backed",
    "buy bought acquire acquired acquisition purchase purchased",
    "sue sued lawsuit suing",
    "announce announced announcement reveal revealed disclose disclosed",
    "protest protester protesters demonstrator demonstrators demonstration rally rioter rioters riot",
    "attack attacked assault assaulted strike struck",
    "win won victory winner",
    "police officer officers cop",
    "deal agreement framework compromise accord pact",
)
_ONE = {word: group.split()[0] for group in _ALIKE for word in group.split()}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
    if number > 1
}
_NUMBER = re.compile(rf"\b(?:{'|'.join(_NUMBERS)})\b", re.IGNORECASE)


def sense(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, one for those that mean alike; small numbers as figures."""
    plain = _NUMBER.sub(lambda match: _NUMBERS[match[0].lower()], text)
    return frozenset(_ONE.get(word, word) for word in words(plain))
