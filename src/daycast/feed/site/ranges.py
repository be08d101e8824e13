"""Range requests (RFC 9110, section 14): one range is followed; several are answered with the whole, which costs us no
more than a plain request, and whatever is no range is overlooked."""

from __future__ import annotations

import re

_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{1,18})?|-([0-9]{1,18}))", re.IGNORECASE)


def wanted(value: str, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last that a Range header asks of `size` bytes; None for the whole.

    A range without a byte (first = end) cannot be satisfied.
    """
    match = _RANGE.fullmatch(value.strip())
    if not match:
        return None
    if match[3]:
        return max(0, size - int(match[3])), size
    first, last = int(match[1]), int(match[2] or size)
    if match[2] and last < first:
        return None
    return (first, min(last + 1, size)) if first < size else (size, size)
