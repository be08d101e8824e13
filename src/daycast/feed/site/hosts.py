"""What a Host header looks like."""

from __future__ import annotations

import re

_HOST = re.compile(rb"(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")


def is_host(value: bytes) -> bool:
    """Whether a Host header is a name or an address, perhaps with a port (RFC 9112, section 3.2)."""
    return _HOST.fullmatch(value) is not None
