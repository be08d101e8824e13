"""What is wrong with a script before it is spoken: all of it at once, each at its line."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.evidence.rests import rests
from daycast.scripts.model import Pause, Say, Script, Section, Sound
from daycast.scripts.writing.names import names as names_in
from daycast.scripts.writing.names import said_outlet
from daycast.seeds.model import Article

LONGEST_PAUSE = 10.0  # seconds

_DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?\b"
)
_CLAIM = re.compile(r"\d|[“”\"]|(?<=[\w,;:] )[A-Z][\w-]+")
_COMMENT = re.compile(r"<!--.*?-->")
_LEAKED = re.compile(r"<!--|-->|</?[a-zA-Z][^>]*>")


def check(
    script: Script,
    path: Path,
    *,
    speakers: Collection[str],
    sounds: Collection[str],
    names: Collection[str],
    sayable: Callable[[Say], bool],
    articles: Sequence[Article] | None = (),
) -> tuple[Problem, ...]:
    """Every problem of a parsed script, in the order of its lines.

    `speakers` and `sounds` are those that the show has; `names` may be said without evidence (the show, its
    hosts), and what is named ahead of the first heading is only announced; `sayable` tells whether a turn leaves
    anything to say aloud; `articles` are those that may be cited, or None
    where the script is not to be laid beside its evidence.
    """
    free = {*names, *(form for e in script.evidence for form in (e.outlet, said_outlet(e.outlet)))}
    told = {name for say in script.lines if say.citations for name in names_in(plain(say.text))}
    announced = told | {part for name in told for part in name.split() if part[0].isupper()}
    found = [
        *_front_matter(script, path),
        *_sections(script, path),
        *_footnotes(script, path),
        *(
            problem
            for section in script.sections
            for say in section.cues
            if isinstance(say, Say)
            for problem in _turn(say, path, speakers, free if section.level else free | announced, sayable)
        ),
        *(problem for section in script.sections for problem in _cues(section, path, sounds)),
        *(rests(script, path, articles, names) if articles is not None else ()),
    ]
    return tuple(sorted(found, key=lambda problem: problem.line))


def _front_matter(script: Script, path: Path) -> Iterator[Problem]:
    if not script.title.strip():
        yield Problem(path, 1, "no `title` in the front matter", "podcast apps show it in their list of episodes")
    if not script.summary.strip():
        yield Problem(path, 1, "no `summary` in the front matter", "one sentence, shown in the app", warning=True)
    if path.stem != script.date.isoformat():
        yield Problem(path, 1, f"the file is named {path.stem}, its `date` is {script.date.isoformat()}",
                      "make both the same")  # fmt: skip


def _sections(script: Script, path: Path) -> Iterator[Problem]:
    if not script.lines:
        yield Problem(path, 1, "nobody says anything in this script", "write lines as `Speaker: text`")
    for section, following in zip_longest(script.sections, script.sections[1:]):
        holds_parts = following is not None and following.level > section.level
        if section.level and not holds_parts and not any(isinstance(cue, Say) for cue in section.cues):
            yield Problem(path, section.line, f"nobody says anything under “{plain(section.title)}”",
                          "add a line or delete the heading", warning=True)  # fmt: skip


def _footnotes(script: Script, path: Path) -> Iterator[Problem]:
    known = {evidence.label: evidence.line for evidence in script.evidence}
    used = {label for say in script.lines for label in say.citations}
    for say in script.lines:
        for label in say.citations:
            if label not in known:
                yield Problem(path, say.line, f"[^{label}] has no footnote", f"add a line `[^{label}]: …` at the end")
    for label, line in known.items():
        if label not in used:
            yield Problem(path, line, f"no line cites footnote [^{label}]", "delete it, or cite it", warning=True)


def _turn(
    say: Say, path: Path, speakers: Collection[str], names: Collection[str], sayable: Callable[[Say], bool]
) -> Iterator[Problem]:
    words = plain(say.text)
    if say.speaker not in speakers:
        hint = f"{_nearest(say.speaker, speakers)}; words that belong to the line above stand on that line"
        yield Problem(path, say.line, f"unknown speaker “{say.speaker}”", hint)
    if not words.strip():
        yield Problem(path, say.line, f"{say.speaker} has an empty line", "write what is said, or delete the line")
    elif _LEAKED.search(_COMMENT.sub("", say.text)) or _LEAKED.search(words):
        yield Problem(path, say.line, "HTML in a spoken line", "take it out, or write a comment as <!-- … -->")
    elif not sayable(say):
        yield Problem(path, say.line, f"nothing in “{words}” can be said aloud", "write it in words")
    elif not say.citations and not say.take and _claims(words, names):
        yield Problem(path, say.line, "this line states something and cites nothing",
                      "cite it with [^n], or mark it as opinion with {.take}", warning=True)  # fmt: skip


def _cues(section: Section, path: Path, sounds: Collection[str]) -> Iterator[Problem]:
    for cue in section.cues:
        if isinstance(cue, Sound) and cue.name not in sounds:
            yield Problem(path, cue.line, f"no sound “{cue.name}” in voice/sounds/", _nearest(cue.name, sounds))
        if isinstance(cue, Pause) and cue.seconds > LONGEST_PAUSE:
            yield Problem(path, cue.line, f"a pause of {cue.seconds:g} s", f"at most {LONGEST_PAUSE:g} s")


def _claims(words: str, names: Collection[str]) -> bool:
    """Whether a line has a figure, a quotation or a name in it, apart from a date and the show's own names."""
    for name in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "", words)
    return bool(_CLAIM.search(_DAY.sub("", words)))


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"did you mean “{near[0]}”?" if near else f"known: {', '.join(sorted(known)) or 'none'}"
