"""A request as it came, and what makes it none (RFC 9112, sections 3.2 and 6.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes

from daycast.feed.loopback import is_loopback
from daycast.feed.site.hosts import is_host

if TYPE_CHECKING:
    from collections.abc import Mapping

METHODS = ("GET", "HEAD", "OPTIONS")


@dataclass(frozen=True, slots=True)
class Asked:
    """`path` is decoded once and not tidied; `headers` have small names, repeated ones joined by commas. `client` is an
    IP address. `fault` is the status to refuse the request with, 0 if it is sound."""

    method: str
    scheme: str
    path: str
    target: str
    version: str
    headers: Mapping[bytes, bytes]
    client: str
    fault: int

    @property
    def query(self) -> str:
        """What stands behind the question mark, as it came."""
        return self.target.partition("?")[2]


def read(scope: Mapping[str, Any]) -> Asked:
    """The request of an ASGI scope.

    Behind a proxy on this machine, the client and the scheme are those that the proxy names.
    """
    headers: dict[bytes, bytes] = {}
    hosts = 0
    for name, value in scope["headers"]:
        hosts += name == b"host"
        headers[name] = headers[name] + b", " + value if name in headers else value
    raw: bytes = scope["raw_path"]
    client = scope["client"][0] if scope["client"] else "-"
    scheme = scope["scheme"]
    if b"x-forwarded-for" in headers and is_loopback(client):
        client = headers[b"x-forwarded-for"].rpartition(b",")[2].strip().decode("latin-1") or client
        if headers.get(b"x-forwarded-proto") == b"https":
            scheme = "https"
    query = scope["query_string"]
    return Asked(
        scope["method"],
        scheme,
        decoded(raw),
        (raw + b"?" + query if query else raw).decode("latin-1"),
        scope["http_version"],
        headers,
        client,
        _fault(scope["method"], scope["http_version"], headers, hosts),
    )


def decoded(raw: bytes) -> str:
    """The path that the bytes of a request, or of an address, mean; what is no UTF-8 stays as it is."""
    path = raw if b"%" not in raw else unquote_to_bytes(raw)
    return path.decode("utf-8", "surrogateescape")


def _fault(method: str, version: str, headers: Mapping[bytes, bytes], hosts: int) -> int:
    """Whoever doubles the host or the length may mean to mislead a proxy before us. A request for a file has no body,
    so that one in chunks is refused whether its length stands beside it or not."""
    host = headers.get(b"host", b"")
    missing = not host and version in ("1", "1.0")  # it came with HTTP/1.1; granian gives an empty one in its place
    if hosts > 1 or not (missing or is_host(host)):
        return 400
    if b"transfer-encoding" in headers or b"," in headers.get(b"content-length", b""):
        return 400
    return 0 if method in METHODS else 405
