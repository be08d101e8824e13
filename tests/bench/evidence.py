"""How well the evidence check tells supported claims from others: `uv run python tests/bench/evidence.py FOLDER`.

FOLDER holds `claims.input.jsonl` (`id, story, claim`), `claims.gold.jsonl` (`id, supported, kind`) and `sources.jsonl`
(`story, sentences`). Prints accuracy, the area under the ROC curve, what each half of the stories alone would give, and
the share judged rightly by kind.
"""

import json
import sys
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from daycast.scripts import Verdict, supports


def main(folder: Path) -> None:
    sentences = {row["story"]: row["sentences"] for row in rows(folder / "sources.jsonl")}
    gold = {row["id"]: row for row in rows(folder / "claims.gold.jsonl")}
    claims = rows(folder / "claims.input.jsonl")
    start = time.perf_counter()
    verdicts = {row["id"]: supports(row["claim"], sentences[row["story"]]) for row in claims}
    seconds = time.perf_counter() - start
    stories = sorted(sentences)
    print(f"{len(claims)} claims, {seconds / len(claims) * 1000:.2f} ms each")
    for name, some in (("all", stories), ("one half", stories[::2]), ("other half", stories[1::2])):
        ids = [row["id"] for row in claims if row["story"] in some]
        right = sum(verdicts[name].supported == bool(gold[name]["supported"]) for name in ids) / len(ids)
        print(f"{name:12} accuracy {right:.3f}  AUC {area([(verdicts[n], gold[n]['supported']) for n in ids]):.3f}")
    kinds = defaultdict(list)
    for name, row in gold.items():
        kinds[("supported" if row["supported"] else "not") + ": " + row["kind"]].append(
            verdicts[name].supported == bool(row["supported"])
        )
    for kind, right in sorted(kinds.items()):
        print(f"{kind:40} {sum(right):4} of {len(right):4}")


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def area(judged: list[tuple[Verdict, int]]) -> float:
    """The share of pairs of a supported and another claim in which the supported one scores higher; ties count half."""
    ordered = sorted((verdict.score, supported) for verdict, supported in judged)
    steps = [0, *(i for i, (one, next_one) in enumerate(pairwise(ordered), 1) if one[0] != next_one[0]), len(ordered)]
    good = sum(supported for _, supported in ordered)
    won = below = 0.0
    for start, end in pairwise(steps):
        level = [supported for _, supported in ordered[start:end]]
        won += sum(level) * (below + (len(level) - sum(level)) / 2)
        below += len(level) - sum(level)
    return won / (good * (len(ordered) - good))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
