"""One listener's briefing out of the pool: which stories, in which order, with how many of their questions.

Whatever is chosen is said in the pool's words: no line is changed or added, so that none is spoken twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from daycast.inline import plain
from daycast.profile import Profile
from daycast.scripts.briefing.pool import Pool, pool
from daycast.scripts.briefing.ranking import Ranked, ranked
from daycast.scripts.briefing.share import Measure as Measure
from daycast.scripts.briefing.share import shared
from daycast.scripts.briefing.terms import stems
from daycast.scripts.briefing.titles import summary_of, title_of
from daycast.scripts.model import Pause, Say, Script, Section
from daycast.scripts.writing.choose import length
from daycast.scripts.writing.model import WORDS_A_MINUTE

if TYPE_CHECKING:
    from daycast.seeds.grouping.meaning import Meaning

_TOLD = 0.1  # points below which a reason is not worth telling


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story as one listener hears it, and what its place is made of."""

    ranked: Ranked
    sections: tuple[Section, ...]

    @property
    def why(self) -> str:
        """Why it is there, in words that a listener understands, the weightiest reason first."""
        told = [reason.words for reason in self.ranked.reasons if reason.points >= _TOLD and reason.kind != "everybody"]
        big = [reason.words for reason in self.ranked.reasons if reason.words.startswith("everybody")]
        return "; ".join([*told, *big]) or f"fills your time: {self.ranked.reasons[0].words}"


@dataclass(frozen=True, slots=True)
class Tailored:
    """A listener's script, the stories in it, and how long it takes, in seconds."""

    script: Script
    chosen: tuple[Chosen, ...] = ()
    seconds: float = 0.0

    @property
    def reasons(self) -> Mapping[str, str]:
        """Why each story is there, by its heading."""
        return {one.ranked.story.heading: one.why for one in self.chosen}


def about(section: Section) -> float:
    """About how many seconds a section takes to say, with the pauses around it."""
    words = sum(length(plain(cue.text)) for cue in section.cues if isinstance(cue, Say))
    return words * 60 / WORDS_A_MINUTE + sum(cue.seconds for cue in section.cues if isinstance(cue, Pause))


def tailor(
    script: Script,
    profile: Profile,
    *,
    minutes: float,
    measure: Measure = about,
    mean: Meaning | None = None,
) -> Tailored:
    """The listener's part of the pool `script`, best story first.

    It takes the profile's length, else `minutes`, as `measure` counts, or less; only the points of the best story are
    in it however long they are. `mean` gives texts their vectors, for topics that are told in other words.
    """
    whole = pool(script)
    if not whole.stories:
        return Tailored(script, (), sum(map(measure, script.sections)))
    order = ranked(whole, profile, mean)
    frame = sum(map(measure, (*whole.opening, *whole.closing)))
    taken = shared(order, profile, (profile.length or minutes) * 60 - frame, measure)
    chosen = tuple(
        Chosen(
            one,
            (one.story.points, *(q for place, q in enumerate(one.story.questions) if place in taken[one.story.place])),
        )
        for one in order
        if one.story.place in taken
    )
    return _told(script, whole, chosen, measure)


def _told(script: Script, whole: Pool, chosen: tuple[Chosen, ...], measure: Measure) -> Tailored:
    sections = (*whole.opening, *(section for one in chosen for section in one.sections), *whole.closing)
    cited = {label for section in sections for cue in section.cues if isinstance(cue, Say) for label in cue.citations}
    headings = [one.ranked.story.heading for one in chosen]
    made = replace(
        script,
        title=title_of(headings, _labels(chosen)),
        summary=summary_of(headings),
        sections=sections,
        evidence=tuple(source for source in script.evidence if source.label in cited),
        wishes=replace(script.wishes, soundbite=None),  # whose place counts in the whole pool
    )
    return Tailored(made, chosen, round(sum(map(measure, sections)), 1))


def _labels(chosen: tuple[Chosen, ...]) -> list[str]:
    """For each story the topic that its heading has, for the first that has it; else nothing."""
    found: list[str] = []
    for one in chosen:
        mine = [reason.about for reason in one.ranked.reasons if reason.kind == "topic"]
        heading = stems(one.ranked.story.heading)
        label = next((topic for topic in mine if stems(topic) in heading), "")
        found.append("" if label in found else label)
    return found
