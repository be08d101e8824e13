"""`daycast serve`: the feed on a port, or the set-up of another server for it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from daycast.cli_options import Edition, ShowDir, opened
from daycast.errors import DaycastError


class Front(Enum):
    """A web server that can hand out the feed."""

    NGINX = "nginx"
    CADDY = "caddy"


def serve(
    show_dir: ShowDir = None,
    edition: Edition = "",
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 for this machine alone.")] = "0.0.0.0",
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes any that is free.")] = 8642,
    cert: Annotated[Path | None, typer.Option(help="A certificate with its chain (PEM), for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM).")] = None,
    metrics: Annotated[bool, typer.Option("--metrics", help="Tell Prometheus what was served, on /metrics.")] = False,
    print_config: Annotated[
        Front | None, typer.Option("--print-config", help="Print the set-up of this web server for the feed instead.")
    ] = None,
) -> None:
    """Serve the feed to podcast apps on this machine and its network."""
    from daycast.feed.listeners import lacking
    from daycast.feed.serve import qr
    from daycast.feed.serve import serve as run

    if (cert is None) != (key is None):
        raise DaycastError("https takes a certificate and its key", hint="Give both: --cert FILE --key FILE")
    tls = (cert, key) if cert and key else None
    show, _ = opened(show_dir, None, edition)
    if print_config:
        from daycast.feed.fronts import config

        typer.echo(config(show, print_config.value, tls=tls), nl=False)
        return

    def announce(urls: tuple[str, ...]) -> None:
        if show.access == "token":
            typer.echo("Each listener subscribes to the address of their own that `daycast listeners add` gave.")
            if reason := lacking(show):
                typer.secho(reason, err=True, fg=typer.colors.YELLOW)
            typer.echo("Stop with Ctrl-C.")
            return
        typer.echo("Subscribe in a podcast app to:")
        for url in urls:
            typer.echo(f"  {url}")
        typer.echo(qr(urls[-1]))
        typer.echo("Stop with Ctrl-C.")

    run(show, host, port, announce, tls=tls, metrics=metrics)
