"""How well a briefing's ranking gives listeners what they want: `uv run python -m tests.bench.relevance`.

Over the labelled set of `tests/scripts/briefing`, beside two baselines in the same run. With `--each` every listener's
first stories are listed, each with its grade.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts" / "briefing"))

from relevance_set import Judged, figures, general, judged, ours, shared_words

from daycast.scripts.briefing.ranking import ranked
from daycast.seeds.grouping.meaning import Meaning, meaning


def main() -> None:
    day, mean = judged(), meaning()
    print(f"{len(day.names)} stories, {len(day.profiles)} listeners, {len(day.names) * len(day.profiles)} judgments")
    print(f"{'':28} {'nDCG@3':>8} {'nDCG@5':>8} {'P@3':>8} {'MAP':>8}")
    rows = {"by outlets, for everybody": general, "shared words": shared_words, "ours": ours(None)}
    if mean:
        rows["ours, with [embeddings]"] = ours(mean)
    for name, order in rows.items():
        print(f"{name:28} {figures(day, order)}")
    if "--each" in sys.argv:
        _each(day, mean if "--meaning" in sys.argv else None)


def _each(day: Judged, mean: Meaning | None) -> None:
    for name, profile in day.profiles.items():
        print(f"\n{name}")
        for one in ranked(day.pool, profile, mean)[:6]:
            story = day.names[one.story.place]
            why = "; ".join(map(str, one.reasons))
            print(f"  {day.grades[name][story]}  {story:18} {one.score:.2f}  {why}")


if __name__ == "__main__":
    main()
