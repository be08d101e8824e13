"""What keeping the ledger saves: `uv run python tests/bench/ledger.py [DAYS [ARTICLES]]` (365 days of 40 articles).

Makes a show with so many days of articles and scripts, and opens the ledger for the day after: cold, again, and after
one script was edited.
"""

import os
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from daycast.scripts.ledger import FILE, open_ledger
from daycast.seeds.grouping.follow import WITHIN_DAYS
from daycast.show import Show, open_show

LAST = date(2026, 6, 22)
ARTICLE = """\
---
title: Works number {number} reports on {day}
outlet: Example Wire
url: https://wire.example.org/{day}/{number}
published: {day}T06:00:00+00:00
---

"""
SENTENCE = "The works in ward {number} made {made} pumps and sold most of them to towns along the river, it said. "


def main(days: int, articles: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        show = make(Path(name), days, articles)
        cold = timed(show)
        warm = timed(show)
        script = show.script(LAST)
        script.write_text(script.read_text().replace("Works 0", "Works nought"))
        edited = timed(show)
        size = (show.root / "scripts" / FILE).stat().st_size / 1e6
    print(f"{days} days of {articles} articles, {WITHIN_DAYS} days looked back on, index {size:.1f} MB")
    print("step                  s   of cold")
    for step, seconds in (("cold", cold), ("again", warm), ("script edited", edited)):
        print(f"{step:15} {seconds:7.3f}   {seconds / cold:6.1%}")


def make(root: Path, days: int, articles: int) -> Show:
    (root / "show.yaml").write_text("title: T\ndescription: D\nauthor: A\nemail: a@example.org\nhosts: [Ada]\n")
    (root / "scripts").mkdir()
    for back in range(days):
        day = LAST - timedelta(back)
        folder = root / "seeds" / day.isoformat()
        folder.mkdir(parents=True)
        for number in range(articles):
            path = folder / f"works-{number}.md"
            body = "\n\n".join(SENTENCE.format(number=number, made=made) * 5 for made in range(6))
            path.write_text(ARTICLE.format(day=day, number=number) + body)
            os.utime(path, (0, 0))
        (root / "scripts" / f"{day}.md").write_text(script(day, articles))
    return open_show(root)


def script(day: date, articles: int) -> str:
    parts, notes = [f"---\ndate: {day}\ntitle: T\nsummary: S\n---\n\n# Headlines\n"], []
    for number in range(articles):
        sentence = SENTENCE.format(number=number, made=1).strip()
        parts.append(f"## Works {number}\n\nAda: {sentence} [^{number}]\n")
        notes.append(f'[^{number}]: Example Wire, {day}, <https://wire.example.org/{day}/{number}>. "{sentence}"')
    return "\n".join([*parts, *notes]) + "\n"


def timed(show: Show) -> float:
    start = time.perf_counter()
    with open_ledger(show, LAST + timedelta(1)) as ledger:
        ledger.past(), ledger.addresses(), ledger.aired()
    return time.perf_counter() - start


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3])) if len(sys.argv) == 3 else main(365, 40)
