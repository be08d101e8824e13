"""The program `daycast`, also as `python -m daycast`. It imports nothing by itself: every worker process imports it."""

from __future__ import annotations


def main() -> None:
    """Runs the command line."""
    import gc

    gc.set_threshold(100_000)  # what a command makes it mostly keeps: to look for dead values takes a tenth of its time
    from daycast.cli import main as run

    run()


if __name__ == "__main__":
    main()
