"""The labelled set of `relevance.yaml` as a pool and profiles, and the measures that a ranking of it gets."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from daycast.inline import escape
from daycast.profile import Profile
from daycast.scripts.briefing.pool import Pool, PoolStory, pool
from daycast.scripts.briefing.ranking import ranked
from daycast.scripts.model import Evidence, Say, Script, Section
from daycast.seeds.grouping.meaning import Meaning
from daycast.seeds.terms import words

FILE = Path(__file__).with_name("relevance.yaml")
LATER = Path(__file__).with_name("later.yaml")
DAY = date(2026, 6, 22)

Order = Callable[[Pool, Profile], Sequence[PoolStory]]


@dataclass(frozen=True)
class Judged:
    """A day's stories by their names in the set, the listeners, and each one's grades."""

    pool: Pool
    names: Mapping[int, str]
    profiles: Mapping[str, Profile]
    grades: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Figures:
    """Means over the listeners. Relevant is what has grade 1 or 2; nDCG's gain is 2^grade - 1."""

    ndcg3: float
    ndcg5: float
    precision3: float
    map: float

    def __str__(self) -> str:
        return f"{self.ndcg3:8.3f} {self.ndcg5:8.3f} {self.precision3:8.3f} {self.map:8.3f}"


def judged(listeners: Path = FILE) -> Judged:
    """The stories of the set, with the listeners and grades of one of the files."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    told |= yaml.safe_load(listeners.read_text(encoding="utf-8"))
    names = sorted(told["stories"], key=lambda name: -told["stories"][name]["outlets"])  # as a show's rank has it
    grades = {
        listener: dict.fromkeys(names, 0) | {story: grade for grade, stories in given.items() for story in stories}
        for listener, given in told["judgments"].items()
    }
    profiles = {name: Profile(**said) for name, said in told["profiles"].items()}
    return Judged(pool(_script(told["stories"], names)), dict(enumerate(names, 1)), profiles, grades)


def _script(stories: Mapping[str, Any], names: Sequence[str]) -> Script:
    sections, evidence = [], list[Evidence]()
    for name in names:
        told = stories[name]
        quotes = [*told["lines"], *told["evidence"]]
        labels = [str(len(evidence) + number) for number in range(1, len(quotes) + 1)]
        evidence += [
            Evidence(label, f"Outlet {number % told['outlets'] + 1}", DAY, "https://wire.example.org/", quote)
            for number, (label, quote) in enumerate(zip(labels, quotes, strict=True))
        ]
        more = range(len(quotes), told["outlets"])  # outlets that tell the same again
        evidence += [
            Evidence(f"{name}{n}", f"Outlet {n + 1}", DAY, "https://wire.example.org/", quotes[0]) for n in more
        ]
        said = [Say("Ada", escape(line), (label,)) for line, label in zip(told["lines"], labels, strict=False)]
        said[-1] = Say("Ada", said[-1].text, (*said[-1].citations, *labels[len(said) :], *(f"{name}{n}" for n in more)))
        sections.append(Section(1, escape(told["heading"]), tuple(said)))
    closing = Section(1, "Sign-off", (Say("Ada", "That is all."),))
    return Script(DAY, "", "", (*sections, closing), tuple(evidence))


def ours(mean_of: Meaning | None) -> Order:
    return lambda stories, profile: [one.story for one in ranked(stories, profile, mean_of)]


def shared_words(stories: Pool, profile: Profile) -> Sequence[PoolStory]:
    """The baseline that counts which of a profile's words a story has."""
    wanted = set(words(" ".join([profile.role, profile.industry, *profile.topics, *profile.people])))

    def count(story: PoolStory) -> int:
        said = [story.heading, *story.lines, *(source.quote for source in story.evidence)]
        return len(wanted & set(words(" ".join(said))))

    return sorted(stories.stories, key=lambda story: -count(story))


def general(stories: Pool, profile: Profile) -> Sequence[PoolStory]:
    """The baseline that is the same for everybody: by outlets."""
    return stories.stories


def figures(day: Judged, order: Order) -> Figures:
    per = [measured([day.grades[name][day.names[story.place]] for story in order(day.pool, profile)])
           for name, profile in day.profiles.items()]  # fmt: skip
    return Figures(*(mean(column) for column in zip(*per, strict=True)))


def measured(grades: Sequence[int]) -> tuple[float, float, float, float]:
    """nDCG@3, nDCG@5, precision@3 and average precision of grades in the order of a ranking."""
    hits = [place for place, grade in enumerate(grades, 1) if grade]
    precise = [number / place for number, place in enumerate(hits, 1)]
    return _ndcg(grades, 3), _ndcg(grades, 5), sum(grade > 0 for grade in grades[:3]) / 3, mean(precise)


def _ndcg(grades: Sequence[int], depth: int) -> float:
    def gain(ordered: Sequence[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 1) for place, grade in enumerate(ordered[:depth], 1))

    return gain(grades) / gain(sorted(grades, reverse=True))
