"""What an episode will tell, as values: facts in turns, turns in stories and parts, before a word around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from daycast.scripts.aired import Aired
from daycast.scripts.writing.differ import Conflict
from daycast.scripts.writing.facts import Fact
from daycast.scripts.writing.names import is_telling
from daycast.seeds.model import Article

WORDS_A_MINUTE = 135  # of average length, as the demo show's hosts speak, pauses included


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a time. `credit` tells that the outlet is to be named, `again` that it was named
    for this story before."""

    facts: tuple[Fact, ...]
    credit: bool = False
    again: bool = False

    @property
    def outlet(self) -> str:
        return self.facts[0].outlet

    @property
    def text(self) -> str:
        return " ".join(fact.text for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Told:
    """A story: its first turn and what else is said.

    `topics` are the names that it is about, and `spoken` gives each as it is said ("the FBI"); `stays_with` one that
    the story before it was about too; `before` is what aired of it last, `since` the day on which it first did.
    `spare` facts could be said as well.
    """

    headline: str
    topics: tuple[str, ...]
    lead: Turn
    more: tuple[Turn, ...]
    conflict: Conflict | None
    unconfirmed: bool
    before: Aired | None
    since: date | None
    stays_with: str | None = None
    spare: tuple[Fact, ...] = ()
    spoken: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DivePart:
    """A part of the deep dive: the kind of sentence that it tells first, its heading, its turns or conflicts, and
    `spare` facts that could be said as well."""

    name: str
    heading: str
    turns: tuple[Turn, ...]
    conflicts: tuple[Conflict, ...] = ()
    spare: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Dive:
    """The deep dive: one story as it opens, and the parts that its sources can carry."""

    opening: Told
    parts: tuple[DivePart, ...]

    @property
    def headline(self) -> str:
        return self.opening.headline

    @property
    def outlets(self) -> tuple[str, ...]:
        """The outlets that it rests on, as they are said, in the order in which they come."""
        turns = chain((self.opening.lead, *self.opening.more), *(part.turns for part in self.parts))
        return tuple(dict.fromkeys(turn.outlet for turn in turns))


@dataclass(frozen=True, slots=True)
class Plan:
    """An episode as chosen facts from `articles`. `dive` is `None` when no story carries one.

    `words` is about how many, of average length, will be said.
    """

    day: date
    title: str
    summary: str
    headlines: tuple[Told, ...]
    dive: Dive | None
    articles: tuple[Article, ...]
    words: float

    def short(self, minutes: float) -> str | None:
        """Why the episode is more than a minute shorter than meant; `None` where it is not."""
        about = self.words / WORDS_A_MINUTE
        if about > minutes - 1:
            return None
        why = "what else was reported repeats what is told, or makes no sense on its own"
        depth = "" if self.dive else "no story has enough to tell for a deep dive, and "
        return f"about {max(about, 0.5):.2g} of {minutes:g} minutes: {depth}{why}"

    @property
    def depth(self) -> str | None:
        """The name that the deep dive is about, as it is said, if it tells that by itself."""
        opening = self.dive.opening if self.dive else None
        names = [name for name in opening.topics[:1] if is_telling(name, opening.lead.text)] if opening else []
        return opening.spoken[names[0]] if opening and names else None

    @property
    def teasers(self) -> tuple[str, ...]:
        """Up to three names that the headlines are about, each that of one story only, as they are said; none where
        the first story has no such name."""
        found: list[str] = []
        deep = self.dive.opening.topics[:1] if self.dive else ()
        for item in self.headlines:
            others = [other.topics for other in self.headlines if other is not item]
            met = {name.split()[-1] for name in (*deep, *(name for names in others for name in names))}
            alone = [name for name in item.topics if name.split()[-1] not in met and is_telling(name, item.lead.text)]
            found += [item.spoken[name] for name in alone[:1] if not item.unconfirmed]
            if not found:
                break
        return tuple(found[:3])
