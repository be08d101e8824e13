"""The program `daycast`, also as `python -m daycast`. It imports nothing by itself: every worker process imports it."""

from __future__ import annotations


def main() -> None:
    """Runs the command line, unless all of it is done."""
    import gc
    import os
    import sys
    from contextlib import suppress
    from datetime import UTC, datetime
    from pathlib import Path

    from daycast.finished import finished, meant

    words = sys.argv[1:]
    says = finished(words, meant(words, os.environ, Path.cwd()), datetime.now(UTC))
    if says is not None:
        print(says)
        return
    if words[:1] == ["render"]:
        from daycast.voice.workers import begin

        begin()  # there will be lines to speak, most likely, and the other core is idle
    gc.set_threshold(100_000)  # what a command makes it mostly keeps: to look for dead values takes a tenth of its time
    from daycast.cli import main as run

    try:
        run()
    except SystemExit as end:
        with suppress(OSError):  # whoever read along has gone
            sys.stdout.flush()
            sys.stderr.flush()
        # All is closed and kept by now; to take every module and value apart would cost a tenth of a second.
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))


if __name__ == "__main__":
    main()
