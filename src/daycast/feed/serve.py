"""`daycast serve`: opens the site on a port, and says under which addresses it is found."""

from __future__ import annotations

import contextlib
import errno
import io
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import segno
import uvicorn

from daycast.errors import DaycastError
from daycast.feed.loopback import is_loopback
from daycast.feed.site import app

if TYPE_CHECKING:
    from collections.abc import Callable

    from daycast.show import Show

_ANYWHERE = ("0.0.0.0", "::")
_GRACE = 3  # seconds that a download may go on after Ctrl-C


def serve(show: Show, host: str, port: int, announce: Callable[[tuple[str, ...]], None]) -> None:
    """Serves `feed/` until Ctrl-C. `announce` gets `addresses(...)` once the port is ours; port 0 takes any.

    Raises `DaycastError` if nothing is published or the port cannot be had.
    """
    site = app(show)
    config = uvicorn.Config(
        site,
        lifespan="off",
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
    )
    with listen(host, port, "serve") as listener:
        announce(addresses(show, host, listener.getsockname()[1]))
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listener])


def addresses(show: Show, host: str, port: int) -> tuple[str, ...]:
    """The feed's address for this machine, then the one for others on its network, as far as there are."""
    path = urlsplit(show.base_url).path + "feed.xml"
    hosts = [host] if host not in _ANYWHERE else ["localhost", *_lan_address()]
    return tuple(f"http://{f'[{name}]' if ':' in name else name}:{port}{path}" for name in hosts)


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
