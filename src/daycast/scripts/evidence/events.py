"""Whether a clause of English tells what somebody in particular did, said or is. `held` are keys of words that the
sources have; what they do not name makes a vague clause a telling one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from daycast.scripts.evidence.verbs import (
    BE,
    EVERYBODY,
    FIRST,
    HAVE,
    JUDGES,
    NOT_BEFORE_VERB,
    PARTICIPLES,
    PAST,
    ROLES,
    SAYS,
    SHOWS,
    SOURCES,
    STATES,
    UTMOST,
    VAGUE,
    VALUES,
)
from daycast.scripts.evidence.wording import Word


def reported(said: Sequence[Word]) -> bool:
    """Whether the clause tells that somebody said, found or showed something."""
    lower = [word.text.lower() for word in said]
    for place, word in enumerate(lower):
        before = lower[max(0, place - 4) : place]
        if word in SAYS and before and not (FIRST | EVERYBODY) & set(before) and not VAGUE & set(before[-1:]):
            return True
        if word in SHOWS and SOURCES & set(before):
            return True
    return False


def happened(said: Sequence[Word], held: Collection[str]) -> bool:
    """Whether the clause tells an event or a state of affairs of somebody in particular."""
    lower = ["" if word.figure else word.text.lower() for word in said]
    for place, word in enumerate(lower):
        before = lower[:place]
        if not _is_event(lower, place) or word in JUDGES:
            continue
        if FIRST & set(before[-3:]) or _is_vague(before, said, held):
            continue
        helped = [at for at in range(max(0, place - 3), place) if lower[at] in BE]  # are best placed
        around = {*(lower[helped[-1] : place] if helped else ()), *lower[place + 1 :]}
        if around & VALUES and not any(w.figure or w.capital == 2 for w in said[place + 1 :]):
            continue
        return True
    return False


def is_role(said: Sequence[Word], held: Collection[str]) -> bool:
    """Whether the clause tells what somebody is or was: "is a member of", "was the owner of", "the oldest in the …"."""
    lower = [word.text.lower() for word in said]
    place = next((place for place, word in enumerate(lower) if word in BE and place), 0)
    behind = lower[place + 1 :]
    if place and behind[-2:] == ["years", "old"]:
        return True
    if not place or FIRST & set(lower[:place]) or not {"a", "an", "the", "owned", "based"} & set(behind[:2]):
        return False
    most = [at for at, word in enumerate(behind) if (word.endswith("est") and word not in VALUES) or word in UTMOST]
    if "former" in behind[:3] or (most and "the" in behind[most[0] + 1 :]):
        return True
    named = any(word.capital == 2 and word.key not in held for word in said[place + 1 :])
    past = lower[place] in ("was", "were") and (named or not set(behind) & VALUES)
    related = {"of", "at", "in", "until", "by", "for"} & set(behind[2:])
    return bool(related) and not VAGUE & set(lower[:place]) and (past or bool(ROLES & set(behind)))


def _is_event(lower: Sequence[str], place: int) -> bool:
    word, last = lower[place], lower[place - 1] if place else ""
    past = word in PAST or (word.endswith("ed") and len(word) > 4)
    participle = word in PARTICIPLES or past
    helped = {*lower[max(0, place - 3) : place]}
    if participle and helped & (HAVE | BE) and last not in ("the", "a", "an"):
        return True
    return (past or word in STATES) and last not in NOT_BEFORE_VERB


def _is_vague(before: Sequence[str], said: Sequence[Word], held: Collection[str]) -> bool:
    """Whether the subject is "it", "nobody" or the like, and nothing in the clause names what it is about."""
    subject = [word for word in before if word not in BE | HAVE and word not in ("not", "never", "also", "just")]
    names = any((word.capital == 2 or word.figure) and word.key not in held for word in said)
    return bool(subject) and subject[-1] in VAGUE and not names
