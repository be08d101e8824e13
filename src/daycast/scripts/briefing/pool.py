"""The briefing's script as what it is: a pool of stories, with an opening before them and a closing behind."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from daycast.inline import plain
from daycast.scripts.model import Evidence, Say, Script, Section


@dataclass(frozen=True, slots=True, eq=False)  # one of a pool is itself alone: what is found in it is kept for it
class PoolStory:
    """A `#` section, which makes the points, with the `##` sections below it, which answer questions.

    `place` counts the stories of the pool from 1; `evidence` is what its lines cite.
    """

    place: int
    points: Section
    questions: tuple[Section, ...]
    evidence: tuple[Evidence, ...]

    @property
    def heading(self) -> str:
        """Its heading, in plain words."""
        return plain(self.points.title)

    @property
    def sections(self) -> tuple[Section, ...]:
        return (self.points, *self.questions)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is said, in plain words."""
        return tuple(plain(cue.text) for section in self.sections for cue in section.cues if isinstance(cue, Say))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who reports it, in the order in which they are cited."""
        return tuple(dict.fromkeys(source.outlet for source in self.evidence))


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """What stands before any heading; the stories; and the closing: the last `#` section, if it cites nothing."""

    opening: tuple[Section, ...]
    stories: tuple[PoolStory, ...]
    closing: tuple[Section, ...]


@lru_cache(maxsize=4)
def pool(script: Script) -> Pool:
    """The parts of a pool's script. Whatever a person made of it, each of its sections is in one of them."""
    opening = tuple(section for section in script.sections if section.level == 0)
    groups: list[list[Section]] = []
    for section in script.sections[len(opening) :]:
        if section.level == 1 or not groups:
            groups.append([])
        groups[-1].append(section)
    closing = groups.pop() if len(groups) > 1 and not any(map(_cited, groups[-1])) else []
    sources = {source.label: source for source in script.evidence}
    stories = (
        PoolStory(place, first, tuple(rest), tuple(sources[label] for label in _labels(first, *rest, known=sources)))
        for place, (first, *rest) in enumerate(groups, 1)
    )
    return Pool(opening, tuple(stories), tuple(closing))


def _cited(section: Section) -> bool:
    return any(isinstance(cue, Say) and cue.citations for cue in section.cues)


def _labels(*sections: Section, known: dict[str, Evidence]) -> dict[str, None]:
    """The labels that the sections cite, in their order; those that have no footnote are left out."""
    cues = (cue for section in sections for cue in section.cues)
    return dict.fromkeys(label for cue in cues if isinstance(cue, Say) for label in cue.citations if label in known)
