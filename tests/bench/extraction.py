"""How well articles are found on web pages: `uv run python tests/bench/extraction.py FOLDER`.

FOLDER holds `pages.gold.jsonl` (`id`, `url`, `html`: a gzip file's path, `text`: the article as a person marked it).
As in the article-extraction benchmark of Scrapinghub (2019), a page's words are compared as multisets of runs of four
and every page weighs the same.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from daycast.seeds import extract
from daycast.seeds.web.charset import decode

RUN = 4


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, counted; a shorter text is one run."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + RUN]) for at in range(max(1, len(words) - RUN + 1)) if words)


def shares(wanted: str, got: str) -> tuple[float, float, float]:
    """What is right, too much and missing in `got`, as shares of all three together."""
    gold, found = runs(wanted), runs(got)
    right = (gold & found).total()
    surplus, missing = found.total() - right, gold.total() - right
    return tuple(part / max(1, right + surplus + missing) for part in (right, surplus, missing))  # type: ignore[return-value]


def main(folder: Path) -> None:
    began = time.process_time()
    rows = [json.loads(line) for line in (folder / "pages.gold.jsonl").read_text(encoding="utf-8").splitlines()]
    scored = []
    for row in rows:
        html = decode(gzip.decompress((folder / row["html"]).read_bytes()))
        found = "\n".join(extract(html, row["url"]).paragraphs)
        scored.append((*shares(row["text"], found), row["url"]))
    right, surplus, missing = (sum(row[part] for row in scored) for part in range(3))
    print(f"{len(rows)} pages, {(time.process_time() - began) / len(rows) * 1000:.0f} ms each")
    print(f"precision {right / (right + surplus):.3f}, recall {right / (right + missing):.3f}", end=", ")
    print(f"F1 {2 * right / (2 * right + surplus + missing):.3f}")
    for row in sorted(scored)[:5]:
        print(f"  {row[0]:.2f} right, {row[1]:.2f} too much, {row[2]:.2f} missing  {row[3][:80]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
