"""What is an address on the web."""

from __future__ import annotations

from urllib.parse import urlsplit


def has_port_or_none(url: str) -> bool:
    """Whether the port of an address is one, where it names one."""
    try:
        return (urlsplit(url).port or 1) > 0
    except ValueError:
        return False


def is_web_address(url: str) -> bool:
    """Whether `url` is an address that http or https can fetch."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
