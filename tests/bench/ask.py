"""Asking an archive of 1,000 episodes, in ratios to reading all its records: `uv run python -m tests.bench.ask`.

The archive is made up: records as long as those of ten minutes, with words drawn as rarely as words are (Zipf). Beside
it, in the same run, the plain way: all records are read and their lines searched. With `--quality` the labelled
questions of `tests/asking` are put to their archive instead, by words alone and, with the `[embeddings]` extra, by
meaning too.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from tests.asking.labelled import TODAY
from tests.asking.measured import quality
from tests.bench.feed import made_up

from daycast.episodes import record
from daycast.episodes.archive.find import find
from daycast.episodes.archive.index import Archive
from daycast.episodes.archive.near import Meanings, read_all
from daycast.episodes.archive.question import read
from daycast.seeds.grouping.meaning import Vectors, meaning
from daycast.show import Show

COUNT = 1_000
WORDS = 20_000
ASKED = ("What did we report about the w17 of w412?", "How many w1203 were w9 in June 2001?", "w15000")


def main(words: list[str]) -> None:
    if words == ["--quality"]:
        for name, mean in (("core", None), ("embeddings", meaning())):
            if name == "core" or mean:
                told = quality(mean)
                print(
                    f"{name:11} recall@5 {told.recall:.3f}  MRR {told.rank:.3f}  covered or not {told.right:.3f}"
                    f"  (odd {told.odd:.3f}, even {told.even:.3f})"
                )
                print("".join(f"    wrong: {text}\n" for text in told.wrong), end="")
    elif words:
        sys.exit(__doc__)
    else:
        speed()


def speed() -> None:
    """Prints what the index takes, and what a question takes, beside reading every record."""
    with tempfile.TemporaryDirectory() as name:
        show = worded(made_up(Path(name), COUNT))
        days = show.days("episodes")
        seals = dict.fromkeys(days, "1")
        path = Path(name) / "archive.sqlite"
        records = sum((show.episode(day) / record.FILE).stat().st_size for day in days)
        with Archive(path) as archive:
            whole = timed(lambda: archive.bring(seals, lambda day: record.load(show.episode(day))))
            one = timed(lambda: archive.bring({**seals, days[7]: "2"}, lambda day: record.load(show.episode(day))))
            scan = timed(lambda: scanned(show))
            print(f"{COUNT:,} episodes, {archive.count():,} passages, records {records / 1e6:.1f} MB")
            print(f"reading all records and their lines   1.00  ({scan:.2f} s)")
            print(f"making the index                      {whole / scan:.2f}  ({whole:.2f} s)")
            print(f"one changed episode                   {one / scan:.5f}  ({one * 1e3:.1f} ms)")
            for text in ASKED:
                took = min(timed(lambda text=text: find(archive, read(text, TODAY))) for _ in range(5))
                print(f"{text:45} {took / scan:.5f}  ({took * 1e3:.1f} ms)")
            meanings = Meanings(by_chance)
            reading = timed(lambda: read_all(archive, by_chance))
            print(f"keeping what passages mean            {reading / scan:.2f}  ({reading:.2f} s, the model left out)")
            find(archive, read(ASKED[0], TODAY), meanings)
            took = min(timed(lambda: find(archive, read(ASKED[0], TODAY), meanings)) for _ in range(5))
            print(f"the first question, by meaning too            {took / scan:.5f}  ({took * 1e3:.1f} ms)")
            print(f"the index's file: {path.stat().st_size / records:.2f} of the records' bytes")


def by_chance(texts: Sequence[str]) -> Vectors:
    """Vectors as the model's, without its work."""
    rows = np.random.default_rng(len(texts)).normal(size=(len(texts), 384)).astype(np.float32)
    unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def worded(show: Show) -> Show:
    """The show with words of its own in each line, some said often, most hardly ever."""
    chance = random.Random(7)
    names = [f"w{number}" for number in range(WORDS)]
    shares = [1 / (number + 1) for number in range(WORDS)]
    for day in show.days("episodes"):
        episode = record.load(show.episode(day))
        said = iter(chance.choices(names, shares, k=21 * len(episode.lines)))
        lines = [replace(line, text=" ".join(next(said) for _ in range(21))) for line in episode.lines]
        record.save(show.episode(day), replace(episode, lines=tuple(lines)))
    return show


def scanned(show: Show) -> int:
    """The plain way: every line of every record looked at."""
    return sum("w412" in line.text for episode in record.rendered(show) for line in episode.lines)


def timed(what: Callable[[], object]) -> float:
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(sys.argv[1:])
