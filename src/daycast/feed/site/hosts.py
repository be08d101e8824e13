"""Host names: what one looks like, and which mean this machine."""

from __future__ import annotations

import ipaddress
import re

_HOST = re.compile(rb"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def is_loopback(host: str) -> bool:
    """Whether `host` means "this machine" (for names: RFC 6761, section 6.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_host(value: bytes) -> bool:
    """Whether a Host header is a name or an address, perhaps with a port (RFC 9112, section 3.2)."""
    return _HOST.fullmatch(value) is not None
