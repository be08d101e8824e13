"""How well a briefing's ranking gives listeners what they want: `uv run python -m tests.bench.relevance`.

Over the labelled set of `tests/scripts/briefing`, beside two baselines in the same run, and without one part of the
profile after the other. `--robust` tells the least and the most that comes out with each of the ranking's own figures
halved and doubled; `--each` lists every listener's first stories, each with its grade.
"""

import sys
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts" / "briefing"))

from relevance_set import LATER, Judged, figures, general, judged, ours, shared_words

from daycast.scripts.briefing import match, ranking
from daycast.scripts.briefing.ranking import ranked
from daycast.seeds.grouping.meaning import Meaning, meaning


def main() -> None:
    mean = meaning()
    _table(judged(LATER), mean, "made later")
    day = judged()
    _table(day, mean, "made before the ranking")
    for part, empty in {"role": "", "industry": "", "topics": (), "people": ()}.items():
        less = {name: profile.model_copy(update={part: empty}) for name, profile in day.profiles.items()}
        print(f"{f'ours, without {part}':28} {figures(replace(day, profiles=less), ours(None))}")
    if "--robust" in sys.argv:
        _robust(day)
    if "--each" in sys.argv:
        _each(day, mean if "--meaning" in sys.argv else None)


def _table(day: Judged, mean: Meaning | None, when: str) -> None:
    pairs = len(day.names) * len(day.profiles)
    print(f"{len(day.names)} stories, {len(day.profiles)} listeners, {pairs} judgments, {when}")
    print(f"{'':28} {'nDCG@3':>8} {'nDCG@5':>8} {'P@3':>8} {'MAP':>8}")
    rows = {"by outlets, for everybody": general, "shared words": shared_words, "ours": ours(None)}
    if mean:
        rows["ours, with [embeddings]"] = ours(mean)
    for name, order in rows.items():
        print(f"{name:28} {figures(day, order)}")


def _robust(day: Judged) -> None:
    """The spread of nDCG@3 and MAP with one figure changed at a time."""
    chosen = [
        (module, name, value)
        for module in (match, ranking)
        for name, value in vars(module).items()
        if name.startswith("_") and name.isupper() and isinstance(value, float | int)
    ]
    found = []
    for module, name, value in chosen:
        for factor in (0.5, 2):
            for kept in (*vars(match).values(), *vars(ranking).values()):
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
            with patch.object(module, name, value * factor):
                found.append((figures(day, ours(None)), f"{name} × {factor:g}"))
    for what, key in (("nDCG@3", lambda one: one[0].ndcg3), ("MAP", lambda one: one[0].map)):
        least, most = min(found, key=key), max(found, key=key)
        print(f"{what} of {len(found)} changes: {key(least):.3f} ({least[1]}) to {key(most):.3f} ({most[1]})")


def _each(day: Judged, mean: Meaning | None) -> None:
    for name, profile in day.profiles.items():
        print(f"\n{name}")
        for one in ranked(day.pool, profile, mean)[:6]:
            story = day.names[one.story.place]
            why = "; ".join(map(str, one.reasons))
            print(f"  {day.grades[name][story]}  {story:18} {one.score:.2f}  {why}")


if __name__ == "__main__":
    main()
