"""How well earlier pieces that belong to a story are found: `uv run python -m tests.bench.related DATA_DIR`.

Reads `continuity/stories.input.jsonl` (id, date, articles) and `stories.gold.jsonl` (id, threads; null is not judged)
in DATA_DIR. Each story is compared with every one of the 90 days before it, told in the hundred words or so that an
episode has for it; one that shares a thread belongs to it. Prints, for some thresholds, the precision and recall of
the pairs; the precision of the three likest, which is what a take refers to, and for how many of the stories that have
one an earlier piece is found among them. At last, what a word of a name in both headings would do instead.
"""

import json
import re
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from daycast.scripts.commentary.related import RELATED, likenesses
from daycast.seeds.sentences import sentences
from daycast.seeds.terms import counted

WORDS = 110  # of an earlier piece
MOST = 3  # pieces that a take refers to
BACK = 90  # days
Pair = tuple[str, float, bool, bool]  # the story, how alike, whether it belongs, whether the headings share a name


def main(data: Path) -> None:
    stories = read(data / "continuity" / "stories.input.jsonl")
    threads = {row["id"]: row["threads"] for row in read(data / "continuity" / "stories.gold.jsonl")}
    pairs = list(compared(stories, threads))
    total = sum(belongs for _, _, belongs, _ in pairs)
    print(f"{len(pairs)} pairs, {total} of them of one thread")
    for least in (0.15, 0.2, 0.22, RELATED, 0.3, 0.37):
        told = [belongs for _, alike, belongs, _ in pairs if alike >= least]
        likest, found, having = top(pairs, least)
        print(
            f"from {least:.2f}   pairs: precision {sum(told) / len(told):.3f} recall {sum(told) / total:.3f}   "
            f"three likest: precision {sum(likest) / len(likest):.3f}, one found for {found} of {having} stories"
        )
    named = [belongs for _, _, belongs, shares in pairs if shares]
    print(f"a shared name   pairs: precision {sum(named) / len(named):.3f} recall {sum(named) / total:.3f}")


def compared(stories: list[dict], threads: dict[str, list[str] | None]) -> list[Pair]:
    """Every judged pair of a story and an earlier one."""
    days = [date.fromisoformat(row["date"]) for row in stories]
    pieces = [piece(row) for row in stories]
    found = []
    for here, row in enumerate(stories):
        mine = threads[row["id"]]
        before = [place for place, day in enumerate(days) if 0 < (days[here] - day).days <= BACK]
        if mine is None or not before:
            continue
        told = sum((counted(one["title"], one["text"]) for one in row["articles"]), Counter())
        for place, alike in zip(before, likenesses(told, [pieces[place] for place in before]), strict=True):
            theirs = threads[stories[place]["id"]]
            if theirs is not None:
                shares = bool(names(row) & names(stories[place]))
                found.append((row["id"], alike, bool(set(mine) & set(theirs)), shares))
    return found


def top(pairs: list[Pair], least: float) -> tuple[list[bool], int, int]:
    """Whether each of the likest belongs; for how many stories one does, and how many have one."""
    by_story: dict[str, list[tuple[float, bool]]] = {}
    for story, alike, belongs, _ in pairs:
        by_story.setdefault(story, []).append((alike, belongs))
    likest = {name: [b for a, b in sorted(rows, reverse=True)[:MOST] if a >= least] for name, rows in by_story.items()}
    having = [name for name, rows in by_story.items() if any(belongs for _, belongs in rows)]
    return [belongs for rows in likest.values() for belongs in rows], sum(any(likest[n]) for n in having), len(having)


def piece(row: dict) -> Counter[str]:
    """The words of a story as an episode would tell it: the first sentences of its articles by turns."""
    texts = [sentences(one["text"]) for one in row["articles"]]
    said: list[str] = []
    for place in range(max(map(len, texts))):
        for text in texts:
            if place < len(text) and sum(len(one.split()) for one in said) < WORDS:
                said.append(text[place])
    return counted(row["articles"][0]["title"], " ".join(said))


def names(row: dict) -> set[str]:
    """The capitalised words of the titles that do not begin them."""
    return {word for one in row["articles"] for word in re.findall(r"(?<=\w )[A-Z][\w’'-]+", one["title"])}


def read(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
