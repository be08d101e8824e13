"""What is wrong with a script as a whole: its front matter, headings, footnotes, pauses and sounds, its length."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import zip_longest
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.blocks import TURN
from daycast.scripts.checking.markup import leaked
from daycast.scripts.model import Pause, Say, Script, Sound
from daycast.scripts.nearest import nearest

LONGEST_PAUSE = 10.0  # seconds
LEEWAY = 0.25  # share of the wanted length that an episode may be shorter or longer


def front_matter(script: Script, path: Path) -> Iterator[Problem]:
    """What an app needs to list the episode."""
    if not script.title.strip():
        yield Problem(path, 1, "no `title` in the front matter", "podcast apps show it in their list of episodes")
    if not script.summary.strip():
        yield Problem(path, 1, "no `summary` in the front matter", "one sentence, shown in the app", warning=True)
    if path.stem.partition(".")[0] != script.date.isoformat():
        yield Problem(path, 1, f"the file is named {path.stem}, its `date` is {script.date.isoformat()}",
                      "make both the same")  # fmt: skip


def sections(script: Script, path: Path, speakers: Collection[str]) -> Iterator[Problem]:
    """Headings under which nobody speaks, and such as hold more than a chapter's title."""
    if not script.lines:
        yield Problem(path, 1, "nobody says anything in this script", "write lines as `Speaker: text`")
    for section, following in zip_longest(script.sections, script.sections[1:]):
        title = plain(section.title)
        holds_parts = following is not None and following.level > section.level
        if section.level and not holds_parts and not any(isinstance(cue, Say) for cue in section.cues):
            yield Problem(path, section.line, f"nobody says anything under “{title}”",
                          "add a line or delete the heading", warning=True)  # fmt: skip
        if (turn := TURN.match(title)) and turn["speaker"] in speakers:
            yield Problem(path, section.line, f"this is a heading, which {turn['speaker']} does not say",
                          f"delete its {'#' * section.level} to have it said", warning=True, at=title)  # fmt: skip
        yield from leaked(title, path, section.line)


def footnotes(script: Script, path: Path) -> Iterator[Problem]:
    """Citations without a footnote; footnotes without a citation in a line, or in a comment that may become one."""
    known = {evidence.label: evidence.line for evidence in script.evidence}
    used = script.noted.union(*(say.citations for say in script.lines))
    for say in script.lines:
        for label in say.citations:
            if label not in known and label not in script.unread:
                hint = f"add a line `[^{label}]: …` at the end"
                yield Problem(path, say.line, f"[^{label}] has no footnote", hint, at=f"[^{label}]")
    for label, line in known.items():
        if label not in used:
            yield Problem(path, line, f"no line cites footnote [^{label}]", "delete it, or cite it", warning=True)


def cues(script: Script, path: Path, sounds: Collection[str]) -> Iterator[Problem]:
    """Sounds that the show does not have, pauses that a listener takes for the end."""
    for cue in (cue for section in script.sections for cue in section.cues):
        if isinstance(cue, Sound) and cue.name not in sounds:
            message = f"no sound “{cue.name}” in voice/sounds/"
            yield Problem(path, cue.line, message, nearest(cue.name, sounds), at=cue.name)
        if isinstance(cue, Pause) and cue.seconds > LONGEST_PAUSE:
            yield Problem(path, cue.line, f"a pause of {cue.seconds:g} s", f"at most {LONGEST_PAUSE:g} s")


def far_from(wanted: float, minutes: float, path: Path) -> Iterator[Problem]:
    """An episode of `minutes`, spoken or estimated, that is far from the length `wanted`."""
    if abs(minutes - wanted) > LEEWAY * wanted:
        message = f"about {minutes:.1f} minutes, and the show aims at {wanted:g}"
        hint = "tell more of it" if minutes < wanted else "cut it"
        yield Problem(path, 1, message, f"{hint}, or change `minutes` in show.yaml", warning=True)
