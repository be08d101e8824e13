"""What has aired: the stories of earlier scripts, so that today's script can refer to them truthfully."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from daycast.inline import plain
from daycast.scripts.evidence.wording import SAYING
from daycast.scripts.evidence.wording import words as worded
from daycast.scripts.model import Evidence, Say, Script
from daycast.seeds.model import Article, Earlier
from daycast.seeds.terms import words

_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:(?:de|van|von|der|al|bin) )*[A-Z][\w’'-]+)+")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")


@dataclass(frozen=True, slots=True)
class Aired:
    """A part of an earlier script under one heading: the story that it told, what it cited, what it said.

    `urls` are the addresses of what it cited, `said` the words of each line that carry meaning. `lines` are its lines
    as they were said, `evidence` the sentences that they rest on, `figures` the numbers in them, with their unit, and
    `quoted` those whose words were quoted.
    """

    day: date
    heading: str
    urls: frozenset[str]
    said: tuple[frozenset[str], ...]
    lines: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    figures: frozenset[str] = frozenset()
    quoted: tuple[str, ...] = ()


def told(script: Script) -> list[Aired]:
    """The parts of one script that told a story.

    A section that names its story behind a colon ("Deep dive: what comes next") names that of its parts too; else
    each part names its own. What stands before the first heading only announces.
    """
    notes = {evidence.label: evidence for evidence in script.evidence}
    found, above = [], ""
    for section in script.sections:
        above = plain(section.title) if section.level == 1 else above
        says = [cue for cue in section.cues if isinstance(cue, Say)]
        labels = dict.fromkeys(label for say in says for label in say.citations if label in notes)
        if labels and section.level:
            cited = tuple(notes[label] for label in labels)
            lines = tuple(plain(say.text) for say in says)
            found.append(
                Aired(
                    day=script.date,
                    heading=above.partition(": ")[2] or plain(section.title),
                    urls=frozenset(evidence.url for evidence in cited if evidence.url),
                    said=tuple(frozenset(words(line)) for line in lines),
                    lines=lines,
                    evidence=cited,
                    figures=frozenset(word.figure for line in lines for word in worded(line) if word.figure),
                    quoted=tuple(dict.fromkeys(name for line in lines for name in _speakers(line))),
                )
            )
    return found


def address(article: Article) -> str:
    """What tells an article from every other: its address, or its id where it has none."""
    return article.url or article.id


def coverage(follows: Earlier | None, archive: Sequence[Aired], urls: Mapping[str, str]) -> tuple[Aired, ...]:
    """What aired of the earlier story `follows`; `urls` gives the address of each article by its id.

    Nothing where the story was reported but never said on air: then "as we reported" would be false.
    """
    if follows is None:
        return ()
    told_by = {urls[name] for name in follows.articles if urls.get(name)}
    return tuple(part for part in archive if part.urls & told_by)


def _speakers(line: str) -> Iterator[str]:
    """Whose words a line quotes: the name at the verb of saying outside of the quotation marks."""
    if not _QUOTED.search(line):
        return
    around = _QUOTED.sub(" . ", line)
    names = [(found.start(), found[0]) for found in _NAME.finditer(around)]
    for verb in worded(around):
        if verb.key in SAYING:
            behind = [name for place, name in names if place == verb.end + 1]
            before = [name for place, name in names if place < verb.start]
            yield from behind or before[-1:]
