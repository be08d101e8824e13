"""What is wrong with a script before it is spoken: all of it at once, each at its line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.checking import structure, turns
from daycast.scripts.checking.markup import bracketed, leaked
from daycast.scripts.checking.repeats import repeats
from daycast.scripts.evidence.rests import rests
from daycast.scripts.model import Script
from daycast.seeds.model import Article


def check(
    script: Script,
    path: Path,
    *,
    speakers: Collection[str],
    sounds: Collection[str],
    names: Collection[str],
    articles: Sequence[Article] | None = (),
    tongue: str = "en",
) -> tuple[Problem, ...]:
    """Every problem of a parsed script, in the order of its lines.

    `speakers` and `sounds` are those that the show has; `names` may be said without evidence (the show, its
    hosts); `tongue` is its language without the region; `articles` are those that may be cited, or None where the
    script is not to be laid beside its evidence.
    """
    found = [
        *structure.front_matter(script, path),
        *structure.sections(script, path, speakers),
        *structure.footnotes(script, path),
        *structure.cues(script, path, sounds),
        *turns.strangers(script, path, speakers),
        *(problem for say in script.lines for problem in turns.wording(say, path)),
        *(problem for say in script.lines for problem in leaked(plain(say.text), path, say.line)),
        *(problem for say in script.lines for problem in bracketed(plain(say.text), path, say.line)),
        *turns.claims(script, path, names, tongue),
        *repeats(script, path),
        *(rests(script, path, articles, names, tongue) if articles is not None else ()),
    ]
    return tuple(sorted(found, key=lambda problem: problem.line))
