"""What has aired: the stories of earlier scripts, so that today's script can refer to them truthfully."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from daycast.files import read_text
from daycast.inline import plain
from daycast.scripts.model import Say, Script
from daycast.scripts.parse import parse
from daycast.seeds.model import Earlier
from daycast.seeds.terms import words
from daycast.show import Show


@dataclass(frozen=True, slots=True)
class Aired:
    """A part of an earlier script under one heading: the story that it told, what it cited, what it said."""

    day: date
    heading: str
    urls: frozenset[str]
    said: tuple[frozenset[str], ...]


def aired(show: Show, before: date) -> tuple[Aired, ...]:
    """Everything said in the show's scripts of the days before `before`, newest first."""
    found: list[Aired] = []
    for day in sorted(show.days("scripts"), reverse=True):
        if day < before:
            script, _ = parse(read_text(show.script(day)), show.script(day))
            found += told(script)
    return tuple(found)


def told(script: Script) -> list[Aired]:
    """The parts of one script that told a story.

    A section that names its story behind a colon ("Deep dive: what comes next") names that of its parts too; else
    each part names its own. What stands before the first heading only announces.
    """
    urls = {evidence.label: evidence.url for evidence in script.evidence}
    found, above = [], ""
    for section in script.sections:
        above = plain(section.title) if section.level == 1 else above
        lines = [cue for cue in section.cues if isinstance(cue, Say)]
        cited = frozenset(urls[label] for line in lines for label in line.citations if label in urls)
        if cited and section.level:
            said = tuple(frozenset(words(plain(line.text))) for line in lines)
            story = above.partition(": ")[2] or plain(section.title)
            found.append(Aired(script.date, story, cited, said))
    return found


def coverage(follows: Earlier | None, archive: Sequence[Aired], urls: dict[str, str]) -> tuple[Aired, ...]:
    """What aired of the earlier story `follows`; `urls` gives the address of each article by its id.

    Nothing where the story was reported but never said on air: then "as we reported" would be false.
    """
    if follows is None:
        return ()
    told_by = {urls[name] for name in follows.articles if urls.get(name)}
    return tuple(part for part in archive if part.urls & told_by)
