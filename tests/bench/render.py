"""What an edit costs, as a share of the cold run: `uv run python tests/bench/render.py [ENGINE]`.

The demo show's episode of 23 June, each step in a process of its own: made from nothing, after one line was
edited, and once more with nothing changed.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DAYCAST = [sys.executable, "-c", "from daycast.cli import main; main()"]
DAY = ["--date", "2026-06-23"]


def main(engine: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        show = Path(name, "show")
        run(Path(name), "init", "show", "--sample")
        run(show, "write", *DAY)
        cold = timed(show, engine)
        again = timed(show, engine)
        script = show / "scripts" / "2026-06-23.md"
        script.write_text(script.read_text().replace("deep dive.", "deep dive of the day.", 1))
        edited = timed(show, engine)
    print(f"{engine}, {os.cpu_count()} cores")
    print("step               wall s   of cold")
    for step, seconds in (("cold", cold), ("one line edited", edited), ("nothing changed", again)):
        print(f"{step:18} {seconds:6.2f}   {seconds / cold:6.1%}")


def timed(show: Path, engine: str) -> float:
    start = time.perf_counter()
    run(show, "render", "--engine", engine, *DAY)
    return time.perf_counter() - start


def run(folder: Path, *words: str) -> None:
    subprocess.run([*DAYCAST, *words], cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "hibari")
