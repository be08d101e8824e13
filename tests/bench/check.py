"""How long `daycast check` takes over an hour's script: `uv run python -m tests.bench.check [LINES]`.

Whole processes, the best of five, beside `daycast --help`, which is what starting costs.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.long_show import DAY, LINES, write_show

DAYCAST = [sys.executable, "-m", "daycast"]


def main(lines: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        show = write_show(Path(name), lines=lines)
        check = best("check", "--show", name, "--date", DAY.isoformat())
        start = best("--help")
        notes = show.script(DAY).read_text(encoding="utf-8").count("\n[^")
    print(f"{lines} lines, {notes} footnotes, {os.cpu_count()} cores")
    print("command     wall s   of check")
    for command, seconds in (("check", check), ("--help", start)):
        print(f"{command:10} {seconds:7.2f}   {seconds / check:8.0%}")


def best(*words: str) -> float:
    return min(timed(*words) for _ in range(5))


def timed(*words: str) -> float:
    start = time.perf_counter()
    subprocess.run([*DAYCAST, *words], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LINES)
