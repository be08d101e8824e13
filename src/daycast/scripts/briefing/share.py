"""How a briefing's time is shared out: which stories are told, and with how many of their questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from daycast.inline import plain
from daycast.profile import Profile
from daycast.scripts.briefing.pool import PoolStory
from daycast.scripts.briefing.ranking import Ranked
from daycast.scripts.briefing.terms import keys, names, stems
from daycast.scripts.model import Say, Section

Measure = Callable[[Section], float]

# What a story's next question is worth beside the points of another story, by the scores of both.
_QUESTION, _TIRED = 0.35, 0.75
_ASKED = 1.5  # how much more a question counts that names what the listener follows


@dataclass(slots=True)
class _Time:
    left: float

    def has(self, seconds: float) -> bool:
        """Whether there is room for so many seconds more; they are used up then."""
        fits = seconds <= self.left
        self.left -= seconds if fits else 0
        return fits


def shared(order: tuple[Ranked, ...], profile: Profile, seconds: float, measure: Measure) -> dict[int, set[int]]:
    """The places of the stories that are told, each with those of its questions.

    The best story first, then what everybody is to hear, then by turns whatever is worth most: the points of another
    story, or the next question of one that is told. What does not fit is passed over, and a shorter one tried.
    """
    time = _Time(seconds)
    followed = {
        (one.story.place, question)
        for one in order
        for question in range(len(one.story.questions))
        if _follows(one.story, question, profile)
    }
    best = order[0]
    time.left -= measure(best.story.points)
    taken: dict[int, set[int]] = {best.story.place: set()}
    passed: set[tuple[int, int]] = set()
    for one in order[1:]:
        if one.is_big and time.has(measure(one.story.points)):
            taken[one.story.place] = set()
    while True:
        offers = _offers(order, followed, taken, passed)
        offer = min(offers, key=lambda offer: (-offer.worth, offer.rank), default=None)
        if offer is None:
            return taken
        story = order[offer.rank].story
        if offer.question is None:
            if time.has(measure(story.points)):
                taken[story.place] = set()
            else:
                passed.add((story.place, -1))
        elif time.has(measure(story.questions[offer.question])):
            taken[story.place].add(offer.question)
        else:
            passed.add((story.place, offer.question))


@dataclass(frozen=True, slots=True)
class _Offer:
    worth: float
    rank: int
    question: int | None = field(default=None)


def _offers(
    order: tuple[Ranked, ...],
    followed: Collection[tuple[int, int]],
    taken: Mapping[int, set[int]],
    passed: Collection[tuple[int, int]],
) -> Iterator[_Offer]:
    for rank, one in enumerate(order):
        place = one.story.place
        if place not in taken:
            if (place, -1) not in passed:
                yield _Offer(one.score, rank)
            continue
        worth = one.score * _QUESTION * _TIRED ** len(taken[place])
        open_ones = [q for q in range(len(one.story.questions)) if q not in taken[place] and (place, q) not in passed]
        asked = [(worth * (_ASKED if (place, q) in followed else 1), -q) for q in open_ones]
        if asked:
            most, question = max(asked)
            yield _Offer(most, rank, -question)


def _follows(story: PoolStory, question: int, profile: Profile) -> bool:
    """Whether a question's section names somebody or something that the listener follows."""
    said = _said(story, question)
    wanted = [stems(topic) for topic in profile.topics if keys(topic)]
    return any(names(said, person) for person in profile.people) or any(topic in stems(said) for topic in wanted)


@lru_cache(maxsize=4096)
def _said(story: PoolStory, question: int) -> str:
    return " ".join(plain(cue.text) for cue in story.questions[question].cues if isinstance(cue, Say))
