"""What is wrong with a script before it is spoken: all of it at once, each at its line."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from daycast.errors import Problem
from daycast.inline import plain
from daycast.scripts.checking import structure, turns
from daycast.scripts.checking.markup import leaked
from daycast.scripts.model import Script

if TYPE_CHECKING:
    from daycast.seeds.model import Article


def check(
    script: Script,
    path: Path,
    *,
    speakers: Collection[str],
    sounds: Collection[str],
    names: Collection[str],
    articles: Sequence[Article] = (),
    tongue: str = "en",
    aired: Sequence[Article] = (),
) -> tuple[Problem, ...]:
    """Every problem of a parsed script, in the order of its lines.

    `speakers` and `sounds` are those that the show has; `names` may be said without evidence (the show, its
    hosts); `articles` are those that may be cited, `aired` the show's own episodes; `tongue` is the show's language
    without the region.
    """
    errors = blunders(script, path, speakers=speakers, sounds=sounds)
    found = [*errors, *_doubts(script, path, names, articles, tongue, aired)]
    return tuple(sorted(found, key=lambda problem: problem.line))


def blunders(script: Script, path: Path, *, speakers: Collection[str], sounds: Collection[str]) -> tuple[Problem, ...]:
    """Those problems that `check` finds quickly, every error among them."""
    found = [
        *structure.front_matter(script, path),
        *structure.sections(script, path, speakers),
        *structure.footnotes(script, path),
        *structure.cues(script, path, sounds),
        *turns.strangers(script, path, speakers),
        *turns.empty(script, path),
        *(problem for say in script.lines for problem in leaked(plain(say.text), path, say.line)),
    ]
    return tuple(sorted(found, key=lambda problem: problem.line))


def _doubts(
    script: Script,
    path: Path,
    names: Collection[str],
    articles: Sequence[Article],
    tongue: str,
    aired: Sequence[Article],
) -> tuple[Problem, ...]:
    """What is at most a warning, and takes the time and the modules."""
    from daycast.scripts.checking.markup import bracketed
    from daycast.scripts.checking.opinions import smuggled
    from daycast.scripts.checking.repeats import repeats
    from daycast.scripts.checking.statements import claims, long_sentences
    from daycast.scripts.evidence.rests import rests

    return (
        *long_sentences(script, path),
        *(problem for say in script.lines for problem in bracketed(plain(say.text), path, say.line)),
        *claims(script, path, names, tongue),
        *smuggled(script, path, names, tongue),
        *repeats(script, path),
        *rests(script, path, articles, names, tongue, aired),
    )
