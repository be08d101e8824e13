"""Names in reported English: which words are a name, whose surname stands for which person, what a story is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from daycast.calendar_names import MONTHS, WEEKDAYS
from daycast.seeds.terms import COMMON

# A capitalised word, or a figure that belongs to the one before it ("GLM 5.2"), joined by "de" and the like, and by
# "of" behind the word for an institution.
_TOKEN = r"(?:(?:[A-Z]\.){2,}|[A-Z][\w&]*(?:[.’'-][\w&]+)*|[a-z]+[A-Z]\w*)(?:-[\w.]+)*"
_BODY = "University Department Bank House Board Church Ministry Bureau Office Court Institute College City Gulf"
_OF = rf"(?:{'|'.join(_BODY.split())})\s+of(?:\s+the)?"
_NAME = re.compile(
    rf"(?:{_OF}\s+)?{_TOKEN}(?:\s+(?:{_OF}\s+|(?:de|la|van|von|bin|al)\s+)?{_TOKEN}|\s+\d+(?:\.\d+)*\b)*"
)
_POSSESSIVE = re.compile(r"[’']s?$")
_OPENING = re.compile(r"^[“\"‘'(\[]*")
_CALENDAR = frozenset((*WEEKDAYS, *MONTHS, *"Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec".split()))
_TITLES = frozenset(
    """President Vice Former Speaker Majority Minority Leader Whip Director Rep Sen Gov Senator Governor Congressman
    Congresswoman Mr Mrs Ms Dr Prof Professor Prime Minister Chancellor Attorney General Secretary Chair Chairman Chief
    Justice Judge King Queen Prince Princess Sir Lord Lady Pope Mayor Commissioner Commander Democratic Republican
    Democrat Foreign Interior Finance Defence Defense State House Senate CEO""".split()
)
_PLACE_WORDS = frozenset("New North South East West Great Big Central Saint San Los Las Port Lake Mount".split())
# Last words of names that are no person's: alone they mean something else ("the House").
_NO_SURNAME = frozenset(
    """House Street Court Party State States City University Institute Bank Department Committee Council Group Times
    Post Journal News Press Senate Congress Office Agency Company Corp Inc Ltd School County Republicans Democrats
    Act Day North South East West Union Nations Kingdom Center Centre Commission Association Foundation Fund Labs
    Analytics Capital Partners College Hospital Church League Cup Games Ministry Force Army Navy Guard
    Island River Lake Valley Park Square Road Avenue Hill Review Daily Wire Ledger Courier Systems Software
    Insurance Cloud Water Energy Power Motors Airlines Airways Ferries Lines Holdings Media""".split()
)

_FIELDS = frozenset(
    "AI IT EU UK UN U.S. US USA OK TV Black White American Republican Republicans Democratic Democrats".split()
)  # too wide to be what a story is about

_NEWSPAPER = re.compile(
    r" (?:Post|Times|Journal|Guardian|Tribune|Herald|Sun|Telegraph|Mirror|Chronicle|Gazette|Observer)$"
)


@lru_cache(maxsize=20_000)
def names(text: str) -> tuple[str, ...]:
    """The names in `text`, in order, without a possessive 's.

    The first word of a sentence is capitalised whatever it is: it counts only as part of a longer name, or where
    it is no common word. Days and months are no names.
    """
    found = []
    for match in _NAME.finditer(text):
        words = match[0].split()
        if _begins_sentence(text, match.start()):
            while (
                words and words[0].lower().strip("’'") in COMMON and (len(words) == 1 or words[0] not in _PLACE_WORDS)
            ):
                words = words[1:]
        words = [word for word in words if word.rstrip(".") not in _CALENDAR]
        while words and words[0][0].isdigit():
            words = words[1:]
        if words and (len(words) > 1 or not _begins_sentence(text, match.start()) or not words[0].islower()):
            found += [part for part in _parts(words) if len(part) > 1]
    return tuple(dict.fromkeys(found))


def _parts(words: Sequence[str]) -> list[str]:
    """A run of capitalised words as names: a possessive ends one ("Google's DeepMind" is two)."""
    parts, current = [], []
    for word in words:
        bare = _POSSESSIVE.sub("", word)
        current.append(bare)
        if bare != word:
            parts.append(" ".join(current))
            current = []
    return [*parts, " ".join(current)] if current else parts


def _begins_sentence(text: str, start: int) -> bool:
    before = _OPENING.sub("", text[:start].rstrip()[-3:]) if start else ""
    return start == 0 or not text[:start].strip(" “\"‘'(") or before.endswith((".", "!", "?", ":", "“", "‘"))


def known_names(sentences: Iterable[str]) -> Counter[str]:
    """How often each name stands in the sentences of a story.

    A lone word that only begins sentences is none, nor is a plain word before a name there ("Vaccinated Americans").
    """
    texts = list(sentences)
    small = {word for text in texts for word in re.findall(r"\b[a-z]{3,}\b", text)}
    counts: Counter[str] = Counter()
    inside: set[str] = set()
    for text in texts:
        for name in names(text):
            first, _, rest = name.partition(" ")
            begins = _begins_sentence(text, text.find(name))
            plain = first not in _PLACE_WORDS and (first.lower() in small or first.endswith(("ed", "ing")))
            if begins and rest and plain:
                name, begins = rest, False
            counts[name] += 1
            if " " in name or any(sign.isdigit() for sign in name) or not begins:
                inside.add(name)
    return Counter({name: count for name, count in counts.items() if name in inside})


def full_names(known: Mapping[str, int]) -> dict[str, str]:
    """Which full name a surname stands for: "Jumper" for "John Jumper", where only one name ends so."""
    ends: dict[str, set[str]] = {}
    for name in map(untitled, known):
        words = name.split()
        if words[0] == "The":
            continue
        if 2 <= len(words) <= 4 and words[-1] not in _NO_SURNAME and words[-1].isalpha() and words[-1][1:].islower():
            ends.setdefault(words[-1], set()).add(name)
    found = {}
    for last, wholes in ends.items():
        shortest = min(wholes, key=lambda name: (len(name), name))
        if all(name.endswith(shortest) for name in wholes):
            found[last] = shortest
    return found


def untitled(name: str) -> str:
    """A person's name without office and party before it: "Kamala Harris" of "Vice President Kamala Harris"."""
    words = name.split()
    while len(words) > 2 and words[0].rstrip(".") in _TITLES:
        words = words[1:]
    return " ".join(words)


def person(name: str, whole: Mapping[str, str]) -> str:
    """The first and last name of whom a name of a text stands for, by `whole` (see `full_names`); "" where it has none,
    or is nobody's."""
    bare = _without_office(name)
    found = " ".join(_without_office(whole.get(bare[-1], " ".join(bare)))) if bare else ""
    return found if " " in found and may_be_person(found, ()) else ""


def _without_office(name: str) -> list[str]:
    """The words of a name behind the last one for an office."""
    words = name.split()
    offices = [place for place, word in enumerate(words) if word.rstrip(".") in _TITLES]
    return words[offices[-1] + 1 :] if offices else words


def may_be_person(name: str, surnames: Collection[str]) -> bool:
    """Whether a name can be somebody's: a first and a last name, or one of `surnames`."""
    last = name.split()[-1]
    return last in surnames or (" " in name and last not in _NO_SURNAME)


def topics(headline: str, known: Mapping[str, int]) -> tuple[str, ...]:
    """The names that a headline is about, the one that its story names most first."""
    whole = full_names(known)
    spoken = [name for name in names(headline) if name in known or name in whole or not headline.startswith(name)]
    found = dict.fromkeys(untitled(whole.get(name, name)) for name in spoken if name not in _FIELDS)

    def weight(name: str) -> float:
        count = sum(count for other, count in known.items() if other == name or other == name.split()[-1])
        return 1.5 * count if " " in name else count  # of two names alike in weight, a person's tells more

    return tuple(sorted(found, key=lambda name: -weight(name)))


def is_telling(name: str, text: str) -> bool:
    """Whether a name of `text` alone tells what a story is about: a first and a last name, a model's number; one word
    is an adjective, a country, or "Senate" as likely."""
    return name in text and (" " in name or any(sign.isdigit() for sign in name))


def said_outlet(outlet: str) -> str:
    """An outlet's name without "www." and what stands in brackets behind it, a newspaper's with its article."""
    name = re.sub(r"\s*\([^)]*\)|^www\.", "", outlet).strip() or outlet
    return f"The {name}" if _NEWSPAPER.search(name) and not name.startswith("The ") else name


def as_said(name: str, texts: Iterable[str]) -> str:
    """A name with the article that `texts` mostly give it: "the FBI", "GLM 5.2"."""
    before = Counter(match[1] for text in texts for match in re.finditer(rf"(\bthe |\bThe |){re.escape(name)}\b", text))
    return f"the {name}" if before["the "] + before["The "] > before[""] else name
