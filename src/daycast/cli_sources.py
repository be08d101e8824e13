"""`daycast sources`: where a show's reporting comes from."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daycast import console
from daycast.cli_options import Json, ShowDir, opened
from daycast.errors import Problem

if TYPE_CHECKING:
    from daycast.show import Show

sources = typer.Typer(name="sources", no_args_is_help=True, help="List, add and import the places to gather from.")


@sources.command("list")
def list_sources(show_dir: ShowDir = None, as_json: Json = False) -> None:
    """Show each source with its last success, its items, and its failures since."""
    from daycast.seeds.sources import listed

    show, _ = opened(show_dir, None)
    found = listed(show)
    if as_json:
        fields = ("success", "items", "failures", "error")
        told = [
            {"kind": one.kind, "address": one.address, "outlet": one.outlet}
            | {key: value for key, value in asdict(one.visit).items() if key in fields}
            for one in found
        ]
        console.print_json(told)
        return
    rows = [
        (
            one.kind,
            one.address,
            one.visit.success[:16].replace("T", " ") or "never",
            str(one.visit.items),
            f"{one.visit.failures}: {one.visit.error}" if one.visit.failures else "none",
        )
        for one in found
    ]
    console.print_table(("", "source", "last success (UTC)", "items", "failures since"), rows)


@sources.command("add")
def add_source(
    url: Annotated[str, typer.Argument(help="A feed, a site that has one, or a page with an article.")],
    outlet: Annotated[str | None, typer.Option(help="Who reports there; else the source's own name.")] = None,
    page: Annotated[bool, typer.Option("--page", help="Take the page itself, even where it names a feed.")] = False,
    show_dir: ShowDir = None,
) -> None:
    """Find out what URL is (a feed, or a page) and add it to show.yaml."""
    show, _ = opened(show_dir, None)
    if not add_address(show, url, outlet=outlet, as_page=page):
        raise typer.Exit(1)


def add_address(show: Show, url: str, *, outlet: str | None = None, as_page: bool = False) -> bool:
    """Adds what is found at `url` and says what it is; `False` where the show has it already."""
    from daycast.seeds.sources import add
    from daycast.seeds.web.discover import discover

    found = discover(url, as_page=as_page)
    source = found.source.model_copy(update={"outlet": outlet})
    address = source.feed or source.page
    if not add(show, [source]):
        typer.echo(f"{address}: is a source already")
        return False
    items = f", {found.items} items" if source.feed else ""
    typer.echo(f"{'feed' if source.feed else 'page'}  {address}  {outlet or found.name}{items}")
    return True


@sources.command("import")
def import_sources(
    file: Annotated[Path, typer.Argument(help="OPML, as feed readers export it.")], show_dir: ShowDir = None
) -> None:
    """Add the feeds of an OPML file to show.yaml."""
    from daycast.address import is_web_address
    from daycast.seeds.sources import add
    from daycast.seeds.web.opml import read_opml
    from daycast.show import Source

    show, _ = opened(show_dir, None)
    listed = read_opml(file)
    feeds = [feed for feed in listed if is_web_address(feed)]
    console.tell(
        [Problem(file, 0, f"left out: {feed[:100]!r} is no web address") for feed in listed if feed not in feeds]
    )
    new = add(show, [Source(feed=feed) for feed in feeds])
    typer.echo(f"{len(new)} feeds added, {len(feeds) - len(new)} were there already or stand twice")
