"""How fast and in how little memory `daycast stats` counts: `uv run python -m tests.bench.stats [MEGABYTES]`.

Lines a CPU second beside the least that reading a log takes, one regular expression over each line; each in a process
of its own, with the most memory that it held.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.bench.access_log import lines, sounds

DAYS = 30


def main(megabytes: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        log = Path(name, "access.log")
        count = written(log, megabytes * 1_000_000)
        rows = [(what, *measured(what, log)) for what in ("regex", "stats")]
    print(f"{count:,} lines, {megabytes} MB, {os.cpu_count()} cores")
    print("what     lines a second   of regex   memory MB")
    for what, seconds, memory in rows:
        print(f"{what:7} {count / seconds:15,.0f} {rows[0][1] / seconds:10.2f} {memory:11.0f}")


def written(log: Path, size: int) -> int:
    """How many lines it takes to make a log of so many bytes."""
    sample = list(lines(2000, DAYS))
    count = size * len(sample) // sum(len(line) + 1 for line in sample)
    with log.open("w") as file:
        file.writelines(line + "\n" for line in lines(count, DAYS))
    return count


def measured(what: str, log: Path) -> tuple[float, float]:
    """CPU seconds and megabytes of doing it in a fresh process."""
    command = [sys.executable, "-m", "tests.bench.stats", what, str(log)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def work(what: str, log: Path) -> None:
    start = time.process_time()
    (regex if what == "regex" else stats)(log)
    seconds = time.process_time() - start
    print(seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def regex(log: Path) -> int:
    import re

    combined = re.compile(r'(\S+) \S+ \S+ \[([^\]]+)\] "(\S+) (\S+) [^"]*" (\d+) (\S+) "([^"]*)" "([^"]*)"')
    with log.open() as file:
        return sum(1 for line in file if combined.match(line))


def stats(log: Path) -> int:
    from types import SimpleNamespace

    from daycast.feed.stats import logs
    from daycast.feed.stats.agents import agents, namer
    from daycast.feed.stats.count import count

    show = SimpleNamespace(root=log.parent)
    who = namer(agents(show))  # type: ignore[arg-type]
    return count(logs.lines([log], []), sounds(DAYS), who, ZoneInfo("Europe/Berlin")).lines


if __name__ == "__main__":
    if len(sys.argv) == 3:
        work(sys.argv[1], Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
