"""Each listener's briefing of a day: their profile, the pool as it stands, and what comes of both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from daycast.day import spoken_seconds
from daycast.episodes.arrange import SECTION, STORY, TURN
from daycast.episodes.score import lines
from daycast.errors import Problem, ProblemsError
from daycast.find import LISTENERS
from daycast.profile import Profile, load_profile
from daycast.scripts.briefing.tailor import Measure, Tailored, tailor
from daycast.scripts.model import Pause, Say

if TYPE_CHECKING:
    from daycast.day import Booth
    from daycast.scripts.model import Script, Section
    from daycast.show import Show


def profiles(show: Show) -> tuple[Mapping[str, Profile], tuple[Problem, ...]]:
    """Everybody's profile by name, and what is wrong with some files, whose listeners have none."""
    found, problems = {}, list[Problem]()
    for path in sorted((show.root / LISTENERS).glob("*.yaml")):
        try:
            found[path.stem] = load_profile(path)
        except ProblemsError as error:
            problems += error.problems
    return found, tuple(problems)


def measured(script: Script, room: Booth) -> Measure:
    """What counts the seconds of a section of the script: of takes that are there as long as they are, of others about
    so; with the pauses of the structure, and without what its sounds take by themselves."""
    cued = lines(script, room.cast, room.lexicon, room.delivery)
    known = room.store.heads({line.wanted.key: line.wanted for line in cued})
    seconds = {
        line.say: known[line.wanted.key].seconds if line.wanted.key in known else spoken_seconds(line.wanted)
        for line in cued
    }

    def measure(section: Section) -> float:
        before = {0: 0.0, 1: SECTION}.get(section.level, STORY)
        waits = sum(cue.seconds for cue in section.cues if isinstance(cue, Pause))
        said = [seconds.get(cue, 0.0) + TURN for cue in section.cues if isinstance(cue, Say)]
        return before + waits + sum(said)

    return measure


def tailoring(show: Show, room: Booth) -> Callable[[Profile, Script], Tailored]:
    """What makes a briefing of a profile and the day's script, as long as its takes are or will about be."""
    from daycast.seeds.grouping.meaning import meaning

    mean = meaning()
    known: dict[str, Measure] = {}

    def made(profile: Profile, script: Script) -> Tailored:
        if script.sha256 not in known:
            known[script.sha256] = measured(script, room)
        return tailor(script, profile, minutes=show.minutes, measure=known[script.sha256], mean=mean)

    return made
