"""`daycast edit`: the studio."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from daycast.cli_options import Day, Edition, ShowDir, opened


def edit(
    show_dir: ShowDir = None,
    day: Day = None,
    edition: Edition = "",
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes any that is free.")] = 8643,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")] = True,
) -> None:
    """Edit, hear and publish the day's script in the browser. The studio is for this machine alone."""
    import webbrowser

    from daycast.studio.serve import serve

    addresses: list[str] = []

    def announce(address: str) -> None:
        if addresses:
            typer.echo(f"For another browser:  {address}")
        else:
            typer.echo(f"The studio, at an address that works once:\n  {address}\nStop with Ctrl-C.")
            if browser and _has_screen():
                webbrowser.open(address)
        addresses.append(address)

    show, when = opened(show_dir, day, edition)
    serve(show, when, port, announce)


def _has_screen() -> bool:
    """Whether a browser would be a window; on a server it would take the terminal."""
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
