"""Which addresses a source may lead to: an open feed must not make this machine ask around in the house."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from daycast.errors import DaycastError

_WEB_PORTS = (80, 443)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Home:
    """Where a source lives, as a person wrote it down.

    The rule: whatever a source leads to (redirects, the pages of its entries, their robots.txt) must be `http` or
    `https` at an address of the open internet. Loopback, private, link-local (which is where clouds keep their
    credentials), shared, reserved and multicast addresses are refused, IPv4 inside IPv6 too, for every address that
    a name resolves to, and it is the checked address that is then connected to, so that a name cannot change its
    mind in between. One exception: the host that the person configured, by the same name and on the same port (or
    the web's own two), may be anywhere, because a server at home is a good source. Where the environment names a
    proxy, that looks names up and connects, and its own rules stand; what can be told from a name is told here.
    """

    host: str
    port: int

    @classmethod
    def of(cls, url: str) -> Home:
        return cls(*host_and_port(url))

    def holds(self, host: str, port: int) -> bool:
        return host == self.host and port in (self.port, *_WEB_PORTS)


def host_and_port(url: str) -> tuple[str, int]:
    """Raises `DaycastError` where `url` is nothing to fetch."""
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ("http", "https") or not parts.hostname or not port:
        raise DaycastError(f"{url[:200]!r} is no web address", hint="Addresses begin with http:// or https://.")
    return parts.hostname.rstrip("."), port


def joined(base: str, link: str) -> str:
    """The address that `link` on the page `base` means; "" for one that means none."""
    try:
        return urljoin(base, link.strip())
    except ValueError:
        return ""


async def addresses(url: str, home: Home) -> tuple[str, ...]:
    """The addresses to connect to for `url`, IPv4 first. Raises `DaycastError` by the rule of `Home`."""
    host, port = host_and_port(url)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise DaycastError(
            f"there is no host {host[:200]!r}", hint="Check its spelling, and whether you are online."
        ) from error
    resolved = sorted({info[4][0]: info[0] for info in found}.items(), key=lambda item: item[1] != socket.AF_INET)
    if not home.holds(host, port) and not all(is_public(str(address)) for address, _ in resolved):
        raise _inside(host, home)
    return tuple(str(address) for address, _ in resolved)


def check_name(url: str, home: Home) -> None:
    """The rule of `Home` as far as it can be kept where a proxy looks names up: by what a name itself says."""
    host, port = host_and_port(url)
    is_number = ":" in host or host.replace(".", "").isdecimal()
    if not home.holds(host, port) and not (is_public(host) if is_number else "." in host):
        raise _inside(host, home)


def _inside(host: str, home: Home) -> DaycastError:
    return DaycastError(
        f"{host[:200]!r} is an address inside your network or machine; {home.host} must not lead there",
        hint="If it is a source of yours, add it as one.",
    )


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ipaddress.ip_address(ip.packed[-4:]) if ip in _NAT64 else None)
        if inner:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved
