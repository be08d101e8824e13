"""What is an address on the web."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PLAIN = re.compile(r"https?://(?:[!-~]+@)?[A-Za-z0-9._:\[\]-]+(?:[/?#][!-~]*)?")


def is_web_address(url: str) -> bool:
    """Whether `url` is an address that http or https can fetch."""
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or parts.port > 0
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and has_port


def is_plain_address(url: str) -> bool:
    """Whether `url` is a web address that every app takes: in ASCII, without spaces, with a host as the web has."""
    return is_web_address(url) and bool(_PLAIN.fullmatch(url))


def takes_paths(url: str) -> bool:
    """Whether `url` is a web address that a path can be written behind."""
    return is_web_address(url) and "?" not in url and "#" not in url


def has_login(url: str) -> bool:
    """Whether an address names a user, and so perhaps a password."""
    return "@" in urlsplit(url).netloc
