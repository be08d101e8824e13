"""`daycast serve`: opens the site on a port, and says under which addresses it is found."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import io
import signal
import socket
import ssl
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segno

from daycast.errors import DaycastError
from daycast.feed.loopback import is_loopback
from daycast.feed.paging import MAIN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from daycast.feed.site.lasting import Lasting
    from daycast.show import Show

_ANYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed that is served: whose it is, and its addresses, this machine's first."""

    show: Show
    addresses: tuple[str, ...]


def serve(
    place: Path,
    host: str,
    port: int,
    announce: Callable[[tuple[Listing, ...]], None],
    *,
    tls: tuple[Path, Path] | None = None,
    metrics: bool = False,
    on_trouble: Callable[[DaycastError], object] = lambda error: print(error, file=sys.stderr),
) -> None:
    """Serves the show in the folder `place` with its editions, or all shows in it, until Ctrl-C or a SIGTERM.

    What changes in a `show.yaml` counts while it is served. `announce` gets what is served once the port is ours. Port
    0 takes any that is free. `tls` are the files of a certificate (with its chain) and of its key. Each request is
    written down in the `.access.log` of its feed. `on_trouble` hears of settings that cannot be taken over. Raises
    `DaycastError` if nothing is published, the port cannot be had, or the certificate and the key are none.
    """
    from daycast.feed.site.lasting import Lasting
    from daycast.feed.site.metrics import Metrics
    from daycast.feed.site.roof import published
    from daycast.feed.site.shows import Shows
    from daycast.feed.site.sites import Doors, Sites

    if tls:
        _check(*tls)
    shows = Shows(place, on_trouble)
    counted, doors = Metrics() if metrics else None, Doors()

    def sites(found: Mapping[str, Show]) -> Sites:
        return Sites(found, many=shows.many, counted=counted, doors=doors)

    def anew() -> Sites | None:
        found = shows.look()
        return None if found is None else sites(found)

    first = sites(shows.read())
    with contextlib.closing(Lasting(first, anew)) as site:
        there = tuple(published(first.mounts))
        if not there:
            where = "these shows" if shows.many else first.mounts[0].show.feed / MAIN
            raise DaycastError(f"{where}: nothing is published yet", hint="Run: daycast publish")
        with listen(host, port, "serve") as listener, contextlib.suppress(KeyboardInterrupt):
            at, scheme = listener.getsockname()[1], "https" if tls else "http"
            paths = [(one.show, one.at if shows.many else urlsplit(one.show.base_url).path) for one in there]
            found = tuple(Listing(show, addresses(host, at, path, scheme=scheme)) for show, path in paths)
            asyncio.run(_until_stopped(site, listener, tls, lambda: announce(found)))


async def _until_stopped(
    site: Lasting, listener: socket.socket, tls: tuple[Path, Path] | None, announce: Callable[[], None]
) -> None:
    from daycast.feed.site.engine import limit, run

    limit(listener)
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError, ValueError):  # Windows, or not in the main thread
            asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    announce()
    following = asyncio.create_task(site.follow())
    try:
        await run(site, listener, tls, stopped)
    finally:
        following.cancel()


def _check(cert: Path, key: Path) -> None:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(cert, key, password=lambda: "")
    except (OSError, ssl.SSLError) as error:
        raise DaycastError(
            f"{cert} and {key} are not a certificate and its key: {error.strerror or error}",
            hint="Give both as PEM files that may be read, the key without a password.",
        ) from error


def addresses(host: str, port: int, path: str, *, scheme: str = "http") -> tuple[str, ...]:
    """The address of the feed below `path` for this machine, then the one for others on its network, as far as there
    are."""
    hosts = [host] if host not in _ANYWHERE else ["localhost", *_lan_address()]
    return tuple(f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}{path}{MAIN}" for name in hosts)


def qr(url: str) -> str:
    """`url` as a QR code for the terminal, in half blocks. The colours are set, white on black, for cameras
    that cannot read it the other way round."""
    blocks = io.StringIO()
    segno.make_qr(url).terminal(blocks, border=2, compact=True)
    return "\n".join(f"\x1b[97;40m{row}\x1b[0m" for row in blocks.getvalue().splitlines())


def _lan_address() -> tuple[str, ...]:
    """This machine's IPv4 address towards its network. Connecting a UDP socket sends nothing; the address
    is one of those kept for documentation (RFC 5737)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ()
        found: str = probe.getsockname()[0]
    return () if is_loopback(found) else (found,)


def listen(host: str, port: int, command: str) -> socket.socket:
    """A socket at `port`, 0 for any. What is in the way is a `DaycastError` that tells how to call `command` then."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        code = getattr(error, "errno", None)
        if code == errno.EADDRINUSE:
            raise DaycastError(
                f"port {port} is taken by another program",
                hint=f"Choose another: daycast {command} --port {port + 1}",
            ) from error
        if code == errno.EACCES:
            raise DaycastError(
                f"port {port} is reserved for the system",
                hint=f"Choose one above 1023: daycast {command} --port 8642",
            ) from error
        raise DaycastError(f"{host}:{port} cannot be served: {error}", hint="Check --host and --port.") from error
