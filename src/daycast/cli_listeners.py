"""`daycast listeners`: who has an address of a private feed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import Briefing, Json, ShowDir, opened
from daycast.errors import ProblemsError

if TYPE_CHECKING:
    from daycast.show import Show

listeners = typer.Typer(
    name="listeners", no_args_is_help=True, help="Give each listener of a private feed an address of their own."
)
Name = Annotated[str, typer.Argument(help="Small letters, digits, - and _; it stands in the log.")]


@listeners.command("add")
def add_listener(
    name: Name,
    role: Annotated[str, typer.Option(metavar="WORDS", help="What they do, such as “risk officer”.")] = "",
    industry: Annotated[str, typer.Option(metavar="WORDS", help="Where they work, such as “banking”.")] = "",
    topic: Annotated[list[str] | None, typer.Option(metavar="WORDS", help="What they follow; may be repeated.")] = None,
    person: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Whom they follow, by full name; may be repeated.")
    ] = None,
    minutes: Annotated[
        float | None, typer.Option(min=1, max=240, help="How long their briefing is; else as the edition says.")
    ] = None,
    show_dir: ShowDir = None,
) -> None:
    """Make a listener's own address and print it, once; and write down what their briefing is to be about."""
    from daycast.feed.listeners import add
    from daycast.profile import profile_of

    show, _ = opened(show_dir, None)
    profile = profile_of(role, industry, topic or (), person or (), minutes)
    _hand_over(show, add(show, name, datetime.now(UTC), profile), f"{name} subscribes in a podcast app to:")
    if all(one.access == "open" for one in show.every()):
        typer.echo("Everybody can listen without it as long as show.yaml does not say: access: token")


@listeners.command("renew")
def renew_listener(name: Name, show_dir: ShowDir = None) -> None:
    """Give a listener a new address, which ends the old one."""
    from daycast.feed.listeners import renew

    show, _ = opened(show_dir, None)
    _hand_over(show, renew(show, name, datetime.now(UTC)), f"The old address has ended. {name} subscribes to:")


@listeners.command("revoke")
def revoke_listener(name: Name, show_dir: ShowDir = None) -> None:
    """End a listener's address, at once."""
    from daycast.feed.listeners import revoke

    show, _ = opened(show_dir, None)
    revoke(show, name)
    typer.echo(f"{name} cannot listen any more; what was downloaded before stays with them.")


@listeners.command("list")
def list_listeners(show_dir: ShowDir = None, as_json: Json = False) -> None:
    """Show who has an address, and since when."""
    from daycast.feed.listeners import lacking, listed

    show, _ = opened(show_dir, None)
    found, problems = listed(show)
    if as_json:
        console.print_json([{"name": one.name, "made": one.made and one.made.isoformat()} for one in found])
    elif found:
        rows = [(one.name, f"{one.made:%Y-%m-%d %H:%M}" if one.made else "none") for one in found]
        console.print_table(("listener", "address made (UTC)"), rows)
    elif not problems:
        typer.echo("no listener yet; make one: daycast listeners add NAME")
    if problems:
        raise ProblemsError(problems, hint="Until then these listeners get a 404; to start anew, delete the file.")
    if found and not as_json and (reason := lacking(show)):
        typer.echo(reason)


@listeners.command("materialise")
def materialise_feeds(
    into: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to write to; each listener gets one in it.")],
    show_dir: ShowDir = None,
    edition: Briefing = "",
    base_url: Annotated[
        str, typer.Option("--base-url", metavar="URL", help="The address that DIR will be served under.")
    ] = "",
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="NAME", help="This listener alone; may be repeated.")
    ] = None,
) -> None:
    """Write everybody's briefing as files, for a host that only hands out files."""
    from daycast.address import is_plain_address
    from daycast.errors import DaycastError
    from daycast.feed.personal.materialise import materialise
    from daycast.report import several

    main, _ = opened(show_dir, None)
    show = main.briefing(edition)
    if base_url and not is_plain_address(base_url):
        raise DaycastError(f"--base-url {base_url}: this is not a web address", hint="Write https://… there.")
    where = base_url or show.base_url
    with console.progress("writing", quiet=False) as on_done:
        done = materialise(show, into, where if where.endswith("/") else f"{where}/", only, on_done)
    folders, files = several(done.listeners, "listener"), several(done.changed, "file")
    gone = f", {several(done.removed, 'folder')} removed" if done.removed else ""
    typer.echo(f"wrote     {into}/ {folders}, {files} changed{gone}, {done.bytes / 1e6:,.1f} MB of audio")
    typer.echo("Whoever knows the address of a folder can listen: let the host ask for a password.")


def _hand_over(show: Show, token: str, says: str) -> None:
    """Prints the address, for this machine and, where the show is at home there, for its network."""
    from urllib.parse import urlsplit

    from daycast.feed.listeners import address
    from daycast.feed.loopback import is_local
    from daycast.feed.paging import MAIN
    from daycast.feed.serve import addresses, qr

    private = [one for one in show.every() if one.access == "token"] or [show]
    typer.echo(says)
    for one in private:
        urls = [address(one.base_url, token)]
        if is_local(one.base_url):
            base = urlsplit(one.base_url)
            feeds = addresses("0.0.0.0", base.port or 80, base.path)
            urls = [address(feed.removesuffix(MAIN), token) for feed in feeds]
        if len(private) > 1:
            typer.echo(f"  {one.title}")
        for url in urls:
            typer.echo(f"  {url}")
    typer.echo(qr(urls[-1]))
    typer.echo("This address cannot be shown again: only its digest is kept. Give it to nobody else.")
