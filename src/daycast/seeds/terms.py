"""The words of articles that carry meaning, and how often an article uses them."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")

_ENGLISH = frozenset(
    """a about above after again against all also although am among an and any are around as at back be became
    because become been before being below between both but by came can cannot could day did do does doing done
    down during each either else even ever every few first for from further get go goes going gone got had has
    have having he her here hers herself him himself his how however i if in into is it its itself just last later
    least less like made make makes many may me might month more most much must my myself near neither new next no
    nor not now of off often on once one only onto or other our ours out over own people per perhaps put rather
    really said same say says see seen several shall she should since so some still such take than that the their
    theirs them themselves then there these they thing this those though three through thus to today together told
    too two under until up upon us use used uses using very was way we week well went were what when where whether
    which while who whole whom whose why will with within without would year years yesterday yet you your yours
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august
    september october november december""".split()
)
# Of German and Spanish, those that are no word and no name in English news either: "die", "war", "mit" and "la" stay.
_ELSEWHERE = frozenset(
    """aber auch auf aus bei beim bis das dass dem der des durch ein eine einem einen einer eines für gegen habe haben
    hatte hatten ihr ihre ihrem ihren ihrer ist kann können mehr muss müssen nach nicht noch nur oder sein seine seinem
    seinen seiner seit sich sie sind soll sollen sowie über um und unter vom von vor weil wenn werden wie wird wurde
    wurden zu zum zur zwischen nachdem damit dabei jahr jahre jahren jahres woche wochen sagte rund bereits
    montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember
    al como con contra cuando de del desde donde dos el ella ellos en entre esta este está están fue fueron ha han hasta
    las lo los más muy nos o para pero por porque que se según ser sobre su sus también tiene tras una unas unos
    y ya antes cada año años semana semanas dijo todavía lunes martes miércoles jueves viernes sábado domingo enero
    febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre""".split()
)
COMMON = _ENGLISH | _ELSEWHERE


def words(text: str) -> list[str]:
    """The words of a text that carry meaning: lower case, not common, without plural s and possessive 's."""
    return [term for word in _WORD.findall(text.lower()) if (term := _term(word))]


def phrase(text: str) -> str:
    """All words of a text in the form in which `words` gives them, a blank around each: to look for phrases in."""
    return f" {' '.join(_stem(word) for word in _WORD.findall(text.lower()))} "


def counted(title: str, text: str) -> Counter[str]:
    """How often an article uses each word; its title's words count double."""
    found: dict[str, int] = {}
    for word, count in Counter(_WORD.findall(f"{title} {title} {text}".lower())).items():
        if term := _term(word):
            found[term] = found.get(term, 0) + count
    return Counter(found)


@lru_cache(1 << 18)
def _term(word: str) -> str:
    """A lower-case word as it is counted; empty where it carries no meaning."""
    return "" if word in COMMON or (len(word) == 1 and word.isalpha()) else _stem(word)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
