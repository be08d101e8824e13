"""Who is who: what an article says of a name where it first gives it, and a later sentence with these words in it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daycast.scripts.writing.names import names
from daycast.seeds.model import Article
from daycast.seeds.terms import COMMON

_MOST_WORDS = 10
# What may stand right before a name and say what it is; other nouns there belong to the clause.
_ROLES = frozenset(
    """firm company group developer researcher scientist lawyer president minister senator governor mayor start-up
    startup lab laboratory consultancy agency bank founder analyst maker model service newspaper charity union
    party university institute fund economist engineer author writer editor activist director executive chief
    think-tank platform network airline retailer carmaker chipmaker operator supplier publisher broadcaster
    website magazine newsletter studio hospital school foundation court regulator ministry professor historian
    biologist physicist doctor actor singer coach player judge prosecutor general ambassador spokesman
    spokeswoman spokesperson app browser chip""".split()
)
_AFTER = r"(?:’s)?, (?P<after>(?:a|an|the|one of|who|known)\s[^,“”.;:]+)(?:,|(?=\.))"
# "…, the laboratory said on Tuesday": who says so, and not what the name before it is.
_WHO_SAYS = re.compile(
    r"^(?:(?!\b(?:who|which|that|whose|where)\b).)*?\b(?:said|says|told|tells|added|announced|argued|claimed|confirmed"
    r"|estimated?|estimates|reported|revealed|showed?|shows|suggested|suggests|warned|wrote)\b"
)
_BEFORE = r"\b(?P<before>[Tt]he(?: [a-z][\w-]+){1,4}) "
_ROOM = re.compile(
    r"^(?:[.,;:]|\s(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|says?|said|told"
    r"|in|at|on|by|to|for|and|but|from|with|as|plans|expects|\w{3,}ed|\w{3,}s)\b|$)"
)

# A noun that is whole by itself: not a maker or a branch "of" something.
_NOUN = re.compile(
    r"an? (?P<noun>(?:[a-z][\w-]* ){0,3}?[a-z][\w-]*)(?=$| (?:with|for|in|at|on|by|from|based|that|which|who)\b)"
)


@dataclass(frozen=True, slots=True)
class Introduction:
    """The words that say what `name` is, as they stand in `sentence` of `article`: behind the name, or before it."""

    name: str
    words: str
    behind: bool
    article: Article
    place: int
    sentence: str


def introductions(article: Article, written: Sequence[str]) -> dict[str, Introduction]:
    """By name, how an article of these sentences first says what it is; names that it never explains are left out."""
    found: dict[str, Introduction] = {}
    for place, text in enumerate(written):
        for name in names(text) if not re.search(r"[<>\[\]{}|]", text) else ():
            if name in found:
                continue
            after = re.search(re.escape(name) + _AFTER, text)
            before = re.search(_BEFORE + re.escape(name), text)
            if after and len(after["after"].split()) <= _MOST_WORDS and not _WHO_SAYS.match(after["after"]):
                found[name] = Introduction(name, after["after"], True, article, place, text)
            elif before and before["before"].split()[-1].rstrip("s") in _ROLES:
                found[name] = Introduction(name, before["before"], False, article, place, text)
    return found


def introduced(text: str, who: Introduction) -> str | None:
    """The sentence with the name introduced at its first mention; `None` where these words have no room there."""
    at = re.search(rf"(?P<article>\b[Tt]he )?{re.escape(who.name)}\b(?!-)", text)
    if not at or not _ROOM.match(text[at.end() :]) or re.match(r"\s[A-Z]", text[at.end() :]):
        return None
    before, after = text[: at.start()], text[at.end() :]
    if re.search(r"\b(?:a|an|his|her|their|its|[a-z]+ing|[A-Z][\w’-]*) $", before) or text[at.end() :].startswith("’"):
        return None
    if who.behind:
        comma = "" if after.startswith((",", ".", ";", ":")) or not after else ","
        return f"{before}{at[0]}, {who.words}{comma}{after}"
    words = (who.words[0].lower() if before else who.words[0].upper()) + who.words[1:]
    return f"{before}{words} {who.name}{after}"


def reintroduced(text: str, who: Introduction) -> str | None:
    """The same for those who may have heard it before: "the test group Kestrel Bench", where that can be said so."""
    found = _NOUN.match(who.words) if who.behind else None
    if not found or found["noun"].split()[-1] not in _ROLES or re.search(rf"\b[Tt]he {re.escape(who.name)}\b", text):
        return introduced(text, who)
    return introduced(text, replace(who, words=f"the {found['noun']}", behind=False))


def undescribed(text: str, name: str) -> str:
    """The sentence without what says again what `name` is: "the research firm Merrow" is Merrow by now."""
    roles = "|".join(sorted(_ROLES))
    found = re.search(rf"\b[Tt]he (?:[a-z][\w-]+ ){{0,2}}(?:{roles}) {re.escape(name)}\b", text)
    return text[: found.start()] + name + text[found.end() :] if found else text


def wanting(article: Article, place: int, text: str, known: Mapping[str, Introduction]) -> tuple[Introduction, ...]:
    """The introductions that the sentence `text` of `article` at `place` takes for granted."""
    before = (who for name in names(text) if (who := known.get(name)))
    return tuple(
        who for who in before if (who.article is not article or who.place < place) and not _described(text, who.name)
    )


def _described(text: str, name: str) -> bool:
    """Whether a sentence itself says what a name is: "the laureate John Jumper", "Jumper, who ..."."""
    whole = re.escape(name)
    before = re.search(rf"\b(?:[Tt]he|[Aa]n?)(?P<noun>(?: [\w-]+){{0,3}} [a-z][\w-]+) {whole}(?!\w)", text)
    described = before and not COMMON & set(before["noun"].split())
    return bool(described or re.search(rf"\b{whole}\.?, (?:an?|the|who|which|one)\b", text))
