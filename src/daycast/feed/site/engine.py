"""The HTTP server below the site: granian, told how to bear slow and hostile clients."""

from __future__ import annotations

import asyncio
import socket
import sys
from typing import TYPE_CHECKING, Any

from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.net import SocketHolder  # type: ignore[attr-defined]
from granian.server.embed import Server

if TYPE_CHECKING:
    from pathlib import Path

    from daycast.feed.site.lasting import Lasting

_HEADERS_WITHIN = 10_000  # milliseconds for a request's headers, the wait on a kept connection included
_READ_WITHIN = 30_000  # milliseconds without a byte taken by the client, after which it is cut off
_HEADER_BYTES = 16 << 10
_CONNECTIONS = 4096  # at once; more wait in the line below
_LINE = 1024
_GRACE = 3  # seconds that downloads may go on after the stop
_PARTING = 0.1  # seconds for granian's last thread to leave Python, which must not end under it


async def run(site: Lasting, listener: socket.socket, tls: tuple[Path, Path] | None, stopped: asyncio.Event) -> None:
    """Answers what comes to `listener`, which is closed in the end, until `stopped`."""
    server = _Server(site, listener, tls)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stopped.wait())
    await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait((serving,), timeout=_GRACE)
    for download in site.downloads:
        if download:
            download.cancel()
    await serving
    await asyncio.sleep(_PARTING)


def limit(listener: socket.socket) -> None:
    """Sets what connections inherit from the socket they come in by: before the first one comes."""
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):  # Linux
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _READ_WITHIN)


class _Server(Server):
    """granian in this process and its event loop, on a socket of ours: so the port is known before, what is in its way
    can be told, and its connections have their limits."""

    def __init__(self, site: Lasting, listener: socket.socket, tls: tuple[Path, Path] | None) -> None:
        cert, key = tls or (None, None)
        self._listener = listener
        super().__init__(
            site,
            interface=Interfaces.ASGINL,
            http=HTTPModes.http1,
            websockets=False,
            backlog=_LINE,
            backpressure=_CONNECTIONS,
            http1_settings=HTTP1Settings(header_read_timeout=_HEADERS_WITHIN, max_buffer_size=_HEADER_BYTES),
            log_enabled=False,
            ssl_cert=cert,
            ssl_key=key,
            ssl_protocol_min=SSLProtocols.tls12,
        )

    def _init_shared_socket(self) -> None:
        rest: tuple[Any, ...] = {"linux": (False, _LINE), "win32": ()}.get(sys.platform, (False,))
        holder: Any = SocketHolder  # its declared arguments are those of one system
        vars(self).update(_ssp=None, _shd=holder(self._listener.detach(), *rest))
