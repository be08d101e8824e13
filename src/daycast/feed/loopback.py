"""Addresses that only this machine can follow."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether `host` means "this machine" (for names: RFC 6761, section 6.3)."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def is_local(url: str) -> bool:
    """Whether a web address leads to "this machine"."""
    return is_loopback(urlsplit(url).hostname or "")
