"""Articles as weighted words: TF-IDF vectors and their cosine."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from daycast.seeds.model import Article

Vector = Mapping[str, float]

_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_PRIOR = (
    100  # imagined articles that a small batch is mixed with, so that its word counts are not taken for the world's
)

COMMON = frozenset(
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


def words(text: str) -> list[str]:
    """The words of a text that carry meaning: lower case, not common, without plural s and possessive 's."""
    found = (match[0].lower() for match in _WORD.finditer(text))
    return [_stem(word) for word in found if word not in COMMON and not (len(word) == 1 and word.isalpha())]


def vectors(articles: Sequence[Article], archive: Iterable[Article] = ()) -> list[Vector]:
    """A unit TF-IDF vector an article; `archive` only lends its word counts."""
    counts = [counted(article) for article in articles]
    frequency = Counter(term for count in counts for term in count)
    frequency.update(term for article in archive for term in counted(article))
    total = _PRIOR + max(frequency.values(), default=0)
    return [
        unit({term: (1 + math.log(n)) * math.log(total / (1 + frequency[term])) for term, n in count.items()})
        for count in counts
    ]


def counted(article: Article) -> Counter[str]:
    """How often an article uses each word; its title's words count double."""
    return Counter(words(" ".join((article.title, article.title, *article.paragraphs))))


def unit(vector: Mapping[str, float]) -> Vector:
    """The vector at length 1 (an empty one stays empty)."""
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {term: weight / length for term, weight in vector.items()} if length else {}


def centroid(members: Sequence[Vector]) -> Vector:
    """The direction that several vectors have in common."""
    total: Counter[str] = Counter()
    for member in members:
        for term, weight in member.items():
            total[term] += weight  # type: ignore[assignment]
    return unit(total)


def cosine(one: Vector, other: Vector) -> float:
    """How alike two unit vectors are, 0 to 1; rounded, so that equals are equal on every machine."""
    small, large = sorted((one, other), key=len)
    return round(sum(weight * large.get(term, 0.0) for term, weight in small.items()), 9)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
