"""The program `daycast`, also as `python -m daycast`. It imports nothing by itself: every worker process imports it."""

from __future__ import annotations


def main() -> None:
    """Runs the command line."""
    from daycast.cli import main as run

    run()


if __name__ == "__main__":
    main()
