"""The program `daycast`, also as `python -m daycast`. It imports nothing by itself: every worker process imports it."""

from __future__ import annotations


def main() -> None:
    """Runs the command line, unless all of it is done."""
    import gc
    import os
    import sys
    from datetime import UTC, datetime
    from pathlib import Path

    from daycast.finished import finished, meant

    words = sys.argv[1:]
    says = finished(words, meant(words, os.environ, Path.cwd()), datetime.now(UTC))
    if says is not None:
        print(says)
        return
    gc.set_threshold(100_000)  # what a command makes it mostly keeps: to look for dead values takes a tenth of its time
    from daycast.cli import main as run

    run()


if __name__ == "__main__":
    main()
