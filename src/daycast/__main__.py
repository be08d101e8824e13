"""The program `daycast`, also as `python -m daycast`. It imports nothing by itself: every worker process imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daycast.plainly import Rendering


def main() -> None:
    """Runs the command line, unless all of it is done, and leaves with its exit code."""
    import os
    import sys

    try:
        code = _run(sys.argv[1:])
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except KeyboardInterrupt:
        code = 130  # as shells have it
    except BrokenPipeError:
        code = 0  # whoever read along has seen enough
    except OSError as error:
        code = 1
        if sys.stderr is not None:
            os.write(sys.stderr.fileno(), f"daycast: {error}\n".encode())
    # All is closed and kept by now: to take every module and value apart would cost a tenth of a second.
    os._exit(code)


def _run(words: list[str]) -> int:
    import gc
    import os
    from datetime import UTC, datetime
    from pathlib import Path

    from daycast.finished import finished, meant
    from daycast.plainly import rendering

    says = finished(words, meant(words, os.environ, Path.cwd()), datetime.now(UTC))
    if says is not None:
        print(says)
        return 0
    # we bring no plugins for pydantic, and to look for others' reads the files of every package that is installed
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.set_threshold(100_000)  # what a command makes it mostly keeps: to look for dead values takes a tenth of its time
    if asked := rendering(words, os.environ):
        from daycast.voice.fork_server import begin

        begin()  # there will be lines to speak, most likely, and the other core is idle
        return _rendered(asked, words)
    from daycast.cli import main as run

    try:
        run()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _rendered(asked: Rendering, words: list[str]) -> int:
    from daycast.errors import DaycastError
    from daycast.rendering import render

    try:
        render(asked.folder, asked.day, asked.engine, words, edition=asked.edition, as_json=asked.as_json)
    except DaycastError as error:
        from daycast.console import stop

        stop(error)
        return 1
    return 0


if __name__ == "__main__":
    main()
