"""How well and how fast stories are grouped: `uv run python -m tests.bench.stories DATA_DIR` or `... --scale`.

DATA_DIR holds labelled sets: `clustering/NAME.input.jsonl` (id, title, text, date) with `NAME.gold.jsonl` (id, label),
and `continuity/stories.input.jsonl` (id, date, articles) with `stories.gold.jsonl` (id, threads). With the
`[embeddings]` extra each figure stands twice. `--scale` needs no data: it groups articles that it makes up.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from daycast.seeds.grouping import follow
from daycast.seeds.grouping.bags import bags
from daycast.seeds.grouping.batch import stories
from daycast.seeds.grouping.meaning import Meaning, meaning
from daycast.seeds.terms import counted

Rows = list[dict[str, Any]]


def main(words: list[str]) -> None:
    if words[:1] == ["--grow"]:
        grow(int(words[1]), dated=words[2] == "dated")
    elif words == ["--scale"]:
        print("articles            seconds    MB")
        for count in (1_000, 10_000, 100_000):
            for kind in ("dated", "undated"):
                subprocess.run([sys.executable, "-m", "tests.bench.stories", "--grow", str(count), kind], check=True)
    elif len(words) == 1:
        ways: list[tuple[str, Meaning | None]] = [("core", None)]
        ways += [("embeddings", meaning())] if meaning() else []
        for name, mean in ways:
            measure(Path(words[0]), name, mean)
    else:
        sys.exit(__doc__)


def measure(data: Path, name: str, mean: Meaning | None) -> None:
    """Prints the figures of every set in `data`."""
    for path in sorted((data / "clustering").glob("*.input.jsonl")):
        gold = {row["id"]: row["label"] for row in read(path.with_name(path.name.replace("input", "gold")))}
        found, _ = stories(path, mean)
        told = {article: story.id for story in found for article in story.articles}
        print(f"{name:11} {path.name.removesuffix('.input.jsonl'):20} B-cubed F1 {b_cubed(gold, told):.3f}", flush=True)
    links = likest(read(data / "continuity" / "stories.input.jsonl"), mean)
    gold_rows = read(data / "continuity" / "stories.gold.jsonl")
    for what, least in (("continuity", follow.CONTINUES), ("on air", follow.ON_AIR)):
        precision, recall = linked(gold_rows, {one: before for one, (before, alike) in links.items() if alike >= least})
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{name:11} {what:20} F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}, from {least}")


def b_cubed(gold: dict[str, str], told: dict[str, str]) -> float:
    """B-cubed F1 (Bagga & Baldwin, 1998)."""
    both = Counter((gold[name], told[name]) for name in gold)
    true, said = Counter(gold.values()), Counter(told[name] for name in gold)
    precision = sum(n * n / said[cluster] for (_, cluster), n in both.items()) / len(gold)
    recall = sum(n * n / true[label] for (label, _), n in both.items()) / len(gold)
    return 2 * precision * recall / (precision + recall)


def likest(rows: Rows, mean: Meaning | None) -> dict[str, tuple[str, float]]:
    """Each story's likest earlier one, and how alike it is."""
    days = np.array([date.fromisoformat(row["date"]).toordinal() for row in rows], float)
    told = bags(sum((counted(one["title"], one["text"]) for one in row["articles"]), Counter()) for row in rows)
    meant = None
    if mean:
        texts = [f"{one['title']}. {one['text']}" for row in rows for one in row["articles"]]
        owner = [number for number, row in enumerate(rows) for _ in row["articles"]]
        groups = [[place for place, story in enumerate(owner) if story == number] for number in range(len(rows))]
        meant = follow.together(mean(texts), groups)
    links = follow.chain(told, days, meant)
    return {rows[row]["id"]: (rows[link.row]["id"], link.alike) for row, link in enumerate(links) if link}


def linked(gold: Rows, links: dict[str, str]) -> tuple[float, float]:
    """Precision and recall of links to a story of the same storyline; `threads` null is not judged."""
    threads = {row["id"]: row["threads"] for row in gold}
    seen: set[str] = set()
    right = wrong = missed = 0
    for row in gold:
        mine = row["threads"]
        if mine is None:
            continue
        theirs = threads[links[row["id"]]] if row["id"] in links else []
        hit = bool(set(mine) & set(theirs or ()))
        right += hit
        wrong += bool(theirs is not None and row["id"] in links and not hit)
        missed += bool(theirs is not None and not hit and seen & set(mine))
        seen |= set(mine)
    return right / max(1, right + wrong), right / max(1, right + missed)


def grow(count: int, *, dated: bool) -> None:
    """Groups made-up articles in a process of its own, so that the memory is its own, too."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made.jsonl")
        with path.open("w") as file:
            file.writelines(json.dumps(row) + "\n" for row in made(count, days=60 if dated else 0))
        start = time.perf_counter()
        stories(path)
        seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:8} {'dated' if dated else 'undated':10} {seconds:8.1f} {peak:5.0f}", flush=True)


def made(count: int, days: int, seed: int = 1) -> Iterable[dict[str, str]]:
    """Articles of 200 words, every fourth of its event's own 40, the rest by Zipf's law; some eight an event."""
    choose = random.Random(seed)
    vocabulary = 200_000
    made = 0
    while made < count:
        own = [f"w{choose.randrange(300, vocabulary)}" for _ in range(40)]
        first = choose.randrange(days) if days else 0
        for _ in range(min(count - made, 1 + int(choose.expovariate(1 / 7)))):
            text = [own[int(40 * choose.random() ** 2)] for _ in range(50)]
            text += [f"w{int(vocabulary ** choose.random())}" for _ in range(150)]
            choose.shuffle(text)
            day = date(2026, 1, 1) + timedelta(first + (choose.random() < 0.2))
            title = " ".join([*choose.choices(own[:12], k=5), *text[:4]])
            yield {
                "id": f"a{made}",
                "title": title,
                "text": " ".join(text),
                "date": day.isoformat() if days else "",
            }
            made += 1


def read(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main(sys.argv[1:])
