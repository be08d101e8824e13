"""`daycast serve`: the feed on a port, or the set-up of another server for it."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import ShowDir, opened
from daycast.errors import DaycastError
from daycast.find import is_show, show_folder

if TYPE_CHECKING:
    from daycast.feed.serve import Listing


class Front(Enum):
    """A web server that can hand out the feed."""

    NGINX = "nginx"
    CADDY = "caddy"


def serve(
    root: Annotated[
        Path | None, typer.Argument(metavar="[ROOT]", help="A folder of shows, which are served together.")
    ] = None,
    show_dir: ShowDir = None,
    host: Annotated[str, typer.Option(help="The address to listen on; 127.0.0.1 for this machine alone.")] = "0.0.0.0",
    port: Annotated[int, typer.Option(help="The port to listen on; 0 takes any that is free.")] = 8642,
    cert: Annotated[Path | None, typer.Option(help="A certificate with its chain (PEM), for https.")] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key (PEM).")] = None,
    metrics: Annotated[bool, typer.Option("--metrics", help="Tell Prometheus what was served, on /metrics.")] = False,
    print_config: Annotated[
        Front | None, typer.Option("--print-config", help="Print the set-up of this web server for the feed instead.")
    ] = None,
) -> None:
    """Serve the feed to podcast apps on this machine and its network. Editions stand below; ROOT holds many shows."""
    from daycast.feed.serve import serve as run

    if (cert is None) != (key is None):
        raise DaycastError("https takes a certificate and its key", hint="Give both: --cert FILE --key FILE")
    tls = (cert, key) if cert and key else None
    many = root is not None and not is_show(root)
    if print_config:
        if many:
            raise DaycastError("--print-config is for one show", hint="Name it with --show DIR.")
        from daycast.feed.fronts import config

        show, _ = opened(root or show_dir, None)
        typer.echo(config(show, print_config.value, tls=tls), nl=False)
        return
    place = root if root and many else show_folder(root or show_dir)
    run(place, host, port, _announce, tls=tls, metrics=metrics, on_trouble=console.stop)


def _announce(found: tuple[Listing, ...]) -> None:
    """Says where to subscribe, with a code for a phone's camera where there is one feed."""
    from daycast.feed.listeners import lacking
    from daycast.feed.serve import qr

    free = [listing for listing in found if listing.show.access == "open"]
    if free:
        typer.echo("Subscribe in a podcast app to:")
    for listing in free:
        if len(free) > 1:
            typer.echo(f"  {listing.show.title}")
        for url in listing.addresses:
            typer.echo(f"  {url}")
    if len(free) == 1:
        typer.echo(qr(free[0].addresses[-1]))
    for listing in found:
        if listing.show.access == "token":
            typer.echo(f"{listing.show.title}: each listener has an address of their own (daycast listeners add).")
            if reason := lacking(listing.show):
                typer.secho(reason, err=True, fg=typer.colors.YELLOW)
    typer.echo("Stop with Ctrl-C.")
